/* rounding: counts to the nearest 5 or 10 (the profiles nhs and round10). */
#ifndef KPI_SUPPRESS_ROUNDING_H
#define KPI_SUPPRESS_ROUNDING_H

#include "figures.h"

struct rounding {
	int base; /* counts are rounded to the nearest of it, half up */
	int most_hidden; /* counts from 1 to this are hidden; 0: none */
};

/* Rounds all counts, and works the values out again from the rounded ones. */
void rounding_apply(const struct rounding *rounding, struct figures *figures);

#endif
