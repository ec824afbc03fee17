/*
 * page: a sheet of a workbook, filled cell by cell. Rows and columns are counted from 0.
 *
 * Texts are written as texts, never as formulas or links. What a workbook cannot hold (a text that
 * is too long or not UTF-8, one row too many) ends the filter; nothing is cut off.
 */
#ifndef KPI_XLSX_PAGE_H
#define KPI_XLSX_PAGE_H

#include <stddef.h>
#include <xlsxwriter.h>

#include "book.h"
#include "looks.h"
#include "text.h"

struct page {
	struct book *book;
	lxw_worksheet *sheet;
	size_t *widths; /* of its columns, in characters */
	size_t columns; /* for which there is room there */
	size_t widest; /* that a column may be made; longer texts are wrapped or cut off to the eye */
	size_t *lines; /* of its rows, as far as any has more than one */
	size_t rows; /* for which there is room there */
	size_t folded_from, folded_to; /* these columns, the second not in, show when asked for */
};

/* Where a text comes from, for messages; name NULL: from kpi-xlsx itself. */
struct origin {
	const char *name;
	size_t line;
	const char *column;
};

/* A new last page with a name like this; page_end sets its widths and frees what page holds. */
void page_begin(struct page *page, struct book *book, struct text name, struct origin origin);
void page_end(struct page *page);

/* Fills in a cell; an empty text leaves it empty. */
void page_text(struct page *page, size_t row, size_t column, struct text text, enum look look,
	enum rating rating, struct origin origin);

/*
 * The same for what stands in a number's place: a number with as many decimals as it is written
 * with, or a text where it is none. A rated one has the rating's letter behind it.
 */
void page_figure(struct page *page, size_t row, size_t column, struct text text,
	enum rating rating, struct origin origin);

#endif
