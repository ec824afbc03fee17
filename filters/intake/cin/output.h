/*
 * output: the events that are written, what became of the records, and what could not be used.
 */
#ifndef CIN_OUTPUT_H
#define CIN_OUTPUT_H

#include <stddef.h>
#include <stdint.h>

#include "rejects.h"
#include "writer.h"

struct output {
	struct writer writer;
	struct rejects rejects;
	size_t used, rejected, events;
	size_t without; /* children without CINdetails */
	size_t vacancies; /* returns that tell a number of vacancies */
};

struct person {
	const char *id, *sex, *ethnicity;
	int32_t born; /* DATE_NO_DAY: not known */
};

/* Texts of NULL are empty. */
struct event {
	const char *name;
	int32_t day;
	const char *ref, *category, *result, *previous;
};

void output_header(struct output *output);
void output_event(struct output *output, const struct person *person, const struct event *event);

/* A cover line; category may be NULL. */
void output_cover(struct output *output, const char *event, const char *category,
	const char *kind, int32_t from, int32_t to);

#endif
