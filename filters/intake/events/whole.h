/*
 * whole: rows of a CSV that already has an event's columns, copied as they are.
 *
 * Where the stream's columns are the file's, in the same order, a row's line is the row with TABs
 * for commas. Rows that hold nothing but plain text are copied so, 64 bytes at a time; any other
 * row (a quote, a control byte, a letter beyond ASCII, a blank at a field's end, another number of
 * fields, a date that is not as it is to be written, no event) is left to be read by field.
 */
#ifndef EVENTS_WHOLE_H
#define EVENTS_WHOLE_H

#include <stdbool.h>
#include <stddef.h>

#include "date.h"
#include "map.h"
#include "rows.h"
#include "writer.h"

struct whole {
	bool able; /* false: no row of this file can be copied */
	size_t fields, date, event; /* how many, and which two are looked at, */
	size_t known; /* ... which are among so many first */
	int32_t first_day, last_day; /* a date outside is left to be read */
};

/* A file of this extract and header, for a stream of these columns. */
void whole_open(struct whole *whole, const struct extract *extract, const struct header *header,
	const struct columns *columns);

/* Copies what can be copied of the rows that have been read; returns how many. */
size_t whole_copy(struct whole *whole, struct rows *rows, struct writer *writer);

#endif
