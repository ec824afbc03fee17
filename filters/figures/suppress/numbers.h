/*
 * numbers: the counts that figures hold, and which of them are the same count.
 *
 * A figure has up to four places: num, den, the rest (den - num, which stands nowhere but is plain
 * to whoever has both), and pending. A count above 0 is a cell, and all places where it stands are
 * that one cell: what is hidden in one measure must not stand in another. Zero is always known.
 */
#ifndef KPI_SUPPRESS_NUMBERS_H
#define KPI_SUPPRESS_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "figures.h"
#include "names.h"
#include "text.h"

enum place { NUM, DEN, REST, PENDING, PLACES };

#define NO_COUNT INT64_MIN /* nothing there, or no count (the sum of a mean) */
#define NO_CELL UINT32_MAX
#define NUMBERS_TOTAL "(all)" /* kpi-tally --total */

/*
 * The figures of one measure and part in which the same groups are totals: numbers.ordered[first]
 * and on, in the order of their keys. Two measures may count the same thing in all, and not by
 * team.
 */
struct strand {
	struct text measure, part;
	uint32_t whole; /* the number of the measure and part */
	uint32_t totals; /* the number of which groups are totals */
	size_t first, count;
};

struct numbers {
	const struct figures *figures;
	int64_t *amounts; /* in millionths, by figure * PLACES + place; or NO_COUNT */
	uint32_t *cells; /* the same way; or NO_CELL */
	size_t cell_count;
	size_t *first_place; /* by cell, and one more: where its places begin in cell_places */
	size_t *cell_places;
	uint32_t *keys; /* by figure: the number of its period and groups */
	uint32_t key_count;
	struct strand *strands;
	size_t strand_count;
	size_t *ordered;
};

/* A count from 1 to this is small. */
#define MOST_SMALL 5

bool numbers_is_small(int64_t amount);

/* Whether the figure's num is a sum of something, such as days, and no count. */
bool numbers_is_mean(const struct figures *figures, const struct figure *figure);

/* The figures must stay as long as the numbers are used; what is hidden already ends the filter. */
void numbers_read(struct numbers *numbers, const struct figures *figures);
void numbers_free(struct numbers *numbers);

static inline int64_t numbers_amount(const struct numbers *numbers, size_t figure, enum place place)
{
	return numbers->amounts[figure * PLACES + place];
}

static inline uint32_t numbers_cell(const struct numbers *numbers, size_t figure, enum place place)
{
	return numbers->cells[figure * PLACES + place];
}

#endif
