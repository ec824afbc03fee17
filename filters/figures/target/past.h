/*
 * past: what a figure is compared with: the same series one period, and one year, before.
 */
#ifndef KPI_PAST_H
#define KPI_PAST_H

#include "figures.h"

struct past {
	const struct figures *figures; /* after figures_periods */
	struct figure **order; /* as figures_by_series gives it */
};

void past_open(struct past *past, const struct figures *figures);
void past_close(struct past *past);

/*
 * The figure of the same series that ends one period earlier and covers as many, so that figures
 * from April to date are never compared with shorter ones; NULL where there is none, or it is of an
 * unfinished period.
 */
const struct figure *past_period(const struct past *past, const struct figure *figure);

/*
 * The figure of the same series that ends one year earlier and covers as many periods or begins a
 * year earlier too; NULL as above. A week's is the ISO week of the same number, a day's the same
 * date: week 53 and 29 February have none.
 */
const struct figure *past_year(const struct past *past, const struct figure *figure);

#endif
