/*
 * map: what a map says (kpi-map.5): which extract a file is, and how its rows become events.
 *
 * A map lives as long as the program. `places` are the parts that belong to the file being read.
 */
#ifndef EVENTS_MAP_H
#define EVENTS_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "columns.h"
#include "cover.h"
#include "dates.h"
#include "regex.h"
#include "source.h"

/* Where a text comes from: a constant, or the first of some source columns that is not empty. */
struct value {
	const char *constant; /* or NULL */
	char **names;
	size_t count;
	bool optional; /* a file may have none of the columns */
	bool date;
	size_t line; /* of the map */
	size_t *places; /* the columns of names that the file has */
	size_t place_count;
};

struct assignment {
	const char *column;
	struct value value;
};

struct code {
	const char *column;
	struct regex *regex;
	const char *replacement;
};

struct test {
	struct value value;
	struct regex *regex;
	bool negated;
};

struct event_line {
	const char *name; /* or NULL: from says it */
	struct value from, on;
	bool on_as_of; /* dated as-of, not by a column */
	bool optional; /* of such a one: without --as-of there is none */
	enum cover_extent extent;
	struct assignment *assignments;
	size_t assignment_count, assignment_capacity;
	struct test *tests;
	size_t test_count, test_capacity;
	struct value unless; /* no names: none; see follow.h */
	size_t line;
};

struct extract {
	const char *map, *name;
	size_t line;
	struct regex *file; /* or NULL */
	struct value header; /* no names: the first row is the header */
	struct cover cover;
	enum encoding encoding;
	enum date_form dates[FORM_COUNT];
	size_t date_count;
	struct regex *empty; /* or NULL */
	bool plain; /* no map: each row is an event, and must have a date but no person */
	struct assignment *assignments;
	size_t assignment_count, assignment_capacity;
	struct code *codes;
	size_t code_count, code_capacity;
	size_t common_codes; /* of these, those from above the first extract: tried last */
	struct event_line *events;
	size_t event_count, event_capacity;
};

struct extracts {
	struct extract *list;
	size_t count, capacity;
};

/* Reads the map and adds its extracts; a mistake ends the filter. */
void map_read(struct extracts *extracts, const char *file);

/* Adds all columns that the extracts name to the stream's. */
void map_columns(const struct extracts *extracts, struct columns *columns);

/* What the map assigns to the column in this event; NULL for nothing. */
const struct value *map_value(const struct extract *extract, const struct event_line *event,
	const char *column);

/* The category of all the event's lines where the map says it; an empty text where rows do. */
const char *map_category(const struct extract *extract, const struct event_line *event);

#endif
