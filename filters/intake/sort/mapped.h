/*
 * mapped: files whose lines stay where they are until the end, so that a line is known by its place
 * alone and is copied but once, into the output. A mapped file takes no memory of ours.
 */
#ifndef KPI_SORT_MAPPED_H
#define KPI_SORT_MAPPED_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "stream.h"

#define MAPPED_MOST 64 /* each stays open to the end */

/* A mapped file, and what it was when that was done. */
struct mapped_file {
	int file; /* a duplicate */
	const char *name;
	struct stat was;
	char *text;
	size_t length;
};

struct mapped {
	struct mapped_file files[MAPPED_MOST];
	size_t count;
};

/*
 * Opens a stream of the file, of which the lines that mapped_holds stay until mapped_close. False,
 * and nothing is done, where the file is none to be mapped, or too small to gain by it. The name
 * must hold as long.
 */
bool mapped_open(struct mapped *mapped, struct stream *stream, int file, const char *name);

/* Whether the line, of the stream that was opened last, stays. */
bool mapped_holds(const struct mapped *mapped, struct text line);

/* Ends the filter if a mapped file has been written to: its lines may not be what they were. */
void mapped_check(const struct mapped *mapped);

void mapped_close(struct mapped *mapped);

#endif
