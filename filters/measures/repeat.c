/* kpi-repeat - count events that come again for a person within a time */
#include <stdlib.h>

#include "measure.h"
#include "memory.h"

enum option { EVENT, WITHIN, RESET, PREVIOUS };

static const struct cli_option options[] = {
	[EVENT] = { "event", 'e', "SELECTOR", "the event that may be a repeat" },
	[WITHIN] = { "within", 'w', "LIMIT,...", "how long after the earlier one; several: one each" },
	[RESET] = { "reset", 'r', "SELECTOR", "an event after which nothing before it counts" },
	[PREVIOUS] = { "previous", 0, "COLUMN", "a column with the number of earlier ones" },
	{ NULL, 0, NULL, NULL },
};

/*
 * The last day of a thing and the last one before that: the lines of one day have no order, so what
 * happened today must not count as earlier today.
 */
struct days {
	int32_t last, before;
};

struct person {
	struct days event, reset;
};

struct repeat {
	struct run *run;
	struct duration *limits;
	size_t limit_count;
	bool has_previous;
	size_t previous; /* column */
	struct person *persons;
	size_t capacity;
};

static void *start(struct run *run)
{
	struct repeat *repeat = memory_new(1, sizeof *repeat);
	bool endless;

	repeat->run = run;
	run_require(run, EVENT);
	if (run_given(run, WITHIN) && strchr(run_value(run, WITHIN), ',') != NULL)
		run_name_by_unit(run);
	repeat->limit_count = run_durations(run, WITHIN, &repeat->limits);
	repeat->has_previous = run_given(run, PREVIOUS);
	if (repeat->has_previous)
		repeat->previous = run_column(run, run_value(run, PREVIOUS));
	for (size_t i = 0; i < repeat->limit_count; i++)
		run_look_back(run, repeat->limits[i]);
	/* Without a limit an earlier event may lie any time back; the recorded number knows of it. */
	endless = repeat->limit_count == 0 && !repeat->has_previous;
	run_events(run, EVENT, endless ? NEED_HISTORY : NEED_ALL);
	run_events(run, RESET, NEED_HISTORY);
	run_unit(run, "%", false);
	return repeat;
}

static int32_t earlier_than(struct days days, int32_t day)
{
	return days.last < day ? days.last : days.before;
}

static void note_day(struct days *days, int32_t day)
{
	if (days->last < day)
		*days = (struct days){ day, days->last };
}

static struct person *find_person(struct repeat *repeat, uint32_t key)
{
	size_t known = repeat->capacity;

	repeat->persons = memory_grow(repeat->persons, &repeat->capacity, (size_t)key + 1,
		sizeof *repeat->persons);
	for (size_t i = known; i < repeat->capacity; i++)
		repeat->persons[i] = (struct person){ { DATE_NO_DAY, DATE_NO_DAY },
			{ DATE_NO_DAY, DATE_NO_DAY } };
	return &repeat->persons[key];
}

/* Whether the recorded number of earlier ones is above 0. */
static bool had_previous(const struct repeat *repeat)
{
	struct text text;
	int64_t number;

	if (!repeat->has_previous)
		return false;
	text = run_text(repeat->run, repeat->previous);
	if (text.length == 0)
		return false;
	if (!sum_parse(text, &number))
		run_fail(repeat->run, repeat->previous, "not a number");
	return number > 0;
}

/*
 * The earlier event x that counts is the latest one: where a reset on or after it takes it away, it
 * takes away all before it too. The anniversary day is within the limit.
 */
static void observe(struct repeat *repeat, const struct event *event, int32_t x, bool previous)
{
	size_t count = repeat->limit_count > 0 ? repeat->limit_count : 1;

	for (size_t i = 0; i < count; i++) {
		bool again = x != DATE_NO_DAY;
		struct date earlier = { x, DATE_NO_MINUTE };

		if (again && repeat->limit_count > 0)
			again = event->date.day <= run_end(repeat->run, repeat->limits[i], earlier).day;
		run_observe(repeat->run, &(struct unit){
			.line = event->line, .day = DATE_NO_DAY, .limit = i,
			.num = again || previous ? SUM_ONE : 0, .den = SUM_ONE,
			.since = { again ? x : DATE_NO_DAY, DATE_NO_MINUTE },
			.due = { DATE_NO_DAY, DATE_NO_MINUTE } });
	}
}

static void line(void *state, const struct event *event)
{
	struct repeat *repeat = state;
	int32_t day = event->date.day, x = DATE_NO_DAY;
	struct person *person = NULL;

	if (event->key != NAMES_NONE) {
		person = find_person(repeat, event->key);
		x = earlier_than(person->event, day);
		if (x != DATE_NO_DAY && earlier_than(person->reset, day) >= x)
			x = DATE_NO_DAY;
	}
	if (event->roles & 1u << EVENT) {
		observe(repeat, event, x, had_previous(repeat));
		if (person != NULL)
			note_day(&person->event, day);
	}
	if (event->roles & 1u << RESET && person != NULL)
		note_day(&person->reset, day);
}

static void finish(void *state)
{
	struct repeat *repeat = state;

	free(repeat->persons);
	free(repeat->limits);
	free(repeat);
}

const struct measure measure_repeat = {
	.name = "repeat",
	.about = "count events that come again for a person within a time",
	.usage = "-e selector [-w limit[,limit]...] [-r selector] [--previous column]",
	.options = options,
	.key = KEY_PERSON,
	.start = start,
	.line = line,
	.finish = finish,
};
