/*
 * ratio: the exact value of a figure. What is held against a target, or against another figure, is
 * never the rounded value that is shown.
 */
#ifndef KPI_RATIO_H
#define KPI_RATIO_H

#include "figures.h"

__extension__ typedef __int128 ratio_wide;

/* above / below; below is greater than 0. */
struct ratio {
	ratio_wide above;
	int64_t below;
};

/* The columns that ratio_of reads; a stream without one of them ends the filter. */
void ratio_need(const struct figures *figures);

/* The figure's scale * num / den, or num where it has no den; false where it has no value, or any
 * of the three is hidden. */
bool ratio_of(const struct figures *figures, const struct figure *figure, struct ratio *ratio);

/* A number of millionths (sum.h). */
struct ratio ratio_of_amount(ratio_wide amount);

/* Below, at or above 0 as a is less than, equal to or greater than b. */
int ratio_compare(struct ratio a, struct ratio b);

#endif
