/*
 * run: one measure as it is run, and the reader that feeds one or many: what the common main and
 * kpi-board share. Modules see measure.h alone.
 */
#ifndef KPI_RUN_H
#define KPI_RUN_H

#include "crew.h"
#include "daybook.h"
#include "measure.h"
#include "stream.h"
#include "writer.h"

#define RUN_MOST_EVENTS 32
#define RUN_MOST_PAIRS 2

/* The columns that make a line an observation, in their order. */
enum observation { OBSERVATION_MEASURE, OBSERVATION_PART, OBSERVATION_NUM, OBSERVATION_DEN,
	OBSERVATION_UNIT, OBSERVATION_BASIS, OBSERVATION_SINCE, OBSERVATION_DUE, OBSERVATION_COLUMNS };

/* The columns of an event that every reader knows. */
struct places {
	size_t date, event, person, ref, worker, team, category, result, born;
	size_t observation[OBSERVATION_COLUMNS];
};

/* A space of keys that the runs with the same --key share. */
struct key_space {
	enum key kind;
	size_t place; /* of the column, for KEY_COLUMN */
	char *column;
	struct names names;
	uint32_t key; /* of the line now read; valid where line is its number */
	size_t line;
	bool lasting; /* a measure has state by key beyond the spans: its numbers stay */
	uint32_t *spans; /* by key: how many are open, in all measures */
	uint32_t *loose; /* keys that had no open span some time today */
	size_t span_capacity, loose_count, loose_capacity;
};

struct run_event {
	struct selector selector;
	unsigned option;
	uint32_t order; /* among the selectors of its option */
	bool seen; /* a line of its name has come, */
	bool taken; /* ... and one that its selector takes */
	bool covered; /* settled with the cover: what the extract does not cover brings nothing */
	enum cover_kind kind; /* of its cover */
	enum need need;
};

/* Options whose events open spans, and end them. */
struct run_pair {
	unsigned opening, closing;
};

struct run_setting {
	unsigned option;
	const char *value;
};

struct reader;
struct carry;
struct named;
struct spans;

struct run {
	/* what each line asks for, together */
	const struct measure *measure;
	void *state;
	struct reader *reader;
	size_t order; /* among the reader's runs */
	struct key_space *keys;
	size_t *lines; /* by option */
	uint32_t *which; /* by option: the selectors that take the line now read */
	uint32_t ignored; /* bits: the options whose lines are not given */
	int32_t to; /* as-of; INT32_MAX while it is not known */
	int32_t age_from, age_to; /* --aged; age_to below 0: not given */
	bool off; /* no figure can be given */
	bool undivided; /* of a crew the first takes the lines of all persons: they meet in a key */

	struct run_setting *settings;
	size_t setting_count, setting_capacity;
	struct run_event *events;
	size_t event_count, event_capacity;
	struct run_pair pairs[RUN_MOST_PAIRS];
	size_t pair_count;
	bool every_line;
	struct condition *conditions;
	size_t condition_count, condition_capacity;
	char **columns;
	size_t *places; /* of columns, once the header is read */
	size_t column_count, column_capacity, place_capacity;

	const char *name; /* --name, or NULL */
	char *full_name; /* the filter with its events and limits, or name */
	char **limits; /* `12m`, for full_name */
	size_t limit_count, limit_capacity;
	bool name_by_unit; /* a measure for each limit, which is also its look-back */
	const char *unit;
	bool stock;
	enum key key;
	const char *key_column;
	bool as_num, as_den, pending, count_first;
	const char *split;
	size_t split_place;
	int32_t as_of; /* --as-of, or DATE_NO_DAY */
	struct date_calendar *calendar; /* its own (--holidays), or the reader's */
	enum period every;
	struct duration *look_backs;
	int32_t *sinces; /* by look-back: the first day with figures */
	size_t look_back_count, look_back_capacity, since_capacity;

	/* once the cover is known */
	bool at_end_only; /* the cover holds the latest alone: a census at TO */
	int32_t latest_from, latest_to; /* the first and last TO of the covers of the latest alone */
	bool history; /* all its events are covered by their history */
	int32_t from, since;
	int32_t day; /* the day that is not over yet; DATE_NO_DAY before the first */

	size_t after_as_of, before_since, no_born, no_key, not_whole;
	char told_name[160]; /* what its messages begin with behind the filter's name, or empty */

	/* Where observations go; NULL: written as lines. */
	void (*sink)(struct run *run, const struct unit *unit, int32_t day, void *sink_state);
	void *sink_state;
};

/* The options of all measures; run_parse takes a measure's own, then these. */
#define RUN_USAGE                                                                               \
	" [-k] [-n name] [-u unit] [--key person|ref|column] [--as num|den] [--split column]"     \
	" [--aged from-to] [--as-of date] [--pending] [--holidays file] [--count-first]"          \
	" [--strict]"

struct reader {
	struct stream in;
	struct writer out;
	struct crew crew;
	struct places places;
	size_t *by_name; /* run_compare's: the places of all columns, in the order of their names; */
	struct text *compared; /* ... room for the fields of two lines */
	bool keep; /* --keep */
	const char *catalogue; /* kpi-board: the file that the run's row is of; NULL: none */
	bool many; /* kpi-board: a measure that lacks a column is left out, not the end of all */
	bool figures; /* observations go to the runs' sinks, and no line is written */
	bool amounts_alone; /* ... and the sinks look at no column of their units */
	void (*finish)(struct reader *reader, void *state); /* before out is closed; may be NULL */
	void *finish_state;
	bool strict; /* --strict: something told is exit 1 */
	bool told;
	bool whole; /* every line counts: it is passed on, or may be an observation */
	bool had_events, had_observations;
	bool ended; /* the stream has */
	struct run **runs;
	size_t run_count, run_capacity;
	struct named *named; /* the events that they name */
	struct covers covers;
	bool cover_over; /* the first line that is no cover line has come */
	struct date_calendar *calendar; /* of the runs without --holidays; NULL: none asked */
	struct names persons;
	uint32_t person; /* of the line now read; valid where person_line is its number */
	size_t person_line;
	struct key_space **spaces;
	size_t space_count, space_capacity;
	struct day_lines day_lines;
	struct carry **carries;
	size_t carry_count, carry_capacity;
	struct spans **shared;
	size_t shared_count, shared_capacity;
	struct date date; /* of the line now read */
	char date_text[16]; /* the last date's ten bytes and what they mean */
	int32_t date_day;
	int32_t last_day; /* of the events so far; while a day is settled, that day */
	size_t added_columns; /* observation columns that the header had not */
	bool appended; /* all eight are appended behind a line, in order */
	bool trailing; /* the header ends with all eight, in order */
	bool plain; /* date and event are the first columns, and no run takes every line */
	bool parted; /* ... the person is the third, and others of the crew take some of the persons */
	char stem[16]; /* the day and TAB that such a line may begin with, */
	bool stem_known; /* ... and that day has begun: a line of an event that was named had it */
	struct text passing; /* lines in the stream's block that are to be passed on as they are */
};

/* A run of the measure, with what the command line said: argc and argv as main has them. Options
 * that are the reader's (-k, --strict) are set on reader. */
struct run *run_new(struct reader *reader, const struct measure *measure, int argc, char **argv);
void run_free(struct run *run);

/* Binds the run's columns to the stream's header. A column that is missing ends the filter, or,
 * where the reader has many runs, takes this one out, and is told. */
void run_bind(struct run *run);
/* The first line that is no cover line has come, of that day, or the end (DATE_NO_DAY): works out
 * from the covers what each run can give, and writes the runs' own. */
void window_settle(struct reader *reader, int32_t first);
/* What the crew's processes have of the run, together; each asks in the same order. */
size_t run_sum(const struct run *run, size_t own);
/* Says what was left out. */
void run_tell_left_out(struct run *run);

/* An event in a stream of observations ends with the TABs of the eight columns. */
static inline bool unit_ends_empty(struct text line)
{
	return line.length >= OBSERVATION_COLUMNS &&
		memcmp(line.at + line.length - OBSERVATION_COLUMNS, "\t\t\t\t\t\t\t\t",
			OBSERVATION_COLUMNS) == 0;
}

/* Writes the header of the output, and an observation as a line. */
void unit_write_header(struct reader *reader);
void unit_write(struct run *run, const struct unit *unit);
/* Writes the run's own cover lines. */
void unit_write_cover(struct run *run);
/* The measure's name as the unit's lines have it; room holds it where it must be put together. */
#define UNIT_NAME_SIZE 1024
struct text unit_name(const struct run *run, size_t limit, char room[UNIT_NAME_SIZE]);
/* The text of a column of the unit, as carried, by its place in the stream. */
struct text unit_field(const struct run *run, const struct unit *unit, size_t place);
/* The first day that the limit's measure gives figures of. */
int32_t run_since(const struct run *run, size_t limit);
/* Passes the line, whose LF is behind it, on, with empty fields for the columns that the header has
 * not; it is written by unit_pass_on at the latest, before the stream's block moves. */
void unit_pass(struct reader *reader, struct text line);
void unit_pass_on(struct reader *reader);
/* What num and den are as --as says. */
void unit_amounts(const struct run *run, const struct unit *unit, int64_t *num, int64_t *den);

/* The person and the key of the line now read; NAMES_NONE where empty. A space of NULL: the
 * person. */
uint32_t keys_person(struct reader *reader);
uint32_t keys_key(struct reader *reader, struct key_space *space);
/* Gives the run the space of its keys, shared with the runs that have the same; none: the
 * persons. */
void keys_settle(struct reader *reader, struct run *run);
/* A span of the key is open, or no more. */
void keys_hold(struct key_space *space, uint32_t key);
void keys_release(struct key_space *space, uint32_t key);
/* The day is over for all: the keys that have no span are no more, and their numbers are given
 * again. */
void keys_forget(struct reader *reader);
void keys_free(struct reader *reader);

/* Reads the stream to its end through all runs; returns the exit status. */
int reader_run(struct reader *reader);

#endif
