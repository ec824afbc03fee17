/*
 * add: `kpi-tally --add`, figures of shards added to the figures of the whole.
 */
#ifndef KPI_TALLY_ADD_H
#define KPI_TALLY_ADD_H

#include "stream.h"
#include "writer.h"

/* Reads figures to their end and writes their sums, values worked out again. */
void add_figures(struct stream *in, struct writer *writer, int decimals);

#endif
