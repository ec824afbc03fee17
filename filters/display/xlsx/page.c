#include "page.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "cli.h"
#include "memory.h"
#include "tabs.h"
#include "utf8.h"

/* Excel's limits. */
#define MOST_ROWS 1048576
#define MOST_COLUMNS 16384

#define LEAST_WIDTH 6 /* of a column, in characters */
#define WIDEST 50
#define LINE_HEIGHT 15 /* in points, as Excel has it */

_Noreturn __attribute__((format(printf, 2, 3)))
static void refuse(struct origin origin, const char *format, ...)
{
	char problem[256];
	va_list values;

	va_start(values, format);
	vsnprintf(problem, sizeof problem, format, values);
	va_end(values);
	if (origin.name == NULL)
		cli_fail("%s", problem);
	cli_fail("%s:%zu: %s: %s", origin.name, origin.line, origin.column, problem);
}

static void check_text(struct text text, struct origin origin)
{
	if (!utf8_valid(text))
		refuse(origin, "not UTF-8 (want text in UTF-8)");
	if (memchr(text.at, '\0', text.length) != NULL)
		refuse(origin, "has a NUL in it (want text)");
}

/* Makes sure that there is such a cell, and that its column is as wide as this. */
static void reach(struct page *page, size_t row, size_t column, size_t width, struct origin origin)
{
	if (row >= MOST_ROWS || column >= MOST_COLUMNS)
		refuse(origin, "does not fit: a sheet has %d rows and %d columns", MOST_ROWS,
			MOST_COLUMNS);
	page->widths = memory_grow(page->widths, &page->columns, column + 1, sizeof(size_t));
	if (width > page->widths[column])
		page->widths[column] = width;
}

static void put_text(struct page *page, size_t row, size_t column, struct text text,
	lxw_format *format, struct origin origin)
{
	char *copy;
	size_t length;
	char shown[CLI_COUNT_SIZE];
	lxw_error error;

	check_text(text, origin);
	copy = cell_text(text);
	length = cell_length(text_of(copy));
	if (length > CELL_LARGEST)
		refuse(origin, "a text of %s characters (want at most 32,767, which is all that a "
			       "cell holds)",
			cli_count(length, shown));
	error = worksheet_write_string(page->sheet, (lxw_row_t)row, (lxw_col_t)column, copy, format);
	if (error != LXW_NO_ERROR)
		refuse(origin, "libxlsxwriter: %s", lxw_strerror(error));
	free(copy);
}

/* The lines that the text takes in a column so wide, if no line begins within a word. */
static size_t lines_of(struct text text, size_t width)
{
	size_t lines = 1, used = 0;

	for (size_t from = 0, to; from < text.length; from = to + 1) {
		size_t word;

		for (to = from; to < text.length && text.at[to] != ' ';)
			to++;
		word = cell_width((struct text){ text.at + from, to - from });
		if (used > 0 && used + 1 + word > width) {
			lines++;
			used = 0;
		}
		used += (used > 0) + word;
		lines += used / (width + 1);
	}
	return lines;
}

/* Excel makes a row as high as its texts want by itself, but LibreOffice does not. */
static void make_high(struct page *page, size_t row, struct text text)
{
	size_t lines = lines_of(text, page->widest);

	if (lines == 1)
		return;
	page->lines = memory_grow(page->lines, &page->rows, row + 1, sizeof(size_t));
	if (lines <= page->lines[row])
		return;
	page->lines[row] = lines;
	/* Excel's own limit is 409 points. */
	if (worksheet_set_row(page->sheet, (lxw_row_t)row,
		    lines * LINE_HEIGHT > 400 ? 400 : (double)(lines * LINE_HEIGHT), NULL) != 0)
		cli_fail("libxlsxwriter: cannot set a row's height");
}

void page_text(struct page *page, size_t row, size_t column, struct text text, enum look look,
	enum rating rating, struct origin origin)
{
	/* A header has a filter's button beside it. */
	size_t width = look == LOOK_TITLE || look == LOOK_BESIDE
		? 0
		: cell_width(text) + (look == LOOK_HEADER ? 3 : 1);

	if (text.length == 0)
		return;
	reach(page, row, column, width, origin);
	if (look == LOOK_WRAPPED)
		make_high(page, row, text);
	put_text(page, row, column, text, looks_find(&page->book->looks, look, rating, 0), origin);
}

void page_figure(struct page *page, size_t row, size_t column, struct text text,
	enum rating rating, struct origin origin)
{
	double number;
	int decimals;
	lxw_error error;

	if (text.length == 0)
		return;
	/* Room for the commas, the rating's letter and a blank. */
	reach(page, row, column, cell_width(text) + text.length / 3 + 3, origin);
	if (!cell_number(text, &number, &decimals)) {
		put_text(page, row, column, text, looks_find(&page->book->looks, LOOK_NUMBER, rating, 0),
			origin);
		return;
	}
	error = worksheet_write_number(page->sheet, (lxw_row_t)row, (lxw_col_t)column, number,
		looks_find(&page->book->looks, LOOK_NUMBER, rating, decimals));
	if (error != LXW_NO_ERROR)
		refuse(origin, "libxlsxwriter: %s", lxw_strerror(error));
}

void page_begin(struct page *page, struct book *book, struct text name, struct origin origin)
{
	char *tab;

	check_text(name, origin);
	tab = tabs_name(&book->tabs, name);
	*page = (struct page){ .book = book, .widest = WIDEST };
	page->sheet = workbook_add_worksheet(book->looks.workbook, tab);
	if (page->sheet == NULL)
		refuse(origin, "libxlsxwriter: no sheet of that name can be made");
	free(tab);
	worksheet_set_landscape(page->sheet);
	worksheet_set_paper(page->sheet, 9); /* A4 */
	worksheet_set_margins(page->sheet, 0.4, 0.4, 0.5, 0.7); /* inches */
	worksheet_gridlines(page->sheet, LXW_SHOW_ALL_GRIDLINES);
	worksheet_fit_to_pages(page->sheet, 1, 0);
	if (worksheet_set_footer(page->sheet, "&L&A&RPage &P of &N") != LXW_NO_ERROR)
		cli_fail("libxlsxwriter: cannot set a footer");
}

void page_end(struct page *page)
{
	for (size_t i = 0; i < page->columns; i++) {
		double width = (double)(page->widths[i] > page->widest ? page->widest
			: page->widths[i] < LEAST_WIDTH                ? LEAST_WIDTH
								       : page->widths[i]);
		bool folded = i >= page->folded_from && i < page->folded_to;
		/* The button that unfolds them stands over the column behind. */
		lxw_row_col_options options = { .hidden = folded, .level = folded,
			.collapsed = page->folded_to > 0 && i == page->folded_to };

		if (page->widths[i] > 0 &&
			worksheet_set_column_opt(page->sheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL,
			    &options) != LXW_NO_ERROR)
			cli_fail("libxlsxwriter: cannot set a column's width");
	}
	free(page->widths);
	free(page->lines);
}
