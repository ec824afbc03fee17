/*
 * rejects: records that could not be used: told in a file, or the first of them on stderr.
 */
#ifndef CIN_REJECTS_H
#define CIN_REJECTS_H

#include <stddef.h>

#include "values.h"
#include "writer.h"

struct rejects {
	const char *name; /* of the file, or NULL for stderr */
	struct writer writer;
	size_t count;
};

void rejects_open(struct rejects *rejects, const char *name);
void rejects_add(struct rejects *rejects, const char *file, const struct problem *problem);
void rejects_close(struct rejects *rejects);

#endif
