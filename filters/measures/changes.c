/* kpi-changes - how many different workers or placements a child had within a time */
#include <stdlib.h>

#include "measure.h"
#include "memory.h"
#include "span.h"

enum option { FROM, TO, EVENT, OF, WITHIN, LEAST, EVERY, JOIN };

static const struct cli_option options[] = {
	[FROM] = { "from", 'f', "SELECTOR", "the event that opens" },
	[TO] = { "to", 't', "SELECTOR", "the event that closes" },
	[EVENT] = { "event", 'e', "SELECTOR", "the event that may bring a change" },
	[OF] = { "of", 0, "COLUMN", "the column whose different values are counted" },
	[WITHIN] = { "within", 'w', "LIMIT", "how far back from the census" },
	[LEAST] = { "least", 'l', "N", "the share with at least so many" },
	[EVERY] = { "every", 0, "PERIOD", "a census at the end of each (month)" },
	[JOIN] = { "join", 'j', NULL, "closed and opened on one day goes on from its first start" },
	{ NULL, 0, NULL, NULL },
};

/* What an E line brought: a value's number, NAMES_NONE where its column is empty. */
struct change {
	int32_t leaves; /* the first census day that does not have it in its window */
	uint32_t value;
};

struct history {
	struct change *list;
	size_t count, capacity;
};

struct changes {
	struct run *run;
	struct spans spans;
	struct daybook lines; /* today's E lines, by person */
	struct names values;
	struct history *histories; /* by person */
	size_t history_capacity;
	struct duration within;
	size_t of;
	int64_t least; /* 0: not given */
};

static void *start(struct run *run)
{
	struct changes *changes = memory_new(1, sizeof *changes);
	static const struct span_calls calls = { .opened = NULL };

	changes->run = run;
	for (unsigned option = FROM; option <= WITHIN; option++)
		run_require(run, option);
	run_events(run, FROM, NEED_ALL);
	run_events(run, TO, NEED_ALL);
	run_pair(run, FROM, TO);
	run_events(run, EVENT, NEED_IN_FORCE);
	changes->of = run_column(run, run_value(run, OF));
	run_duration(run, WITHIN, &changes->within);
	if (changes->within.unit == DURATION_HOURS)
		cli_usage("--within: changes are reckoned by days (want 12m, 26w or 90d)");
	run_look_back(run, changes->within);
	if (run_given(run, LEAST) && (!sum_parse(text_of(run_value(run, LEAST)), &changes->least) ||
		changes->least < SUM_ONE || changes->least % SUM_ONE != 0))
		cli_usage("--least: '%s' (want a number from 1)", run_value(run, LEAST));
	names_open(&changes->values);
	spans_init(&changes->spans, run, &calls, changes);
	changes->spans.join = run_given(run, JOIN);
	changes->spans.keep_lines = true;
	run_every(run, EVERY);
	run_unit(run, changes->least > 0 ? "%" : "mean", true);
	return changes;
}

static void line(void *state, const struct event *event)
{
	struct changes *changes = state;
	uint32_t parts = span_part(event, FROM, SPAN_OPENS) | span_part(event, TO, SPAN_CLOSES);

	if (event->person == NAMES_NONE)
		return;
	if (event->roles & 1u << EVENT)
		daybook_add(&changes->lines, changes->run, event, event->person, 0, 0);
	if (parts != 0 && event->key != NAMES_NONE)
		spans_add(&changes->spans, event, parts, 0);
}

/* A line stays inside the window to the day before its date + W. */
static int32_t window_end(const struct changes *changes, int32_t date)
{
	return run_end(changes->run, changes->within, (struct date){ date, DATE_NO_MINUTE }).day;
}

/* Of what no later census has in its window the last alone is kept: it is in force. */
static void add_change(struct history *history, int32_t day, struct change change)
{
	size_t out = 0;

	while (out < history->count && history->list[out].leaves <= day)
		out++;
	if (out > 1) {
		memmove(history->list, history->list + out - 1,
			(history->count - out + 1) * sizeof *history->list);
		history->count -= out - 1;
	}
	history->list = memory_grow(history->list, &history->capacity, history->count + 1,
		sizeof *history->list);
	history->list[history->count++] = change;
}

/* The day's lines come in the order in which the later wins, so the last in force is the right
 * one. */
static void settle_changes(struct changes *changes)
{
	daybook_sort(&changes->lines, changes->run);
	for (size_t i = 0; i < changes->lines.count; i++) {
		const struct day_line *day_line = &changes->lines.lines[i];
		struct text value = run_text_of(changes->run, day_line->line, changes->of);

		changes->histories = memory_grow(changes->histories, &changes->history_capacity,
			(size_t)day_line->person + 1, sizeof *changes->histories);
		add_change(&changes->histories[day_line->person], day_line->date.day, (struct change){
			window_end(changes, day_line->date.day),
			value.length == 0 ? NAMES_NONE : names_add(&changes->values, value) });
	}
	daybook_clear(&changes->lines);
}

static bool is_new(const struct history *history, size_t from, size_t at)
{
	for (size_t i = from; i < at; i++)
		if (history->list[i].value == history->list[at].value)
			return false;
	return history->list[at].value != NAMES_NONE;
}

static int64_t count_different(const struct changes *changes, uint32_t person, int32_t day)
{
	const struct history *history;
	size_t from = 0;
	int64_t different = 0;

	if (person >= changes->history_capacity)
		return 0;
	history = &changes->histories[person];
	/* The one in force as the window opened: the last whose date + W has come. */
	for (size_t i = 0; i < history->count; i++)
		if (history->list[i].leaves <= day)
			from = i;
	for (size_t i = from; i < history->count; i++)
		different += is_new(history, from, i);
	return different * SUM_ONE;
}

static void take_census(struct changes *changes, int32_t day)
{
	struct unit unit = { .day = day, .since = { DATE_NO_DAY, DATE_NO_MINUTE },
		.due = { DATE_NO_DAY, DATE_NO_MINUTE } };
	bool found = false;

	for (size_t i = 0; i < changes->spans.count; i++) {
		const struct span *span = &changes->spans.list[i];

		unit.line = kept_text(span->line);
		unit.num = count_different(changes, span->person, day);
		if (changes->least > 0)
			unit.num = unit.num >= changes->least ? SUM_ONE : 0;
		unit.den = SUM_ONE;
		found = run_observe(changes->run, &unit) || found;
	}
	if (!found)
		run_observe_nothing(changes->run, day, true);
}

static void day(void *state, int32_t over, int32_t next)
{
	struct changes *changes = state;

	spans_settle(&changes->spans);
	settle_changes(changes);
	for (int32_t at = run_census(changes->run, over); at < next;
		at = run_census(changes->run, at + 1))
		take_census(changes, at);
}

static void finish(void *state)
{
	struct changes *changes = state;

	spans_tell(&changes->spans, changes->run, FROM, TO);
	spans_free(&changes->spans);
	daybook_free(&changes->lines);
	for (size_t i = 0; i < changes->history_capacity; i++)
		free(changes->histories[i].list);
	free(changes->histories);
	names_close(&changes->values);
	free(changes);
}

const struct measure measure_changes = {
	.name = "changes",
	.about = "how many different workers or placements a child had within a time",
	.usage = "-f selector -t selector -e selector --of column -w limit [-l n] "
		"[--every period] [-j]",
	.options = options,
	.key = KEY_PERSON,
	.start = start,
	.line = line,
	.day = day,
	.finish = finish,
};
