/*
 * writer: output in large blocks of whole lines, checked to the last byte.
 *
 * A write that fails ends the filter with a message and exit 2. Output is written when a block is
 * full, at writer_flush (a stream calls it before it waits for input) and at writer_close.
 */
#ifndef KPI_WRITER_H
#define KPI_WRITER_H

#include <stddef.h>
#include <sys/types.h>

#include "text.h"

struct writer {
	int file;
	const char *name; /* as messages call it */
	char *block;
	size_t used;
	size_t lines_end; /* up to here the block holds whole lines */
	size_t capacity;
	void (*give)(void *to, const char *bytes, size_t length); /* or NULL: to the file */
	void *to;
};

void writer_open(struct writer *writer, int file, const char *name);

/* A writer that gives its blocks, of whole lines or empty, to the call; writer_flush gives the
 * last. */
void writer_open_to(struct writer *writer, void (*give)(void *to, const char *bytes, size_t length),
	void *to);

/* Makes the file of that name, or empties it; not one that is open already, such as what is
 * read. */
void writer_create(struct writer *writer, const char *name, mode_t mode);

/* Makes room for length bytes: afterwards that many may be put behind used and counted there. */
void writer_room(struct writer *writer, size_t length);

static inline void writer_put(struct writer *writer, const char *bytes, size_t length)
{
	if (writer->capacity - writer->used < length)
		writer_room(writer, length);
	if (length > 0)
		memcpy(writer->block + writer->used, bytes, length);
	writer->used += length;
}

static inline void writer_byte(struct writer *writer, char byte)
{
	writer_put(writer, &byte, 1);
}

static inline void writer_text(struct writer *writer, struct text text)
{
	writer_put(writer, text.at, text.length);
}

/* Ends a line: from here it may be written out. */
static inline void writer_end_line(struct writer *writer)
{
	writer_byte(writer, '\n');
	writer->lines_end = writer->used;
}

/* Writes the whole lines that are waiting. */
void writer_flush(struct writer *writer);

/* Writes all, closes the file and checks both; frees the block. */
void writer_close(struct writer *writer);

#endif
