/*
 * columns: the names of columns, of the stream that is written and of the CSVs that are read.
 */
#ifndef EVENTS_COLUMNS_H
#define EVENTS_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

#define COLUMNS_NONE SIZE_MAX

struct columns {
	char **names;
	size_t count, capacity;
};

/* The place of the name, added at the end where it is new. */
size_t columns_add(struct columns *columns, const char *name);
size_t columns_find(const struct columns *columns, const char *name);

/*
 * A CSV's header cell as it is compared: capitals made small (A to Z), each run of blanks and
 * no-break spaces one blank, none at the ends. The caller frees it.
 */
char *columns_fold(struct text name);

/* The header of a CSV. */
struct header {
	char **names; /* as they stand, trimmed */
	char **folded;
	size_t count;
	size_t line;
};

struct header header_new(const struct text *fields, size_t count, size_t line);
void header_free(struct header *header);

/* Where the name stands, or COLUMNS_NONE; *twice where it stands more than once. */
size_t header_find(const struct header *header, const char *name, bool *twice);

#endif
