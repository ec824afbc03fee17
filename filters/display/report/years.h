/*
 * years: a measure by year, beside other areas, whose figures are published by year.
 */
#ifndef KPI_REPORT_YEARS_H
#define KPI_REPORT_YEARS_H

#include "board.h"
#include "writer.h"

/* Writes the table of the measure's last years; nothing where it has none. */
void years_write(struct writer *writer, const struct measure *measure);

#endif
