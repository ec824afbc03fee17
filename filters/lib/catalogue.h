/*
 * catalogue: measures.csv, the measures that a board reads (DESIGN.md section 3, kpi-board): a
 * sheet with the columns below. A mistake ends the filter, naming file, line and column.
 */
#ifndef KPI_CATALOGUE_H
#define KPI_CATALOGUE_H

#include "sheet.h"
#include "text.h"

/* The columns of its rows, by place. */
enum catalogue_column { CATALOGUE_MEASURE, CATALOGUE_THEME, CATALOGUE_TITLE, CATALOGUE_UNIT,
	CATALOGUE_BETTER, CATALOGUE_TARGET, CATALOGUE_AMBER, CATALOGUE_FILTER, CATALOGUE_OPTIONS,
	CATALOGUE_ROLLING, CATALOGUE_SPLIT, CATALOGUE_SOURCE };

/* Reads the file; the caller frees it with sheet_free. */
void catalogue_read(struct sheet *catalogue, const char *path);

/* The first row of that measure, or NULL. */
const struct sheet_row *catalogue_find(const struct sheet *catalogue, struct text measure);

#endif
