/*
 * vocabulary: what scripts/events.tsv says of the events' names, built in.
 */
#ifndef KPI_VOCABULARY_H
#define KPI_VOCABULARY_H

/* The events that open a span, ended by NULL. */
extern const char *const vocabulary_opening[];

#endif
