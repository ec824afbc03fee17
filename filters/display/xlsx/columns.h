/*
 * columns: how the columns of figures are called in a workbook, what they mean, and their order.
 */
#ifndef KPI_XLSX_COLUMNS_H
#define KPI_XLSX_COLUMNS_H

#include <stddef.h>

#include "figures.h"
#include "page.h"

/* The figures' columns in the order in which they are shown; the caller frees it. */
size_t *columns_order(const struct figures *figures);

/* In plain words; a group's own name. */
struct text columns_title(struct text column);

/* What it says, as a sentence. */
struct text columns_meaning(struct text column);

/* The rating that the word in a column `rag` says. */
enum rating columns_rating(struct text word);

/* Where the figure's field comes from. */
struct origin columns_origin(const struct figures *figures, const struct figure *figure,
	size_t column);

#endif
