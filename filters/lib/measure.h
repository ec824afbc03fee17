/*
 * measure: what a measure is, and what it may ask of the reader that feeds it.
 *
 * A measure is a module, `const struct measure measure_NAME`: start reads its options and declares
 * the events and columns that it wants; line gets each line of its events, as numbers; day is told
 * that a day is over; finish writes what is left and frees the state. The same module runs under
 * the common main (one measure) and in kpi-board (all of them under one reader).
 */
#ifndef KPI_MEASURE_H
#define KPI_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "cli.h"
#include "cover.h"
#include "date.h"
#include "names.h"
#include "period.h"
#include "select.h"
#include "sum.h"
#include "text.h"

/* What pairs a measure's lines where --key does not say: nothing, person and ref together (the
 * person where ref is empty), or the person. */
enum key { KEY_NONE, KEY_REF, KEY_PERSON, KEY_COLUMN };

/* A line of one of the measure's events. Texts hold until the next line is read. */
struct event {
	struct date date;
	uint32_t person; /* dense from 0; NAMES_NONE where empty, or the measure has no key */
	uint32_t key; /* the same, by the measure's key */
	uint32_t roles; /* bit n: the n-th of the measure's options takes this line */
	struct text line;
};

struct run;

struct measure {
	const char *name; /* `repeat` */
	const char *about; /* the man page's .Nd */
	const char *usage; /* its own options as the SYNOPSIS has them */
	const struct cli_option *options;
	enum key key;
	bool undivided; /* its unit is not the person's: a share of the persons has no part of it */
	void *(*start)(struct run *run);
	void (*line)(void *state, const struct event *event);
	/* May be NULL. The day is over, and the next line is of the day next (or the stream has ended
	 * the day before next): whatever falls on a day from day to next - 1 can be decided. */
	void (*day)(void *state, int32_t day, int32_t next);
	void (*finish)(void *state);
};

/* How a cover must hold an event for the measure to give figures (DESIGN.md section 1, Cover). */
enum need {
	NEED_ALL, /* each line of the window, and both ends of open spans */
	NEED_LATEST, /* the same, or each person's last one for a census at TO */
	NEED_LAST, /* each person's last one, for a census at TO, or all there ever were */
	NEED_OPENING, /* what a census counts; what closes it. A window holds both ends of the spans */
	NEED_CLOSING, /* of the vocabulary, but of its points those of the window alone: all there ever
		       * were, of an opening also each person's last one for a census at TO */
	NEED_IN_FORCE, /* the line in force as a window opened: all there ever were, unless the event
			* opens spans, whose open ones every window holds */
	NEED_HISTORY, /* all there ever were */
	NEED_CARRY, /* brings columns alone: its absence withholds nothing */
	NEED_CARRY_COUNTED /* brings columns that decide what is counted: the last one, by a census
			    * at TO or as NEED_IN_FORCE; its absence withholds nothing */
};

/* --- for start: the options, by their place in measure->options --------------------------- */

bool run_given(const struct run *run, unsigned option);
/* The last value given, or NULL. */
const char *run_value(const struct run *run, unsigned option);
/* Opens the file that the option was given, to read; ends the filter where it cannot. One that a
 * catalogue names and that is not found from here is sought beside the catalogue, by its last name:
 * where both are installed neither folder is the one that the row was written in. */
FILE *run_open(const struct run *run, unsigned option);
/* Ends the filter, naming the option, unless it was given. */
void run_require(const struct run *run, unsigned option);
/* Ends the filter where two options that exclude each other were given. */
void run_exclude(const struct run *run, unsigned option, unsigned other);

/* Takes the option's selectors as events of the measure; returns how many were given. */
size_t run_events(struct run *run, unsigned option, enum need need);
/* The option's events end what the other's open: a cover must hold them alike (at most two
 * pairs). */
void run_pair(struct run *run, unsigned opening, unsigned closing);
/* Which of the option's selectors (by order) take the line now read, as bits. */
uint32_t run_which(const struct run *run, unsigned option);
/* Takes every line of the stream (kpi-count without --event). */
void run_every_line(struct run *run);

/* The option's duration; false where it was not given. It becomes part of the measure's name. */
bool run_duration(struct run *run, unsigned option, struct duration *duration);
/* The same for a list divided by commas; the caller frees the array. */
size_t run_durations(struct run *run, unsigned option, struct duration **durations);
/* Gives a measure for each look-back, named `NAME.LIMIT`: each unit says which (unit.limit). */
void run_name_by_unit(struct run *run);

/* The option's conditions, COLUMN=REGEX; freed with the run. Returns how many. */
size_t run_conditions(struct run *run, unsigned option, const struct condition **conditions);

/* Asks for a column by name; it must be in the stream. Returns its handle for run_text. */
size_t run_column(struct run *run, const char *column);

/* The unit where --unit does not say, and whether the measure is a stock. */
void run_unit(struct run *run, const char *unit, bool stock);

/* Nothing is written that is dated before FROM and this look-back. */
void run_look_back(struct run *run, struct duration duration);

/* The period of --every (a census), by the option's place; month where it was not given. */
void run_every(struct run *run, unsigned option);

bool run_pending(const struct run *run);

/* --- while it runs ------------------------------------------------------------------------ */

/* From now on the option's lines are counted, and no more given to the measure. */
void run_ignore(struct run *run, unsigned option);

/* A column's text on the line now read, or on a line that was kept. */
struct text run_text(const struct run *run, size_t column);
struct text run_text_of(const struct run *run, struct text line, size_t column);

/* The last day (and minute) within the duration from start; ends the filter where England's
 * working days are not known that far. */
struct date run_end(const struct run *run, struct duration duration, struct date start);

/* The first census day on or after day, or INT32_MAX after the last of the stream. */
int32_t run_census(const struct run *run, int32_t day);
/* The first day of the census period that ends on this census day. */
int32_t run_period_first(const struct run *run, int32_t census);

/* FROM of the measure where its events are covered by less than their history, else INT32_MIN. */
int32_t run_window(const struct run *run);
/* Whether all lines of the option's events there ever were, up to as-of, are in the stream. */
bool run_knows_history(const struct run *run, unsigned option);
/* The day that the measure knows its stream to; INT32_MAX as long as that is not known. */
int32_t run_last(const struct run *run);

/* Which of two lines wins where one must: above 0 where a does (DESIGN.md section 5, Spans). */
int run_compare(const struct run *run, struct date date_a, struct text a, struct date date_b,
	struct text b);

/* Says one line on stderr (and makes --strict exit 1). */
void run_tell(struct run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same as `12 of 3,401 LINES lines PROBLEM`, where count is not 0. */
void run_tell_share(struct run *run, size_t count, unsigned option, const char *problem);

/* Ends the filter: a problem of the line now read, in the column. */
_Noreturn void run_fail(const struct run *run, size_t column, const char *problem);

/* --- observations ------------------------------------------------------------------------- */

#define UNIT_EMPTY INT64_MIN

struct unit {
	struct text line; /* the line that makes it; a text of NULL: none (nothing was found) */
	const struct text *carried; /* lines whose filled columns go over it, in this order */
	size_t carried_count;
	int32_t day; /* the observation's date where it is not the line's own, else DATE_NO_DAY */
	size_t limit; /* after run_name_by_unit: which of the look-backs, by order */
	struct text part; /* where at is NULL: what --split says, or empty */
	bool anonymous; /* person and ref stay empty */
	int64_t num, den; /* amounts (SUM_ONE is 1), or UNIT_EMPTY */
	struct date since, due; /* DATE_NO_DAY: empty */
};

/*
 * Writes the observation, unless it is dated outside what the measure gives, or --aged leaves it
 * out; returns whether it was written or would have been but for its date.
 */
bool run_observe(struct run *run, const struct unit *unit);

/* Writes the one line of a census that finds nothing: num 0 (and den 0 where the measure has
 * one). */
void run_observe_nothing(struct run *run, int32_t day, bool has_den);

/* Whether a condition of run_conditions holds for the unit, as carried. */
bool unit_holds(const struct run *run, const struct unit *unit, const struct condition *condition);

/* Whether --split was given. */
bool run_is_split(const struct run *run);

/* Whether anybody looks at the columns of the units, once lines come; if not, a unit's line may be
 * any text, and what is open need not be kept but for its days. */
bool run_shows_units(const struct run *run);

/* A column's text of the unit, as carried. */
struct text unit_text(const struct run *run, const struct unit *unit, size_t column);

#endif
