/*
 * looks: how the cells of a workbook look.
 */
#ifndef KPI_XLSX_LOOKS_H
#define KPI_XLSX_LOOKS_H

#include <xlsxwriter.h>

/* BESIDE and TITLE stand across the cells beside them; the others make their column wide enough. */
enum look { LOOK_PLAIN, LOOK_WRAPPED, LOOK_HEADER, LOOK_BESIDE, LOOK_TITLE, LOOK_NUMBER, LOOKS };
enum rating { RATING_NONE, RATING_RED, RATING_AMBER, RATING_GREEN, RATINGS };

#define LOOKS_DECIMALS 7 /* a number has 0 to 6 of them */

/* The formats of one workbook; NULL until one is used. */
struct looks {
	lxw_workbook *workbook;
	lxw_format *formats[LOOKS][RATINGS][LOOKS_DECIMALS];
};

/*
 * The format of that look. A rating is a colour; a number has so many decimals, and the letter of
 * its rating behind it.
 */
lxw_format *looks_find(struct looks *looks, enum look look, enum rating rating, int decimals);

#endif
