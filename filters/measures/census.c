/* kpi-census - count what is open at the end of each period, and how it stands */
#include <stdlib.h>

#include "measure.h"
#include "memory.h"
#include "pending.h"
#include "span.h"

enum option { FROM, TO, EVERY, AFTER, ANY, JOIN, CARRY, AGE, OVER, MATCH, HAD, WITHIN, GRACE, SUM };

static const struct cli_option options[] = {
	[FROM] = { "from", 'f', "SELECTOR", "the event that opens" },
	[TO] = { "to", 't', "SELECTOR", "the event that closes; without: a level until the next" },
	[EVERY] = { "every", 0, "PERIOD", "a census at the end of each (month)" },
	[AFTER] = { "after", 0, "LIMIT", "only what has been open for at least so long" },
	[ANY] = { "any", 0, NULL, "open on any day of the period, once a person" },
	[JOIN] = { "join", 'j', NULL, "closed and opened on one day goes on from its first start" },
	[CARRY] = { "carry", 'c', "SELECTOR", "the person's latest such line brings its columns" },
	[AGE] = { "age", 0, NULL, "days since it opened" },
	[OVER] = { "over", 'o', "LIMIT", "the share open for longer" },
	[MATCH] = { "match", 'm', "CONDITION", "the share for which all conditions hold" },
	[HAD] = { "had", 0, "SELECTOR", "the share whose person had such an event" },
	[WITHIN] = { "within", 'w', "LIMIT", "for --had: no longer ago than this" },
	[GRACE] = { "grace", 0, NULL, "for --within: or opened no longer ago" },
	[SUM] = { "sum", 's', "COLUMN", "the sum of the number in the column" },
	{ NULL, 0, NULL, NULL },
};

struct census {
	struct run *run;
	struct spans own; /* as the options have them */
	struct spans *spans; /* shared with those of the same; NULL before they are wanted first */
	bool age, has_over, has_after, has_within, had, grace, sum, any, has_den;
	struct duration after, over, within;
	const struct condition *conditions;
	size_t condition_count;
	size_t sum_column;
	int32_t *last_had; /* by person; DATE_NO_DAY: never */
	size_t had_capacity;
	size_t *chosen; /* with --any, by person: place of its span + 1 */
	size_t chosen_capacity;
	struct text *room; /* for carried lines */
};

static void read_modes(struct census *census)
{
	struct run *run = census->run;
	unsigned modes = 0;

	for (unsigned option = AGE; option <= SUM; option++)
		modes += option != WITHIN && option != GRACE && run_given(run, option);
	if (modes > 1)
		cli_usage("--age, --over, --match, --had and --sum exclude each other");
	census->age = run_given(run, AGE);
	census->had = run_given(run, HAD);
	census->grace = run_given(run, GRACE);
	census->sum = run_given(run, SUM);
	census->any = run_given(run, ANY);
	if (census->sum)
		census->sum_column = run_column(run, run_value(run, SUM));
	census->condition_count = run_conditions(run, MATCH, &census->conditions);
	if (run_given(run, WITHIN) && !census->had)
		cli_usage("--within goes with --had");
	if (census->grace && !run_given(run, WITHIN))
		cli_usage("--grace goes with --within");
	census->has_den = modes == 1 && !census->sum;
}

static void *start(struct run *run)
{
	struct census *census = memory_new(1, sizeof *census);
	static const struct span_calls calls = { .opened = NULL };

	census->run = run;
	run_require(run, FROM);
	read_modes(census);
	spans_init(&census->own, run, &calls, census);
	run_events(run, FROM, NEED_OPENING);
	census->own.level = run_events(run, TO, NEED_CLOSING) == 0;
	run_pair(run, FROM, TO);
	run_events(run, HAD, run_given(run, WITHIN) ? NEED_LATEST : NEED_LAST);
	spans_take_carries(&census->own, run, CARRY,
		census->condition_count > 0 || census->sum || run_is_split(run) ? NEED_CARRY_COUNTED
										: NEED_CARRY);
	census->has_after = run_duration(run, AFTER, &census->after);
	census->has_over = run_duration(run, OVER, &census->over);
	census->has_within = run_duration(run, WITHIN, &census->within);
	if (census->has_within)
		run_look_back(run, census->within);
	census->own.keep_lines = true;
	census->own.join = run_given(run, JOIN);
	census->own.keep_ended = census->any;
	census->room = memory_new(census->own.carry_count, sizeof *census->room);
	run_every(run, EVERY);
	run_unit(run, census->age ? "days" : census->has_den ? "%" : "count", true);
	return census;
}

/* Not at the start: whom they can be shared with, and who looks at the units, is not known then. */
static struct spans *spans_of(struct census *census)
{
	if (census->spans != NULL)
		return census->spans;
	if (!run_shows_units(census->run) && census->condition_count == 0 && !census->sum &&
		!census->any && !run_pending(census->run)) {
		census->own.keep_lines = false;
		census->own.carry_count = 0;
		run_ignore(census->run, CARRY);
	}
	census->spans = spans_share(&census->own, FROM, TO);
	return census->spans;
}

/* What --sum may be asked for at a census is looked at while its line is at hand. */
static void check_number(const struct census *census)
{
	struct text text = run_text(census->run, census->sum_column);
	int64_t number;

	if (text.length > 0 && !sum_parse(text, &number))
		run_fail(census->run, census->sum_column, "not a number of at most six decimals");
}

static void note_had(struct census *census, const struct event *event)
{
	size_t known = census->had_capacity;

	census->last_had = memory_grow(census->last_had, &census->had_capacity,
		(size_t)event->person + 1, sizeof *census->last_had);
	for (size_t i = known; i < census->had_capacity; i++)
		census->last_had[i] = DATE_NO_DAY;
	census->last_had[event->person] = event->date.day;
}

/* The last day on which the span's person had the event, or DATE_NO_DAY. */
static int32_t last_had(const struct census *census, const struct span *span)
{
	return span->person < census->had_capacity ? census->last_had[span->person] : DATE_NO_DAY;
}

static void line(void *state, const struct event *event)
{
	struct census *census = state;
	uint32_t parts = span_part(event, FROM, SPAN_OPENS) | span_part(event, TO, SPAN_CLOSES);

	if (census->sum && event->roles & (1u << FROM | 1u << CARRY))
		check_number(census);

	if (event->roles & 1u << HAD && event->person != NAMES_NONE)
		note_had(census, event);
	if (event->roles & 1u << CARRY && event->person != NAMES_NONE)
		spans_carry(spans_of(census), event);
	if (parts != 0 && event->key != NAMES_NONE)
		spans_add(spans_of(census), event, parts, 0);
}

static int32_t end_day(const struct census *census, struct duration limit, int32_t day)
{
	return run_end(census->run, limit, (struct date){ day, DATE_NO_MINUTE }).day;
}

/*
 * since is that E, or the span's start where there is none; due the last day on which it holds. By
 * --grace the start counts like an E, so the later of the two days due stands: that of the later
 * day, because no limit from a later day ends sooner.
 */
static void reckon_had(const struct census *census, const struct span *span, struct unit *unit)
{
	int32_t had = last_had(census, span), start = span->start.day, from = had;

	unit->since.day = had != DATE_NO_DAY ? had : start;
	if (census->grace && start > from)
		from = start;
	if (census->has_within && from != DATE_NO_DAY)
		unit->due.day = end_day(census, census->within, from);
}

static int64_t had_numerator(const struct census *census, const struct span *span,
	const struct unit *unit)
{
	if (census->has_within)
		return unit->due.day != DATE_NO_DAY && unit->day <= unit->due.day ? SUM_ONE : 0;
	return last_had(census, span) != DATE_NO_DAY ? SUM_ONE : 0;
}

static int64_t numerator(const struct census *census, const struct span *span, struct unit *unit)
{
	int64_t number;

	if (census->had) {
		reckon_had(census, span, unit);
		return had_numerator(census, span, unit);
	}
	if (census->age)
		return (int64_t)(unit->day - span->start.day) * SUM_ONE;
	if (census->has_over)
		return unit->day > unit->due.day ? SUM_ONE : 0;
	if (census->sum) {
		if (!sum_parse(unit_text(census->run, unit, census->sum_column), &number))
			cli_fail("--sum: something open at a census has no number in the column");
		return number;
	}
	for (size_t i = 0; i < census->condition_count; i++)
		if (!unit_holds(census->run, unit, &census->conditions[i]))
			return 0;
	return SUM_ONE;
}

/* Whether the span, by the census day or by its own end, has been open for --after. */
static bool is_long_enough(const struct census *census, const struct span *span, int32_t day)
{
	int32_t last = span->ended != DATE_NO_DAY ? span->ended : day;

	return !census->has_after || end_day(census, census->after, span->start.day) <= last;
}

static bool observe(struct census *census, const struct span *span, int32_t day)
{
	struct unit unit = { .day = day, .carried = census->room,
		.line = census->spans->keep_lines ? kept_text(span->line) : (struct text){ "", 0 },
		.since = { span->start.day, DATE_NO_MINUTE }, .due = { DATE_NO_DAY, DATE_NO_MINUTE } };

	if (!is_long_enough(census, span, day))
		return false;
	if (census->has_after)
		unit.due.day = end_day(census, census->after, span->start.day);
	if (census->has_over)
		unit.due.day = end_day(census, census->over, span->start.day);
	else if (census->had)
		unit.due.day = DATE_NO_DAY;
	if (census->spans->carry_count > 0)
		unit.carried_count = spans_carried(census->spans, span, census->room);
	unit.den = census->has_den ? SUM_ONE : UNIT_EMPTY;
	unit.num = numerator(census, span, &unit);
	return run_observe(census->run, &unit);
}

/* With --any a person is counted once: by the span that opened last. */
static bool is_later(const struct census *census, const struct span *a, const struct span *b)
{
	return run_compare(census->run, a->opened, kept_text(a->line), b->opened,
		kept_text(b->line)) > 0;
}

static void choose(struct census *census, int32_t first, int32_t day)
{
	for (size_t i = 0; i < census->spans->count; i++) {
		const struct span *span = &census->spans->list[i];
		size_t *chosen;

		if ((span->ended != DATE_NO_DAY && span->ended < first) ||
			span->person == NAMES_NONE || !is_long_enough(census, span, day))
			continue;
		census->chosen = memory_grow(census->chosen, &census->chosen_capacity,
			(size_t)span->person + 1, sizeof *census->chosen);
		chosen = &census->chosen[span->person];
		if (*chosen == 0 || is_later(census, span, &census->spans->list[*chosen - 1]))
			*chosen = i + 1;
	}
}

static void take_census(struct census *census, int32_t day)
{
	bool found = false;

	/* What ended in the period's days before the window is not in the stream. */
	if (census->any && run_period_first(census->run, day) < run_window(census->run)) {
		spans_forget_ended(census->spans);
		return;
	}
	if (census->any)
		choose(census, run_period_first(census->run, day), day);
	for (size_t i = 0; i < census->spans->count; i++) {
		const struct span *span = &census->spans->list[i];

		if (census->any && span->person != NAMES_NONE) {
			if (span->person >= census->chosen_capacity ||
				census->chosen[span->person] != i + 1)
				continue;
			census->chosen[span->person] = 0;
		}
		found = observe(census, span, day) || found;
	}
	if (!found)
		run_observe_nothing(census->run, day, census->has_den);
	if (census->any)
		spans_forget_ended(census->spans);
}

static void day(void *state, int32_t over, int32_t next)
{
	struct census *census = state;

	spans_settle(spans_of(census));
	for (int32_t at = run_census(census->run, over); at < next;
		at = run_census(census->run, at + 1))
		take_census(census, at);
}

/* For --pending: when the next E is due. Without one so far it is due a limit after the start. */
static bool decide(void *state, const struct span *span, struct unit *unit)
{
	const struct census *census = state;

	if (census->has_after && end_day(census, census->after, span->start.day) > unit->day)
		return false;
	reckon_had(census, span, unit);
	if (unit->due.day == DATE_NO_DAY)
		unit->due.day = end_day(census, census->within, span->start.day);
	return true;
}

static void finish(void *state)
{
	struct census *census = state;

	if (run_pending(census->run) && census->has_within)
		pending_write(census->run, spans_of(census), decide, census);
	spans_tell(spans_of(census), census->run, FROM, TO);
	free(census->last_had);
	free(census->chosen);
	free(census->room);
	free(census);
}

const struct measure measure_census = {
	.name = "census",
	.about = "count what is open at the end of each period, and how it stands",
	.usage = "-f selector [-t selector] [--every period] [--after limit] [--any] [-j]"
		 " [-c selector]... [--age | -o limit | -m condition... | --had selector"
		 " [-w limit [--grace]] | -s column]",
	.options = options,
	.key = KEY_REF,
	.start = start,
	.line = line,
	.day = day,
	.finish = finish,
};
