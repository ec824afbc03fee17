#include "due.h"

#include <stdlib.h>

#include "memory.h"

static bool is_before(struct due_entry a, struct due_entry b)
{
	return a.day != b.day ? a.day < b.day : a.came < b.came;
}

/* The entry's span while it still falls due by it; another may have its key since. */
static struct span *find_span(const struct spans *spans, struct due_entry entry)
{
	struct span *span = spans_open(spans, entry.key);

	return span != NULL && span->due == entry.came ? span : NULL;
}

/* Puts the entry at this place or, while one above it comes later, above. */
static void rise(struct due *due, size_t at, struct due_entry entry)
{
	while (at > 0 && is_before(entry, due->entries[(at - 1) / 2])) {
		due->entries[at] = due->entries[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	due->entries[at] = entry;
}

static void weed(struct due *due, const struct spans *spans)
{
	size_t count = due->count;

	due->count = 0;
	for (size_t i = 0; i < count; i++)
		if (find_span(spans, due->entries[i]) != NULL)
			rise(due, due->count++, due->entries[i]);
}

void due_add(struct due *due, const struct spans *spans, struct span *span, int32_t day)
{
	if (due->count == due->capacity) {
		weed(due, spans);
		if (due->count >= due->capacity / 2)
			due->entries = memory_grow(due->entries, &due->capacity, due->capacity + 1,
				sizeof *due->entries);
	}
	span->due = ++due->came;
	rise(due, due->count++, (struct due_entry){ day, span->key, span->due });
}

static struct due_entry take_first(struct due *due)
{
	struct due_entry first = due->entries[0], last = due->entries[--due->count];
	size_t at = 0;

	for (size_t child = 1; child < due->count; child = 2 * at + 1) {
		if (child + 1 < due->count && is_before(due->entries[child + 1], due->entries[child]))
			child++;
		if (!is_before(due->entries[child], last))
			break;
		due->entries[at] = due->entries[child];
		at = child;
	}
	due->entries[at] = last;
	return first;
}

struct span *due_take(struct due *due, const struct spans *spans, int32_t before, int32_t *day)
{
	while (due->count > 0 && due->entries[0].day < before) {
		struct due_entry entry = take_first(due);
		struct span *span = find_span(spans, entry);

		*day = entry.day;
		if (span != NULL)
			return span;
	}
	return NULL;
}

void due_free(struct due *due)
{
	free(due->entries);
	*due = (struct due){ 0 };
}
