/*
 * lines: all lines of the input, held in memory, and their order by day.
 */
#ifndef KPI_SORT_LINES_H
#define KPI_SORT_LINES_H

#include <stddef.h>
#include <stdint.h>

#include "text.h"

struct line {
	const char *text; /* NUL ended; NULL for a line that was dropped */
	int32_t day;
	uint32_t layout; /* of its columns, see columns.h */
};

struct lines {
	struct line *list;
	size_t count, capacity;
	char **blocks; /* what the texts point into: it never moves */
	size_t block_count, blocks_capacity;
	size_t used, room; /* of the last block */
};

/* Holds a copy of the text, which must have no NUL in it, until lines_free. */
const char *lines_keep(struct lines *lines, struct text text);

/* Adds a line; returns its place in list. */
size_t lines_add(struct lines *lines, struct text text, int32_t day, uint32_t layout);

/*
 * The places of the lines that were not dropped, *count of them, in order of day, those of one day
 * in the order in which they were added. The caller frees it.
 */
uint32_t *lines_by_day(const struct lines *lines, size_t *count);

void lines_free(struct lines *lines);

#endif
