/* run_options: a run made of its command line: the options that all measures have, and its own. */
#include "run.h"

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

/* A name goes into every line, with a limit behind it where there are several. */
static void check_length(const struct run *run)
{
	size_t longest = 0;

	for (size_t i = 0; i < run->limit_count; i++)
		if (strlen(run->limits[i]) > longest)
			longest = strlen(run->limits[i]);
	if (strlen(run->full_name) + 1 + longest >= UNIT_NAME_SIZE)
		cli_usage("--name: the measure's name is longer than %d bytes", UNIT_NAME_SIZE);
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
	check_length(run);
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
	if (run->calendar != run->reader->calendar)
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
