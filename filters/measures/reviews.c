/* kpi-reviews - whether reviews are held by the day they are due */
#include <stdlib.h>

#include "due.h"
#include "measure.h"
#include "memory.h"
#include "pending.h"
#include "span.h"

enum option { FROM, TO, EVENT, DUE, OVERDUE, AT_CENSUS, EVERY, JOIN };

static const struct cli_option options[] = {
	[FROM] = { "from", 'f', "SELECTOR", "the event that opens what is reviewed" },
	[TO] = { "to", 't', "SELECTOR", "the event that closes it" },
	[EVENT] = { "event", 'e', "SELECTOR", "the review" },
	[DUE] = { "due", 'd', "LIMIT,...",
		"after the start, then after each review; the last repeats" },
	[OVERDUE] = { "overdue", 0, NULL, "count what is late the day after it was due" },
	[AT_CENSUS] = { "at-census", 0, NULL, "of those open at a census: all reviews in time" },
	[EVERY] = { "every", 0, "PERIOD", "a census at the end of each (month)" },
	[JOIN] = { "join", 'j', NULL, "closed and opened on one day goes on from its first start" },
	{ NULL, 0, NULL, NULL },
};

struct reviews {
	struct run *run;
	struct spans spans;
	struct duration *limits;
	size_t limit_count;
	bool overdue, at_census;
	struct due due;
	size_t unjudged;
	bool knows_all; /* reviews before the window are in the stream too */
};

/* The due day that stands after so many review days, the last of them on last. */
static int32_t due_after(const struct reviews *reviews, const struct span *span, int32_t times,
	int32_t last)
{
	size_t at = (size_t)times < reviews->limit_count ? (size_t)times : reviews->limit_count - 1;
	struct date from = { times == 0 ? span->start.day : last, DATE_NO_MINUTE };

	return run_end(reviews->run, reviews->limits[at], from).day;
}

static int32_t due_day(const struct reviews *reviews, const struct span *span)
{
	return due_after(reviews, span, span->times, span->last);
}

/*
 * A span begun before the extract may have had reviews that are not in it: when the next is due is
 * known from the first review seen, and where the limits go on changing only from the last of them.
 */
static bool is_known(const struct reviews *reviews, const struct span *span, int32_t times)
{
	int32_t unsure = reviews->limit_count > 2 ? (int32_t)reviews->limit_count - 1 : 1;

	return reviews->knows_all || span->start.day >= run_window(reviews->run) || times >= unsure;
}

/* Reviews of one day are judged by the due day that stood that morning. */
static void point(void *state, struct span *span, const struct day_line *line, bool opened_today)
{
	struct reviews *reviews = state;
	bool is_first = span->last != line->date.day;
	int32_t times = is_first ? span->times : span->times - 1;
	int32_t last = is_first ? span->last : span->before;
	int32_t due = due_after(reviews, span, times, last);
	bool late = line->date.day > due;

	if (opened_today || (!reviews->knows_all && line->date.day < run_window(reviews->run)))
		return;
	if (is_first) {
		span->before = span->last;
		span->last = line->date.day;
		if (span->times < UINT16_MAX)
			span->times++;
		if (reviews->overdue)
			due_add(&reviews->due, &reviews->spans, span, due_day(reviews, span));
	}
	if (!is_known(reviews, span, times)) {
		reviews->unjudged++;
		return;
	}
	span->late = span->late || late;
	if (reviews->at_census || span->counted == due)
		return;
	run_observe(reviews->run, &(struct unit){
		.line = line->line, .day = DATE_NO_DAY, .num = late ? 0 : SUM_ONE, .den = SUM_ONE,
		.since = { times == 0 ? span->start.day : last, DATE_NO_MINUTE },
		.due = { due, DATE_NO_MINUTE } });
}

static void opened(void *state, struct span *span)
{
	struct reviews *reviews = state;

	if (reviews->overdue)
		due_add(&reviews->due, &reviews->spans, span, due_day(reviews, span));
}

static const struct span_calls calls = { .point = point, .opened = opened };

static void *start(struct run *run)
{
	struct reviews *reviews = memory_new(1, sizeof *reviews);

	reviews->run = run;
	for (unsigned option = FROM; option <= DUE; option++)
		run_require(run, option);
	run_exclude(run, OVERDUE, AT_CENSUS);
	reviews->overdue = run_given(run, OVERDUE);
	reviews->at_census = run_given(run, AT_CENSUS);
	run_events(run, FROM, NEED_ALL);
	run_events(run, TO, NEED_ALL);
	run_pair(run, FROM, TO);
	run_events(run, EVENT, reviews->at_census ? NEED_HISTORY : NEED_ALL);
	reviews->limit_count = run_durations(run, DUE, &reviews->limits);
	for (size_t i = 0; i < reviews->limit_count; i++)
		if (reviews->limits[i].unit == DURATION_HOURS)
			cli_usage("--due: reviews are due by days (want 10d, 6w, 3m or 20wd)");
	spans_init(&reviews->spans, run, &calls, reviews);
	reviews->spans.join = run_given(run, JOIN);
	reviews->spans.keep_lines = reviews->overdue || reviews->at_census || run_pending(run);
	if (run_given(run, EVERY) && !reviews->at_census)
		cli_usage("--every goes with --at-census");
	run_every(run, EVERY);
	run_unit(run, "%", reviews->at_census);
	return reviews;
}

static void line(void *state, const struct event *event)
{
	struct reviews *reviews = state;

	if (event->key != NAMES_NONE)
		spans_add(&reviews->spans, event, span_part(event, FROM, SPAN_OPENS) |
			span_part(event, TO, SPAN_CLOSES) | span_part(event, EVENT, SPAN_POINT), 0);
}

static struct unit unit_of(const struct reviews *reviews, const struct span *span, int32_t day)
{
	return (struct unit){ .line = kept_text(span->line), .day = day, .num = 0, .den = SUM_ONE,
		.since = { span->times == 0 ? span->start.day : span->last, DATE_NO_MINUTE },
		.due = { due_day(reviews, span), DATE_NO_MINUTE } };
}

static void count_overdue(struct reviews *reviews, int32_t next)
{
	struct span *span;
	int32_t due;

	while ((span = due_take(&reviews->due, &reviews->spans, next, &due)) != NULL) {
		struct unit unit;

		if (span->counted == due || !is_known(reviews, span, span->times) ||
			due >= run_last(reviews->run))
			continue;
		span->counted = due;
		unit = unit_of(reviews, span, due + 1);
		run_observe(reviews->run, &unit);
	}
}

/* Of those that have reached their first due day. */
static void take_census(struct reviews *reviews, int32_t day)
{
	bool found = false;

	for (size_t i = 0; i < reviews->spans.count; i++) {
		const struct span *span = &reviews->spans.list[i];
		struct unit unit = unit_of(reviews, span, day);

		if (due_after(reviews, span, 0, DATE_NO_DAY) > day)
			continue;
		unit.num = !span->late && unit.due.day >= day ? SUM_ONE : 0;
		found = run_observe(reviews->run, &unit) || found;
	}
	if (!found)
		run_observe_nothing(reviews->run, day, true);
}

static void day(void *state, int32_t over, int32_t next)
{
	struct reviews *reviews = state;

	reviews->knows_all = run_knows_history(reviews->run, EVENT);
	spans_settle(&reviews->spans);
	count_overdue(reviews, next);
	if (!reviews->at_census)
		return;
	for (int32_t at = run_census(reviews->run, over); at < next;
		at = run_census(reviews->run, at + 1))
		take_census(reviews, at);
}

static bool decide(void *state, const struct span *span, struct unit *unit)
{
	const struct reviews *reviews = state;
	struct unit known = unit_of(reviews, span, unit->day);

	if (!is_known(reviews, span, span->times) || span->counted == known.due.day)
		return false;
	unit->since = known.since;
	unit->due = known.due;
	return true;
}

static void finish(void *state)
{
	struct reviews *reviews = state;

	if (run_pending(reviews->run))
		pending_write(reviews->run, &reviews->spans, decide, reviews);
	run_tell_share(reviews->run, reviews->spans.lost_points, EVENT, "are in no open span");
	run_tell_share(reviews->run, reviews->unjudged, EVENT,
		"are the first seen of spans begun before the extract: not judged, for when they were due "
		"is not known");
	spans_tell(&reviews->spans, reviews->run, FROM, TO);
	spans_free(&reviews->spans);
	due_free(&reviews->due);
	free(reviews->limits);
	free(reviews);
}

const struct measure measure_reviews = {
	.name = "reviews",
	.about = "whether reviews are held by the day they are due",
	.usage = "-f selector -t selector -e selector -d limit[,limit]..."
		 " [--overdue | --at-census [--every period]] [-j]",
	.options = options,
	.key = KEY_REF,
	.start = start,
	.line = line,
	.day = day,
	.finish = finish,
};
