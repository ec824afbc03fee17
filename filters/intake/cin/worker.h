/*
 * worker: one CSWWWorker of the children's social work workforce census, and its events.
 */
#ifndef CIN_WORKER_H
#define CIN_WORKER_H

#include "output.h"
#include "values.h"

enum { WORKER_ID, WORKER_AGENCY, WORKER_START, WORKER_ORIGIN, WORKER_END, WORKER_LOST, WORKER_BORN,
	WORKER_GENDER, WORKER_SEX, WORKER_ETHNICITY, WORKER_TEXTS };

struct worker {
	struct texts texts;
	size_t own[WORKER_TEXTS], lines[WORKER_TEXTS];
	size_t line; /* where it began */
	struct problem problem;
};

void worker_begin(struct worker *worker, size_t line);
void worker_free(struct worker *worker);

/* An element that holds no other. */
void worker_value(struct worker *worker, const struct value *value);

/* Writes the events of the worker, who has ended. until: the census's day. */
void worker_write(struct worker *worker, const char *file, int32_t until, struct output *output);

#endif
