/*
 * source: the bytes of an extract as UTF-8, whatever the file was written in.
 *
 * Text comes in blocks; what stands between begin and end is decoded and not yet used, and moves
 * when more is asked for. Until source_settle the bytes read are kept, so that a file (or a pipe)
 * can be begun again in another encoding. A failed read ends the filter.
 */
#ifndef EVENTS_SOURCE_H
#define EVENTS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "writer.h"

enum encoding { ENCODING_UTF8, ENCODING_WINDOWS_1252, ENCODING_UTF16 };

struct source {
	int file;
	const char *name; /* as messages call it */
	struct writer *writer; /* flushed before a read that would wait; may be NULL */

	char *text; /* the decoded bytes; text[end] is a line feed that is not one of them */
	size_t capacity, begin, end;
	bool at_end; /* nothing follows text[end] */

	/* the reader's own */
	enum encoding encoding;
	bool swapped; /* UTF-16 with the high byte first */
	bool keeping;
	bool kept_first; /* after source_restart: what was kept comes before what is read */
	unsigned char *raw;
	size_t raw_capacity, raw_begin, raw_end;
	bool raw_at_end;
};

void source_open(struct source *source, int file, const char *name, struct writer *writer);

/* Begins again at the first byte. A byte order mark is stronger than the encoding given. */
void source_restart(struct source *source, enum encoding encoding);

/* From now on nothing is kept: no more source_restart. */
void source_settle(struct source *source);

/*
 * Decodes more behind end, moving what is left to the front of text. What is no character of the
 * encoding becomes the byte 0xFF, which is none of UTF-8's.
 */
void source_more(struct source *source);

void source_close(struct source *source);

#endif
