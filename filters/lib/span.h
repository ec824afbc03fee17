/*
 * span: what begins and ends: plans, episodes, allocations (DESIGN.md section 5, Spans). The rule
 * of one day is here and nowhere else:
 *
 *   points belong to the span open that morning, or if none to one opened that day;
 *   then a closing ends the morning's span; then an opening opens the next (several of one key and
 *   day are one, the later wins); a closing left over ends what was opened that day;
 *   at the end of the day a clearing takes away what is open.
 *
 * The lines of a day are kept and settled when it is over, so their order never shows.
 */
#ifndef KPI_SPAN_H
#define KPI_SPAN_H

#include "carry.h"
#include "daybook.h"
#include "kept.h"
#include "measure.h"

enum span_part { SPAN_OPENS = 1, SPAN_CLOSES = 2, SPAN_POINT = 4, SPAN_CLEARS = 8 };

struct span {
	uint32_t key, person;
	struct date start; /* of the first one where spans were joined */
	struct date opened; /* by the opening that its columns are of */
	struct kept *line; /* its opening, where spans.keep_lines */
	int32_t ended; /* DATE_NO_DAY while it is open; else its last day (spans.keep_ended) */

	uint32_t due; /* its entry in the measure's struct due, 0: none */

	/* the measure's own */
	int32_t last, before; /* the last review day, and the one before it */
	int32_t counted; /* the due day that was counted as overdue */
	uint16_t times; /* how many review days, no more than it holds */
	bool told; /* counted as overdue */
	bool late; /* had a late review */
};

struct spans;

/* What the measure wants to hear; any may be NULL. Lines hold during the call. */
struct span_calls {
	/* A point in the span; opened_today where the span was not there in the morning. */
	void (*point)(void *state, struct span *span, const struct day_line *line, bool opened_today);
	/* The line closes the span (not where a join goes on). */
	void (*closed)(void *state, struct span *span, const struct day_line *line);
	/* A span begins, or goes on after a join. */
	void (*opened)(void *state, struct span *span);
	/* The span is over without a closing: replaced or cleared. */
	void (*dropped)(void *state, struct span *span);
};

struct spans {
	const struct run *run;
	const struct span_calls *calls;
	void *state;
	bool join, first, level, keep_lines, keep_ended;
	size_t carry_count;

	struct span *list; /* dense: those open, and with keep_ended those ended since */
	size_t count, capacity;
	uint32_t *of_key; /* place in list + 1 of the key's open span, 0: none */
	size_t key_capacity;
	struct daybook lines;
	size_t number; /* of the line kept last, 0: none */
	unsigned carry_option;
	struct carry **carries; /* by order of --carry; NULL before they are wanted first */

	/* What could not be paired, by part. */
	size_t lost_points, lost_closings, replaced;
};

void spans_init(struct spans *spans, const struct run *run, const struct span_calls *calls,
	void *state);
void spans_free(struct spans *spans);

/*
 * The spans of a measure that only looks at them: those that another run of it has with the same
 * selectors (opening, closing, carry), key, as-of and flags, or new ones made like these. A
 * catalogue counts the same plans in ten ways; they are opened and closed once. Each run adds its
 * lines, and settles, as if they were its own. Not before the run's cover is settled; the reader
 * frees them.
 */
struct spans *spans_share(const struct spans *like, unsigned opening, unsigned closing);

/* Keeps a line of today, the one now read, under the event's key; parts: enum span_part. */
void spans_add(struct spans *spans, const struct event *event, uint32_t parts, uint32_t which);

/* Takes the option's selectors as events whose lines bring columns to the person's spans. */
void spans_take_carries(struct spans *spans, struct run *run, unsigned option, enum need need);

/* Keeps a line of today that brings columns to the person's spans. */
void spans_carry(struct spans *spans, const struct event *event);

/* The part where the event is of the measure's option, otherwise 0. */
static inline uint32_t span_part(const struct event *event, unsigned option, enum span_part part)
{
	return event->roles & 1u << option ? (uint32_t)part : 0;
}

/* The day is over. */
void spans_settle(struct spans *spans);

/* The key's open span, or NULL. */
struct span *spans_open(const struct spans *spans, uint32_t key);

/* The span's carried lines in the order of their dates, for struct unit; returns how many. room
 * holds carry_count of them. */
size_t spans_carried(const struct spans *spans, const struct span *span, struct text *room);

/* Says what could not be paired, of the measure's options that open and close. */
void spans_tell(const struct spans *spans, struct run *run, unsigned opening, unsigned closing);

/* With keep_ended: forgets the spans that have ended. */
void spans_forget_ended(struct spans *spans);

#endif
