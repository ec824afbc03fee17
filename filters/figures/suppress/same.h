/*
 * same: counts of different measures that are one. The open plans are a measure, and what a dozen
 * others are shares of; whoever hides the one must hide the others.
 */
#ifndef KPI_SUPPRESS_SAME_H
#define KPI_SUPPRESS_SAME_H

#include <stddef.h>
#include <stdint.h>

#include "numbers.h"

/*
 * How sure it is that two sets of counts are one and not equal by chance: begins with 1 and grows
 * with each count in which they agree, to SAME_SURE. Months of small counts are enough, two single
 * numbers are not: in a hundred measures there are always some.
 */
#define SAME_SURE 1000

int64_t same_surer(int64_t sure, int64_t amount);

/*
 * Joins the places (figure * PLACES + place) of counts that are equal wherever both are given: same
 * is of all places, each its own at first, and then leads to the one that stands for all that are
 * one with it.
 */
void same_find(const struct numbers *numbers, size_t *same);

/* The place that stands for this one. */
size_t same_root(size_t *same, size_t at);

#endif
