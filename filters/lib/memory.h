/*
 * memory: allocation that cannot fail: where there is none left, the filter says so and exits 2.
 */
#ifndef KPI_MEMORY_H
#define KPI_MEMORY_H

#include <stddef.h>

/* count zeroed elements of size bytes; the caller frees them. */
void *memory_new(size_t count, size_t size);

/*
 * An array that holds at least need elements: array itself, or a larger one with the old content
 * and the rest zeroed. *capacity is counted in elements and at least doubled.
 */
void *memory_enlarge(void *array, size_t *capacity, size_t need, size_t size);

static inline void *memory_grow(void *array, size_t *capacity, size_t need, size_t size)
{
	return need <= *capacity ? array : memory_enlarge(array, capacity, need, size);
}

/* A copy of length bytes with a NUL behind; the caller frees it. */
char *memory_copy(const char *bytes, size_t length);

#endif
