/*
 * kept: a copy of a text for a million spans to hold: its length stands before it, so that a
 * pointer is all that the holder has.
 */
#ifndef KPI_KEPT_H
#define KPI_KEPT_H

#include <stdint.h>

#include "text.h"

struct kept {
	uint32_t length; /* of a line of a stream: below 64 MiB */
	char text[];
};

/* A copy; the caller frees it. */
struct kept *kept_new(struct text text);

/* Its text; of NULL a text of NULL. */
static inline struct text kept_text(const struct kept *kept)
{
	return kept == NULL ? (struct text){ NULL, 0 } : (struct text){ kept->text, kept->length };
}

#endif
