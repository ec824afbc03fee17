/*
 * united: the cover lines of several streams, made those of one (DESIGN.md section 1, cover).
 */
#ifndef KPI_SORT_UNITED_H
#define KPI_SORT_UNITED_H

#include <stddef.h>
#include <stdint.h>

#include "columns.h"
#include "cover.h"
#include "names.h"

struct united {
	struct united_line *list;
	size_t count, capacity;
	struct names measures; /* measures' own cover lines already held */
	char *key; /* room to put one together */
	size_t key_capacity;
};

void united_open(struct united *united);
void united_close(struct united *united);

/* Adds the stream's present line, cut, which has no date. What is no cover line ends the filter. */
void united_add(struct united *united, const struct stream *stream, uint32_t layout);

/*
 * Writes the cover lines: ranges of one event, category and kind that overlap or adjoin as one; of
 * what is left of one event and category that with the later TO, telling the others on stderr.
 */
void united_write(struct united *united, const struct columns *columns, struct writer *writer);

#endif
