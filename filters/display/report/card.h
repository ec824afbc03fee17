/*
 * card: one measure of the page: its last value, chart, parts, last periods, definition, remarks.
 */
#ifndef KPI_REPORT_CARD_H
#define KPI_REPORT_CARD_H

#include "board.h"
#include "remarks.h"
#include "writer.h"

void card_write(struct writer *writer, const struct board *board, const struct remarks *remarks,
	const struct measure *measure);

#endif
