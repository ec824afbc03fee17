#include "grid.h"

#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "memory.h"
#include "names.h"

/* Where a column stands among the others: that of a figure first, groups before the numbers. */
static size_t rank_of(const struct figures *figures, size_t column)
{
	static const enum figure_column order[] = { FIGURE_MEASURE, FIGURE_PART, FIGURE_PERIOD,
		FIGURE_COLUMNS, FIGURE_NUM, FIGURE_DEN, FIGURE_VALUE, FIGURE_UNIT, FIGURE_BASIS };
	const size_t count = sizeof order / sizeof order[0], group = 3;

	for (size_t i = 0; i < count; i++)
		if (i != group && figures->place[order[i]] == column)
			return i;
	return figures->kinds[column] == FIGURE_KEY ? group : count;
}

/* The columns in the order in which they are shown; the caller frees it. */
static size_t *order_of(const struct figures *figures)
{
	size_t *order = memory_new(figures->width, sizeof *order);

	for (size_t rank = 0, to = 0; to < figures->width; rank++)
		for (size_t i = 0; i < figures->width; i++)
			if (rank_of(figures, i) == rank)
				order[to++] = i;
	return order;
}

static struct grid new_grid(size_t width, size_t rows)
{
	return (struct grid){ .width = width, .rows = rows,
		.header = memory_new(width, sizeof(struct text)),
		.number = memory_new(width, sizeof(bool)), .shown = memory_new(width, sizeof(bool)),
		.cells = memory_new(rows * width, sizeof(struct text)) };
}

void grid_free(struct grid *grid)
{
	free(grid->header);
	free(grid->number);
	free(grid->shown);
	free(grid->cells);
}

struct grid grid_of(const struct figures *figures)
{
	struct grid grid = new_grid(figures->width, figures->count);
	size_t *order = order_of(figures);

	for (size_t i = 0; i < grid.width; i++) {
		grid.header[i] = figures->columns[order[i]];
		grid.number[i] = figures->kinds[order[i]] == FIGURE_NUMBER;
		grid.shown[i] = grid.rows == 0;
		for (size_t r = 0; r < grid.rows; r++) {
			struct text cell = figures->list[r].cells[order[i]];

			grid.cells[r * grid.width + i] = cell;
			grid.shown[i] = grid.shown[i] || cell.length > 0;
		}
	}
	free(order);
	return grid;
}

/* Of each column whether it says what a row across is of; the unit is, so that it is seen. */
static size_t *keys_of(const struct figures *figures, size_t *count)
{
	size_t *order = order_of(figures);

	*count = 0;
	for (size_t i = 0; i < figures->width; i++)
		if (figures->kinds[order[i]] == FIGURE_KEY || figures->kinds[order[i]] == FIGURE_SCALE)
			order[(*count)++] = order[i];
	return order;
}

/* The row of each figure: one for each series and unit. */
static uint32_t *rows_of(const struct figures *figures, struct names *rows)
{
	uint32_t *row = memory_new(figures->count, sizeof *row);
	char *key = NULL;
	size_t capacity = 0;

	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->list[i];
		struct text unit = figure_text(figures, figure, FIGURE_UNIT);
		size_t used = sizeof figure->series;

		key = memory_grow(key, &capacity, used + unit.length, 1);
		memcpy(key, &figure->series, used);
		if (unit.length > 0)
			memcpy(key + used, unit.at, unit.length);
		row[i] = names_add(rows, (struct text){ key, used + unit.length });
	}
	free(key);
	return row;
}

struct grid grid_across(const struct figures *figures)
{
	struct names rows, periods;
	size_t keys, *key = keys_of(figures, &keys);
	uint32_t *row_of, *column_of = memory_new(figures->count, sizeof *column_of);
	struct grid grid;

	names_open(&rows);
	names_open(&periods);
	row_of = rows_of(figures, &rows);
	for (size_t i = 0; i < figures->count; i++)
		column_of[i] = names_add(&periods,
			figure_text(figures, &figures->list[i], FIGURE_PERIOD));
	grid = new_grid(keys + periods.count, rows.count);
	for (size_t i = 0; i < keys; i++) {
		grid.header[i] = figures->columns[key[i]];
		for (size_t r = 0; r < figures->count; r++) {
			struct text cell = figures->list[r].cells[key[i]];

			grid.cells[row_of[r] * grid.width + i] = cell;
			grid.shown[i] = grid.shown[i] || cell.length > 0;
		}
	}
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->list[i];
		size_t column = keys + column_of[i];
		struct text *cell = &grid.cells[row_of[i] * grid.width + column];

		if (cell->at != NULL)
			figure_fail(figures, figure, "period",
				"a second figure of its measure, part and group");
		*cell = figure_text(figures, figure, FIGURE_VALUE);
		grid.header[column] = figure_text(figures, figure, FIGURE_PERIOD);
		grid.number[column] = grid.shown[column] = true;
	}
	names_close(&rows);
	names_close(&periods);
	free(row_of);
	free(column_of);
	free(key);
	return grid;
}
