/*
 * day: the lines of one day, judged together when it is over, because they have no order of their
 * own (DESIGN.md section 5, Spans: the rule of one day), and given back in the order they came in.
 *
 * Of a key that has had a span one byte is kept beside its name; of a line nothing.
 */
#ifndef KPI_DAY_H
#define KPI_DAY_H

#include "date.h"
#include "kinds.h"
#include "text.h"

/* Why a line is rejected. The first that holds is given; those from REASON_NO_START on are known at
 * the day's end alone. */
enum reason { REASON_NONE, REASON_FIELDS, REASON_HEADER, REASON_DATE, REASON_AFTER_AS_OF,
	REASON_EVENT, REASON_PERSON, REASON_ORDER, REASON_NO_START, REASON_TWICE, REASON_BEFORE_START,
	REASON_NO_SPAN, REASONS };

struct day_line {
	struct text line; /* after day_settle; the day's copy */
	size_t number; /* in the stream */
	enum reason reason;

	/* the day's own */
	size_t at; /* of the copy in the arena */
	bool paired; /* a closing that ends a span, or a point that is in one */
};

#define DAY_RANKS 5

/* What is to know of a line that goes with spans. */
struct day_event {
	const struct kind *kind;
	struct date date;
	struct text person, ref;
	struct text rank[DAY_RANKS]; /* worker, team, category, result, ref: the lesser is first */
};

struct part;

struct day {
	const struct kinds *kinds;
	struct day_line *lines;
	size_t count, capacity;
	size_t unjudged; /* closings and points so far of spans that the stream has not all of */
	size_t repeated; /* good lines so far that are the same as another of their day */

	/* its own */
	char *arena;
	size_t used, arena_capacity;
	struct part *parts;
	size_t part_count, part_capacity;
	struct text *good; /* room for the lines of a day */
	size_t good_capacity;
	struct names keys; /* an opening's number and the key */
	unsigned char *states; /* by number of key */
	size_t state_capacity;
};

void day_open(struct day *day, const struct kinds *kinds);
void day_close(struct day *day);

/* Keeps the line of today; event is NULL for one that has nothing to do with spans. */
void day_add(struct day *day, struct text line, size_t number, const struct day_event *event);

/* The day is over: every line has its reason. */
void day_settle(struct day *day);

/* Begins a new day. */
void day_clear(struct day *day);

#endif
