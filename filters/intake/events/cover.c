#include "cover.h"

#include <string.h>

#include "cli.h"
#include "memory.h"
#include "text.h"

#define WANT "want KIND FROM/TO or KIND 6m before as-of, KIND all or history; or none"

/* Reads a day, or the word as-of where it is allowed. */
static int32_t read_day(struct lexer *lexer, struct text text, bool *as_of)
{
	struct date date;

	if (as_of != NULL && text_is(text, "as-of")) {
		*as_of = true;
		return DATE_NO_DAY;
	}
	if (!date_parse(text, &date) || date.minute != DATE_NO_MINUTE)
		lexer_fail(lexer, "covers: '%.*s' is not a date (want YYYY-MM-DD)", (int)text.length,
			text.at);
	return date.day;
}

static void read_range(struct lexer *lexer, struct cover *cover, const char *range)
{
	const char *slash = strchr(range, '/');

	cover->from = read_day(lexer, (struct text){ range, (size_t)(slash - range) }, NULL);
	cover->to = read_day(lexer, text_of(slash + 1), &cover->to_as_of);
	if (!cover->to_as_of && cover->to < cover->from)
		lexer_fail(lexer, "covers: '%s' ends before it begins", range);
}

struct cover cover_read(struct lexer *lexer)
{
	struct cover cover = { .map = lexer->name, .line = lexer_token(lexer)->line };
	const char *range;

	if (lexer_take(lexer, "none")) {
		cover.kind = COVER_NONE;
		return cover;
	}
	if (lexer_take(lexer, "history"))
		cover.kind = COVER_HISTORY;
	else if (lexer_take(lexer, "all"))
		cover.kind = COVER_ALL;
	else
		lexer_fail(lexer, "covers: " WANT);
	range = lexer_text(lexer, "covers: FROM/TO, or a length such as 6m,");
	if (strchr(range, '/') != NULL) {
		read_range(lexer, &cover, range);
	} else {
		cover.before_as_of = cover.to_as_of = true;
		if (!duration_parse(text_of(range), &cover.before) || cover.before.count == 0 ||
			cover.before.unit == DURATION_HOURS || cover.before.unit == DURATION_WORKING_DAYS)
			lexer_fail(lexer, "covers: '%s' is no length (want 10d, 6w, 6m or 1y)", range);
		if (!lexer_take(lexer, "before") || !lexer_take(lexer, "as-of"))
			lexer_fail(lexer, "covers: " WANT);
	}
	cover.optional = cover.to_as_of && lexer_take(lexer, "optional");
	return cover;
}

bool cover_wants_as_of(const struct cover *cover, int32_t as_of)
{
	return cover->to_as_of && as_of == DATE_NO_DAY;
}

static int32_t first_day(const struct cover *cover, int32_t as_of)
{
	switch (cover->before.unit) {
	case DURATION_DAYS:
		return as_of - cover->before.count + 1;
	case DURATION_WEEKS:
		return as_of - 7 * cover->before.count + 1;
	case DURATION_YEARS:
		return date_add_months(as_of, -12 * cover->before.count) + 1;
	default:
		return date_add_months(as_of, -cover->before.count) + 1;
	}
}

void cover_add(struct cover_lines *lines, const struct cover *cover, int32_t as_of,
	const char *event, const char *category, enum cover_extent extent)
{
	struct cover_line line = { event, category, "all", cover->from, cover->to };

	if (cover->kind == COVER_UNSAID || cover->kind == COVER_NONE ||
		cover_wants_as_of(cover, as_of))
		return;
	if (extent == COVER_LATEST)
		line.kind = "latest";
	else if (extent == COVER_DAYS && cover->kind == COVER_HISTORY)
		line.kind = "history";
	if (cover->before_as_of)
		line.from = first_day(cover, as_of);
	if (cover->to_as_of)
		line.to = as_of;
	if (extent == COVER_LAST_DAY)
		line.from = line.to;
	if (line.to < line.from)
		cli_fail("%s:%zu: covers: ends before it begins (is --as-of right?)", cover->map,
			cover->line);
	for (size_t i = 0; i < lines->count; i++) {
		const struct cover_line *other = &lines->lines[i];

		if (strcmp(other->event, event) == 0 && strcmp(other->category, category) == 0 &&
			other->kind[0] == line.kind[0] && other->from == line.from && other->to == line.to)
			return;
	}
	lines->lines = memory_grow(lines->lines, &lines->capacity, lines->count + 1,
		sizeof *lines->lines);
	lines->lines[lines->count++] = line;
}

static void write_day(struct writer *writer, int32_t day)
{
	char text[DATE_SIZE] = "";
	size_t length = date_format((struct date){ day, DATE_NO_MINUTE }, text);

	writer_put(writer, text, length);
}

static void write_cell(const struct cover_line *line, const char *column, struct writer *writer)
{
	if (strcmp(column, "event") == 0) {
		writer_text(writer, text_of(line->event));
	} else if (strcmp(column, "category") == 0) {
		writer_text(writer, text_of(line->category));
	} else if (strcmp(column, "result") == 0) {
		writer_text(writer, text_of(line->kind));
		writer_byte(writer, ' ');
		write_day(writer, line->from);
		writer_byte(writer, '/');
		write_day(writer, line->to);
	}
}

void cover_write(const struct cover_lines *lines, const struct columns *columns,
	struct writer *writer)
{
	for (size_t i = 0; i < lines->count; i++) {
		for (size_t c = 0; c < columns->count; c++) {
			if (c > 0)
				writer_byte(writer, '\t');
			write_cell(&lines->lines[i], columns->names[c], writer);
		}
		writer_end_line(writer);
	}
}
