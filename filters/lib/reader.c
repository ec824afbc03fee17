/* reader: the loop that feeds measures: cover lines, observations, and the events that they name. */
#include "named.h"

#include <stdlib.h>

#include "memory.h"

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
	reader->last_day = day;
	for (size_t i = 0; i < reader->run_count; i++)
		advance(reader->runs[i], day);
}

/* A ratio of which one row has no figure has none. */
static void part_ratios(struct reader *reader)
{
	for (size_t i = 0; i < reader->run_count; i++)
		for (size_t j = 0; j < reader->run_count; j++)
			if (reader->runs[j]->off &&
				strcmp(reader->runs[i]->full_name, reader->runs[j]->full_name) == 0)
				reader->runs[i]->off = true;
}

/* The first line that is no cover line has come, or the end. */
static void end_covers(struct reader *reader, int32_t first)
{
	reader->cover_over = true;
	for (size_t i = 0; i < reader->run_count; i++) {
		struct run *run = reader->runs[i];

		if (first == DATE_NO_DAY && reader->covers.count == 0) {
			run->off = true;
			continue;
		}
		if (!run->off)
			run_settle_cover(run, first);
	}
	part_ratios(reader);
	for (size_t i = 0; i < reader->run_count; i++) {
		struct run *run = reader->runs[i];

		if (run->off)
			continue;
		run->day = first != DATE_NO_DAY && first < run->from ? first : run->from;
		if (reader->covers.count > 0 && !reader->figures)
			unit_write_cover(run);
	}
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
		unit_pass(reader);
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

/* For --aged, when it may be asked of the line long after. */
static void check_born(const struct reader *reader)
{
	struct text born = stream_field(&reader->in, reader->places.born);
	char shown[CLI_VALUE_SIZE];
	struct date date;

	if (born.length > 0 && !date_parse(born, &date))
		stream_fail(&reader->in, "born", "not a date: %s (want YYYY-MM-DD)",
			cli_value(born, shown));
}

static void give_line(struct reader *reader, struct run *run, uint32_t roles)
{
	struct event event = { .date = reader->date, .roles = roles, .line = reader->in.line };

	if (event.date.day > run->to) {
		run->after_as_of++;
		return;
	}
	if (run->age_to >= 0)
		check_born(reader);
	for (uint32_t left = roles; left != 0; left &= left - 1)
		run->lines[__builtin_ctz(left)]++;
	event.person = keys_person(reader);
	event.key = keys_key(reader, run->keys);
	if (event.key == NAMES_NONE && run->measure->key != KEY_NONE)
		run->no_key++;
	run->measure->line(run->state, &event);
}

/* A count of every line leaves out those of which the extract holds the latest alone. */
static bool is_latest(const struct reader *reader)
{
	return covers_latest(&reader->covers, stream_field(&reader->in, reader->places.event),
		stream_field(&reader->in, reader->places.category));
}

/* Gives the line to each run whose selectors take it; uses of one run stand together. */
static void give_uses(struct reader *reader, const struct named_use *uses, size_t count)
{
	for (size_t i = 0; i < count;) {
		struct run *run = uses[i].run;
		uint32_t roles = 0;

		for (; i < count && uses[i].run == run; i++) {
			struct run_event *event = uses[i].event;

			if (run->off)
				continue;
			if (event == NULL) {
				roles |= is_latest(reader) ? 0 : 1;
				continue;
			}
			event->seen = true;
			if (!selector_holds(&event->selector, &reader->in))
				continue;
			if ((roles & 1u << event->option) == 0)
				run->which[event->option] = 0;
			roles |= 1u << event->option;
			run->which[event->option] |= 1u << event->order;
		}
		if (roles != 0)
			give_line(reader, run, roles);
	}
}

/* The line is an event: its date counts, and it goes to those that name it. */
static void take_event(struct reader *reader, struct named *named, const struct named_event *named_event)
{
	read_date(reader, stream_field(&reader->in, reader->places.date));
	if (!reader->cover_over)
		end_covers(reader, reader->date.day);
	reader->had_events = true;
	new_day(reader, reader->date.day);
	if (reader->keep)
		unit_pass(reader);
	give_uses(reader, named->every, named->every_count);
	if (named_event->name != NULL)
		give_uses(reader, named_event->uses, named_event->count);
}

/* An observation of a measure before: it is passed on as it is. Cover lines stand before it, and with
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
			end_covers(reader, reader->date.day);
		for (size_t i = 0; i < reader->run_count && reader->cover_over; i++)
			advance(reader->runs[i], reader->date.day);
	}
	unit_pass(reader);
}

/* A line looked at whole: cover line, observation or event. */
static void take_line(struct reader *reader, struct named *named)
{
	const struct places *places = &reader->places;
	struct text event, measure;
	const struct named_event *named_event;

	stream_cut(&reader->in);
	event = stream_field(&reader->in, places->event);
	if (text_is(event, "event") && text_is(stream_field(&reader->in, places->date), "date"))
		stream_fail(&reader->in, "line", "a second header (use kpi-sort a b)");
	measure = stream_field(&reader->in, places->observation[OBSERVATION_MEASURE]);
	if (measure.length > 0)
		check_name(reader, measure);
	if (stream_field(&reader->in, places->date).length == 0) {
		read_cover_line(reader);
		return;
	}
	if (measure.length > 0) {
		take_observation(reader);
		return;
	}
	named_event = named_find(named, event);
	take_event(reader, named, named_event);
}

/*
 * Deals with a line of an event that nobody names, without cutting it; false for any other line.
 * Nine lines of ten are such: where the stream holds no observations and nothing is passed on, not
 * even their dates are read.
 */
static bool pass_by(struct reader *reader, struct named *named)
{
	const struct places *places = &reader->places;
	struct stream *in = &reader->in;
	struct text date;

	if (!reader->cover_over ||
		named_find(named, stream_quick_field(in, places->event))->name != NULL)
		return false;
	if (!reader->whole)
		return true;
	date = stream_quick_field(in, places->date);
	if (in->found != in->column_count - 1 || date.length == 0 || named->every_count > 0)
		return false;
	if (places->observation[OBSERVATION_MEASURE] != STREAM_NO_COLUMN &&
		stream_quick_field(in, places->observation[OBSERVATION_MEASURE]).length > 0)
		return false;
	read_date(reader, date);
	reader->had_events = true;
	new_day(reader, reader->date.day);
	if (reader->keep)
		unit_pass(reader);
	return true;
}

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
	for (size_t i = 0; i < OBSERVATION_COLUMNS; i++)
		reader->places.observation[i] = stream_find(in, names[i]);
}

/* An insertion sort of a few dozen. */
static size_t *sort_columns(const struct stream *in)
{
	size_t *places = memory_new(in->column_count, sizeof *places);

	for (size_t i = 0; i < in->column_count; i++) {
		size_t at = i;

		for (; at > 0 && text_compare(in->columns[i], in->columns[places[at - 1]]) < 0; at--)
			places[at] = places[at - 1];
		places[at] = i;
	}
	return places;
}

static void begin(struct reader *reader)
{
	writer_open(&reader->out, 1, "stdout");
	stream_open(&reader->in, 0, "stdin", &reader->out);
	find_places(reader);
	reader->by_name = sort_columns(&reader->in);
	names_open(&reader->persons);
	reader->last_day = DATE_NO_DAY;
	for (size_t i = 0; i < reader->run_count; i++) {
		run_bind(reader->runs[i]);
		if (!reader->runs[i]->off && reader->runs[i]->key != KEY_NONE && reader->runs[i]->key != KEY_PERSON)
			reader->runs[i]->keys = keys_space(reader, reader->runs[i]);
	}
	stream_quick(&reader->in, reader->places.event);
	if (!reader->figures)
		unit_write_header(reader);
}

/* The stream's last day: without cover lines what is known ends with it. */
static void find_last_day(struct reader *reader)
{
	struct date date;

	if (reader->last_day == DATE_NO_DAY)
		return;
	if (!reader->whole) {
		read_date(reader, stream_field_of(reader->in.line, reader->places.date));
		date = reader->date;
		if (date.day > reader->last_day)
			reader->last_day = date.day;
	}
	for (size_t i = 0; i < reader->run_count; i++)
		if (reader->runs[i]->to == INT32_MAX)
			reader->runs[i]->to = reader->last_day;
}

static void end(struct reader *reader)
{
	if (!reader->cover_over)
		end_covers(reader, DATE_NO_DAY);
	if (reader->had_observations && !reader->had_events)
		cli_fail("stdin: observations but no events (did the filter before need -k?)");
	find_last_day(reader);
	for (size_t i = 0; i < reader->run_count; i++) {
		struct run *run = reader->runs[i];

		if (!run->off)
			advance(run, run->to + 1);
		run->measure->finish(run->state);
		if (!run->off)
			run_tell_left_out(run);
	}
	if (reader->finish != NULL)
		reader->finish(reader, reader->finish_state);
	writer_close(&reader->out);
}

int reader_run(struct reader *reader)
{
	struct named *named = named_new(reader);
	bool told;

	begin(reader);
	reader->whole = reader->keep || named->every_count > 0 ||
		reader->places.observation[OBSERVATION_MEASURE] != STREAM_NO_COLUMN;
	if (reader->whole)
		stream_quick(&reader->in, reader->in.column_count - 1);
	while (stream_next(&reader->in))
		if (!pass_by(reader, named))
			take_line(reader, named);
	end(reader);
	told = reader->told;
	named_free(named);
	for (size_t i = 0; i < reader->run_count; i++)
		run_free(reader->runs[i]);
	free(reader->runs);
	date_calendar_free(reader->calendar);
	keys_free(reader);
	free(reader->by_name);
	covers_free(&reader->covers);
	stream_close(&reader->in);
	return reader->strict && told ? CLI_NO : 0;
}
