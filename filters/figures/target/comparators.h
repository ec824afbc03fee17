/*
 * comparators: what other areas had, from a sheet with the columns area, measure, period, value
 * and, if it has them, part and kind. A mistake ends the filter, naming file, line and column.
 */
#ifndef KPI_COMPARATORS_H
#define KPI_COMPARATORS_H

#include "figures.h"
#include "names.h"
#include "sheet.h"

struct comparator {
	size_t next; /* row + 1 of the next one of the same key; 0: none */
	uint32_t area;
	bool has_value; /* false: not published */
	int64_t value; /* an amount (sum.h) */
};

struct comparators {
	struct sheet sheet;
	struct comparator *rows; /* as the sheet's rows */
	struct names areas; /* in the order of their coming */
	bool *averages; /* by area: of many authorities: shown, and not ranked */
	struct names keys; /* measure, part and period */
	size_t *heads; /* by key: row + 1 of the first one */
	bool *used; /* by key */
};

void comparators_read(struct comparators *comparators, const char *path);
void comparators_free(struct comparators *comparators);

/* The name of the area's column, `vs AREA`; the caller frees it. */
char *comparators_column(const struct comparators *comparators, uint32_t area);

/*
 * Fills in, from the column `first`, each area's value and then the rank of the figure's value, as
 * it is shown, among those of areas that are no averages; better: the catalogue's, and empty for no
 * rank.
 */
void comparators_put(struct comparators *comparators, const struct figures *figures,
	struct figure *figure, const char *better, size_t first);

/* Tells on stderr how many rows have gone to no figure, if any. */
void comparators_tell(const struct comparators *comparators);

#endif
