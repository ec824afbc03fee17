/*
 * select: which lines an option means: `EVENT[:COLUMN=REGEX | :COLUMN!=REGEX]...` (DESIGN.md
 * section 4), and the conditions alone, `COLUMN=REGEX`, of --match.
 */
#ifndef KPI_SELECT_H
#define KPI_SELECT_H

#include <stdbool.h>
#include <stddef.h>

#include "regex.h"
#include "stream.h"

struct condition {
	char *column;
	bool negated;
	struct regex *regex;
	size_t place; /* of the column in the stream, after condition_bind */
};

struct selector {
	char *text; /* as it was given */
	char *event;
	struct condition *conditions;
	size_t count;
};

/* Reads a selector or condition given to the option named; a mistake ends the filter. */
struct selector selector_parse(const char *option, const char *given);
struct condition condition_parse(const char *option, struct text text);

void selector_free(struct selector *selector);
void condition_free(struct condition *condition);

/* Finds the conditions' columns; one that the stream has not ends the filter. */
void selector_bind(struct selector *selector, const struct stream *stream);
void condition_bind(struct condition *condition, const struct stream *stream);

/* Whether the conditions hold for a text, or for the cut line of the stream (its event is another's
 * to compare). A pattern that cannot tell ends the filter, naming pattern and line. */
bool condition_holds(const struct condition *condition, struct text value,
	const struct stream *stream);
bool selector_holds(const struct selector *selector, const struct stream *stream);

/* Whether the selector takes lines of the category, as far as its conditions on it say. */
bool selector_takes_category(const struct selector *selector, struct text category);

/* Whether it asks for a category, or one of some. */
bool selector_asks_category(const struct selector *selector);

/* Whether it has conditions on columns other than category. */
bool selector_is_by_category(const struct selector *selector);

#endif
