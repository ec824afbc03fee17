/*
 * xml: an XML document as it streams by: its elements, and the text of those that hold no other.
 *
 * What is not well-formed, has a document type (so that there are no entities to expand), is nested
 * too deep or has a tag too large ends the filter: message with file and line, exit 2. Memory is
 * bounded whatever the document.
 */
#ifndef CIN_XML_H
#define CIN_XML_H

#include <stdbool.h>
#include <stddef.h>

#include <expat.h>

#include "text.h"
#include "writer.h"

#define XML_DEEPEST 64
#define XML_LONGEST_TEXT 4096

/* The root's depth is 1. Names come without a namespace's prefix. */
struct xml_calls {
	void (*begin)(void *state, const char *name, size_t depth, size_t line);
	/* Before its end: an element that holds no other, and the line on which it began. value is its
	 * text without blanks around it; value.at is NULL where it is over XML_LONGEST_TEXT bytes. */
	void (*leaf)(void *state, const char *name, size_t depth, size_t line, struct text value);
	void (*end)(void *state, size_t depth);
};

struct xml {
	XML_Parser parser;
	int file;
	const char *name; /* as messages call it */
	struct writer *writer; /* flushed before a read that would wait */
	const struct xml_calls *calls;
	void *state;

	size_t depth;
	size_t line; /* on which the innermost element began */
	bool leaf; /* no element has begun or ended since */
	char text[XML_LONGEST_TEXT + 1];
	size_t length;

	size_t fed; /* bytes */
	bool at_end, stopped;
};

void xml_open(struct xml *xml, int file, const char *name, struct writer *writer,
	const struct xml_calls *calls, void *state);

/* Reads on until the document's end (true), or until a call has called xml_stop (false). */
bool xml_run(struct xml *xml);
void xml_stop(struct xml *xml);

/* Says `kpi-NAME: file:line: problem`, and exit 2. */
_Noreturn void xml_fail(const struct xml *xml, size_t line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Frees the parser and closes the file. */
void xml_close(struct xml *xml);

#endif
