/*
 * text: a run of bytes that somebody else owns, most often a field of a line. Not ended by a NUL.
 */
#ifndef KPI_TEXT_H
#define KPI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
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

/*
 * The first and the last eight bytes as two numbers, for hashing; in a shorter text they overlap.
 * With the length they tell any two texts of at most 16 bytes apart. Loads of fixed size: a memcpy
 * of whatever is left is a call.
 */
static inline void text_ends(struct text text, uint64_t *first, uint64_t *last)
{
	uint32_t head = 0, tail = 0;

	*first = *last = 0;
	if (text.length >= 8) {
		memcpy(first, text.at, 8);
		memcpy(last, text.at + text.length - 8, 8);
		return;
	}
	if (text.length >= 4) {
		memcpy(&head, text.at, 4);
		memcpy(&tail, text.at + text.length - 4, 4);
	} else if (text.length > 0) {
		head = (uint32_t)(unsigned char)text.at[0] << 8 |
			(unsigned char)text.at[text.length / 2];
		tail = (unsigned char)text.at[text.length - 1];
	}
	*first = head;
	*last = tail;
}

/* Below, at or above 0 as a is before, the same as or after b, byte by byte; the same
 * everywhere. */
static inline int text_compare(struct text a, struct text b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);

	if (order != 0)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

#endif
