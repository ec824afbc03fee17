/*
 * cell: what one cell of a workbook can hold (ECMA-376, and the limits that Excel sets itself).
 */
#ifndef KPI_XLSX_CELL_H
#define KPI_XLSX_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

/* The most that Excel takes in one cell, counted as it counts: in units of UTF-16. */
#define CELL_LARGEST 32767

/*
 * The text, UTF-8 without a NUL, as a workbook writes it; NUL ended, and the caller frees it.
 * `_x0041_` stands for an A in a workbook, so that where those very letters are meant their first
 * is written so itself; and so are U+FFFE and U+FFFF, which no XML may hold. (The other characters
 * that XML forbids, those below a blank, are left to libxlsxwriter, which writes them so.)
 */
char *cell_text(struct text text);

/* Its length as Excel counts it. */
size_t cell_length(struct text text);

/* Its length in characters. */
size_t cell_width(struct text text);

/*
 * The number that the text is, and with how many decimals it is written (0 to 6). False where it is
 * none, or has more than the 15 digits that Excel keeps: as a number it would become another.
 */
bool cell_number(struct text text, double *number, int *decimals);

#endif
