/*
 * catalogue: measures.csv, the measures that a board reads (DESIGN.md section 3, kpi-board).
 *
 * A CSV with the columns measure, theme, title, unit, better, target, amber, filter, options,
 * rolling, split, source, in any order; others are kept out. A mistake ends the filter, naming file,
 * line and column.
 */
#ifndef KPI_CATALOGUE_H
#define KPI_CATALOGUE_H

#include <stddef.h>

enum catalogue_column { CATALOGUE_MEASURE, CATALOGUE_THEME, CATALOGUE_TITLE, CATALOGUE_UNIT,
	CATALOGUE_BETTER, CATALOGUE_TARGET, CATALOGUE_AMBER, CATALOGUE_FILTER, CATALOGUE_OPTIONS,
	CATALOGUE_ROLLING, CATALOGUE_SPLIT, CATALOGUE_SOURCE, CATALOGUE_COLUMNS };

struct catalogue_row {
	size_t line;
	char *text[CATALOGUE_COLUMNS]; /* never NULL */
};

struct catalogue {
	const char *path;
	struct catalogue_row *rows;
	size_t count, capacity;
};

/* Reads the file; the caller frees it with catalogue_free. */
void catalogue_read(struct catalogue *catalogue, const char *path);
void catalogue_free(struct catalogue *catalogue);

/* The name of a column, as in the header. */
const char *catalogue_column_name(enum catalogue_column column);

#endif
