/*
 * text: a run of bytes that somebody else owns, most often a field of a line. Not ended by a NUL.
 */
#ifndef KPI_TEXT_H
#define KPI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct text {
	const char *at;
	size_t length;
};

static inline struct text text_of(const char *string)
{
	return (struct text){ string, strlen(string) };
}

static inline bool text_same(struct text a, struct text b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

static inline bool text_is(struct text a, const char *string)
{
	return text_same(a, text_of(string));
}

/* Below, at or above 0 as a is before, the same as or after b, byte by byte; the same everywhere. */
static inline int text_compare(struct text a, struct text b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);

	if (order != 0)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

#endif
