#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static _Noreturn void out_of_memory(void)
{
	cli_fail("out of memory");
}

void *memory_new(size_t count, size_t size)
{
	void *made = calloc(count > 0 ? count : 1, size);

	if (made == NULL)
		out_of_memory();
	return made;
}

void *memory_enlarge(void *array, size_t *capacity, size_t need, size_t size)
{
	size_t wanted = *capacity < 8 ? 8 : *capacity;
	char *grown;

	while (wanted < need) {
		if (wanted > SIZE_MAX / 2 / size)
			out_of_memory();
		wanted *= 2;
	}
	/* A new one is zero without being touched. */
	if (array == NULL) {
		*capacity = wanted;
		return memory_new(wanted, size);
	}
	grown = realloc(array, wanted * size);
	if (grown == NULL)
		out_of_memory();
	memset(grown + *capacity * size, 0, (wanted - *capacity) * size);
	*capacity = wanted;
	return grown;
}

char *memory_copy(const char *bytes, size_t length)
{
	char *copy = malloc(length + 1);

	if (copy == NULL)
		out_of_memory();
	if (length > 0)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}
