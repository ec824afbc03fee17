/* run: what a measure declares of itself in its start, bound to the stream, and what it tells. */
#include "run.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "memory.h"

bool run_given(const struct run *run, unsigned option)
{
	return run_value(run, option) != NULL;
}

const char *run_value(const struct run *run, unsigned option)
{
	const char *value = NULL;

	for (size_t i = 0; i < run->setting_count; i++)
		if (run->settings[i].option == option)
			value = run->settings[i].value != NULL ? run->settings[i].value : "";
	return value;
}

FILE *run_open(const struct run *run, unsigned option)
{
	const char *path = run_value(run, option), *catalogue = run->reader->catalogue;
	FILE *file = fopen(path, "r");

	if (file == NULL && errno == ENOENT && catalogue != NULL) {
		const char *slash = strrchr(catalogue, '/'), *last = strrchr(path, '/');
		int folder = slash == NULL ? 0 : (int)(slash + 1 - catalogue);
		size_t size = strlen(catalogue) + strlen(path) + 1;
		char *beside = memory_new(size, 1);

		snprintf(beside, size, "%.*s%s", folder, catalogue, last == NULL ? path : last + 1);
		file = fopen(beside, "r");
		free(beside);
	}
	if (file == NULL)
		cli_usage("--%s: cannot open '%s'", run->measure->options[option].name, path);
	return file;
}

void run_require(const struct run *run, unsigned option)
{
	if (!run_given(run, option))
		cli_usage("--%s is missing", run->measure->options[option].name);
}

void run_exclude(const struct run *run, unsigned option, unsigned other)
{
	if (run_given(run, option) && run_given(run, other))
		cli_usage("--%s and --%s exclude each other", run->measure->options[option].name,
			run->measure->options[other].name);
}

size_t run_events(struct run *run, unsigned option, enum need need)
{
	const char *name = run->measure->options[option].name;
	uint32_t order = 0;

	for (size_t i = 0; i < run->setting_count; i++) {
		if (run->settings[i].option != option)
			continue;
		if (run->event_count == RUN_MOST_EVENTS)
			cli_usage("--%s: more than %d events", name, RUN_MOST_EVENTS);
		run->events = memory_grow(run->events, &run->event_capacity, run->event_count + 1,
			sizeof *run->events);
		run->events[run->event_count++] = (struct run_event){
			.selector = selector_parse(name, run->settings[i].value),
			.option = option, .order = order, .need = need };
		order++;
	}
	return order;
}

void run_pair(struct run *run, unsigned opening, unsigned closing)
{
	run->pairs[run->pair_count++] = (struct run_pair){ opening, closing };
}

uint32_t run_which(const struct run *run, unsigned option)
{
	return run->which[option];
}

void run_every_line(struct run *run)
{
	run->every_line = true;
}

static struct duration read_duration(struct run *run, unsigned option, struct text text)
{
	const char *name = run->measure->options[option].name;
	struct duration duration;

	if (!duration_parse(text, &duration))
		cli_usage("--%s: not a duration: '%.*s' (want 24h, 10d, 6w, 12m, 2y or 15wd)", name,
			(int)text.length, text.at);
	duration.count_first = run->count_first;
	if (run->count_first && duration.unit == DURATION_HOURS)
		cli_usage("--%s: hours have no day 1 (want days with --count-first)", name);
	if (run->count_first && duration.count == 0)
		cli_usage("--%s: with --count-first a limit is at least 1", name);
	/* Fifty years of days are worked out only where they are wanted, and once. */
	if (duration.unit == DURATION_WORKING_DAYS && run->calendar == NULL) {
		if (run->reader->calendar == NULL)
			run->reader->calendar = date_calendar_new(NULL, NULL, 0);
		run->calendar = run->reader->calendar;
	}
	run->limits = memory_grow(run->limits, &run->limit_capacity, run->limit_count + 1,
		sizeof *run->limits);
	run->limits[run->limit_count++] = memory_copy(text.at, text.length);
	return duration;
}

bool run_duration(struct run *run, unsigned option, struct duration *duration)
{
	const char *value = run_value(run, option);

	if (value == NULL)
		return false;
	*duration = read_duration(run, option, text_of(value));
	return true;
}

size_t run_durations(struct run *run, unsigned option, struct duration **durations)
{
	const char *at = run_value(run, option);
	size_t count = 0, capacity = 0;

	*durations = NULL;
	while (at != NULL) {
		size_t length = strcspn(at, ",");

		*durations = memory_grow(*durations, &capacity, count + 1, sizeof **durations);
		for (size_t i = 0; i < run->limit_count; i++)
			if (run->name_by_unit && text_is((struct text){ at, length }, run->limits[i]))
				cli_usage("--%s: '%.*s' twice", run->measure->options[option].name,
					(int)length, at);
		(*durations)[count++] = read_duration(run, option, (struct text){ at, length });
		at = at[length] == ',' ? at + length + 1 : NULL;
	}
	return count;
}

void run_name_by_unit(struct run *run)
{
	run->name_by_unit = true;
}

size_t run_conditions(struct run *run, unsigned option, const struct condition **conditions)
{
	for (size_t i = 0; i < run->setting_count; i++) {
		if (run->settings[i].option != option)
			continue;
		run->conditions = memory_grow(run->conditions, &run->condition_capacity,
			run->condition_count + 1, sizeof *run->conditions);
		run->conditions[run->condition_count++] = condition_parse(
			run->measure->options[option].name, text_of(run->settings[i].value));
	}
	*conditions = run->conditions;
	return run->condition_count;
}

size_t run_column(struct run *run, const char *column)
{
	run->columns = memory_grow(run->columns, &run->column_capacity, run->column_count + 1,
		sizeof *run->columns);
	run->places = memory_grow(run->places, &run->place_capacity, run->column_count + 1,
		sizeof *run->places);
	run->columns[run->column_count] = memory_copy(column, strlen(column));
	return run->column_count++;
}

void run_unit(struct run *run, const char *unit, bool stock)
{
	if (run->unit == NULL)
		run->unit = unit;
	run->stock = stock;
}

void run_look_back(struct run *run, struct duration duration)
{
	run->look_backs = memory_grow(run->look_backs, &run->look_back_capacity,
		run->look_back_count + 1, sizeof *run->look_backs);
	run->sinces = memory_grow(run->sinces, &run->since_capacity, run->look_back_count + 1,
		sizeof *run->sinces);
	run->look_backs[run->look_back_count++] = duration;
}

void run_every(struct run *run, unsigned option)
{
	const char *value = run_value(run, option);

	if (value == NULL)
		return;
	if (!period_parse(value, &run->every) || run->every == PERIOD_ALL)
		cli_usage("--every: '%s' (want day, week, month, quarter, fy or year)", value);
}

bool run_pending(const struct run *run)
{
	return run->pending;
}

bool run_is_split(const struct run *run)
{
	return run->split != NULL;
}

void run_ignore(struct run *run, unsigned option)
{
	run->ignored |= 1u << option;
}

bool run_shows_units(const struct run *run)
{
	return !run->reader->amounts_alone || run->split != NULL || run->age_to >= 0;
}

/* Whether the stream has the column; otherwise the run is off, where there are others. */
static bool has_column(struct run *run, const char *column)
{
	const struct stream *in = &run->reader->in;

	if (stream_find(in, column) != STREAM_NO_COLUMN)
		return true;
	if (!run->reader->many)
		stream_need(in, column);
	if (!run->off)
		run_tell(run, "not in this extract: column %s", column);
	run->off = true;
	return false;
}

static bool has_conditions(struct run *run, const struct condition *conditions, size_t count)
{
	bool has = true;

	for (size_t i = 0; i < count; i++)
		has = has_column(run, conditions[i].column) && has;
	return has;
}

void run_bind(struct run *run)
{
	const struct stream *in = &run->reader->in;

	for (size_t i = 0; i < run->event_count; i++) {
		struct selector *selector = &run->events[i].selector;

		if (has_conditions(run, selector->conditions, selector->count))
			selector_bind(selector, in);
	}
	for (size_t i = 0; i < run->condition_count; i++)
		if (has_conditions(run, &run->conditions[i], 1))
			condition_bind(&run->conditions[i], in);
	for (size_t i = 0; i < run->column_count; i++)
		if (has_column(run, run->columns[i]))
			run->places[i] = stream_find(in, run->columns[i]);
	if (run->split != NULL && has_column(run, run->split))
		run->split_place = stream_find(in, run->split);
	if (run->age_to >= 0)
		has_column(run, "born");
	if (run->key == KEY_COLUMN)
		has_column(run, run->key_column);
	run->undivided = run->measure->undivided ||
		(run->key == KEY_COLUMN && run->measure->key != KEY_NONE);
}

void run_tell(struct run *run, const char *format, ...)
{
	char message[1024];
	va_list values;

	/* Of a crew the first speaks for all. */
	if (!crew_is_first(&run->reader->crew))
		return;
	va_start(values, format);
	vsnprintf(message, sizeof message, format, values);
	va_end(values);
	cli_say("%s%s", run->told_name, message);
	run->reader->told = true;
}

void run_fail(const struct run *run, size_t column, const char *problem)
{
	char shown[CLI_VALUE_SIZE];

	stream_fail(&run->reader->in, run->columns[column], "%s: %s", problem,
		cli_value(run_text(run, column), shown));
}

/* The names of the option's events, `a or b`, each once. */
static void name_events(const struct run *run, unsigned option, char *names, size_t size)
{
	size_t used = 0;

	names[0] = '\0';
	for (size_t i = 0; i < run->event_count; i++) {
		const char *name = run->events[i].selector.event;
		bool again = run->events[i].option != option;

		for (size_t j = 0; j < i && !again; j++)
			again = run->events[j].option == option &&
				strcmp(run->events[j].selector.event, name) == 0;
		if (!again && used < size)
			used += (size_t)snprintf(names + used, size - used, "%s%s", used > 0 ? " or " : "",
				name);
	}
}

size_t run_sum(const struct run *run, size_t own)
{
	return run->undivided ? own : crew_add(&run->reader->crew, own);
}

void run_tell_share(struct run *run, size_t count, unsigned option, const char *problem)
{
	char shown[CLI_COUNT_SIZE], of[CLI_COUNT_SIZE], names[256];
	size_t lines;

	/* Spans that are shared may have been another's, which has figures. */
	if (run->off)
		return;
	count = run_sum(run, count);
	lines = run_sum(run, run->lines[option]);
	if (count == 0)
		return;
	name_events(run, option, names, sizeof names);
	run_tell(run, "%s of %s %s lines %s", cli_count(count, shown), cli_count(lines, of), names,
		problem);
}
