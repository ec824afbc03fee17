/*
 * input: the files of the command line, opened and recognised before the first event is written.
 */
#ifndef EVENTS_INPUT_H
#define EVENTS_INPUT_H

#include <stddef.h>

#include "choose.h"
#include "map.h"
#include "rows.h"

struct input {
	const char *name; /* as messages call it */
	struct rows rows;
	struct header header;
	struct extract *extract;
	size_t place; /* of the extract among the extracts */
};

struct inputs {
	struct input *list;
	size_t count;
};

/* Opens the operands (none, or `-`: stdin) and finds each one's extract and header. */
struct inputs inputs_open(char **operands, size_t count, const struct extracts *extracts,
	struct writer *writer);

/*
 * Without maps: the one extract by which a CSV with an event's columns is read, for all of the
 * inputs, and the columns of their headers in order.
 */
void inputs_plain(struct inputs *inputs, struct extracts *extracts, struct columns *columns);

void input_close(struct input *input);

#endif
