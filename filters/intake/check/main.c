/* passes good events on, and the others not */
#include <unistd.h>

#include "cli.h"
#include "cover.h"
#include "date.h"
#include "day.h"
#include "kinds.h"
#include "rejects.h"
#include "stream.h"
#include "writer.h"

enum { REJECTS, AS_OF, VOCABULARY };

static const struct cli_option options[] = {
	{ "rejects", 0, "FILE", "write the lines that are not passed on, with a reason" },
	{ "as-of", 0, "DATE", "nothing has happened after this day" },
	{ "vocabulary", 0, "FILE", "know events by this, not by scripts/events.tsv" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-check",
	.about = "passes good events on, and the others not",
	.usage = "kpi-check [--rejects FILE] [--as-of DATE] [--vocabulary FILE]",
	.options = options,
};

static const char *const ranks[DAY_RANKS] = { "worker", "team", "category", "result", "ref" };

struct check {
	struct stream in;
	struct writer out;
	size_t date, event, person, ref, category, result, measure, rank[DAY_RANKS];
	int32_t as_of; /* DATE_NO_DAY: not given */
	struct covers covers;
	bool covers_over;
	struct kinds kinds;
	struct day day;
	int32_t today; /* DATE_NO_DAY before the first line that is in order */
	struct rejects rejects;
	size_t read;
};

static void pass(struct check *check, struct text line)
{
	writer_text(&check->out, line);
	writer_end_line(&check->out);
}

static void end_day(struct check *check)
{
	struct day *day = &check->day;

	day_settle(day);
	for (size_t i = 0; i < day->count; i++) {
		const struct day_line *line = &day->lines[i];

		if (line->reason == REASON_NONE)
			pass(check, line->line);
		else
			rejects_add(&check->rejects, &check->in, line->line, line->number, line->reason);
	}
	day_clear(day);
}

/* Cuts the line, which would end the filter where it has another number of fields; a byte that no
 * text has does. */
static bool cut(struct check *check)
{
	struct text line = check->in.line;
	size_t fields = 1;

	for (size_t left = line.length; left > 0; fields++) {
		const char *at = line.at + line.length - left, *tab = memchr(at, '\t', left);

		if (tab == NULL)
			break;
		left -= (size_t)(tab - at) + 1;
	}
	if (fields == check->in.column_count)
		stream_cut(&check->in);
	else if (memchr(line.at, '\0', line.length) != NULL)
		stream_fail(&check->in, "line", "holds a NUL byte (want text)");
	return fields == check->in.column_count;
}

static struct text field(const struct check *check, size_t column)
{
	return stream_field(&check->in, column);
}

/* The cut line is a cover line where one may stand, and is remembered. */
static bool take_cover(struct check *check)
{
	return field(check, check->date).length == 0 && !check->covers_over &&
		(field(check, check->measure).length > 0 ||
			(field(check, check->event).length > 0 &&
				covers_add(&check->covers, field(check, check->event),
					field(check, check->category), field(check, check->result))));
}

static void end_covers(struct check *check)
{
	if (!check->covers_over)
		kinds_settle(&check->kinds, &check->covers);
	check->covers_over = true;
}

static bool takes(const struct cover *cover, struct text event, struct text category)
{
	return (strcmp(cover->event, "*") == 0 || text_is(event, cover->event)) &&
		(cover->category[0] == '\0' || text_is(category, cover->category));
}

/* After the last day up to which the stream says anything of such a line. */
static bool is_after_as_of(const struct check *check, int32_t day)
{
	struct text event = field(check, check->event), category = field(check, check->category);
	int32_t own = DATE_NO_DAY, any = DATE_NO_DAY;

	if (check->as_of != DATE_NO_DAY)
		return day > check->as_of;
	for (size_t i = 0; i < check->covers.count; i++) {
		const struct cover *cover = &check->covers.list[i];

		any = cover->to > any ? cover->to : any;
		if (cover->to > own && takes(cover, event, category))
			own = cover->to;
	}
	return any != DATE_NO_DAY && day > (own != DATE_NO_DAY ? own : any);
}

/* What the line alone, and the day that it follows, say of it. */
static enum reason judge(const struct check *check, const struct kind *kind, struct date *date,
	bool is_event)
{
	if (text_is(field(check, check->date), "date") && text_is(field(check, check->event), "event"))
		return REASON_HEADER;
	if (!date_parse(field(check, check->date), date))
		return REASON_DATE;
	if (is_after_as_of(check, date->day))
		return REASON_AFTER_AS_OF;
	if (is_event && kind == NULL)
		return REASON_EVENT;
	if (is_event && field(check, check->person).length == 0)
		return REASON_PERSON;
	if (check->today != DATE_NO_DAY && date->day < check->today)
		return REASON_ORDER;
	return REASON_NONE;
}

static void take_line(struct check *check)
{
	struct day_event event = { 0 };
	enum reason reason = REASON_FIELDS;
	bool is_event = true;

	if (cut(check)) {
		if (take_cover(check)) {
			pass(check, check->in.line);
			return;
		}
		is_event = field(check, check->measure).length == 0;
		event.kind = kinds_find(&check->kinds, field(check, check->event));
		reason = judge(check, event.kind, &event.date, is_event);
	}
	if (reason != REASON_NONE) {
		rejects_add(&check->rejects, &check->in, check->in.line, check->in.number, reason);
		return;
	}
	end_covers(check);
	if (event.date.day != check->today)
		end_day(check);
	check->today = event.date.day;
	event.person = field(check, check->person);
	event.ref = field(check, check->ref);
	for (size_t i = 0; i < DAY_RANKS; i++)
		event.rank[i] = field(check, check->rank[i]);
	day_add(&check->day, check->in.line, check->in.number,
		is_event && event.kind->count > 0 ? &event : NULL);
}

static void begin(struct check *check, const char *vocabulary, const char *rejects)
{
	struct stream *in = &check->in;

	kinds_open(&check->kinds, vocabulary);
	day_open(&check->day, &check->kinds);
	writer_open(&check->out, STDOUT_FILENO, "stdout");
	stream_open(in, STDIN_FILENO, "stdin", &check->out);
	check->date = stream_need(in, "date");
	check->event = stream_need(in, "event");
	check->person = stream_need(in, "person");
	check->ref = stream_find(in, "ref");
	check->category = stream_find(in, "category");
	check->result = stream_find(in, "result");
	check->measure = stream_find(in, "measure");
	for (size_t i = 0; i < DAY_RANKS; i++)
		check->rank[i] = stream_find(in, ranks[i]);
	rejects_open(&check->rejects, rejects, in);
	pass(check, text_of(in->header));
}

static int end(struct check *check)
{
	size_t rejected;
	char read[CLI_COUNT_SIZE], passed[CLI_COUNT_SIZE], left[CLI_COUNT_SIZE];

	end_day(check);
	rejected = check->rejects.count;
	writer_close(&check->out);
	rejects_close(&check->rejects);
	if (check->day.unjudged > 0)
		cli_say("%s ends and points passed without a look at their spans, which the extract has "
			"not all of", cli_count(check->day.unjudged, read));
	if (check->day.repeated > 0)
		cli_say("%s repeated: the same as another line of the day, and passed (the same extract "
			"twice? kpi-sort -u keeps one)", cli_count(check->day.repeated, read));
	cli_say("%s lines read = %s passed + %s rejected", cli_count(check->read, read),
		cli_count(check->read - rejected, passed), cli_count(rejected, left));
	day_close(&check->day);
	kinds_close(&check->kinds);
	covers_free(&check->covers);
	stream_close(&check->in);
	return rejected > 0 ? CLI_NO : 0;
}

int main(int argc, char **argv)
{
	struct check check = { .as_of = DATE_NO_DAY, .today = DATE_NO_DAY };
	const char *value, *rejects = NULL, *vocabulary = NULL;
	struct date date;
	int got, operands;

	cli_start(&program);
	while ((got = cli_next(&program, argc, argv, &value, &operands)) != -1) {
		if (got == REJECTS)
			rejects = value;
		if (got == VOCABULARY)
			vocabulary = value;
		if (got == AS_OF) {
			if (!date_parse(text_of(value), &date))
				cli_usage("--as-of: '%s': not a date (want YYYY-MM-DD)", value);
			check.as_of = date.day;
		}
	}
	cli_no_operands(argc, argv, operands);
	begin(&check, vocabulary, rejects);
	while (stream_next(&check.in)) {
		check.read++;
		take_line(&check);
	}
	return end(&check);
}
