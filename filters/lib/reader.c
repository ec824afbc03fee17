/* reader: the loop that feeds measures: cover lines, observations, and the events that they
 * name. */
#include "named.h"

#include <stdlib.h>

#include "carry.h"
#include "memory.h"
#include "sight.h"
#include "span.h"

static void read_date(struct reader *reader, struct text text)
{
	char shown[CLI_VALUE_SIZE];

	/* Most lines are of the same day as the line before. */
	if (text.length == 10 && memcmp(text.at, reader->date_text, 10) == 0) {
		reader->date = (struct date){ reader->date_day, DATE_NO_MINUTE };
		return;
	}
	if (!date_parse(text, &reader->date))
		stream_fail(&reader->in, "date", "not a date: %s (want YYYY-MM-DD)",
			cli_value(text, shown));
	memcpy(reader->date_text, text.at, 10);
	reader->date_day = reader->date.day;
}

/* Takes the run to the day, so that what falls due before it is decided. */
static void advance(struct run *run, int32_t next)
{
	if (run->off || run->day == DATE_NO_DAY)
		return;
	if (run->to != INT32_MAX && next > run->to + 1)
		next = run->to + 1;
	if (next <= run->day)
		return;
	run->reader->crew.step = run->order + (run->reader->ended ? 2 * run->reader->run_count : 0);
	if (run->measure->day != NULL)
		run->measure->day(run->state, run->day, next);
	run->day = next;
}

static void new_day(struct reader *reader, int32_t day)
{
	if (reader->last_day != DATE_NO_DAY && day < reader->last_day) {
		char text[DATE_SIZE];

		date_format((struct date){ day, DATE_NO_MINUTE }, text);
		stream_fail(&reader->in, "date", "out of order: '%s' after a later day (use kpi-sort)",
			text);
	}
	if (day == reader->last_day)
		return;
	for (size_t i = 0; i < reader->run_count; i++)
		advance(reader->runs[i], day);
	day_lines_clear(&reader->day_lines);
	keys_forget(reader);
	reader->last_day = day;
	sight_forget(reader);
}

static void read_cover_line(struct reader *reader)
{
	const struct places *places = &reader->places;
	struct text event = stream_field(&reader->in, places->event);
	struct text category = stream_field(&reader->in, places->category);
	struct text result = stream_field(&reader->in, places->result);
	size_t measure = places->observation[OBSERVATION_MEASURE];

	if (reader->cover_over)
		stream_fail(&reader->in, "date", "empty after the first event (cover lines come first; "
						 "use kpi-sort)");
	if (stream_field(&reader->in, measure).length == 0 &&
		!covers_add(&reader->covers, event, category, result))
		stream_fail(&reader->in, "result",
			"an empty date makes a cover line, and this is none (want KIND FROM/TO, KIND latest, "
			"all or history)");
	if (!reader->figures)
		unit_pass(reader, reader->in.line);
}

/* A measure that meets its own name would be counted twice. */
static void check_name(const struct reader *reader, struct text name)
{
	for (size_t i = 0; i < reader->run_count; i++) {
		const struct run *run = reader->runs[i];
		struct text own = text_of(run->full_name);

		for (size_t j = 0; run->name_by_unit && j < run->limit_count; j++)
			if (name.length == own.length + 1 + strlen(run->limits[j]) &&
				memcmp(name.at, own.at, own.length) == 0 &&
				strncmp(name.at + own.length + 1, run->limits[j],
					name.length - own.length - 1) == 0)
				stream_fail(&reader->in, "measure", "its own name, %s, is there already (give "
								    "another with -n)", own.at);
		if (!run->name_by_unit && text_same(name, own))
			stream_fail(&reader->in, "measure",
				"its own name, %s, is there already (give another with -n)", own.at);
	}
}

/* The line is an event: its date counts, and it goes to those that name it. */
static void take_event(struct reader *reader, struct named_event *named_event)
{
	read_date(reader, stream_field(&reader->in, reader->places.date));
	if (!reader->cover_over)
		window_settle(reader, reader->date.day);
	reader->had_events = true;
	new_day(reader, reader->date.day);
	if (reader->keep)
		unit_pass(reader, reader->in.line);
	sight_note(reader, true);
	named_give(reader->named, named_event, reader);
}

/* An observation of a measure before: it is passed on as it is. Cover lines stand before it, and
 * with
 * -k what falls due before its day does. */
static void take_observation(struct reader *reader)
{
	if (reader->figures)
		stream_fail(&reader->in, "measure", "an observation, where figures are made of events "
						    "(want kpi-tally behind, not --by)");
	reader->had_observations = true;
	if (reader->keep || (!reader->cover_over && reader->covers.count > 0)) {
		read_date(reader, stream_field(&reader->in, reader->places.date));
		if (!reader->cover_over && reader->covers.count > 0)
			window_settle(reader, reader->date.day);
		for (size_t i = 0; i < reader->run_count && reader->cover_over; i++)
			advance(reader->runs[i], reader->date.day);
	}
	unit_pass(reader, reader->in.line);
}

/* A line looked at whole: cover line, observation or event; found: its event. */
static void take_line(struct reader *reader, struct named_event *found)
{
	const struct places *places = &reader->places;
	struct text measure, date;

	stream_cut(&reader->in);
	date = stream_field(&reader->in, places->date);
	if (found->is_header && text_is(date, "date"))
		stream_fail(&reader->in, "line", "a second header (use kpi-sort a b)");
	measure = stream_field(&reader->in, places->observation[OBSERVATION_MEASURE]);
	if (measure.length > 0)
		check_name(reader, measure);
	if (date.length == 0)
		read_cover_line(reader);
	else if (measure.length > 0)
		take_observation(reader);
	else
		take_event(reader, found);
}

/*
 * Deals with a line of an event that nobody names, without cutting it; false where it must be
 * looked at. Where the stream holds no observations and nothing is passed on, not even its date is
 * read.
 */
static bool pass_by(struct reader *reader)
{
	const struct places *places = &reader->places;
	struct text line = reader->in.line, date;

	if (reader->whole) {
		date = stream_field_of(line, places->date);
		if (reader->in.tabs + 1 != reader->in.column_count || date.length == 0 ||
			reader->named->every_count > 0 ||
			stream_field_of(line, places->observation[OBSERVATION_MEASURE]).length > 0)
			return false;
		read_date(reader, date);
		reader->had_events = true;
		new_day(reader, reader->date.day);
	}
	sight_note(reader, reader->whole);
	if (reader->keep)
		unit_pass(reader, line);
	return true;
}

static void read_line(struct reader *reader)
{
	struct named_event *found = named_find(reader->named, sight_event(reader));

	if (found->name == NULL && reader->cover_over && pass_by(reader))
		return;
	take_line(reader, found);
}

/* --- from begin to end ------------------------------------------------------------------------ */

static void find_places(struct reader *reader)
{
	static const char *const names[OBSERVATION_COLUMNS] = { "measure", "part", "num", "den", "unit",
		"basis", "since", "due" };
	const struct stream *in = &reader->in;

	reader->places = (struct places){ .date = stream_need(in, "date"),
		.event = stream_need(in, "event"), .person = stream_need(in, "person"),
		.ref = stream_find(in, "ref"), .worker = stream_find(in, "worker"),
		.team = stream_find(in, "team"), .category = stream_find(in, "category"),
		.result = stream_find(in, "result"), .born = stream_find(in, "born") };
	reader->trailing = true;
	for (size_t i = 0; i < OBSERVATION_COLUMNS; i++) {
		reader->places.observation[i] = stream_find(in, names[i]);
		reader->trailing = reader->trailing &&
			reader->places.observation[i] == in->column_count - OBSERVATION_COLUMNS + i;
	}
}

static void begin(struct reader *reader)
{
	bool any_undivided = false;

	writer_open(&reader->out, 1, "stdout");
	stream_open(&reader->in, 0, "stdin", &reader->out);
	find_places(reader);
	names_open(&reader->persons);
	reader->last_day = DATE_NO_DAY;
	for (size_t i = 0; i < reader->run_count; i++) {
		reader->runs[i]->order = i;
		run_bind(reader->runs[i]);
		any_undivided = any_undivided || reader->runs[i]->undivided;
	}
	if (reader->figures)
		crew_start(&reader->crew, &reader->in, any_undivided);
	else
		unit_write_header(reader);
	for (size_t i = 0; i < reader->run_count; i++)
		if (!reader->runs[i]->off)
			keys_settle(reader, reader->runs[i]);
}

/* The stream's last day: without cover lines what is known ends with it. */
static void find_last_day(struct reader *reader)
{
	int32_t last = reader->last_day;

	if (last == DATE_NO_DAY)
		return;
	if (!reader->whole) {
		read_date(reader, stream_field_of(reader->in.line, reader->places.date));
		if (reader->date.day > last)
			last = reader->date.day;
	}
	for (size_t i = 0; i < reader->run_count; i++)
		if (reader->runs[i]->to == INT32_MAX)
			reader->runs[i]->to = last;
}

static void end(struct reader *reader)
{
	reader->ended = true;
	if (!reader->cover_over)
		window_settle(reader, DATE_NO_DAY);
	if (reader->had_observations && !reader->had_events)
		cli_fail("stdin: observations but no events (did the filter before need -k?)");
	find_last_day(reader);
	named_tell_seen(reader->named);
	for (size_t i = 0; i < reader->run_count; i++)
		if (!reader->runs[i]->off)
			advance(reader->runs[i], reader->runs[i]->to + 1);
	crew_gather(&reader->crew);
	for (size_t i = 0; i < reader->run_count; i++) {
		struct run *run = reader->runs[i];

		run->measure->finish(run->state);
		if (!run->off)
			run_tell_left_out(run);
	}
	unit_pass_on(reader);
	if (reader->finish != NULL)
		reader->finish(reader, reader->finish_state);
	crew_end(&reader->crew);
	writer_close(&reader->out);
}

/* The next line that must be looked at. What waits to be passed on stands in the stream's block. */
static bool next_line(struct reader *reader)
{
	for (;;) {
		sight_go_by(reader);
		if (!stream_is_used_up(&reader->in))
			return stream_next(&reader->in);
		unit_pass_on(reader);
		if (!stream_find_lines(&reader->in))
			return false;
	}
}

int reader_run(struct reader *reader)
{
	size_t measure;
	bool told;

	reader->named = named_new(reader);
	begin(reader);
	measure = reader->places.observation[OBSERVATION_MEASURE];
	reader->whole = reader->keep || reader->named->every_count > 0 || measure != STREAM_NO_COLUMN;
	reader->plain = reader->places.date == 0 && reader->places.event == 1 &&
		reader->named->every_count == 0 && (measure == STREAM_NO_COLUMN || reader->trailing);
	reader->parted = reader->plain && !reader->whole && reader->places.person == 2 &&
		reader->crew.to != 0;
	sight_forget(reader);
	reader->in.scan.counts = reader->whole;
	while (next_line(reader))
		read_line(reader);
	end(reader);
	told = reader->told;
	named_free(reader->named);
	for (size_t i = 0; i < reader->run_count; i++)
		run_free(reader->runs[i]);
	free(reader->runs);
	for (size_t i = 0; i < reader->shared_count; i++) {
		spans_free(reader->shared[i]);
		free(reader->shared[i]);
	}
	free(reader->shared);
	for (size_t i = 0; i < reader->carry_count; i++)
		carry_free(reader->carries[i]);
	free(reader->carries);
	day_lines_free(&reader->day_lines);
	date_calendar_free(reader->calendar);
	keys_free(reader);
	free(reader->by_name);
	free(reader->compared);
	covers_free(&reader->covers);
	stream_close(&reader->in);
	return reader->strict && told ? CLI_NO : 0;
}
