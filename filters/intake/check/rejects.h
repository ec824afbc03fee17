/*
 * rejects: the lines that are not passed on, counted by reason, and written to a file or told.
 */
#ifndef KPI_CHECK_REJECTS_H
#define KPI_CHECK_REJECTS_H

#include "day.h"
#include "stream.h"
#include "writer.h"

struct rejects {
	const char *name; /* of the file, or NULL */
	struct writer writer;
	size_t counts[REASONS];
	size_t count;
};

/* Opens the file, unless name is NULL, with the stream's header and a column `reason`. */
void rejects_open(struct rejects *rejects, const char *name, const struct stream *stream);

/* Rejects the line that stands at number in the stream. */
void rejects_add(struct rejects *rejects, const struct stream *stream, struct text line,
	size_t number, enum reason reason);

/* Closes the file, and tells the count by reason. */
void rejects_close(struct rejects *rejects);

#endif
