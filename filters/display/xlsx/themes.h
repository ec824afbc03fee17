/*
 * themes: the figures as the pages of themes have them: the rows with what is said of each, and the
 * periods that go across.
 */
#ifndef KPI_XLSX_THEMES_H
#define KPI_XLSX_THEMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "figures.h"
#include "names.h"
#include "page.h"
#include "sheet.h"

/* One row of a page: a series. */
struct theme_row {
	struct figure **figures; /* in order of time */
	size_t count;
	const struct sheet_row *measure; /* of the catalogue, or NULL */
	uint32_t theme; /* in the catalogue's order; those without one last */
};

/* A column that says what a row is of: the catalogue's, or that of its first or last figure. */
struct theme_key {
	enum theme_key_from { KEY_TITLE, KEY_TARGET, KEY_FIRST, KEY_LATEST } from;
	size_t column; /* of the figure */
};

/* A period, which is a column where a page has a figure of it. */
struct theme_span {
	struct text name;
	struct figure_time time;
	bool used;
	size_t column;
};

struct themes {
	const struct figures *figures;
	const struct sheet *catalogue;
	struct figure **list; /* all figures by series */
	struct names names; /* of the themes */
	struct theme_row *rows;
	size_t row_count;
	struct theme_key *keys;
	size_t key_count;
	struct names periods;
	struct theme_span *spans; /* by number of the period's name */
	struct theme_span **order; /* in order of time */
};

/* Periods of several kinds, or a second figure in one place, end the filter. */
void themes_open(struct themes *themes, struct figures *figures, const struct sheet *catalogue);
void themes_close(struct themes *themes);

/* What the row has in a column of keys, and where that comes from. */
struct text themes_key_text(const struct themes *themes, const struct theme_row *row,
	const struct theme_key *key, struct origin *origin);

/* What that column is called. */
struct text themes_key_title(const struct themes *themes, const struct theme_key *key);

/* The period of a figure. */
struct theme_span *themes_span(const struct themes *themes, const struct figure *figure);

#endif
