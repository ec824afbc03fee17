#include "parts.h"

#include <stdlib.h>

#include "memory.h"
#include "same.h"

/* The sums of the measure's parts by key; NO_COUNT where no part is, or one is no count. */
static void add_parts(const struct numbers *numbers, struct text measure, enum place place,
	int64_t *sums, bool *spoilt)
{
	for (size_t i = 0; i < numbers->key_count; i++) {
		sums[i] = NO_COUNT;
		spoilt[i] = false;
	}
	for (size_t i = 0; i < numbers->strand_count; i++) {
		const struct strand *strand = &numbers->strands[i];

		if (!text_same(strand->measure, measure) || strand->part.length == 0)
			continue;
		for (size_t j = 0; j < strand->count; j++) {
			size_t figure = numbers->ordered[strand->first + j];
			uint32_t key = numbers->keys[figure];
			int64_t amount = numbers_amount(numbers, figure, place);

			if (amount == NO_COUNT || spoilt[key]) {
				spoilt[key] = true;
				sums[key] = NO_COUNT;
				continue;
			}
			sums[key] = (sums[key] == NO_COUNT ? 0 : sums[key]) + amount;
		}
	}
}

/* Whether the strand's count is the sum wherever both are given, and surely not by chance. */
static bool is_sum(const struct numbers *numbers, const int64_t *sums, const struct strand *strand,
	enum place place, bool known)
{
	int64_t sure = known ? SAME_SURE : 1;

	for (size_t i = 0; i < strand->count; i++) {
		size_t figure = numbers->ordered[strand->first + i];
		int64_t sum = sums[numbers->keys[figure]];

		if (sum == NO_COUNT)
			continue;
		if (numbers_amount(numbers, figure, place) != sum)
			return false;
		sure = same_surer(sure, sum);
	}
	return sure == SAME_SURE;
}

struct part_in_order {
	uint32_t key;
	size_t figure;
};

static int compare_parts(const void *left, const void *right)
{
	const struct part_in_order *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->figure > b->figure) - (a->figure < b->figure);
}

static void relate_parts(struct relations *relations, const struct numbers *numbers,
	const struct part_in_order *parts, size_t count, enum place place,
	const struct strand *total, enum place total_place, const int64_t *sums)
{
	size_t at = 0;

	for (size_t i = 0; i < total->count; i++) {
		size_t figure = numbers->ordered[total->first + i];
		uint32_t key = numbers->keys[figure];

		if (sums[key] == NO_COUNT)
			continue;
		while (at < count && parts[at].key < key)
			at++;
		relations_term(relations, numbers_cell(numbers, figure, total_place), -1);
		for (; at < count && parts[at].key == key; at++)
			relations_term(relations, numbers_cell(numbers, parts[at].figure, place), 1);
		relations_end(relations);
	}
}

/* The parts of the measure of this strand against every count that is not one of them. */
static void relate_measure(struct relations *relations, const struct numbers *numbers,
	struct text measure)
{
	struct part_in_order *parts = memory_new(numbers->figures->count, sizeof *parts);
	int64_t *sums = memory_new(numbers->key_count, sizeof *sums);
	bool *spoilt = memory_new(numbers->key_count, sizeof *spoilt);
	size_t count = 0;

	for (size_t i = 0; i < numbers->strand_count; i++) {
		const struct strand *strand = &numbers->strands[i];

		for (size_t j = 0; j < strand->count; j++)
			if (text_same(strand->measure, measure) && strand->part.length > 0) {
				size_t figure = numbers->ordered[strand->first + j];

				parts[count++] = (struct part_in_order){ numbers->keys[figure], figure };
			}
	}
	qsort(parts, count, sizeof *parts, compare_parts);
	for (enum place place = NUM; place < PLACES; place++) {
		add_parts(numbers, measure, place, sums, spoilt);
		for (size_t i = 0; i < numbers->strand_count; i++) {
			const struct strand *strand = &numbers->strands[i];

			if (text_same(strand->measure, measure) && strand->part.length > 0)
				continue;
			for (enum place other = NUM; other < PLACES; other++) {
				/* The measure without a part is known to be the whole. */
				bool known = place == other && text_same(strand->measure, measure);

				if (is_sum(numbers, sums, strand, other, known))
					relate_parts(relations, numbers, parts, count, place, strand, other,
						sums);
			}
		}
	}
	free(spoilt);
	free(sums);
	free(parts);
}

void parts_relate(struct relations *relations, const struct numbers *numbers)
{
	for (size_t i = 0; i < numbers->strand_count; i++) {
		const struct strand *strand = &numbers->strands[i];
		bool first = strand->part.length > 0;

		for (size_t j = 0; j < i && first; j++)
			first = !text_same(strand->measure, numbers->strands[j].measure) ||
				numbers->strands[j].part.length == 0;
		if (first)
			relate_measure(relations, numbers, strand->measure);
	}
}
