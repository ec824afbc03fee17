/*
 * guide: how the page is to be read.
 */
#ifndef KPI_REPORT_GUIDE_H
#define KPI_REPORT_GUIDE_H

#include "board.h"
#include "writer.h"

void guide_write(struct writer *writer, const struct board *board);

#endif
