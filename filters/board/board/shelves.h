/*
 * shelves: figures in place of observations: what the runs find is added up as they go.
 */
#ifndef KPI_SHELVES_H
#define KPI_SHELVES_H

#include "run.h"
#include "tally.h"

#define SHELVES_MOST_GROUPS 8

struct shelves;

/* Takes what the reader's runs observe, all of which are there, and has the figures written at the
 * stream's end. options and the names in it hold as long as the shelves. */
struct shelves *shelves_new(struct reader *reader, const struct tally_options *options);
void shelves_free(struct shelves *shelves);

#endif
