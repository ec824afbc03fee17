/*
 * vocabulary: what scripts/events.tsv says of the events' names, built in.
 */
#ifndef KPI_VOCABULARY_H
#define KPI_VOCABULARY_H

/* A row of scripts/events.tsv; closed_by and within hold names of events with a blank between. */
struct vocabulary_event {
	const char *event;
	const char *kind; /* point, opens or closes */
	const char *closed_by; /* of one that opens: the events that close its span */
	const char *ref; /* yes, no or maybe */
	const char *within; /* of a point: the events that open the spans in which it belongs */
};

/* All events, ended by one whose event is NULL. */
extern const struct vocabulary_event vocabulary_events[];

#endif
