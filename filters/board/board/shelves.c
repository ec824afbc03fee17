#include "shelves.h"

#include <stdlib.h>

#include "memory.h"

/*
 * Where a run's observations are added up. Those of one day that differ in their amounts alone are
 * added here first, and go to the tally as one: a census finds thousands of them at once.
 */
struct shelf {
	struct shelves *shelves;
	uint32_t *measures; /* by limit: its number in the tally + 1; 0: none has come */
	bool held; /* whether line holds some */
	size_t limit;
	struct tally_line line;
};

struct shelves {
	struct reader *reader;
	struct tally *tally;
	size_t group_count;
	char **groups; /* their names */
	size_t places[SHELVES_MOST_GROUPS]; /* their columns */
	bool bound;
	struct shelf *list; /* by run */
	size_t count;
};

static void bind_groups(struct shelves *shelves)
{
	for (size_t i = 0; i < shelves->group_count && !shelves->bound; i++)
		shelves->places[i] = stream_need(&shelves->reader->in, shelves->groups[i]);
	shelves->bound = true;
}

/* The measure's number, by its name once and then by the run and its limit. */
static uint32_t number_measure(const struct shelf *shelf, const struct run *run, size_t limit)
{
	char room[UNIT_NAME_SIZE];
	struct text name;
	uint32_t number;

	if (shelf->measures[limit] != 0)
		return shelf->measures[limit] - 1;
	bind_groups(shelf->shelves);
	name = unit_name(run, limit, room);
	number = tally_measure(shelf->shelves->tally, name, text_of(run->unit));
	if (number == TALLY_OTHER_UNIT)
		cli_fail("%.*s: the two rows of the measure have different units", (int)name.length,
			name.at);
	shelf->measures[limit] = number + 1;
	return number;
}

static void clear_shelf(struct shelf *shelf)
{
	if (!shelf->held)
		return;
	tally_day(shelf->shelves->tally, shelf->line.day);
	tally_add(shelf->shelves->tally, &shelf->line);
	shelf->held = false;
}

/* Whether the unit, which is decided, has but its amounts to add to what is held. */
static bool joins(const struct shelf *shelf, const struct unit *unit, int32_t day, int64_t num,
	int64_t den)
{
	return shelf->held && day == shelf->line.day && unit->limit == shelf->limit &&
		unit->part.length == 0 && unit->line.at != NULL &&
		(num == UNIT_EMPTY) == (shelf->line.num == UNIT_EMPTY) &&
		(den == UNIT_EMPTY) == (shelf->line.den == UNIT_EMPTY);
}

static void add_up(struct run *run, const struct unit *unit, int32_t day, void *state)
{
	struct shelf *shelf = state;
	const struct shelves *shelves = shelf->shelves;
	struct text groups[SHELVES_MOST_GROUPS];
	int64_t num, den;

	unit_amounts(run, unit, &num, &den);
	if (joins(shelf, unit, day, num, den)) {
		if (num != UNIT_EMPTY)
			sum_add(&shelf->line.num, num);
		if (den != UNIT_EMPTY)
			sum_add(&shelf->line.den, den);
		return;
	}
	clear_shelf(shelf);
	shelf->limit = unit->limit;
	shelf->line = (struct tally_line){ .measure = number_measure(shelf, run, unit->limit),
		.part = unit->part, .groups = shelves->group_count > 0 ? groups : NULL,
		.stock = run->stock, .nobody = run->stock && unit->line.at == NULL, .day = day,
		.num = num, .den = den };
	for (size_t i = 0; i < shelves->group_count; i++)
		groups[i] = unit_field(run, unit, shelves->places[i]);
	shelf->held = true;
	/* Texts hold during the call, and what is undecided is counted one by one. */
	if (unit->part.length > 0 || shelves->group_count > 0 || shelf->line.nobody ||
		(num == UNIT_EMPTY && den == UNIT_EMPTY))
		clear_shelf(shelf);
}

static void add_covers(struct shelves *shelves)
{
	tally_covered(shelves->tally);
	for (size_t i = 0; i < shelves->count; i++) {
		const struct run *run = shelves->reader->runs[i];
		char room[UNIT_NAME_SIZE];

		for (size_t limit = 0; limit < (run->name_by_unit ? run->limit_count : 1); limit++)
			if (!run->off && run_since(run, limit) <= run->to)
				tally_cover(shelves->tally, unit_name(run, limit, room), text_of(run->unit),
					run->stock, run_since(run, limit), run->to);
	}
}

static void write_figures(struct reader *reader, void *state)
{
	struct shelves *shelves = state;

	bind_groups(shelves);
	for (size_t i = 0; i < shelves->count; i++)
		clear_shelf(&shelves->list[i]);
	tally_gather(shelves->tally, &reader->crew);
	if (!crew_is_first(&reader->crew))
		return;
	if (reader->covers.count > 0)
		add_covers(shelves);
	tally_write(shelves->tally, &reader->out);
}

struct shelves *shelves_new(struct reader *reader, const struct tally_options *options)
{
	struct shelves *shelves = memory_new(1, sizeof *shelves);

	*shelves = (struct shelves){ .reader = reader, .tally = tally_new(options),
		.group_count = options->group_count, .groups = options->groups,
		.list = memory_new(reader->run_count, sizeof *shelves->list),
		.count = reader->run_count };
	reader->figures = true;
	reader->amounts_alone = options->group_count == 0;
	reader->finish = write_figures;
	reader->finish_state = shelves;
	for (size_t i = 0; i < shelves->count; i++) {
		struct run *run = reader->runs[i];

		shelves->list[i] = (struct shelf){ .shelves = shelves,
			.measures = memory_new(run->limit_count + 1, sizeof(uint32_t)) };
		run->sink = add_up;
		run->sink_state = &shelves->list[i];
	}
	return shelves;
}

void shelves_free(struct shelves *shelves)
{
	for (size_t i = 0; i < shelves->count; i++)
		free(shelves->list[i].measures);
	free(shelves->list);
	tally_free(shelves->tally);
	free(shelves);
}
