#include "convert.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "memory.h"

/* Finds the columns of the file that the value is read from. */
static void bind(const struct conversion *conversion, const struct header *header,
	struct value *value)
{
	bool twice;

	value->place_count = 0;
	for (size_t i = 0; i < value->count; i++) {
		size_t place = header_find(header, value->names[i], &twice);

		if (twice)
			cli_fail("%s:%zu: header: two columns '%s' (%s:%zu wants one)", conversion->file,
				header->line, value->names[i], conversion->extract->map, value->line);
		if (place != COLUMNS_NONE)
			value->places[value->place_count++] = place;
	}
	if (value->place_count == 0 && value->count > 0 && !value->optional)
		cli_fail("%s:%zu: header: no column '%s'%s (%s:%zu wants it)", conversion->file,
			header->line, value->names[0], value->count > 1 ? " or another name of it" : "",
			conversion->extract->map, value->line);
}

static void bind_all(const struct conversion *conversion, const struct header *header)
{
	struct extract *extract = conversion->extract;

	for (size_t a = 0; a < extract->assignment_count; a++)
		bind(conversion, header, &extract->assignments[a].value);
	for (size_t e = 0; e < extract->event_count; e++) {
		struct event_line *event = &extract->events[e];

		bind(conversion, header, &event->from);
		bind(conversion, header, &event->on);
		for (size_t a = 0; a < event->assignment_count; a++)
			bind(conversion, header, &event->assignments[a].value);
		bind(conversion, header, &event->unless);
		for (size_t t = 0; t < event->test_count; t++)
			bind(conversion, header, &event->tests[t].value);
	}
}

void convert_open(struct conversion *conversion, struct extract *extract,
	const struct header *header, const struct columns *columns, int32_t as_of, const char *file)
{
	*conversion = (struct conversion){ .extract = extract, .columns = columns, .file = file,
		.header = header, .as_of = as_of };
	bind_all(conversion, header);
	conversion->date_column = columns_find(columns, "date");
	conversion->event_column = columns_find(columns, "event");
	conversion->person_column = columns_find(columns, "person");
	conversion->plan = memory_new(extract->event_count * columns->count + 1,
		sizeof *conversion->plan);
	for (size_t e = 0; e < extract->event_count; e++)
		for (size_t c = 0; c < columns->count; c++)
			conversion->plan[e * columns->count + c] =
				map_value(extract, &extract->events[e], columns->names[c]);
	for (size_t a = 0; a < extract->assignment_count; a++)
		if (strcmp(extract->assignments[a].column, "person") == 0)
			conversion->person = &extract->assignments[a].value;
}

void convert_close(struct conversion *conversion)
{
	free(conversion->lines);
	free(conversion->plan);
	*conversion = (struct conversion){ 0 };
}

static bool reject(struct conversion *conversion, const char *column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static bool reject(struct conversion *conversion, const char *column, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	vsnprintf(conversion->reason, sizeof conversion->reason, format, values);
	va_end(values);
	conversion->column = column;
	conversion->events = conversion->used = 0;
	return false;
}

static inline void put(struct conversion *conversion, struct text text)
{
	if (conversion->capacity - conversion->used < text.length + 1)
		conversion->lines = memory_grow(conversion->lines, &conversion->capacity,
			conversion->used + text.length + 1, 1);
	if (text.length > 0)
		memcpy(conversion->lines + conversion->used, text.at, text.length);
	conversion->used += text.length;
}

static void put_byte(struct conversion *conversion, char byte)
{
	put(conversion, (struct text){ &byte, 1 });
}

/* Whether the pattern is found; one that cannot tell ends the filter. */
static bool found(const struct regex *regex, struct text text,
	const struct conversion *conversion, const struct rows *rows)
{
	enum regex_answer answer = regex_search(regex, text);

	if (answer != REGEX_NO && answer != REGEX_YES)
		cli_fail("%s:%zu: pattern '%s' of %s: %s", conversion->file, rows->number,
			regex_pattern(regex), conversion->extract->map, regex_problem(answer));
	return answer == REGEX_YES;
}

/* The value's text in this row: the first of its columns that is not empty. */
static struct text text_in(const struct value *value, const struct conversion *conversion,
	const struct rows *rows)
{
	const struct regex *empty = conversion->extract->empty;

	if (value->constant != NULL)
		return text_of(value->constant);
	for (size_t i = 0; i < value->place_count; i++) {
		struct text text = rows_trim(rows->fields[value->places[i]]);

		if (text.length > 0 && (empty == NULL || !found(empty, text, conversion, rows)))
			return text;
	}
	return (struct text){ "", 0 };
}

/* The column that the value is read from, for a message: as the file calls it. */
static const char *column_of(const struct conversion *conversion, const struct value *value)
{
	return value->place_count == 0 ? "person" : conversion->header->names[value->places[0]];
}

/* The forms of the extract, for a message. */
static const char *forms(const struct extract *extract, char text[64])
{
	size_t used = 0;

	for (size_t i = 0; i < extract->date_count; i++)
		used += (size_t)snprintf(text + used, 64 - used, "%s%s", i == 0 ? "" : " or ",
			dates_form_name(extract->dates[i]));
	return text;
}

static bool read_date(struct conversion *conversion, const struct value *value,
	struct text text, struct date *date)
{
	const struct extract *extract = conversion->extract;
	char shown[CLI_VALUE_SIZE], names[64];

	switch (dates_read(extract->dates, extract->date_count, text, date)) {
	case DATES_READ:
		return true;
	case DATES_OUTSIDE:
		return reject(conversion, column_of(conversion, value), "a year outside %d to %d: %s",
			DATES_FIRST_YEAR, DATES_LAST_YEAR, cli_value(text, shown));
	default:
		return reject(conversion, column_of(conversion, value), "not a date: %s (want %s)",
			cli_value(text, shown), forms(extract, names));
	}
}

/* What the extract's codes make of the column's value. */
static struct text coded(const struct conversion *conversion, const struct rows *rows,
	const char *column, struct text text)
{
	const struct extract *extract = conversion->extract;

	for (size_t i = 0; i < extract->code_count; i++) {
		const struct code *code =
			&extract->codes[(i + extract->common_codes) % extract->code_count];

		if (strcmp(code->column, column) == 0 && found(code->regex, text, conversion, rows))
			return text_of(code->replacement);
	}
	return text;
}

/* Puts the value of one column of the event. */
static bool put_value(struct conversion *conversion, const struct rows *rows,
	const struct value *value, size_t column)
{
	struct text text = text_in(value, conversion, rows);
	char day[DATE_SIZE];

	if (value->date && text.length > 0 && value->constant == NULL) {
		struct date date;

		if (!read_date(conversion, value, text, &date))
			return false;
		text = (struct text){ day, date_format(date, day) };
	}
	if (value->constant == NULL && conversion->extract->code_count > 0)
		text = coded(conversion, rows, conversion->columns->names[column], text);
	if (column == conversion->person_column && text.length == 0 &&
		!conversion->extract->plain)
		return reject(conversion, column_of(conversion, value), "empty (want a value)");
	put(conversion, text);
	return true;
}

static bool put_event(struct conversion *conversion, const struct rows *rows, size_t number,
	struct text date)
{
	const struct event_line *event = &conversion->extract->events[number];
	const struct value **plan = conversion->plan + number * conversion->columns->count;

	for (size_t c = 0; c < conversion->columns->count; c++) {
		if (c > 0)
			put_byte(conversion, '\t');
		if (c == conversion->date_column) {
			put(conversion, date);
		} else if (c == conversion->event_column && event->name != NULL) {
			put(conversion, text_of(event->name));
		} else if (c == conversion->event_column) {
			struct text name = coded(conversion, rows, "event",
				text_in(&event->from, conversion, rows));

			if (name.length == 0)
				return reject(conversion, column_of(conversion, &event->from),
					"empty (want a value)");
			put(conversion, name);
		} else if (plan[c] != NULL && !put_value(conversion, rows, plan[c], c)) {
			return false;
		}
	}
	put_byte(conversion, '\n');
	conversion->events++;
	return true;
}

static bool wanted(const struct conversion *conversion, const struct rows *rows,
	const struct event_line *event)
{
	for (size_t i = 0; i < event->test_count; i++) {
		const struct test *test = &event->tests[i];

		if (found(test->regex, text_in(&test->value, conversion, rows), conversion, rows) ==
			test->negated)
			return false;
	}
	return true;
}

/* The event's date as it is written in a stream; an empty text where the row has none. */
static bool day_of(struct conversion *conversion, const struct rows *rows,
	const struct event_line *event, struct text *day, char written[DATE_SIZE])
{
	struct date date = { conversion->as_of, DATE_NO_MINUTE };

	if (!event->on_as_of) {
		*day = text_in(&event->on, conversion, rows);
		/* A plain CSV's row is an event, and must have a date; a map's is as it is. */
		if (day->length == 0)
			return !conversion->extract->plain ||
				reject(conversion, column_of(conversion, &event->on), "empty (want a value)");
		if (!read_date(conversion, &event->on, *day, &date))
			return false;
		/* Ten bytes with a dash there are YYYY-MM-DD in any form: it need not be written anew. */
		if (day->length == 10 && day->at[4] == '-' && day->at[7] == '-')
			return true;
	}
	*day = (struct text){ written, date_format(date, written) };
	return true;
}

/* The person as the row has it; an empty text where the map names none. */
static struct text person_in(const struct conversion *conversion, const struct rows *rows)
{
	return conversion->person == NULL ? (struct text){ "", 0 }
					  : text_in(conversion->person, conversion, rows);
}

static bool is_held(const struct conversion *conversion, const struct event_line *event)
{
	return conversion->follow != NULL && event->unless.count > 0;
}

/* Gives the events: those that are to be held back, or the others. */
static bool put_events(struct conversion *conversion, const struct rows *rows, bool held)
{
	for (size_t e = 0; e < conversion->extract->event_count; e++) {
		const struct event_line *event = &conversion->extract->events[e];
		struct text day;
		char written[DATE_SIZE];

		if (is_held(conversion, event) != held || !wanted(conversion, rows, event))
			continue;
		if (!day_of(conversion, rows, event, &day, written))
			return false;
		if (day.length > 0 && !put_event(conversion, rows, e, day))
			return false;
	}
	return true;
}

/* The day that the row has in the column of `unless`, or an empty text. */
static bool read_end(struct conversion *conversion, const struct rows *rows,
	const struct event_line *event, struct text *day, char written[DATE_SIZE])
{
	struct date date;

	*day = text_in(&event->unless, conversion, rows);
	if (day->length == 0)
		return true;
	if (!read_date(conversion, &event->unless, *day, &date))
		return false;
	*day = (struct text){ written, date_format(date, written) };
	return true;
}

/* The row is good: what it says of `unless` counts, and its events from there on are held back. */
static void hold_back(struct conversion *conversion, const struct rows *rows, size_t from)
{
	struct text person = person_in(conversion, rows);
	const char *line = conversion->lines + from, *end = conversion->lines + conversion->used;

	for (size_t e = 0; e < conversion->extract->event_count; e++) {
		const struct event_line *event = &conversion->extract->events[e];
		char written[DATE_SIZE], written_end[DATE_SIZE];
		struct text day, end_day;

		if (!is_held(conversion, event))
			continue;
		read_end(conversion, rows, event, &end_day, written_end);
		if (end_day.length > 0)
			follow_end(conversion->follow, e, person, end_day);
		if (!wanted(conversion, rows, event))
			continue;
		day_of(conversion, rows, event, &day, written);
		if (day.length > 0) {
			size_t length =
				(size_t)((const char *)memchr(line, '\n', (size_t)(end - line)) - line) + 1;

			follow_hold(conversion->follow, e, person, day, text_same(day, end_day),
				(struct text){ line, length });
			line += length;
		}
	}
	conversion->used = from;
	follow_end_row(conversion->follow, conversion->events - conversion->held);
}

static bool convert_held(struct conversion *conversion, const struct rows *rows)
{
	size_t events = conversion->events, used = conversion->used;

	if (conversion->follow == NULL)
		return true;
	if (!put_events(conversion, rows, true))
		return false;
	for (size_t e = 0; e < conversion->extract->event_count; e++) {
		const struct event_line *event = &conversion->extract->events[e];
		char written[DATE_SIZE];
		struct text day;

		if (is_held(conversion, event) && !read_end(conversion, rows, event, &day, written))
			return false;
	}
	conversion->held = conversion->events - events;
	hold_back(conversion, rows, used);
	conversion->events = events;
	return true;
}

bool convert_row(struct conversion *conversion, const struct rows *rows)
{
	conversion->events = conversion->used = conversion->held = 0;
	if (rows->count != conversion->header->count)
		return reject(conversion, "row", "has %zu fields (want %zu, as the header has)",
			rows->count, conversion->header->count);
	if (!rows->utf8)
		return reject(conversion, "row", "not text in the file's encoding "
			"(want UTF-8, or what the map's line `encoding` says)");
	if (conversion->person != NULL && !conversion->extract->plain &&
		person_in(conversion, rows).length == 0)
		return reject(conversion, column_of(conversion, conversion->person),
			"empty (want a value)");
	return put_events(conversion, rows, false) && convert_held(conversion, rows);
}
