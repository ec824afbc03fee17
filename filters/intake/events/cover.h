/*
 * cover: what a map or --covers says of the days that an extract holds (DESIGN.md section 1):
 * `KIND FROM/TO`, `KIND 6m before as-of`.
 */
#ifndef EVENTS_COVER_H
#define EVENTS_COVER_H

#include <stdbool.h>
#include <stdint.h>

#include "columns.h"
#include "date.h"
#include "lexer.h"
#include "writer.h"

enum cover_kind { COVER_UNSAID, COVER_NONE, COVER_HISTORY, COVER_ALL };

struct cover {
	enum cover_kind kind;
	bool before_as_of, to_as_of;
	bool optional; /* of a cover by as-of: without --as-of there is none, and that is told */
	struct duration before;
	int32_t from, to;
	const char *map; /* where it was said, for messages */
	size_t line;
};

/* Reads the cover at the lexer's place, up to the line's end; a mistake ends the filter. */
struct cover cover_read(struct lexer *lexer);

/* Whether the cover cannot be told without the day that as_of lacks (DATE_NO_DAY). */
bool cover_wants_as_of(const struct cover *cover, int32_t as_of);

/* One cover line: the kind as text, one event (or `*`), one category or none. */
struct cover_line {
	const char *event, *category, *kind;
	int32_t from, to;
};

struct cover_lines {
	struct cover_line *lines;
	size_t count, capacity;
};

/* What the extract holds of an event: all of its days', each person's last one, TO's. */
enum cover_extent { COVER_DAYS, COVER_LATEST, COVER_LAST_DAY };

/* Adds the line of a cover whose days can be told, unless it is there. */
void cover_add(struct cover_lines *lines, const struct cover *cover, int32_t as_of,
	const char *event, const char *category, enum cover_extent extent);

void cover_write(const struct cover_lines *lines, const struct columns *columns,
	struct writer *writer);

#endif
