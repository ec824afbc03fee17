#include "same.h"

#include <stdlib.h>

#include "memory.h"
#include "sum.h"

int64_t same_surer(int64_t sure, int64_t amount)
{
	int64_t choices = amount / SUM_ONE + 1;

	if (amount == NO_COUNT || amount <= 0)
		return sure;
	return choices > SAME_SURE / sure ? SAME_SURE : sure * choices;
}

size_t same_root(size_t *same, size_t at)
{
	while (same[at] != at)
		at = same[at] = same[same[at]];
	return at;
}

/*
 * Goes along two strands together. Says how sure it is that the counts are one, 0 where they differ
 * at a key that both have; with same, makes them one.
 */
static int64_t agreement(const struct numbers *numbers, const struct strand *a, enum place place_a,
	const struct strand *b, enum place place_b, size_t *same)
{
	int64_t sure = 1;

	for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
		size_t at = numbers->ordered[a->first + i], other = numbers->ordered[b->first + j];
		int64_t amount = numbers_amount(numbers, at, place_a);

		if (numbers->keys[at] != numbers->keys[other]) {
			bool first = numbers->keys[at] < numbers->keys[other];

			i += first;
			j += !first;
			continue;
		}
		if (amount != numbers_amount(numbers, other, place_b))
			return 0;
		sure = same_surer(sure, amount);
		if (same != NULL)
			same[same_root(same, other * PLACES + place_b)] =
				same_root(same, at * PLACES + place_a);
		i++;
		j++;
	}
	return sure;
}

/* Whether one strand would have two places of its figures in the class: two halves are not one. */
static bool in_conflict(size_t *classes, size_t count, size_t a, size_t b)
{
	bool *seen = memory_new(count, sizeof *seen), conflict = false;

	for (size_t i = 0; i < count * PLACES && !conflict && a != b; i++) {
		size_t class = same_root(classes, i);

		if (class != a && class != b)
			continue;
		conflict = seen[i / PLACES];
		seen[i / PLACES] = true;
	}
	free(seen);
	return conflict;
}

/* The strands of one measure and part, and a place in them. */
struct side {
	size_t first, count;
	enum place place;
};

/* The other side's strand in which the same groups are totals, or the number of all strands. */
static size_t partner(const struct numbers *numbers, size_t strand, const struct side *other)
{
	for (size_t i = other->first; i < other->first + other->count; i++)
		if (numbers->strands[i].totals == numbers->strands[strand].totals)
			return i;
	return numbers->strand_count;
}

/* Strands that agree throughout bear each other out; else each must be sure for itself. */
static void join_sides(const struct numbers *numbers, const struct side *a, const struct side *b,
	size_t *classes, size_t *same)
{
	int64_t together = 1;

	for (size_t pass = 0; pass < 2; pass++)
		for (size_t i = a->first; i < a->first + a->count; i++) {
			size_t j = partner(numbers, i, b), one, other;
			int64_t sure;

			if (j == numbers->strand_count)
				continue;
			sure = agreement(numbers, &numbers->strands[i], a->place, &numbers->strands[j],
				b->place, NULL);
			if (pass == 0) {
				together = sure > 0 && together > SAME_SURE / sure ? SAME_SURE
										 : together * sure;
				continue;
			}
			one = same_root(classes, i * PLACES + a->place);
			other = same_root(classes, j * PLACES + b->place);
			if ((sure < SAME_SURE && together < SAME_SURE) ||
				in_conflict(classes, numbers->strand_count, one, other))
				continue;
			agreement(numbers, &numbers->strands[i], a->place, &numbers->strands[j], b->place,
				same);
			classes[other] = one;
		}
}

static struct side side_at(const struct numbers *numbers, size_t first)
{
	struct side side = { first, 0, NUM };

	while (first + side.count < numbers->strand_count &&
		numbers->strands[first + side.count].whole == numbers->strands[first].whole)
		side.count++;
	return side;
}

void same_find(const struct numbers *numbers, size_t *same)
{
	size_t count = numbers->strand_count * PLACES;
	size_t *classes = memory_new(count, sizeof *classes);
	struct side a, b;

	for (size_t i = 0; i < count; i++)
		classes[i] = i;
	for (size_t i = 0; i < numbers->strand_count; i = a.first + a.count) {
		a = side_at(numbers, i);
		for (size_t j = i + a.count; j < numbers->strand_count; j = b.first + b.count) {
			b = side_at(numbers, j);
			for (a.place = NUM; a.place < PLACES; a.place++)
				for (b.place = NUM; b.place < PLACES; b.place++)
					join_sides(numbers, &a, &b, classes, same);
		}
	}
	free(classes);
}
