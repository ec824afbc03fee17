/*
 * overview: all measures that have figures, a table for each theme; each row leads to its card.
 */
#ifndef KPI_REPORT_OVERVIEW_H
#define KPI_REPORT_OVERVIEW_H

#include "board.h"
#include "writer.h"

void overview_write(struct writer *writer, const struct board *board);

#endif
