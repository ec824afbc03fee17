/*
 * page: the whole page, from its first byte to its last.
 */
#ifndef KPI_REPORT_PAGE_H
#define KPI_REPORT_PAGE_H

#include <stdint.h>

#include "board.h"
#include "extract.h"
#include "remarks.h"
#include "writer.h"

struct page {
	const char *title;
	int32_t as_of; /* or DATE_NO_DAY */
	const struct extract *extract; /* NULL: nothing is known of it */
	const struct board *board;
	const struct remarks *remarks;
};

void page_write(struct writer *writer, const struct page *page);

/* The style sheet (style.c): lines, ended by NULL. */
extern const char *const style_lines[];

#endif
