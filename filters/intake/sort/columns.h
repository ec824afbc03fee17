/*
 * columns: streams of different columns made one: the first's, then what is new in each next one.
 */
#ifndef KPI_SORT_COLUMNS_H
#define KPI_SORT_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "names.h"
#include "stream.h"
#include "writer.h"

/* The columns of one header. */
struct layout {
	uint32_t *places; /* of its columns among all */
	size_t count;
	bool in_order; /* they are the first of all, in their order: lines are copied whole */
};

struct columns {
	struct names names; /* their numbers are their places in the output */
	struct layout *layouts;
	size_t count, capacity;
	struct text *row; /* room for one line */
	size_t room;
};

void columns_open(struct columns *columns);
void columns_close(struct columns *columns);

/* The layout of the stream's header, new or known. */
uint32_t columns_layout(struct columns *columns, const struct stream *stream);

/* Writes the header of all columns; after it no layout may be added. */
void columns_header(struct columns *columns, struct writer *writer);

/* Whether lines of the layout are written as they are. */
bool columns_whole(const struct columns *columns, uint32_t layout);

/* Writes a line of the layout with the fields where the header has them. */
void columns_line(const struct columns *columns, uint32_t layout, struct text line,
	struct writer *writer);

#endif
