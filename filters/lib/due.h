/*
 * due: what falls due on which day, in order: a heap of days and keys. An entry is not taken
 * back when its matter is settled; the measure looks whether it still holds when it comes up.
 */
#ifndef KPI_DUE_H
#define KPI_DUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct due_entry {
	int32_t day;
	uint32_t key;
	uint32_t came; /* how many were added before it */
};

struct due {
	struct due_entry *entries;
	size_t count, capacity;
	uint32_t added;
};

void due_add(struct due *due, int32_t day, uint32_t key);

/* Takes the first entry (the earliest day, then what was added first) due before day; false: none. */
bool due_take(struct due *due, int32_t before, struct due_entry *entry);
void due_free(struct due *due);

#endif
