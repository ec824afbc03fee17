#include "map.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"

#define LONGEST_MAP ((size_t)1 << 20)
#define PROBLEM 256

/* Words that begin a statement or stand inside one, so no column can have their name. */
static const char *const reserved[] = { "extract", "covers", "dates", "empty", "encoding", "code",
	"event", "date", "file", "header", "on", "from", "if", "unless", "as", "latest", "optional",
	/* A line whose measure is not empty is an observation. */
	"measure", "part", "num", "den", "unit", "basis", "since", "due" };

static bool is_column(const char *name)
{
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (strcmp(name, reserved[i]) == 0)
			return false;
	return *name >= 'a' && *name <= 'z' &&
		name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static struct regex *read_regex(struct lexer *lexer)
{
	char problem[PROBLEM];
	struct text pattern;
	struct regex *regex;
	size_t at = lexer->at;

	pattern = text_of(lexer_text(lexer, "a regular expression"));
	regex = regex_new(pattern, problem, sizeof problem);
	if (regex == NULL) {
		lexer->at = at;
		lexer_fail(lexer, "'%.*s': %s", (int)(pattern.length < PROBLEM ? pattern.length : PROBLEM),
			pattern.at, problem);
	}
	return regex;
}

/* "Column" | "Another" | "": the last, an empty text, says that a file may have none of them. */
static struct value read_sources(struct lexer *lexer, const char *wanted)
{
	struct value value = { .line = lexer_token(lexer)->line };
	size_t capacity = 0;

	for (;;) {
		char *name = lexer_text(lexer, wanted);

		if (*name == '\0') {
			value.optional = true;
		} else {
			value.names = memory_grow(value.names, &capacity, value.count + 1,
				sizeof *value.names);
			value.names[value.count++] = name;
		}
		if (lexer_token(lexer)->kind != TOKEN_BAR)
			break;
		if (value.optional)
			lexer_fail(lexer, "a column behind \"\" (want the empty text last)");
		lexer_step(lexer);
	}
	if (value.count == 0)
		lexer_fail(lexer, "want %s", wanted);
	value.places = memory_new(value.count, sizeof *value.places);
	return value;
}

static struct value read_value(struct lexer *lexer, const char *column)
{
	struct value value = { .line = lexer_token(lexer)->line };

	if (lexer_token(lexer)->kind == TOKEN_EQUALS) {
		lexer_step(lexer);
		value.constant = lexer_text(lexer, "the text that every event is to have");
		if (value.constant[strcspn(value.constant, "\t\r\n")] != '\0')
			lexer_fail(lexer, "%s: a TAB in a text (want a blank)", column);
		return value;
	}
	value = read_sources(lexer, "a column of the CSV, or = and a text,");
	if (lexer_take(lexer, "as")) {
		if (!lexer_take(lexer, "date"))
			lexer_fail(lexer, "want the word date behind as");
		value.date = true;
	}
	value.date |= strcmp(column, "born") == 0;
	return value;
}

static char *read_column(struct lexer *lexer, const char *wanted)
{
	size_t at = lexer->at;
	bool quoted = lexer_token(lexer)->kind == TOKEN_QUOTED;
	char *name = lexer_text(lexer, wanted);

	if (!quoted && is_column(name))
		return name;
	lexer->at = at;
	lexer_fail(lexer, "'%s' is no %s (want small letters, digits and _)", name, wanted);
}

/* Assigns to the column, in place of what was assigned before. */
static void assign(struct assignment **list, size_t *count, size_t *capacity,
	const char *column, struct value value)
{
	size_t i = 0;

	while (i < *count && strcmp((*list)[i].column, column) != 0)
		i++;
	if (i == *count)
		*list = memory_grow(*list, capacity, ++*count, sizeof **list);
	(*list)[i] = (struct assignment){ column, value };
}

static void read_dates(struct lexer *lexer, struct extract *extract)
{
	bool day_first = false, month_first = false;

	extract->date_count = 0;
	while (lexer_token(lexer)->kind == TOKEN_WORD && !lexer_is(lexer, "empty") &&
		!lexer_is(lexer, "encoding")) {
		const char *word = lexer_token(lexer)->text;
		enum date_form form;

		if (!dates_form(text_of(word), &form) || extract->date_count == FORM_COUNT)
			lexer_fail(lexer, "dates: '%s' (want some of iso dmy mdy dmy2 mdy2 excel)", word);
		day_first |= form == FORM_DMY || form == FORM_DMY2;
		month_first |= form == FORM_MDY || form == FORM_MDY2;
		extract->dates[extract->date_count++] = form;
		lexer_step(lexer);
	}
	if (extract->date_count == 0)
		lexer_fail(lexer, "dates: want some of iso dmy mdy dmy2 mdy2 excel");
	if (day_first && month_first)
		lexer_fail(lexer, "dates: 01/02/2019 would be two days (want dmy or mdy, not both)");
}

static void read_encoding(struct lexer *lexer, struct extract *extract)
{
	if (lexer_take(lexer, "utf-8"))
		extract->encoding = ENCODING_UTF8;
	else if (lexer_take(lexer, "windows-1252"))
		extract->encoding = ENCODING_WINDOWS_1252;
	else if (lexer_take(lexer, "utf-16"))
		extract->encoding = ENCODING_UTF16;
	else
		lexer_fail(lexer, "encoding: want utf-8, windows-1252 or utf-16");
}

static void read_test(struct lexer *lexer, struct event_line *event)
{
	struct test test = { .value = read_sources(lexer, "a column of the CSV") };

	test.negated = lexer_is(lexer, "!matches");
	if (!test.negated && !lexer_is(lexer, "matches"))
		lexer_fail(lexer, "if: want matches or !matches, and a regular expression");
	lexer_step(lexer);
	test.regex = read_regex(lexer);
	event->tests = memory_grow(event->tests, &event->test_capacity, event->test_count + 1,
		sizeof *event->tests);
	event->tests[event->test_count++] = test;
}

static void read_event(struct lexer *lexer, struct extract *extract)
{
	struct event_line event = { .line = lexer_token(lexer)->line };

	if (lexer_take(lexer, "from"))
		event.from = read_sources(lexer, "the column of the CSV that names the event");
	else
		event.name = read_column(lexer, "event");
	if (!lexer_take(lexer, "on"))
		lexer_fail(lexer, "event: want on, and the column of its date");
	if (lexer_take(lexer, "as-of")) {
		event.on_as_of = true;
		event.optional = lexer_take(lexer, "optional");
	} else {
		event.on = read_sources(lexer, "the column of the event's date");
	}
	while (lexer_token(lexer)->kind != TOKEN_LINE) {
		if (lexer_take(lexer, "latest")) {
			event.extent = COVER_LATEST;
		} else if (lexer_take(lexer, "last-day")) {
			event.extent = COVER_LAST_DAY;
		} else if (lexer_take(lexer, "if")) {
			read_test(lexer, &event);
		} else if (lexer_take(lexer, "unless")) {
			event.unless = read_sources(lexer, "the column of another row's day");
		} else {
			const char *column = read_column(lexer, "column of an event");

			assign(&event.assignments, &event.assignment_count, &event.assignment_capacity,
				column, read_value(lexer, column));
		}
	}
	extract->events = memory_grow(extract->events, &extract->event_capacity,
		extract->event_count + 1, sizeof *extract->events);
	extract->events[extract->event_count++] = event;
}

static void read_code(struct lexer *lexer, struct extract *extract)
{
	struct code code = { 0 };

	if (lexer_take(lexer, "event"))
		code.column = "event";
	else
		code.column = read_column(lexer, "column of an event");
	code.regex = read_regex(lexer);
	code.replacement = lexer_text(lexer, "what the value becomes");
	if (code.replacement[strcspn(code.replacement, "\t\r\n")] != '\0')
		lexer_fail(lexer, "code: a TAB in a text (want a blank)");
	extract->codes = memory_grow(extract->codes, &extract->code_capacity, extract->code_count + 1,
		sizeof *extract->codes);
	extract->codes[extract->code_count++] = code;
}

/* A new extract begins as a copy of what stands above the first one. */
static void *copy(const void *list, size_t count, size_t size)
{
	void *made = memory_new(count, size);

	if (count > 0)
		memcpy(made, list, count * size);
	return made;
}

static struct value copy_value(struct value value)
{
	value.places = memory_new(value.count, sizeof *value.places);
	return value;
}

static void read_extract(struct lexer *lexer, struct extract *extract,
	const struct extract *common)
{
	*extract = *common;
	extract->line = lexer_token(lexer)->line;
	extract->name = lexer_text(lexer, "a name for the extract");
	extract->assignments = copy(common->assignments, common->assignment_count,
		sizeof *common->assignments);
	extract->assignment_capacity = common->assignment_count;
	for (size_t i = 0; i < extract->assignment_count; i++)
		extract->assignments[i].value = copy_value(extract->assignments[i].value);
	extract->codes = copy(common->codes, common->code_count, sizeof *common->codes);
	extract->code_capacity = extract->common_codes = common->code_count;
	while (lexer_token(lexer)->kind != TOKEN_LINE) {
		if (lexer_take(lexer, "file"))
			extract->file = read_regex(lexer);
		else if (lexer_take(lexer, "header"))
			extract->header = read_sources(lexer, "a column that the extract's header has");
		else
			lexer_fail(lexer, "extract: want file REGEX or header COLUMN");
	}
	if (extract->file == NULL && extract->header.count == 0)
		lexer_fail(lexer, "extract %s: want file REGEX or header COLUMN", extract->name);
}

/* A statement about the extract, up to the line's end. */
static void read_statement(struct lexer *lexer, struct extract *extract)
{
	const char *column;

	if (lexer_take(lexer, "covers")) {
		extract->cover = cover_read(lexer);
	} else if (lexer_take(lexer, "event")) {
		read_event(lexer, extract);
	} else if (lexer_take(lexer, "code")) {
		read_code(lexer, extract);
	} else if (lexer_is(lexer, "dates") || lexer_is(lexer, "empty") ||
		lexer_is(lexer, "encoding")) {
		while (lexer_token(lexer)->kind != TOKEN_LINE) {
			if (lexer_take(lexer, "dates"))
				read_dates(lexer, extract);
			else if (lexer_take(lexer, "empty"))
				extract->empty = read_regex(lexer);
			else if (lexer_take(lexer, "encoding"))
				read_encoding(lexer, extract);
			else
				lexer_fail(lexer, "want dates, empty or encoding here");
		}
	} else {
		column = read_column(lexer, "statement or column of an event");
		assign(&extract->assignments, &extract->assignment_count,
			&extract->assignment_capacity, column, read_value(lexer, column));
	}
}

static char *read_file(const char *name, size_t *length)
{
	int file = open(name, O_RDONLY);
	char *text = memory_new(LONGEST_MAP + 1, 1);
	ssize_t got = 0;

	if (file < 0)
		cli_fail("%s: cannot open: %s", name, strerror(errno));
	for (*length = 0; *length <= LONGEST_MAP; *length += (size_t)got) {
		got = read(file, text + *length, LONGEST_MAP + 1 - *length);
		if (got < 0 && errno == EINTR)
			got = 0;
		else if (got < 0)
			cli_fail("%s: cannot read: %s", name, strerror(errno));
		else if (got == 0)
			break;
	}
	if (*length > LONGEST_MAP)
		cli_fail("%s: longer than 1 MiB (is it a map?)", name);
	close(file);
	return text;
}

static struct extract *add_extract(struct extracts *extracts)
{
	extracts->list = memory_grow(extracts->list, &extracts->capacity, extracts->count + 1,
		sizeof *extracts->list);
	return &extracts->list[extracts->count++];
}

/* One name twice: `read 12 rows` would not say of which. */
static void check_name(const struct lexer *lexer, const struct extracts *extracts)
{
	const struct extract *last = &extracts->list[extracts->count - 1];

	for (size_t i = 0; i + 1 < extracts->count; i++)
		if (strcmp(extracts->list[i].name, last->name) == 0)
			lexer_fail(lexer, "extract %s: there is one of that name at %s:%zu", last->name,
				extracts->list[i].map, extracts->list[i].line);
}

void map_read(struct extracts *extracts, const char *file)
{
	struct extract common = { .map = file, .dates = { FORM_ISO }, .date_count = 1 };
	struct extract *extract = &common;
	struct lexer lexer;
	size_t length;
	char *text = read_file(file, &length);

	lexer_open(&lexer, file, text, length);
	free(text);
	while (lexer_token(&lexer)->kind != TOKEN_END) {
		if (lexer_token(&lexer)->kind == TOKEN_LINE) {
			lexer_step(&lexer);
			continue;
		}
		if (lexer_take(&lexer, "extract")) {
			extract = add_extract(extracts);
			read_extract(&lexer, extract, &common);
			check_name(&lexer, extracts);
		} else if (extract == &common && lexer_is(&lexer, "event")) {
			lexer_fail(&lexer, "event: want an extract line above it");
		} else {
			read_statement(&lexer, extract);
		}
		if (lexer_token(&lexer)->kind != TOKEN_LINE)
			lexer_fail(&lexer, "more than the statement takes (want the line to end here)");
	}
	if (extract == &common)
		cli_fail("%s: no extract in the map", file);
}

void map_columns(const struct extracts *extracts, struct columns *columns)
{
	for (size_t i = 0; i < extracts->count; i++) {
		const struct extract *extract = &extracts->list[i];

		for (size_t a = 0; a < extract->assignment_count; a++)
			columns_add(columns, extract->assignments[a].column);
		for (size_t e = 0; e < extract->event_count; e++)
			for (size_t a = 0; a < extract->events[e].assignment_count; a++)
				columns_add(columns, extract->events[e].assignments[a].column);
	}
}

const struct value *map_value(const struct extract *extract, const struct event_line *event,
	const char *column)
{
	for (size_t i = 0; i < event->assignment_count; i++)
		if (strcmp(event->assignments[i].column, column) == 0)
			return &event->assignments[i].value;
	for (size_t i = 0; i < extract->assignment_count; i++)
		if (strcmp(extract->assignments[i].column, column) == 0)
			return &extract->assignments[i].value;
	return NULL;
}

const char *map_category(const struct extract *extract, const struct event_line *event)
{
	const struct value *value = map_value(extract, event, "category");

	return value == NULL || value->constant == NULL ? "" : value->constant;
}
