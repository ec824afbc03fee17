#include "due.h"

#include <stdlib.h>

#include "memory.h"

static bool is_before(struct due_entry a, struct due_entry b)
{
	return a.day != b.day ? a.day < b.day : a.came < b.came;
}

void due_add(struct due *due, int32_t day, uint32_t key)
{
	struct due_entry entry = { day, key, due->added++ };
	size_t at = due->count;

	due->entries = memory_grow(due->entries, &due->capacity, due->count + 1, sizeof *due->entries);
	due->count++;
	while (at > 0 && is_before(entry, due->entries[(at - 1) / 2])) {
		due->entries[at] = due->entries[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	due->entries[at] = entry;
}

bool due_take(struct due *due, int32_t before, struct due_entry *entry)
{
	struct due_entry last;
	size_t at = 0;

	if (due->count == 0 || due->entries[0].day >= before)
		return false;
	*entry = due->entries[0];
	last = due->entries[--due->count];
	for (size_t child = 1; child < due->count; child = 2 * at + 1) {
		if (child + 1 < due->count && is_before(due->entries[child + 1], due->entries[child]))
			child++;
		if (!is_before(due->entries[child], last))
			break;
		due->entries[at] = due->entries[child];
		at = child;
	}
	due->entries[at] = last;
	return true;
}

void due_free(struct due *due)
{
	free(due->entries);
	*due = (struct due){ 0 };
}
