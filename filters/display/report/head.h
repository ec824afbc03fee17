/*
 * head: what stands above the measures: the title, what the figures are of, and what they lack.
 */
#ifndef KPI_REPORT_HEAD_H
#define KPI_REPORT_HEAD_H

#include "page.h"

void head_write(struct writer *writer, const struct page *page);

#endif
