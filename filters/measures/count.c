/* kpi-count - count events, the share of them that match, or a number that they hold */
#include <stdlib.h>

#include "measure.h"
#include "memory.h"

enum option { EVENT, MATCH, SUM };

static const struct cli_option options[] = {
	[EVENT] = { "event", 'e', "SELECTOR", "the event; without: every line, by event" },
	[MATCH] = { "match", 'm', "CONDITION", "the share for which all conditions hold" },
	[SUM] = { "sum", 's', "COLUMN", "the mean of the number in the column" },
	{ NULL, 0, NULL, NULL },
};

struct count {
	struct run *run;
	const struct condition *conditions;
	size_t condition_count;
	size_t sum, event; /* columns */
	bool has_sum, by_event;
};

static void *start(struct run *run)
{
	struct count *count = memory_new(1, sizeof *count);

	count->run = run;
	run_exclude(run, MATCH, SUM);
	if (run_events(run, EVENT, NEED_ALL) == 0) {
		run_every_line(run);
		count->by_event = true;
		count->event = run_column(run, "event");
	}
	count->condition_count = run_conditions(run, MATCH, &count->conditions);
	count->has_sum = run_given(run, SUM);
	if (count->has_sum)
		count->sum = run_column(run, run_value(run, SUM));
	run_unit(run, count->condition_count > 0 ? "%" : count->has_sum ? "mean" : "count", false);
	return count;
}

static int64_t numerator(const struct count *count, const struct unit *unit)
{
	int64_t number;

	if (count->has_sum) {
		if (!sum_parse(run_text(count->run, count->sum), &number))
			run_fail(count->run, count->sum, "not a number of at most six decimals");
		return number;
	}
	for (size_t i = 0; i < count->condition_count; i++)
		if (!unit_holds(count->run, unit, &count->conditions[i]))
			return 0;
	return SUM_ONE;
}

static void line(void *state, const struct event *event)
{
	const struct count *count = state;
	struct unit unit = { .line = event->line, .day = DATE_NO_DAY,
		.since = { DATE_NO_DAY, DATE_NO_MINUTE }, .due = { DATE_NO_DAY, DATE_NO_MINUTE } };

	unit.num = numerator(count, &unit);
	unit.den = count->has_sum || count->condition_count > 0 ? SUM_ONE : UNIT_EMPTY;
	if (count->by_event && !run_is_split(count->run))
		unit.part = run_text(count->run, count->event);
	run_observe(count->run, &unit);
}

static void finish(void *state)
{
	free(state);
}

const struct measure measure_count = {
	.name = "count",
	.about = "count events, the share of them that match, or a number that they hold",
	.usage = "[-e selector] [-m condition]... [-s column]",
	.options = options,
	.key = KEY_NONE,
	.start = start,
	.line = line,
	.finish = finish,
};
