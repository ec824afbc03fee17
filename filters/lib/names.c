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
	free(names->ends);
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
	uint32_t from = number == 0 ? 0 : names->ends[number - 1];

	return (struct text){ names->arena + from, names->ends[number] - from };
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

/* The slot that holds the text, or the free one where it belongs. */
static size_t find_slot(const struct names *names, struct text text, uint64_t hashed)
{
	size_t mask = names->slot_count - 1;
	uint32_t tag = (uint32_t)(hashed >> 32);

	for (size_t slot = hashed & mask;; slot = (slot + 1) & mask) {
		uint64_t held = names->slots[slot];

		if (held == 0)
			return slot;
		if ((uint32_t)(held >> 32) == tag &&
			same_name(names_text(names, (uint32_t)held - 1), text))
			return slot;
	}
}

static void double_slots(struct names *names)
{
	free(names->slots);
	names->slot_count *= 2;
	names->slots = memory_new(names->slot_count, sizeof *names->slots);
	for (uint32_t number = 0; number < names->count; number++) {
		struct text text = names_text(names, number);
		uint64_t hashed = hash(names, text);
		size_t mask = names->slot_count - 1, slot = hashed & mask;

		while (names->slots[slot] != 0)
			slot = (slot + 1) & mask;
		names->slots[slot] = (hashed >> 32 << 32) | (number + 1);
	}
}

uint32_t names_add(struct names *names, struct text text)
{
	uint64_t hashed = hash(names, text);
	size_t slot = find_slot(names, text, hashed);
	uint32_t from = names->count == 0 ? 0 : names->ends[names->count - 1];

	if (names->slots[slot] != 0)
		return (uint32_t)names->slots[slot] - 1;
	if (text.length > UINT32_MAX - from || names->count >= NAMES_NONE - 1)
		cli_fail("too many different ids to hold (4 GiB of them)");
	names->ends = memory_grow(names->ends, &names->ends_capacity, (size_t)names->count + 1,
		sizeof *names->ends);
	names->arena = memory_grow(names->arena, &names->arena_capacity, from + text.length, 1);
	if (text.length > 0)
		memcpy(names->arena + from, text.at, text.length);
	names->ends[names->count] = from + (uint32_t)text.length;
	names->slots[slot] = (hashed >> 32 << 32) | (names->count + 1);
	names->count++;
	if ((size_t)names->count * 3 > names->slot_count * 2)
		double_slots(names);
	return names->count - 1;
}

uint32_t names_find(const struct names *names, struct text text)
{
	size_t slot = find_slot(names, text, hash(names, text));

	return names->slots[slot] == 0 ? NAMES_NONE : (uint32_t)names->slots[slot] - 1;
}
