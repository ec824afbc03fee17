#include "daybook.h"

#include <stdlib.h>

#include "memory.h"
#include "run.h"

#define BLOCK ((size_t)64 << 10)

int run_compare(const struct run *run, struct date date_a, struct text a, struct date date_b,
	struct text b)
{
	const struct places *places = &run->reader->places;
	const size_t columns[] = { places->worker, places->team, places->category, places->result,
		places->ref, places->event };

	if (date_a.day != date_b.day)
		return date_a.day < date_b.day ? -1 : 1;
	if (date_a.minute != date_b.minute)
		return date_a.minute < date_b.minute ? -1 : 1;
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
		int order = text_compare(stream_field_of(a, columns[i]), stream_field_of(b, columns[i]));

		if (order != 0)
			return order;
	}
	/* Alike in all that decides: by every column in the order of names, so that neither the order of
	 * lines nor that of columns shows. */
	for (size_t i = 0; i < run->reader->in.column_count; i++) {
		size_t place = run->reader->by_name[i];
		int order = text_compare(stream_field_of(a, place), stream_field_of(b, place));

		if (order != 0)
			return order;
	}
	return 0;
}

void daybook_add(struct daybook *daybook, const struct event *event, uint32_t key, uint32_t roles,
	uint32_t which)
{
	size_t length = event->line.length;
	char *copy;

	/* A block is never moved, so the lines may point into it; a longer line has its own. */
	if (daybook->block_count == 0 || daybook->used + length > BLOCK) {
		daybook->blocks = memory_grow(daybook->blocks, &daybook->block_capacity,
			daybook->block_count + 1, sizeof *daybook->blocks);
		daybook->blocks[daybook->block_count++] =
			memory_new(length > BLOCK ? length : BLOCK, 1);
		daybook->used = 0;
	}
	copy = daybook->blocks[daybook->block_count - 1] + daybook->used;
	memcpy(copy, event->line.at, length);
	daybook->used += length;
	daybook->lines = memory_grow(daybook->lines, &daybook->capacity, daybook->count + 1,
		sizeof *daybook->lines);
	daybook->lines[daybook->count++] = (struct day_line){ event->date, key, event->person, roles,
		which, { copy, length } };
}

/* A merge sort: libc's has no place for the run, and the lines of one key are few. */
static int compare(const struct run *run, const struct day_line *a, const struct day_line *b)
{
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return run_compare(run, a->date, a->line, b->date, b->line);
}

static void merge_sort(const struct run *run, struct day_line *lines, struct day_line *room,
	size_t count)
{
	size_t half = count / 2, left = 0, right = half, at = 0;

	if (count < 2)
		return;
	merge_sort(run, lines, room, half);
	merge_sort(run, lines + half, room, count - half);
	while (left < half && right < count)
		room[at++] = compare(run, &lines[right], &lines[left]) < 0 ? lines[right++] : lines[left++];
	while (left < half)
		room[at++] = lines[left++];
	memcpy(lines, room, at * sizeof *lines);
}

void daybook_sort(struct daybook *daybook, const struct run *run)
{
	struct day_line *room;

	if (daybook->count < 2)
		return;
	room = memory_new(daybook->count, sizeof *room);
	merge_sort(run, daybook->lines, room, daybook->count);
	free(room);
}

size_t daybook_key_end(const struct daybook *daybook, size_t from)
{
	size_t end = from + 1;

	while (end < daybook->count && daybook->lines[end].key == daybook->lines[from].key)
		end++;
	return end;
}

void daybook_clear(struct daybook *daybook)
{
	while (daybook->block_count > 1)
		free(daybook->blocks[--daybook->block_count]);
	daybook->used = 0;
	daybook->count = 0;
}

void daybook_free(struct daybook *daybook)
{
	daybook_clear(daybook);
	if (daybook->block_count > 0)
		free(daybook->blocks[0]);
	free(daybook->blocks);
	free(daybook->lines);
}
