/* tally: the cells that observations are added to. */
#include "tally_cells.h"

#include <stdlib.h>

#include "cli.h"
#include "date.h"
#include "memory.h"

struct tally *tally_new(const struct tally_options *options)
{
	struct tally *tally = memory_new(1, sizeof *tally);

	tally->options = *options;
	names_open(&tally->measure_names);
	names_open(&tally->keys);
	names_open(&tally->values);
	tally->first_day = tally->last_day = tally->day = DATE_NO_DAY;
	return tally;
}

void tally_free(struct tally *tally)
{
	for (size_t i = 0; i < tally->keys.count; i++) {
		struct series *series = &tally->series[i];

		for (size_t j = 0; j < series->count; j++) {
			free(series->cells[j].nums.values);
			free(series->cells[j].dens.values);
			free(series->cells[j].lengths.values);
		}
		free(series->cells);
	}
	for (size_t i = 0; i < tally->measure_names.count; i++) {
		free(tally->measures[i].unit);
		free(tally->measures[i].census);
	}
	free(tally->series);
	free(tally->measures);
	free(tally->scratch);
	names_close(&tally->measure_names);
	names_close(&tally->keys);
	names_close(&tally->values);
	free(tally);
}

void tally_day(struct tally *tally, int32_t day)
{
	if (tally->first_day == DATE_NO_DAY || day < tally->first_day)
		tally->first_day = day;
	if (tally->last_day == DATE_NO_DAY || day > tally->last_day)
		tally->last_day = day;
}

void tally_covered(struct tally *tally)
{
	tally->covered = true;
}

static uint32_t number_of(struct tally *tally, struct text name)
{
	uint32_t number = names_add(&tally->measure_names, name);

	tally->measures = memory_grow(tally->measures, &tally->measure_capacity, (size_t)number + 1,
		sizeof *tally->measures);
	return number;
}

static bool set_unit(struct tally_measure *measure, struct text unit)
{
	if (measure->unit == NULL)
		measure->unit = memory_copy(unit.at, unit.length);
	return text_is(unit, measure->unit);
}

uint32_t tally_measure(struct tally *tally, struct text name, struct text unit)
{
	uint32_t number = number_of(tally, name);

	if (!set_unit(&tally->measures[number], unit))
		return TALLY_OTHER_UNIT;
	tally->measures[number].seen = true;
	return number;
}

static void put(struct tally *tally, size_t *used, struct text text)
{
	tally->scratch = memory_grow(tally->scratch, &tally->scratch_capacity,
		*used + text.length + 1, 1);
	if (text.length > 0)
		memcpy(tally->scratch + *used, text.at, text.length);
	*used += text.length;
	tally->scratch[(*used)++] = '\t';
}

/* The number of a series, new or known. all: bit n: (all) stands for the n-th group. */
static uint32_t series_of(struct tally *tally, uint32_t measure, struct text part,
	const struct text *groups, uint32_t all)
{
	size_t used = 0, head;
	uint32_t number, known = tally->keys.count;

	put(tally, &used, names_text(&tally->measure_names, measure));
	put(tally, &used, part);
	head = used;
	for (size_t i = 0; i < tally->options.group_count; i++)
		put(tally, &used,
			all & 1u << i ? text_of("(all)") : groups != NULL ? groups[i] : (struct text){ "", 0 });
	number = names_add(&tally->keys, (struct text){ tally->scratch, used - 1 });
	tally->series = memory_grow(tally->series, &tally->series_capacity, (size_t)number + 1,
		sizeof *tally->series);
	if (number == known)
		tally->series[number] = (struct series){ .measure = measure,
			.head = { NULL, head - 1 } };
	return number;
}

void tally_cover(struct tally *tally, struct text name, struct text unit, bool stock,
	int32_t since, int32_t due)
{
	uint32_t number = number_of(tally, name);
	struct tally_measure *measure = &tally->measures[number];

	set_unit(measure, unit);
	measure->has_flow = measure->has_flow || !stock;
	measure->has_stock = measure->has_stock || stock;
	/* Two rows of one measure, a ratio's num and den: where both can be given. */
	if (!measure->covered || since > measure->since)
		measure->since = since;
	if (!measure->covered || due < measure->due)
		measure->due = due;
	measure->covered = true;
	tally->covered = true;
	/* A measure in which nothing happens has a series all the same. */
	series_of(tally, number, (struct text){ "", 0 }, NULL, 0);
}

/* Makes the array reach from its first period to this one, and returns where the period stands. */
static size_t reach(void **array, size_t *count, size_t *capacity, size_t size, int32_t *first,
	int32_t period)
{
	size_t front, old = *count;

	if (old == 0)
		*first = period;
	if (period < *first) {
		front = (size_t)(*first - period);
		*array = memory_grow(*array, capacity, old + front, size);
		memmove((char *)*array + front * size, *array, old * size);
		memset(*array, 0, front * size);
		*count = old + front;
		*first = period;
	} else if ((size_t)(period - *first) >= old) {
		*count = (size_t)(period - *first) + 1;
		*array = memory_grow(*array, capacity, *count, size);
	}
	return (size_t)(period - *first);
}

static struct cell *make_cell(struct series *series, int32_t period)
{
	void *cells = series->cells;
	size_t place = (size_t)(period - series->first);

	/* It is there but for the first of its period. */
	if (period >= series->first && place < series->count)
		return &series->cells[place];
	place = reach(&cells, &series->count, &series->capacity, sizeof *series->cells,
		&series->first, period);

	series->cells = cells;
	return &series->cells[place];
}

const struct cell *tally_cell(const struct series *series, int32_t period)
{
	if (series->count == 0 || period < series->first ||
		(size_t)(period - series->first) >= series->count)
		return NULL;
	return &series->cells[period - series->first];
}

int32_t tally_census(const struct tally_measure *measure, int32_t period)
{
	int32_t kept;

	if (measure->census_count == 0 || period < measure->census_first ||
		(size_t)(period - measure->census_first) >= measure->census_count)
		return DATE_NO_DAY;
	kept = measure->census[period - measure->census_first];
	return kept == 0 ? DATE_NO_DAY : kept;
}

/* 0 stands for none in the array, so the first of January 1970 would be lost: no census is there
 * before the Children Act 1989. */
static void note_census(struct tally_measure *measure, int32_t period, int32_t day)
{
	void *census = measure->census;
	size_t place = reach(&census, &measure->census_count, &measure->census_capacity,
		sizeof *measure->census, &measure->census_first, period);

	measure->census = census;
	if (measure->census[place] == 0 || day > measure->census[place])
		measure->census[place] = day;
}

static void put_in(struct bag *bag, int64_t value)
{
	bag->values = memory_grow(bag->values, &bag->capacity, bag->count + 1, sizeof *bag->values);
	bag->values[bag->count++] = value;
}

static void add_to_series(struct tally *tally, uint32_t number, const struct tally_line *line)
{
	struct series *series = &tally->series[number];
	struct cell *cell = make_cell(series, tally->period);
	int64_t num = line->num == TALLY_EMPTY ? 0 : line->num;
	int64_t den = line->den == TALLY_EMPTY ? 0 : line->den;

	series->filled = true;
	if (line->num == TALLY_EMPTY && line->den == TALLY_EMPTY) {
		cell->pending++;
		return;
	}
	if (line->stock) {
		/* A later census takes the place of an earlier one; an earlier one comes too late. */
		if (cell->day != 0 && line->day < cell->day)
			return;
		if (cell->day != line->day) {
			cell->stock_num = cell->stock_den = 0;
			cell->nums.count = cell->dens.count = cell->lengths.count = 0;
		}
		cell->day = line->day;
	}
	sum_add(line->stock ? &cell->stock_num : &cell->num, num);
	sum_add(line->stock ? &cell->stock_den : &cell->den, den);
	if (tally->options.distinct != NULL) {
		int64_t value = names_add(&tally->values, line->distinct);

		if (num != 0)
			put_in(&cell->nums, value);
		if (den != 0)
			put_in(&cell->dens, value);
	}
	if (tally->options.median && den == SUM_ONE)
		put_in(&cell->lengths, num);
}

/* An interval is of a share whose units each are in it or not, or of events counted singly. */
static void note_kind(struct tally_measure *measure, const struct tally_line *line)
{
	bool one = line->num == 0 || line->num == SUM_ONE;
	bool nothing = line->num == 0 && line->den == 0; /* a census that found nothing */

	if (!nothing && !(one && line->den == SUM_ONE))
		measure->no_share = true;
	if (line->num == TALLY_EMPTY ? line->den == TALLY_EMPTY : !one || line->den != TALLY_EMPTY)
		measure->no_count = true;
}

/* The series of a line without part and groups is known by its measure: of a catalogue's lines nine
 * in ten are such, and putting a key together and looking for it costs ten times the adding. */
static uint32_t plain_series(struct tally *tally, uint32_t number)
{
	struct tally_measure *measure = &tally->measures[number];

	if (measure->plain == 0)
		measure->plain = series_of(tally, number, (struct text){ "", 0 }, NULL, 0) + 1;
	return measure->plain - 1;
}

static void note_line(struct tally *tally, const struct tally_line *line)
{
	struct tally_measure *measure = &tally->measures[line->measure];

	measure->has_flow = measure->has_flow || !line->stock;
	measure->has_stock = measure->has_stock || line->stock;
	if (line->num == TALLY_EMPTY && line->den == TALLY_EMPTY)
		return;
	measure->decided = true;
	note_kind(measure, line);
	measure->has_den = measure->has_den || line->den != TALLY_EMPTY;
	if (line->stock && line->day != measure->census_day) {
		note_census(measure, tally->period, line->day);
		measure->census_day = line->day;
	}
	if (measure->has_flow && measure->has_stock &&
		(tally->options.distinct != NULL || tally->options.median))
		cli_fail("--distinct and --median: a measure is both flows and stocks (want one of them)");
}

void tally_add(struct tally *tally, const struct tally_line *line)
{
	uint32_t all = tally->options.total ? (1u << tally->options.group_count) - 1 : 0;

	if (line->day != tally->day) {
		tally->day = line->day;
		tally->period = period_of(tally->options.period, line->day);
	}
	note_line(tally, line);
	if (line->nobody) {
		series_of(tally, line->measure, line->part, NULL, 0);
		return;
	}
	if (line->part.length == 0 && tally->options.group_count == 0) {
		add_to_series(tally, plain_series(tally, line->measure), line);
		return;
	}
	for (uint32_t set = 0; set <= all; set++) {
		uint32_t series = series_of(tally, line->measure, line->part, line->groups, set);

		add_to_series(tally, series, line);
	}
}
