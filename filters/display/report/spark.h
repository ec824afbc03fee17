/*
 * spark: a line of figures small enough for a table, without words: the table has the numbers.
 */
#ifndef KPI_REPORT_SPARK_H
#define KPI_REPORT_SPARK_H

#include "board.h"
#include "writer.h"

/* The last 24 figures of whole periods; nothing where fewer than two have a value. */
void spark_write(struct writer *writer, const struct line *line);

#endif
