#include "daybook.h"

#include <stdlib.h>

#include "memory.h"
#include "run.h"

#define BLOCK ((size_t)64 << 10)

/* An insertion sort of a few dozen. */
static size_t *sort_columns(const struct stream *in)
{
	size_t *places = memory_new(in->column_count, sizeof *places);

	for (size_t i = 0; i < in->column_count; i++) {
		size_t at = i;

		for (; at > 0 && text_compare(in->columns[i], in->columns[places[at - 1]]) < 0; at--)
			places[at] = places[at - 1];
		places[at] = i;
	}
	return places;
}

/* What comparing lines wants is made when it is wanted first. */
static void prepare(struct reader *reader)
{
	if (reader->by_name != NULL)
		return;
	reader->by_name = sort_columns(&reader->in);
	reader->compared = memory_new(2 * reader->in.column_count, sizeof *reader->compared);
}

/* All fields of the line at once: it is not gone through again for each. */
static void cut(const char *at, const char *end, struct text *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *tab = at == NULL ? NULL : memchr(at, '\t', (size_t)(end - at));

		fields[i] = at == NULL ? (struct text){ "", 0 }
				       : (struct text){ at, (size_t)((tab ? tab : end) - at) };
		at = tab == NULL ? NULL : tab + 1;
	}
}

static struct text field(const struct text *fields, size_t place)
{
	return place == STREAM_NO_COLUMN ? (struct text){ "", 0 } : fields[place];
}

int run_compare(const struct run *run, struct date date_a, struct text a, struct date date_b,
	struct text b)
{
	struct reader *reader = run->reader;
	const struct places *places = &reader->places;
	const size_t columns[] = { places->worker, places->team, places->category, places->result,
		places->ref, places->event };
	struct text *fields_a, *fields_b;

	if (date_a.day != date_b.day)
		return date_a.day < date_b.day ? -1 : 1;
	if (date_a.minute != date_b.minute)
		return date_a.minute < date_b.minute ? -1 : 1;
	prepare(reader);
	fields_a = reader->compared;
	fields_b = fields_a + reader->in.column_count;
	cut(a.at, a.at + a.length, fields_a, reader->in.column_count);
	cut(b.at, b.at + b.length, fields_b, reader->in.column_count);
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
		int order = text_compare(field(fields_a, columns[i]), field(fields_b, columns[i]));

		if (order != 0)
			return order;
	}
	/* Alike in all that decides: by every column in the order of names, so that neither the order
	 * of lines nor that of columns shows. */
	for (size_t i = 0; i < reader->in.column_count; i++) {
		size_t place = reader->by_name[i];
		int order = text_compare(fields_a[place], fields_b[place]);

		if (order != 0)
			return order;
	}
	return 0;
}

/* --- the copies of the lines ---------------------------------------------------------------- */

static struct text copy_line(struct day_lines *lines, const struct stream *in)
{
	size_t length = in->line.length;
	char *copy;

	if (lines->number == in->number)
		return lines->line;
	/* A block is never moved, so the lines may point into it; a longer line has its own. */
	if (lines->count == 0 || lines->used + length > BLOCK) {
		lines->blocks = memory_grow(lines->blocks, &lines->capacity, lines->count + 1,
			sizeof *lines->blocks);
		lines->blocks[lines->count++] = memory_new(length > BLOCK ? length : BLOCK, 1);
		lines->used = 0;
	}
	copy = lines->blocks[lines->count - 1] + lines->used;
	memcpy(copy, in->line.at, length);
	lines->used += length;
	lines->number = in->number;
	lines->line = (struct text){ copy, length };
	return lines->line;
}

void day_lines_clear(struct day_lines *lines)
{
	while (lines->count > 1)
		free(lines->blocks[--lines->count]);
	/* A first line longer than a block made its block longer: it stays, and is used as any
	 * other. */
	lines->used = 0;
	lines->number = 0;
}

void day_lines_free(struct day_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->blocks[i]);
	free(lines->blocks);
}

/* --- the book of one measure ---------------------------------------------------------------- */

void daybook_add(struct daybook *daybook, const struct run *run, const struct event *event,
	uint32_t key, uint32_t roles, uint32_t which)
{
	daybook->lines = memory_grow(daybook->lines, &daybook->capacity, daybook->count + 1,
		sizeof *daybook->lines);
	daybook->lines[daybook->count++] = (struct day_line){ event->date, key, event->person, roles,
		which, copy_line(&run->reader->day_lines, &run->reader->in) };
}

/* A merge sort of numbers: by key, and by place among those of one key. */
static void sort_numbers(uint64_t *numbers, uint64_t *room, size_t count)
{
	size_t half = count / 2, left = 0, right = half, at = 0;

	if (count < 12) {
		for (size_t i = 1; i < count; i++) {
			uint64_t number = numbers[i];

			for (at = i; at > 0 && numbers[at - 1] > number; at--)
				numbers[at] = numbers[at - 1];
			numbers[at] = number;
		}
		return;
	}
	sort_numbers(numbers, room, half);
	sort_numbers(numbers + half, room, count - half);
	while (left < half && right < count)
		room[at++] = numbers[right] < numbers[left] ? numbers[right++] : numbers[left++];
	while (left < half)
		room[at++] = numbers[left++];
	memcpy(numbers, room, at * sizeof *numbers);
}

/* A merge sort of the lines of one key by which wins: libc's has no place for the run. */
static void sort_lines(const struct run *run, struct day_line *lines, struct day_line *room,
	size_t count)
{
	size_t half = count / 2, left = 0, right = half, at = 0;

	if (count < 2)
		return;
	sort_lines(run, lines, room, half);
	sort_lines(run, lines + half, room, count - half);
	while (left < half && right < count)
		room[at++] = run_compare(run, lines[right].date, lines[right].line, lines[left].date,
			lines[left].line) < 0 ? lines[right++] : lines[left++];
	while (left < half)
		room[at++] = lines[left++];
	memcpy(lines, room, at * sizeof *lines);
}

/* The keys in the order in which their first lines came, where anybody sees an order: what a key's
 * number is hangs on what else is counted. order: key and place, sorted; room: as much again. */
static void order_by_coming(uint64_t *order, uint64_t *room, size_t count)
{
	uint32_t first = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t place = (uint32_t)order[i];

		if (i == 0 || order[i] >> 32 != order[i - 1] >> 32)
			first = place;
		room[i] = (uint64_t)first << 32 | place;
	}
	sort_numbers(room, order, count);
	memcpy(order, room, count * sizeof *order);
}

/*
 * Keys and places are sorted as numbers, and the lines put in their order after it: most lines of a
 * day are alone with their key, and need not be compared, nor moved more than once.
 */
void daybook_sort(struct daybook *daybook, const struct run *run)
{
	struct day_line *lines = daybook->lines, *sorted;
	size_t count = daybook->count;

	if (count < 2)
		return;
	daybook->order = memory_grow(daybook->order, &daybook->order_capacity, 2 * count,
		sizeof *daybook->order);
	daybook->sorted = sorted = memory_grow(daybook->sorted, &daybook->sorted_capacity,
		daybook->capacity, sizeof *sorted);
	for (size_t i = 0; i < count; i++)
		daybook->order[i] = (uint64_t)lines[i].key << 32 | i;
	sort_numbers(daybook->order, daybook->order + count, count);
	if (!run->reader->figures)
		order_by_coming(daybook->order, daybook->order + count, count);
	for (size_t i = 0; i < count; i++)
		sorted[i] = lines[(uint32_t)daybook->order[i]];
	daybook->lines = sorted;
	daybook->sorted = lines;
	for (size_t from = 0, end; from < count; from = end) {
		end = daybook_key_end(daybook, from);
		sort_lines(run, sorted + from, lines, end - from);
	}
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
	daybook->count = 0;
}

void daybook_free(struct daybook *daybook)
{
	free(daybook->lines);
	free(daybook->sorted);
	free(daybook->order);
}
