/*
 * explain: what --explain says of a file: its extract, what each of its columns becomes, and the
 * first rows' events.
 */
#ifndef EVENTS_EXPLAIN_H
#define EVENTS_EXPLAIN_H

#include "convert.h"
#include "input.h"

void explain_input(struct input *input, const struct columns *columns, int32_t as_of,
	struct writer *writer);

#endif
