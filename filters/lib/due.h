/*
 * due: which span falls due on which day, in order: a heap. What becomes of a span leaves its entry
 * to be passed over; once such entries are the most, they go.
 */
#ifndef KPI_DUE_H
#define KPI_DUE_H

#include <stddef.h>
#include <stdint.h>

#include "span.h"

struct due_entry {
	int32_t day;
	uint32_t key;
	uint32_t came; /* the number of the entry, from 1 */
};

struct due {
	struct due_entry *entries;
	size_t count, capacity;
	uint32_t came;
};

/* The open span falls due that day, and no more on the one that it had before. */
void due_add(struct due *due, const struct spans *spans, struct span *span, int32_t day);

/* The open span that falls due first (the earliest day, then who came first) before that day, and
 * its day; it falls due no more. NULL: none. */
struct span *due_take(struct due *due, const struct spans *spans, int32_t before, int32_t *day);
void due_free(struct due *due);

#endif
