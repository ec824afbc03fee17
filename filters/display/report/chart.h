/*
 * chart: a line of figures as SVG: the values over time with centre, limits, target and signals.
 */
#ifndef KPI_REPORT_CHART_H
#define KPI_REPORT_CHART_H

#include "board.h"
#include "writer.h"

/*
 * A figure element with the chart of the whole measure, what it shows in words, and the key
 * beneath. A target that rolling figures are held against has no line among single
 * periods. Nothing where there are fewer than two values.
 */
void chart_write(struct writer *writer, const struct measure *measure);

#endif
