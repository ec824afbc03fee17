/*
 * carry: `--carry`, the person's latest line of an event, whose columns go over what the person has
 * open (the current team). Measures that carry the same have one book between them.
 *
 * A line is kept while the person has something open, so memory grows with what is open.
 */
#ifndef KPI_CARRY_H
#define KPI_CARRY_H

#include "daybook.h"
#include "kept.h"
#include "measure.h"

/* A person's latest line. */
struct carried {
	struct date date;
	struct kept *line; /* NULL: none */
};

struct carry {
	const char *selector;
	int32_t to; /* as-of of the runs that share it */
	struct daybook today; /* by person */
	size_t number; /* of the line kept last, 0: none */
	bool settled; /* today is over */
	struct carried *latest; /* by person */
	uint32_t *open; /* by person: how many spans of the runs that share it */
	size_t latest_capacity, open_capacity;
};

/* The book of the option's selector, by order. Not before the run's cover is settled; the
 * reader's. */
struct carry *carry_find(const struct run *run, unsigned option, size_t order);

/* Keeps the line now read. */
void carry_add(struct carry *carry, const struct run *run, const struct event *event);

/* A span of the person begins, and is over. */
void carry_hold(struct carry *carry, uint32_t person);
void carry_release(struct carry *carry, const struct run *run, uint32_t person);

/* The day is over, and what opened on it is known to the measure that asks. */
void carry_settle(struct carry *carry, const struct run *run);

/* The person's latest line if it is of that day or a later one, otherwise NULL. */
const struct carried *carry_latest(const struct carry *carry, uint32_t person, int32_t day);

void carry_free(struct carry *carry);

#endif
