/*
 * grid: the figures of a stream as rows of cells, and the same with their periods across.
 */
#ifndef KPI_TABLE_GRID_H
#define KPI_TABLE_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "figures.h"
#include "text.h"

/* Cells point into the figures. */
struct grid {
	size_t width;
	struct text *header;
	bool *number; /* its cells are numbers, or stand in a number's place */
	bool *shown; /* in formats for people, which leave out what is empty everywhere */
	struct text *cells; /* row by row */
	size_t rows;
};

/* All figures, their columns in a figure's order. */
struct grid grid_of(const struct figures *figures);

/*
 * A row for each measure, part and group of the figures, and a column of values for each period,
 * both in the order of their coming. Two figures in one place end the filter.
 */
struct grid grid_across(const struct figures *figures);

void grid_free(struct grid *grid);

#endif
