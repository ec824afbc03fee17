#include "names.h"

#include <stdlib.h>
#include <sys/random.h>

#include "cli.h"
#include "memory.h"

#define FIRST_SLOTS 1024

__extension__ typedef unsigned __int128 wide;

void names_open(struct names *names)
{
	*names = (struct names){ .slot_count = FIRST_SLOTS };
	names->slots = memory_new(names->slot_count, sizeof *names->slots);
	if (getrandom(names->seed, sizeof names->seed, 0) != (ssize_t)sizeof names->seed)
		cli_fail("cannot draw a random seed");
}

void names_close(struct names *names)
{
	free(names->slots);
	free(names->list);
	free(names->arena);
	*names = (struct names){ 0 };
}

/* The two halves of a 64 by 64 bit product, folded: the step of wyhash (Wang Yi, public domain). */
static uint64_t fold(uint64_t a, uint64_t b)
{
	wide product = (wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash(const struct names *names, struct text text)
{
	const char *at = text.at;
	uint64_t sum = names->seed[0] ^ text.length, word, last;

	for (size_t left = text.length; left > 16; at += 8, left -= 8) {
		memcpy(&word, at, 8);
		sum = fold(sum ^ word, names->seed[1] | 1);
		sum += names->seed[0];
	}
	text_ends((struct text){ at, (size_t)(text.at + text.length - at) }, &word, &last);
	sum = fold(sum ^ word, names->seed[1] | 1) + names->seed[0];
	sum = fold(sum ^ last, names->seed[1] | 1);
	return fold(sum ^ names->seed[0], 0x9e3779b97f4a7c15u);
}

struct text names_text(const struct names *names, uint32_t number)
{
	const struct name *name = &names->list[number];

	return (struct text){ names->arena + name->from, name->length };
}

/* text_same without a call for the texts that ids are. */
static inline bool same_name(struct text a, struct text b)
{
	uint64_t first_a, last_a, first_b, last_b;

	if (a.length != b.length || a.length > 16)
		return text_same(a, b);
	text_ends(a, &first_a, &last_a);
	text_ends(b, &first_b, &last_b);
	return first_a == first_b && last_a == last_b;
}

static uint64_t tag_of(uint64_t slot)
{
	return slot >> 32;
}

/* The slot that holds the text, or the free one where it belongs. A text's first slot follows from
 * the tag, so that nobody looks at the text again to move it. */
static size_t find_slot(const struct names *names, struct text text, uint64_t tag)
{
	size_t mask = names->slot_count - 1;

	for (size_t slot = tag & mask;; slot = (slot + 1) & mask) {
		uint64_t held = names->slots[slot];

		if (held == 0)
			return slot;
		if (tag_of(held) == tag && same_name(names_text(names, (uint32_t)held - 1), text))
			return slot;
	}
}

static void double_slots(struct names *names)
{
	uint64_t *old = names->slots;
	size_t count = names->slot_count, mask = 2 * count - 1;

	names->slots = memory_new(2 * count, sizeof *names->slots);
	names->slot_count = 2 * count;
	for (size_t i = 0; i < count; i++) {
		size_t slot = tag_of(old[i]) & mask;

		if (old[i] == 0)
			continue;
		while (names->slots[slot] != 0)
			slot = (slot + 1) & mask;
		names->slots[slot] = old[i];
	}
	free(old);
}

/* Room for that many bytes more; texts close up first, where half of what stands there is
 * forgotten. */
static void make_room(struct names *names, size_t length)
{
	size_t used = 0;
	char *arena;

	if (names->arena_used + length > names->arena_capacity &&
		names->forgotten > names->arena_used / 2) {
		arena = memory_new(names->arena_capacity, 1);
		for (uint32_t number = 0; number < names->count; number++) {
			struct name *name = &names->list[number];

			if (name->length == NAMES_NONE)
				continue;
			memcpy(arena + used, names->arena + name->from, name->length);
			name->from = (uint32_t)used;
			used += name->length;
		}
		free(names->arena);
		names->arena = arena;
		names->arena_used = used;
		names->forgotten = 0;
	}
	names->arena = memory_grow(names->arena, &names->arena_capacity, names->arena_used + length, 1);
}

static uint32_t take_number(struct names *names)
{
	uint32_t number = names->count;

	if (names->free != 0) {
		number = names->free - 1;
		names->free = names->list[number].from;
		return number;
	}
	names->list = memory_grow(names->list, &names->capacity, (size_t)number + 1,
		sizeof *names->list);
	names->count++;
	return number;
}

uint32_t names_add(struct names *names, struct text text)
{
	uint64_t tag = hash(names, text) >> 32;
	size_t slot = find_slot(names, text, tag);
	uint32_t number;

	if (names->slots[slot] != 0)
		return (uint32_t)names->slots[slot] - 1;
	make_room(names, text.length);
	if (text.length > UINT32_MAX - names->arena_used || names->count >= NAMES_NONE - 1)
		cli_fail("too many different ids to hold (4 GiB of them)");
	number = take_number(names);
	if (text.length > 0)
		memcpy(names->arena + names->arena_used, text.at, text.length);
	names->list[number] = (struct name){ (uint32_t)names->arena_used, (uint32_t)text.length };
	names->arena_used += text.length;
	names->slots[slot] = tag << 32 | (number + 1);
	names->known++;
	if ((size_t)names->known * 3 > names->slot_count * 2)
		double_slots(names);
	return number;
}

/* What stands behind the slot comes forward as far as it may (Knuth, The Art of Computer
 * Programming 3, 6.4, algorithm R): the table has no graves. */
static void empty_slot(struct names *names, size_t slot)
{
	size_t mask = names->slot_count - 1;

	for (size_t at = (slot + 1) & mask; names->slots[at] != 0; at = (at + 1) & mask) {
		size_t first = tag_of(names->slots[at]) & mask;

		if (((at - first) & mask) < ((at - slot) & mask))
			continue;
		names->slots[slot] = names->slots[at];
		slot = at;
	}
	names->slots[slot] = 0;
}

void names_forget(struct names *names, uint32_t number)
{
	struct name *name = &names->list[number];
	struct text text = names_text(names, number);

	if (name->length == NAMES_NONE)
		return;
	empty_slot(names, find_slot(names, text, hash(names, text) >> 32));
	names->forgotten += text.length;
	names->known--;
	*name = (struct name){ names->free, NAMES_NONE };
	names->free = number + 1;
}

uint32_t names_find(const struct names *names, struct text text)
{
	size_t slot = find_slot(names, text, hash(names, text) >> 32);

	return names->slots[slot] == 0 ? NAMES_NONE : (uint32_t)names->slots[slot] - 1;
}
