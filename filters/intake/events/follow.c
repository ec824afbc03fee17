#include "follow.h"

#include <stdio.h>
#include <stdlib.h>

#include "memory.h"

/* Its key as those of ends, and its line, both in lines. */
struct held_event {
	size_t at, key_length, length;
	uint32_t own; /* rows of its own that have its key: 1 or none */
	size_t row;
	bool alone; /* the row gave none but those that are held back */
};

void follow_open(struct follow *follow)
{
	*follow = (struct follow){ 0 };
	names_open(&follow->ends);
}

void follow_close(struct follow *follow)
{
	names_close(&follow->ends);
	free(follow->times);
	free(follow->list);
	free(follow->lines);
	free(follow->key);
}

static void put(struct follow *follow, struct text text)
{
	follow->lines = memory_grow(follow->lines, &follow->line_capacity,
		follow->used + text.length + 1, 1);
	if (text.length > 0)
		memcpy(follow->lines + follow->used, text.at, text.length);
	follow->used += text.length;
}

static struct text key_of(struct follow *follow, size_t event, struct text person,
	struct text day)
{
	char number[24];
	size_t used = (size_t)snprintf(number, sizeof number, "%zu\t", event);

	follow->key = memory_grow(follow->key, &follow->key_capacity,
		used + day.length + 1 + person.length, 1);
	memcpy(follow->key, number, used);
	memcpy(follow->key + used, day.at, day.length);
	used += day.length;
	follow->key[used++] = '\t';
	if (person.length > 0)
		memcpy(follow->key + used, person.at, person.length);
	return (struct text){ follow->key, used + person.length };
}

void follow_end(struct follow *follow, size_t event, struct text person, struct text day)
{
	uint32_t end = names_add(&follow->ends, key_of(follow, event, person, day));

	follow->times = memory_grow(follow->times, &follow->time_capacity, (size_t)end + 1,
		sizeof *follow->times);
	follow->times[end]++;
}

void follow_hold(struct follow *follow, size_t event, struct text person, struct text day, bool own,
	struct text line)
{
	struct text key = key_of(follow, event, person, day);

	follow->list = memory_grow(follow->list, &follow->capacity, follow->count + 1,
		sizeof *follow->list);
	follow->list[follow->count++] =
		(struct held_event){ follow->used, key.length, line.length, own,
			follow->row, false };
	put(follow, key);
	put(follow, line);
}

void follow_end_row(struct follow *follow, size_t events)
{
	for (size_t i = follow->count; i > 0 && follow->list[i - 1].row == follow->row; i--)
		follow->list[i - 1].alone = events == 0;
	follow->row++;
}

static bool follows_another(const struct follow *follow, const struct held_event *held)
{
	struct text key = { follow->lines + held->at, held->key_length };
	uint32_t end = names_find(&follow->ends, key);

	return end != NAMES_NONE && follow->times[end] > held->own;
}

void follow_give(struct follow *follow, struct writer *writer)
{
	size_t of_row = 0;

	for (size_t i = 0; i < follow->count; i++) {
		const struct held_event *held = &follow->list[i];

		if (!follows_another(follow, held)) {
			writer_put(writer, follow->lines + held->at + held->key_length, held->length - 1);
			writer_end_line(writer);
			follow->given++;
			of_row++;
		}
		if (i + 1 == follow->count || held->row != held[1].row) {
			follow->without += held->alone && of_row == 0;
			of_row = 0;
		}
	}
}
