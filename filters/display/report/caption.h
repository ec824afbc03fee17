/*
 * caption: what a chart shows, in words: for those who do not see it, and as the key beneath it.
 */
#ifndef KPI_REPORT_CAPTION_H
#define KPI_REPORT_CAPTION_H

#include "board.h"
#include "writer.h"

/* The title and desc elements; their ids are the measure's with -t and -d. The chart is of the
 * whole measure, which has a value. */
void caption_words(struct writer *writer, const struct measure *measure);

/* What the chart's lines are, with their numbers as they stand at the last whole period. */
void caption_key(struct writer *writer, const struct measure *measure);

#endif
