/*
 * sum: exact numbers and the one rounding (DESIGN.md section 3, kpi-tally).
 *
 * An amount is a number of millionths, so that a sum never depends on the order of its parts.
 */
#ifndef KPI_SUM_H
#define KPI_SUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

#define SUM_ONE 1000000
#define SUM_SIZE 64 /* for the text of any amount or value */

/* Reads a number of at most six decimals; false where it is none, or too large. */
bool sum_parse(struct text text, int64_t *amount);

/* Writes the amount without needless zeros; returns its length. */
size_t sum_format(int64_t amount, char text[SUM_SIZE]);

/* Adds; a sum that does not fit ends the filter. */
_Noreturn void sum_too_large(void);

static inline void sum_add(int64_t *sum, int64_t amount)
{
	if (__builtin_add_overflow(*sum, amount, sum))
		sum_too_large();
}

/* What a unit multiplies with: 100 for `%`, 10,000 for `per 10,000`, otherwise 1. */
int64_t sum_scale(struct text unit);

/*
 * Writes scale * num / den, rounded half up to so many decimals (0 to 6), a negative one half away
 * from zero; an empty text where den is 0. Returns its length.
 */
size_t sum_ratio(int64_t num, int64_t den, int64_t scale, int decimals, char text[SUM_SIZE]);

#endif
