/*
 * convert: the rows of one file made events, as the file's extract says. A row is used whole or
 * rejected whole.
 */
#ifndef EVENTS_CONVERT_H
#define EVENTS_CONVERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "follow.h"
#include "map.h"
#include "rows.h"

struct conversion {
	struct extract *extract;
	const struct columns *columns; /* of the stream that is written */
	const char *file;
	const struct header *header; /* of the file; must outlive this */
	int32_t as_of; /* or DATE_NO_DAY */
	struct follow *follow; /* of the extract; NULL: events with `unless` are given like others */

	/* of the last row */
	size_t events; /* how many it gave */
	char *lines; /* those events, each with its line end */
	size_t used;
	size_t held; /* how many were held back */
	const char *column; /* why it was rejected, as may be shown */
	char reason[192];

	/* the module's own */
	size_t capacity;
	const struct value **plan; /* of each event, of each column: where it comes from */
	struct value *person;
	size_t date_column, event_column, person_column;
};

/*
 * Begins a file, called so in messages, with this header. A column that the map wants and the
 * header has not, or has twice, ends the filter.
 */
void convert_open(struct conversion *conversion, struct extract *extract,
	const struct header *header, const struct columns *columns, int32_t as_of, const char *file);
void convert_close(struct conversion *conversion);

/* Makes the row's events; false where it is rejected, with column and reason. */
bool convert_row(struct conversion *conversion, const struct rows *rows);

#endif
