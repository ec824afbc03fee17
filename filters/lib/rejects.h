/*
 * rejects: rows or records of an extract that could not be used: told in a file, or the first of
 * them on stderr. Never a value, but what cli_value shows of one.
 */
#ifndef KPI_REJECTS_H
#define KPI_REJECTS_H

#include <stddef.h>

#include "writer.h"

struct rejects {
	const char *name; /* of the file, or NULL for stderr */
	struct writer writer;
	size_t count;
};

void rejects_open(struct rejects *rejects, const char *name);
void rejects_add(struct rejects *rejects, const char *file, size_t line, const char *column,
	const char *reason);
/* what: `rows`, as the last message calls those that were not told. */
void rejects_close(struct rejects *rejects, const char *what);

#endif
