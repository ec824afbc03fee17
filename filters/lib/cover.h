/*
 * cover: what a stream says that it covers (DESIGN.md section 1).
 *
 * A cover line has an empty date; `event` a name or `*`; `category` one category or empty for all;
 * `result` `KIND FROM/TO`. A measure's own cover line has its name in `measure` instead.
 */
#ifndef KPI_COVER_H
#define KPI_COVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "select.h"
#include "text.h"

/* In the order of what they can answer, the weakest first. */
enum cover_kind { COVER_LATEST, COVER_ALL, COVER_HISTORY };

struct cover {
	char *event;
	char *category;
	enum cover_kind kind;
	int32_t from, to; /* days, both in */
	int32_t latest_to; /* of what covers_of found: the last TO of those of the latest alone */
};

struct covers {
	struct cover *list;
	size_t count, capacity;
};

/* Reads `KIND FROM/TO`; false where it is none, or FROM is after TO. */
bool cover_parse(struct text text, enum cover_kind *kind, int32_t *from, int32_t *to);

/* Adds the cover line; false where result is not `KIND FROM/TO`. */
bool covers_add(struct covers *covers, struct text event, struct text category,
	struct text result);
void covers_free(struct covers *covers);

/*
 * What is covered of the lines that the selector takes: of all cover lines that bear on it the
 * weakest kind, the latest FROM and the earliest TO. False where none does. A selector of NULL
 * means every line but those of which the latest alone is held.
 */
bool covers_of(const struct covers *covers, const struct selector *selector, struct cover *found);

/* Whether the event and category are covered, and by more than the latest alone. */
bool covers_whole(const struct covers *covers, struct text event, struct text category);

#endif
