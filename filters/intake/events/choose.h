/*
 * choose: which extract of the maps a file is, and where its header stands.
 */
#ifndef EVENTS_CHOOSE_H
#define EVENTS_CHOOSE_H

#include "map.h"
#include "rows.h"

/*
 * The extract that takes the file, by its name (NULL for stdin, which has none) and its header,
 * with the rows behind the header next. An extract whose header stands higher wins; none, or two
 * at one row, ends the filter. The caller frees the header.
 */
struct extract *choose_extract(const struct extracts *extracts, struct rows *rows,
	const char *file, struct header *header);

/* The same without maps: the first row is the header. */
void choose_header(struct rows *rows, struct header *header);

#endif
