/*
 * whole: which figures are of the whole authority, as those that are published of others are.
 */
#ifndef KPI_WHOLE_H
#define KPI_WHOLE_H

#include "figures.h"
#include "names.h"

struct whole {
	const struct figures *figures;
	struct names measures;
	bool *filled; /* by measure and column: whether any of its figures has something there */
};

void whole_open(struct whole *whole, const struct figures *figures);
void whole_close(struct whole *whole);

/*
 * Whether the figure is not of one group: it has `(all)` in each group column, or the measure has
 * nothing there at all. An empty group beside others is what is known to be in none of them. An
 * empty part is judged in the same way; a filled one is a whole of its own.
 */
bool whole_is(const struct whole *whole, const struct figure *figure);

#endif
