#include "lines.h"

#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "memory.h"

#define BLOCK ((size_t)4 << 20)

const char *lines_keep(struct lines *lines, struct text text)
{
	char *kept;

	if (lines->room - lines->used <= text.length) {
		lines->blocks = memory_grow(lines->blocks, &lines->blocks_capacity,
			lines->block_count + 1, sizeof *lines->blocks);
		lines->room = text.length < BLOCK ? BLOCK : text.length + 1;
		lines->used = 0;
		lines->blocks[lines->block_count++] = memory_new(lines->room, 1);
	}
	/* A new block is zeroed, so the NUL behind the text is there already. */
	kept = lines->blocks[lines->block_count - 1] + lines->used;
	if (text.length > 0)
		memcpy(kept, text.at, text.length);
	lines->used += text.length + 1;
	return kept;
}

size_t lines_add(struct lines *lines, struct text text, int32_t day, uint32_t layout)
{
	if (lines->count == UINT32_MAX)
		cli_fail("more than 4,294,967,295 lines (sort them in parts, by year)");
	lines->list = memory_grow(lines->list, &lines->capacity, lines->count + 1,
		sizeof *lines->list);
	lines->list[lines->count] = (struct line){ lines_keep(lines, text), day, layout };
	return lines->count++;
}

/* A counting sort: one pass to count the lines of each day, one to put each in its place. */
uint32_t *lines_by_day(const struct lines *lines, size_t *count)
{
	int32_t first = INT32_MAX, last = INT32_MIN;
	uint32_t *order;
	size_t *places, sum = 0;

	for (size_t i = 0; i < lines->count; i++) {
		first = lines->list[i].day < first ? lines->list[i].day : first;
		last = lines->list[i].day > last ? lines->list[i].day : last;
	}
	if (lines->count == 0)
		first = last = 0;
	places = memory_new((size_t)(last - first) + 1, sizeof *places);
	for (size_t i = 0; i < lines->count; i++)
		places[lines->list[i].day - first] += lines->list[i].text != NULL;
	for (int32_t day = first; day <= last; day++) {
		size_t of_day = places[day - first];

		places[day - first] = sum;
		sum += of_day;
	}
	order = memory_new(sum, sizeof *order);
	for (size_t i = 0; i < lines->count; i++)
		if (lines->list[i].text != NULL)
			order[places[lines->list[i].day - first]++] = (uint32_t)i;
	free(places);
	*count = sum;
	return order;
}

void lines_free(struct lines *lines)
{
	for (size_t i = 0; i < lines->block_count; i++)
		free(lines->blocks[i]);
	free(lines->blocks);
	free(lines->list);
	*lines = (struct lines){ 0 };
}
