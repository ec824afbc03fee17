/*
 * daybook: the lines of one day, kept until the day is over, because they have no order of their
 * own. daybook_sort brings those of a key together, and in such an order that of two the one that
 * wins (DESIGN.md section 5: by time of day, none is earliest, then by the greater text of worker,
 * team, category, result, ref) stands later. Lines alike in all of these are ordered by their other
 * columns, so that the order in which they came never shows.
 */
#ifndef KPI_DAYBOOK_H
#define KPI_DAYBOOK_H

#include "measure.h"

struct day_line {
	struct date date;
	uint32_t key;
	uint32_t person;
	uint32_t roles;
	uint32_t which; /* the measure's own: which selector of an option */
	struct text line; /* the reader's copy, which holds until all measures have settled the day */
};

struct daybook {
	struct day_line *lines;
	size_t count, capacity;
	struct day_line *sorted; /* room to sort in */
	uint64_t *order;
	size_t sorted_capacity, order_capacity;
};

/* Keeps the event's line, which is the one now read, under the key. */
void daybook_add(struct daybook *daybook, const struct run *run, const struct event *event,
	uint32_t key, uint32_t roles, uint32_t which);

void daybook_sort(struct daybook *daybook, const struct run *run);

/* Where the lines of the key that stands at from end. */
size_t daybook_key_end(const struct daybook *daybook, size_t from);

/* Begins a new day. */
void daybook_clear(struct daybook *daybook);
void daybook_free(struct daybook *daybook);

/* The copies of a day's lines: one of each, however many measures keep it. */
struct day_lines {
	char **blocks;
	size_t count, capacity, used;
	size_t number; /* of the line copied last, 0: none */
	struct text line; /* the copy */
};

/* The day is over for all: the copies are no more. */
void day_lines_clear(struct day_lines *lines);
void day_lines_free(struct day_lines *lines);

#endif
