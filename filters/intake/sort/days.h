/*
 * days: all lines of the input by day: copied, or where they stay as the place where they stand.
 *
 * A line is put behind the last one of its day as it is read. So the days one after the other are
 * the sorted stream, in pieces of many lines, and nothing is left to be put in order at the end.
 */
#ifndef KPI_SORT_DAYS_H
#define KPI_SORT_DAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "columns.h"
#include "text.h"
#include "writer.h"

#define DAYS_END SIZE_MAX

struct days {
	struct year **years; /* by number; NULL where none of its days has come */
	char **blocks; /* what the pieces lie in: it never moves */
	size_t block_count, blocks_capacity;
	size_t used, ready, room; /* of the last block; ready: up to where its pages are there */
	size_t count; /* of the lines that were added */
};

void days_open(struct days *days);
void days_close(struct days *days);

/*
 * Adds a line of this date and layout (see columns.h); returns where it is held until days_close,
 * or NULL where the date is none. The line has no NUL in it and is not empty.
 */
char *days_add(struct days *days, struct text date, uint32_t layout, struct text line);

/* The same of a line that stays where it is until days_close; false where the date is none. */
bool days_add_place(struct days *days, struct text date, uint32_t layout, struct text line);

/* Takes away a line that days_add holds. */
void days_drop(char *line);

/* The first day from there on that has lines, as a number that grows with the date; DAYS_END:
 * none. */
size_t days_next(const struct days *days, size_t from);

/* Writes the lines of such a day in the order in which they were added. dropped: whether any line
 * of any day was taken away. */
void days_write(const struct days *days, size_t day, const struct columns *columns, bool dropped,
	struct writer *writer);

#endif
