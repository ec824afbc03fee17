/*
 * tables: a measure's parts, and its last periods, as tables.
 */
#ifndef KPI_REPORT_TABLES_H
#define KPI_REPORT_TABLES_H

#include "board.h"
#include "writer.h"

/* Every part or group with its last figure; the first 60, and how many more there are. */
void table_parts(struct writer *writer, const struct measure *measure);

/* The last twelve figures of the line, the newest first. */
void table_periods(struct writer *writer, const struct measure *measure, const struct line *line);

#endif
