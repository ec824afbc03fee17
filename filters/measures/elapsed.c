/* kpi-elapsed - time from one event to another, or whether it was within a limit */
#include <stdlib.h>

#include "due.h"
#include "measure.h"
#include "memory.h"
#include "pending.h"
#include "span.h"

enum option { FROM, TO, WITHIN, OVER, FIRST, RESET, OVERDUE };

static const struct cli_option options[] = {
	[FROM] = { "from", 'f', "SELECTOR", "the event that begins the time (A)" },
	[TO] = { "to", 't', "SELECTOR", "the event that ends it (B): the unit that is counted" },
	[WITHIN] = { "within", 'w', "LIMIT", "the share that took no longer" },
	[OVER] = { "over", 'o', "LIMIT", "the share that took longer" },
	[FIRST] = { "first", 0, NULL, "from the first A since the last B or reset, not the last" },
	[RESET] = { "reset", 'r', "SELECTOR", "an event that ends the wait, at the end of its day" },
	[OVERDUE] = { "overdue", 0, NULL, "count what is late the day after it was due" },
	{ NULL, 0, NULL, NULL },
};

/* From A to B is a span like any other; B closes it. */
struct elapsed {
	struct run *run;
	struct spans spans;
	struct duration limit;
	bool within, over, overdue;
	struct due due;
};

static struct date due_date(const struct elapsed *elapsed, struct date start, bool timed)
{
	struct date none = { DATE_NO_DAY, DATE_NO_MINUTE };

	if (!elapsed->within && !elapsed->over)
		return none;
	if (!timed)
		start.minute = DATE_NO_MINUTE;
	return run_end(elapsed->run, elapsed->limit, start);
}

/* Hours are reckoned to the minute where both lines have a time; all else is of days. */
static void closed(void *state, struct span *span, const struct day_line *line)
{
	struct elapsed *elapsed = state;
	bool limited = elapsed->within || elapsed->over;
	bool timed = limited && elapsed->limit.unit == DURATION_HOURS &&
		span->start.minute != DATE_NO_MINUTE && line->date.minute != DATE_NO_MINUTE;
	struct date due = due_date(elapsed, span->start, timed), since = span->start;
	bool late;

	if (span->told)
		return;
	if (!timed)
		since.minute = DATE_NO_MINUTE;
	late = limited && (line->date.day > due.day ||
		(timed && line->date.day == due.day && line->date.minute > due.minute));
	run_observe(elapsed->run, &(struct unit){
		.line = line->line, .day = DATE_NO_DAY,
		.num = limited ? (late == elapsed->over ? SUM_ONE : 0)
			       : (int64_t)(line->date.day - span->start.day) * SUM_ONE,
		.den = SUM_ONE, .since = since, .due = due });
}

static void opened(void *state, struct span *span)
{
	struct elapsed *elapsed = state;

	if (elapsed->overdue)
		due_add(&elapsed->due, &elapsed->spans, span,
			due_date(elapsed, span->start, false).day);
}

static const struct span_calls calls = { .closed = closed, .opened = opened };

static void *start(struct run *run)
{
	struct elapsed *elapsed = memory_new(1, sizeof *elapsed);

	elapsed->run = run;
	run_require(run, FROM);
	run_require(run, TO);
	run_exclude(run, WITHIN, OVER);
	run_events(run, FROM, NEED_ALL);
	run_events(run, TO, NEED_ALL);
	run_events(run, RESET, NEED_ALL);
	run_pair(run, FROM, TO);
	run_pair(run, FROM, RESET);
	elapsed->within = run_duration(run, WITHIN, &elapsed->limit);
	elapsed->over = run_duration(run, OVER, &elapsed->limit);
	elapsed->overdue = run_given(run, OVERDUE);
	if (elapsed->overdue && !elapsed->within)
		cli_usage("--overdue goes with --within");
	spans_init(&elapsed->spans, run, &calls, elapsed);
	elapsed->spans.first = run_given(run, FIRST);
	elapsed->spans.keep_lines = elapsed->overdue || run_pending(run);
	run_unit(run, elapsed->within || elapsed->over ? "%" : "days", false);
	return elapsed;
}

static void line(void *state, const struct event *event)
{
	struct elapsed *elapsed = state;

	if (event->key != NAMES_NONE)
		spans_add(&elapsed->spans, event, span_part(event, FROM, SPAN_OPENS) |
			span_part(event, TO, SPAN_CLOSES) | span_part(event, RESET, SPAN_CLEARS), 0);
}

static void day(void *state, int32_t over, int32_t next)
{
	struct elapsed *elapsed = state;
	struct span *span;
	int32_t due;

	(void)over;
	spans_settle(&elapsed->spans);
	while ((span = due_take(&elapsed->due, &elapsed->spans, next, &due)) != NULL) {
		if (due >= run_last(elapsed->run))
			continue;
		span->told = true;
		run_observe(elapsed->run, &(struct unit){
			.line = kept_text(span->line), .day = due + 1, .num = 0, .den = SUM_ONE,
			.since = { span->start.day, DATE_NO_MINUTE }, .due = { due, DATE_NO_MINUTE } });
	}
}

static bool decide(void *state, const struct span *span, struct unit *unit)
{
	const struct elapsed *elapsed = state;

	if (span->told)
		return false;
	unit->due = due_date(elapsed, span->start, false);
	unit->since = (struct date){ span->start.day, DATE_NO_MINUTE };
	return true;
}

static void finish(void *state)
{
	struct elapsed *elapsed = state;

	if (run_pending(elapsed->run))
		pending_write(elapsed->run, &elapsed->spans, decide, elapsed);
	spans_tell(&elapsed->spans, elapsed->run, FROM, TO);
	spans_free(&elapsed->spans);
	due_free(&elapsed->due);
	free(elapsed);
}

const struct measure measure_elapsed = {
	.name = "elapsed",
	.about = "time from one event to another, or whether it was within a limit",
	.usage = "-f selector -t selector [-w limit | -o limit] [--first] [-r selector] [--overdue]",
	.options = options,
	.key = KEY_REF,
	.start = start,
	.line = line,
	.day = day,
	.finish = finish,
};
