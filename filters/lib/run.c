/* run: the options of a measure, and what it declares of itself. */
#include "run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "memory.h"

enum common { KEEP, NAME, UNIT, KEY, AS, SPLIT, AGED, AS_OF, PENDING, HOLIDAYS, COUNT_FIRST, STRICT,
	COMMON_COUNT };

static const struct cli_option common_options[] = {
	[KEEP] = { "keep", 'k', NULL, "pass the events on too, so that measures chain" },
	[NAME] = { "name", 'n', "NAME", "the measure's name" },
	[UNIT] = { "unit", 'u', "UNIT", "the unit of its figures" },
	[KEY] = { "key", 0, "KEY", "what pairs lines: person, ref (with the person) or a column" },
	[AS] = { "as", 0, "num|den", "give the numerator or the denominator of a ratio" },
	[SPLIT] = { "split", 0, "COLUMN", "give a part for each value of the column" },
	[AGED] = { "aged", 0, "FROM-TO", "only those of this age, by born" },
	[AS_OF] = { "as-of", 0, "DATE", "use nothing after this day" },
	[PENDING] = { "pending", 0, NULL, "at the end, what is not decided yet, by due day" },
	[HOLIDAYS] = { "holidays", 0, "FILE", "bank holidays to add, or with - to take away" },
	[COUNT_FIRST] = { "count-first", 0, NULL, "the start is day 1 of a limit, not day 0" },
	[STRICT] = { "strict", 0, NULL, "exit 1 if anything had to be told" },
	[COMMON_COUNT] = { NULL, 0, NULL, NULL },
};

static size_t own_options(const struct run *run)
{
	size_t count = 0;

	while (run->measure->options[count].name != NULL)
		count++;
	return count;
}

static void read_key(struct run *run, const char *value)
{
	if (strcmp(value, "person") == 0) {
		run->key = KEY_PERSON;
	} else if (strcmp(value, "ref") == 0) {
		run->key = KEY_REF;
	} else {
		run->key = KEY_COLUMN;
		run->key_column = value;
	}
}

static void read_ages(struct run *run, const char *value)
{
	const char *second = value;
	char *end;
	long from = strtol(value, &end, 10), to = -1;

	if (end != value && *end == '-') {
		second = end + 1;
		to = strtol(second, &end, 10);
	}
	run->age_from = (int32_t)from;
	run->age_to = (int32_t)to;
	if (end == second || *end != '\0' || from < 0 || to < from || to > 150)
		cli_usage("--aged: not ages: '%s' (want FROM-TO, such as 10-17)", value);
}

static void read_as_of(struct run *run, const char *value)
{
	struct date date;

	if (!date_parse(text_of(value), &date) || date.minute != DATE_NO_MINUTE)
		cli_usage("--as-of: not a date: '%s' (want YYYY-MM-DD)", value);
	run->as_of = date.day;
}

/* The file holds a date a line; `-` before it takes the day away; a `#` begins a comment. */
static void read_holidays(struct run *run, const char *path)
{
	FILE *file = fopen(path, "r");
	char line[256];
	int32_t *days = NULL;
	bool *taken = NULL;
	size_t count = 0, day_capacity = 0, taken_capacity = 0, number = 0;

	if (file == NULL)
		cli_usage("--holidays: cannot open '%s'", path);
	while (fgets(line, sizeof line, file) != NULL) {
		size_t length = strcspn(line, "#\r\n");
		bool minus = line[0] == '-';
		struct date date;

		number++;
		while (length > 0 && line[length - 1] == ' ')
			length--;
		if (length == 0)
			continue;
		if (!date_parse((struct text){ line + minus, length - minus }, &date))
			cli_fail("%s:%zu: date: not a date (want YYYY-MM-DD, or - before it)", path, number);
		days = memory_grow(days, &day_capacity, count + 1, sizeof *days);
		taken = memory_grow(taken, &taken_capacity, count + 1, sizeof *taken);
		days[count] = date.day;
		taken[count++] = minus;
	}
	if (ferror(file))
		cli_fail("%s: cannot read", path);
	fclose(file);
	date_calendar_free(run->calendar);
	run->calendar = date_calendar_new(days, taken, count);
	free(days);
	free(taken);
}

static void read_common(struct run *run, enum common option, const char *value)
{
	if (run->reader->many && (option == KEEP || option == STRICT))
		cli_usage("--%s is kpi-board's own (want it on the command line)",
			common_options[option].name);
	switch (option) {
	case KEEP:
		run->reader->keep = true;
		break;
	case NAME:
		run->name = value;
		break;
	case UNIT:
		run->unit = value;
		break;
	case KEY:
		read_key(run, value);
		break;
	case AS:
		run->as_num = strcmp(value, "num") == 0;
		run->as_den = strcmp(value, "den") == 0;
		if (!run->as_num && !run->as_den)
			cli_usage("--as: '%s' (want num or den)", value);
		break;
	case SPLIT:
		run->split = value;
		break;
	case AGED:
		read_ages(run, value);
		break;
	case AS_OF:
		read_as_of(run, value);
		break;
	case PENDING:
		run->pending = true;
		break;
	case HOLIDAYS:
		read_holidays(run, value);
		break;
	case COUNT_FIRST:
		run->count_first = true;
		break;
	case STRICT:
		run->reader->strict = true;
		break;
	case COMMON_COUNT:
		break;
	}
}

/* `filter.event.event.limit`, unless a name was given. */
static void make_name(struct run *run)
{
	size_t length = strlen(run->measure->name) + 1, used;

	if (run->name != NULL) {
		run->full_name = memory_copy(run->name, strlen(run->name));
		return;
	}
	for (size_t i = 0; i < run->event_count; i++)
		length += strlen(run->events[i].selector.event) + 1;
	for (size_t i = 0; i < run->limit_count; i++)
		length += strlen(run->limits[i]) + 1;
	run->full_name = memory_new(length, 1);
	used = (size_t)snprintf(run->full_name, length, "%s", run->measure->name);
	for (size_t i = 0; i < run->event_count; i++)
		used += (size_t)snprintf(run->full_name + used, length - used, ".%s",
			run->events[i].selector.event);
	for (size_t i = 0; i < run->limit_count && !run->name_by_unit; i++)
		used += (size_t)snprintf(run->full_name + used, length - used, ".%s", run->limits[i]);
}

static void check_name(const struct run *run)
{
	const char *names[] = { run->name, run->unit };

	for (size_t i = 0; i < 2; i++)
		if (names[i] != NULL && (names[i][0] == '\0' || strpbrk(names[i], "\t\r\n") != NULL))
			cli_usage("--%s: empty or with a TAB or line end in it", i == 0 ? "name" : "unit");
}

struct run *run_new(struct reader *reader, const struct measure *measure, int argc, char **argv)
{
	struct run *run = memory_new(1, sizeof *run);
	size_t own, usage_size = strlen(measure->usage) + sizeof RUN_USAGE + 64;
	struct cli_option *options;
	char *usage = memory_new(usage_size, 1), program_name[64];
	const char *value;
	int option, operands = 1;

	*run = (struct run){ .measure = measure, .reader = reader, .key = measure->key, .age_to = -1,
		.as_of = DATE_NO_DAY, .every = PERIOD_MONTH, .day = DATE_NO_DAY, .unit = NULL,
		.split_place = STREAM_NO_COLUMN };
	own = own_options(run);
	options = memory_new(own + COMMON_COUNT + 1, sizeof *options);
	memcpy(options, measure->options, own * sizeof *options);
	memcpy(options + own, common_options, sizeof common_options);
	run->lines = memory_new(own, sizeof *run->lines);
	run->which = memory_new(own, sizeof *run->which);
	snprintf(program_name, sizeof program_name, "kpi-%s", measure->name);
	snprintf(usage, usage_size, "%s %s%s", program_name, measure->usage, RUN_USAGE);

	const struct cli_program program = { program_name, measure->about, usage, options,
		reader->many };

	while ((option = cli_next(&program, argc, argv, &value, &operands)) >= 0) {
		if ((size_t)option >= own) {
			read_common(run, (enum common)((size_t)option - own), value);
			continue;
		}
		run->settings = memory_grow(run->settings, &run->setting_capacity,
			run->setting_count + 1, sizeof *run->settings);
		run->settings[run->setting_count++] =
			(struct run_setting){ (unsigned)option, value };
	}
	cli_no_operands(argc, argv, operands);
	free(options);
	free(usage);
	check_name(run);
	run->state = measure->start(run);
	make_name(run);
	reader->runs = memory_grow(reader->runs, &reader->run_capacity, reader->run_count + 1,
		sizeof(struct run *));
	reader->runs[reader->run_count++] = run;
	return run;
}

void run_free(struct run *run)
{
	for (size_t i = 0; i < run->event_count; i++)
		selector_free(&run->events[i].selector);
	for (size_t i = 0; i < run->condition_count; i++)
		condition_free(&run->conditions[i]);
	for (size_t i = 0; i < run->column_count; i++)
		free(run->columns[i]);
	date_calendar_free(run->calendar);
	free(run->settings);
	free(run->events);
	free(run->conditions);
	free(run->columns);
	free(run->places);
	free(run->full_name);
	for (size_t i = 0; i < run->limit_count; i++)
		free(run->limits[i]);
	free(run->limits);
	free(run->look_backs);
	free(run->sinces);
	free(run->lines);
	free(run->which);
	free(run);
}

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
	/* Fifty years of days are worked out only where they are wanted. */
	if (duration.unit == DURATION_WORKING_DAYS && run->calendar == NULL)
		run->calendar = date_calendar_new(NULL, NULL, 0);
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
}

void run_tell(struct run *run, const char *format, ...)
{
	char message[1024];
	va_list values;

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

size_t run_lines(const struct run *run, unsigned option)
{
	return run->lines[option];
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

void run_tell_share(struct run *run, size_t count, unsigned option, const char *problem)
{
	char shown[CLI_COUNT_SIZE], of[CLI_COUNT_SIZE], names[256];

	if (count == 0)
		return;
	name_events(run, option, names, sizeof names);
	run_tell(run, "%s of %s %s lines %s", cli_count(count, shown),
		cli_count(run->lines[option], of), names, problem);
}
