/*
 * tally_gather: the sums of a crew's processes added together. A cell is told as the observations
 * that would give it, and added like any other, so that there is one way of adding.
 */
#include "tally_cells.h"

#include <stdlib.h>

#include "cli.h"
#include "date.h"
#include "memory.h"

/* What is told of a measure, behind its name and unit. Its census days are not: each process notes
 * them all, in what it finds or in that it finds nothing. */
struct told_measure {
	bool decided, has_den, has_flow;
};

/* A cell, behind the key of its series. */
struct told_cell {
	int32_t flow_day; /* any of its period */
	struct cell cell;
};

static bool is_empty(const struct cell *cell)
{
	return cell->num == 0 && cell->den == 0 && cell->day == 0 && cell->pending == 0;
}

static void put_measures(const struct tally *tally, struct crew *crew)
{
	crew_put(crew, &tally->measure_names.count, sizeof tally->measure_names.count);
	for (uint32_t i = 0; i < tally->measure_names.count; i++) {
		const struct tally_measure *measure = &tally->measures[i];
		struct told_measure told = { measure->decided, measure->has_den, measure->has_flow };

		crew_put_text(crew, names_text(&tally->measure_names, i));
		crew_put_text(crew, text_of(measure->unit));
		crew_put(crew, &told, sizeof told);
	}
}

static void put_series(const struct tally *tally, struct crew *crew)
{
	crew_put(crew, &tally->keys.count, sizeof tally->keys.count);
	for (uint32_t i = 0; i < tally->keys.count; i++) {
		const struct series *series = &tally->series[i];
		size_t count = 0;

		for (size_t j = 0; j < series->count; j++)
			count += j == 0 || !is_empty(&series->cells[j]);
		crew_put(crew, &series->measure, sizeof series->measure);
		crew_put_text(crew, names_text(&tally->keys, i));
		crew_put(crew, &count, sizeof count);
		for (size_t j = 0; j < series->count; j++) {
			struct told_cell told = { .cell = series->cells[j] };

			told.flow_day = period_first(tally->options.period, series->first + (int32_t)j);
			if (j == 0 || !is_empty(&series->cells[j]))
				crew_put(crew, &told, sizeof told);
		}
	}
}

/* The measures told, by their numbers here. */
static uint32_t *take_measures(struct tally *tally, struct crew *crew, struct told_measure **told)
{
	uint32_t count, *numbers;

	crew_take(crew, &count, sizeof count);
	numbers = memory_new(count, sizeof *numbers);
	*told = memory_new(count, sizeof **told);
	for (uint32_t i = 0; i < count; i++) {
		struct text name = crew_take_text(crew), unit = crew_take_text(crew);

		numbers[i] = tally_measure(tally, name, unit);
		if (numbers[i] == TALLY_OTHER_UNIT)
			cli_fail("%.*s: the two rows of the measure have different units", (int)name.length,
				name.at);
		crew_take(crew, &(*told)[i], sizeof **told);
	}
	return numbers;
}

static void add_cell(struct tally *tally, struct tally_line *line,
	const struct told_measure *measure, const struct told_cell *told)
{
	const struct cell *cell = &told->cell;

	if (measure->decided && measure->has_flow) {
		line->stock = false;
		line->day = told->flow_day;
		line->num = cell->num;
		line->den = measure->has_den ? cell->den : TALLY_EMPTY;
		tally_add(tally, line);
	}
	if (cell->day != 0) {
		line->stock = true;
		line->day = cell->day;
		line->num = cell->stock_num;
		line->den = measure->has_den ? cell->stock_den : TALLY_EMPTY;
		tally_add(tally, line);
	}
	line->stock = !measure->has_flow;
	line->day = told->flow_day;
	line->num = line->den = TALLY_EMPTY;
	for (size_t i = 0; i < cell->pending; i++)
		tally_add(tally, line);
}

/* The next field of a key, and the rest behind it. */
static struct text cut(struct text *key)
{
	const char *tab = key->length > 0 ? memchr(key->at, '\t', key->length) : NULL;
	struct text field = { key->at, tab == NULL ? key->length : (size_t)(tab - key->at) };

	key->at += field.length + (tab != NULL);
	key->length -= field.length + (tab != NULL);
	return field;
}

static void take_series(struct tally *tally, struct crew *crew, const uint32_t *numbers,
	const struct told_measure *measures)
{
	struct text *groups = memory_new(tally->options.group_count, sizeof *groups);
	uint32_t count, measure;

	crew_take(crew, &count, sizeof count);
	for (uint32_t i = 0; i < count; i++) {
		struct tally_line line = { .groups = groups };
		struct told_cell told;
		struct text key;
		size_t cells;

		crew_take(crew, &measure, sizeof measure);
		line.measure = numbers[measure];
		key = crew_take_text(crew);
		cut(&key);
		line.part = cut(&key);
		for (size_t j = 0; j < tally->options.group_count; j++)
			groups[j] = cut(&key);
		crew_take(crew, &cells, sizeof cells);
		for (; cells > 0; cells--) {
			crew_take(crew, &told, sizeof told);
			add_cell(tally, &line, &measures[measure], &told);
		}
	}
	free(groups);
}

static void take(struct tally *tally, struct crew *crew)
{
	struct told_measure *measures;
	uint32_t *numbers = take_measures(tally, crew, &measures);
	int32_t first, last;

	take_series(tally, crew, numbers, measures);
	crew_take(crew, &first, sizeof first);
	crew_take(crew, &last, sizeof last);
	if (first != DATE_NO_DAY) {
		tally_day(tally, first);
		tally_day(tally, last);
	}
	free(numbers);
	free(measures);
}

void tally_gather(struct tally *tally, struct crew *crew)
{
	if (crew->behind != 0)
		take(tally, crew);
	if (crew_is_first(crew))
		return;
	put_measures(tally, crew);
	put_series(tally, crew);
	crew_put(crew, &tally->first_day, sizeof tally->first_day);
	crew_put(crew, &tally->last_day, sizeof tally->last_day);
}
