/*
 * pages: what kpi-xlsx's workbook is made of.
 */
#ifndef KPI_XLSX_PAGES_H
#define KPI_XLSX_PAGES_H

#include "book.h"
#include "figures.h"
#include "sheet.h"

/*
 * A page for each theme of the catalogue that has a figure, in the catalogue's order: a row for
 * each measure, part and group, and the values of its periods across, in order of time. Then one
 * for the measures that have no theme. The periods must be of one kind; a second figure in one
 * place, or a row of two units, ends the filter. title: a line on each, or NULL.
 */
void pages_themes(struct book *book, struct figures *figures, const struct sheet *catalogue,
	const char *title);

/* All figures, a row for each. */
void pages_figures(struct book *book, const struct figures *figures);

/*
 * What the columns and the signs mean, which measures these are (catalogue may be NULL), and the
 * lines of the file at path (may be NULL).
 */
void pages_notes(struct book *book, const struct figures *figures, const struct sheet *catalogue,
	const char *path, const char *title);

#endif
