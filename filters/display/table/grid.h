/*
 * grid: the figures of a stream as rows of cells, and the same with their periods across.
 */
#ifndef KPI_TABLE_GRID_H
#define KPI_TABLE_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "stream.h"
#include "text.h"

/* Cells point into the stream's header and into lines that are held until the filter ends. */
struct grid {
	size_t width;
	struct text *header;
	bool *number; /* its cells are numbers, or stand in a number's place */
	bool *shown; /* in formats for people, which leave out what is empty everywhere */
	struct text *cells; /* row by row */
	size_t rows, capacity;
};

/* All figures of the stream, its columns in a figure's order; what is no figure ends the filter. */
struct grid grid_read(struct stream *stream);

/*
 * A row for each measure, part and group of the figures, and a column of values for each period,
 * both in the order of their coming. Two figures in one place end the filter.
 */
struct grid grid_across(const struct grid *figures);

void grid_free(struct grid *grid);

#endif
