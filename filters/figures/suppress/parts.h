/*
 * parts: the parts of a measure against the whole: the figure without a part, where there is one,
 * and counts of other measures that are their sum throughout (the audits of all teams are what
 * another measure is a share of). Parts that take in one thing twice, as themes do, have no sum.
 */
#ifndef KPI_SUPPRESS_PARTS_H
#define KPI_SUPPRESS_PARTS_H

#include "numbers.h"
#include "relations.h"

/* Adds their relations. */
void parts_relate(struct relations *relations, const struct numbers *numbers);

#endif
