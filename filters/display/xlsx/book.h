/*
 * book: a workbook, made whole by libxlsxwriter before any of it is written. The same pages make
 * the same bytes.
 */
#ifndef KPI_XLSX_BOOK_H
#define KPI_XLSX_BOOK_H

#include "looks.h"
#include "names.h"
#include "writer.h"

struct book {
	struct looks looks; /* which know the library's workbook */
	struct names tabs;
};

/*
 * Makes a workbook of the pages that fill puts in it, and writes it. title: of its properties, or
 * NULL. fill runs in a process of its own, from which nothing but the workbook comes back.
 */
void book_make(const char *title, void (*fill)(struct book *book, void *with), void *with,
	struct writer *writer);

#endif
