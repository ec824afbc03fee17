/*
 * summary: what a board reads first: how many measures have which status, those that miss their
 * target, those with a signal, and what got better and worse.
 */
#ifndef KPI_REPORT_SUMMARY_H
#define KPI_REPORT_SUMMARY_H

#include "board.h"
#include "remarks.h"
#include "writer.h"

void summary_write(struct writer *writer, const struct board *board, const struct remarks *remarks);

#endif
