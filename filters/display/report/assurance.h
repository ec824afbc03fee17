/*
 * assurance: whether a measure that goes on as it does will meet its target: the other half of a
 * control chart (NHS England, Making Data Count, "assurance" icons).
 */
#ifndef KPI_REPORT_ASSURANCE_H
#define KPI_REPORT_ASSURANCE_H

#include "board.h"
#include "writer.h"

/* Writes it as a sentence; nothing where there is no target, no polarity, or too few points for
 * limits that stand. Of a rolling measure nothing: its limits are of single periods. */
void assurance_write(struct writer *writer, const struct measure *measure);

#endif
