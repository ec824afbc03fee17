/* unit: observations as lines: the event's columns, then what was counted. */
#include "run.h"

#include <stdio.h>

static const char *const observation_columns[OBSERVATION_COLUMNS] = { "measure", "part", "num",
	"den", "unit", "basis", "since", "due" };

void unit_write_header(struct reader *reader)
{
	const struct stream *in = &reader->in;

	writer_text(&reader->out, text_of(in->header));
	for (size_t i = 0; i < OBSERVATION_COLUMNS; i++) {
		if (reader->places.observation[i] != STREAM_NO_COLUMN)
			continue;
		writer_byte(&reader->out, '\t');
		writer_text(&reader->out, text_of(observation_columns[i]));
		reader->added_columns++;
	}
	reader->appended = reader->added_columns == OBSERVATION_COLUMNS;
	writer_end_line(&reader->out);
}

void unit_pass_on(struct reader *reader)
{
	writer_put(&reader->out, reader->passing.at, reader->passing.length);
	reader->out.lines_end = reader->out.used;
	reader->passing.length = 0;
}

/* Lines that follow each other in the block, and need no more columns, are passed on as one
 * piece. */
static bool joins_passing(struct reader *reader, struct text line)
{
	struct text *passing = &reader->passing;

	if (reader->added_columns > 0 || line.at[line.length] != '\n')
		return false;
	if (passing->length > 0 && passing->at + passing->length != line.at)
		unit_pass_on(reader);
	if (passing->length == 0)
		passing->at = line.at;
	passing->length += line.length + 1;
	return true;
}

void unit_pass(struct reader *reader, struct text line)
{
	struct writer *out = &reader->out;
	char *to;

	if (joins_passing(reader, line))
		return;
	unit_pass_on(reader);
	if (out->capacity - out->used < line.length + OBSERVATION_COLUMNS + 1)
		writer_room(out, line.length + OBSERVATION_COLUMNS + 1);
	to = out->block + out->used;
	memcpy(to, line.at, line.length);
	memcpy(to + line.length, "\t\t\t\t\t\t\t\t", OBSERVATION_COLUMNS);
	out->used += line.length + reader->added_columns;
	writer_end_line(out);
}

struct text run_text_of(const struct run *run, struct text line, size_t column)
{
	return stream_field_of(line, run->places[column]);
}

struct text run_text(const struct run *run, size_t column)
{
	return stream_field(&run->reader->in, run->places[column]);
}

/* Whether a carried line brings this column: what names the unit stays the unit's own. */
static bool is_carried(const struct places *places, size_t place)
{
	return place != places->date && place != places->event && place != places->person &&
		place != places->ref;
}

struct text unit_field(const struct run *run, const struct unit *unit, size_t place)
{
	const struct places *places = &run->reader->places;

	if (unit->anonymous && (place == places->person || place == places->ref))
		return (struct text){ "", 0 };
	if (is_carried(places, place))
		for (size_t i = unit->carried_count; i-- > 0;) {
			struct text field = stream_field_of(unit->carried[i], place);

			if (field.length > 0)
				return field;
		}
	/* The line now read is cut already. */
	if (unit->line.at == run->reader->in.line.at && place != STREAM_NO_COLUMN)
		return run->reader->in.fields[place];
	return stream_field_of(unit->line, place);
}

struct text unit_text(const struct run *run, const struct unit *unit, size_t column)
{
	return unit_field(run, unit, run->places[column]);
}

bool unit_holds(const struct run *run, const struct unit *unit, const struct condition *condition)
{
	return condition_holds(condition, unit_field(run, unit, condition->place), &run->reader->in);
}

void unit_amounts(const struct run *run, const struct unit *unit, int64_t *num, int64_t *den)
{
	*num = run->as_den ? UNIT_EMPTY : unit->num;
	*den = run->as_den ? unit->num : run->as_num ? UNIT_EMPTY : unit->den;
}

/* What the eight columns of an observation hold, as text. */
struct eight {
	struct text text[OBSERVATION_COLUMNS];
	char name[UNIT_NAME_SIZE], num[SUM_SIZE], den[SUM_SIZE], since[DATE_SIZE], due[DATE_SIZE];
};

static struct text amount_text(int64_t amount, char text[SUM_SIZE])
{
	if (amount == UNIT_EMPTY)
		return (struct text){ "", 0 };
	return (struct text){ text, sum_format(amount, text) };
}

struct text unit_name(const struct run *run, size_t limit, char room[UNIT_NAME_SIZE])
{
	int length;

	if (!run->name_by_unit)
		return text_of(run->full_name);
	length = snprintf(room, UNIT_NAME_SIZE, "%s.%s", run->full_name, run->limits[limit]);
	return (struct text){ room, (size_t)length };
}

static void fill(const struct run *run, const struct unit *unit, struct eight *eight)
{
	int64_t num, den;

	unit_amounts(run, unit, &num, &den);
	eight->text[OBSERVATION_MEASURE] = unit_name(run, unit->limit, eight->name);
	eight->text[OBSERVATION_PART] = unit->part;
	eight->text[OBSERVATION_NUM] = amount_text(num, eight->num);
	eight->text[OBSERVATION_DEN] = amount_text(den, eight->den);
	eight->text[OBSERVATION_UNIT] = text_of(run->unit);
	eight->text[OBSERVATION_BASIS] = text_of(run->stock ? "stock" : "flow");
	eight->text[OBSERVATION_SINCE] =
		(struct text){ eight->since, date_format(unit->since, eight->since) };
	eight->text[OBSERVATION_DUE] = (struct text){ eight->due, date_format(unit->due, eight->due) };
}

/* Column by column: where the date is not the line's own, or columns were carried. */
static void write_fields(struct run *run, const struct unit *unit, const struct eight *eight,
	size_t first_columns)
{
	struct reader *reader = run->reader;
	const struct places *places = &reader->places;
	char date[DATE_SIZE];

	for (size_t place = 0; place < first_columns; place++) {
		bool is_date = place == places->date && unit->day != DATE_NO_DAY;
		size_t eighth = OBSERVATION_COLUMNS;

		for (size_t i = 0; i < OBSERVATION_COLUMNS; i++)
			if (places->observation[i] == place)
				eighth = i;
		if (place > 0)
			writer_byte(&reader->out, '\t');
		if (is_date)
			writer_put(&reader->out, date,
				date_format((struct date){ unit->day, DATE_NO_MINUTE }, date));
		else if (eighth < OBSERVATION_COLUMNS)
			writer_text(&reader->out, eight->text[eighth]);
		else
			writer_text(&reader->out, unit_field(run, unit, place));
	}
}

void unit_write(struct run *run, const struct unit *unit)
{
	struct reader *reader = run->reader;
	struct eight eight;
	size_t own = reader->in.column_count;
	bool plain = unit->day == DATE_NO_DAY && unit->carried_count == 0 && !unit->anonymous &&
		unit->line.length > 0 &&
		(reader->appended || (reader->trailing && unit_ends_empty(unit->line)));

	unit_pass_on(reader);
	fill(run, unit, &eight);
	if (reader->trailing)
		own -= OBSERVATION_COLUMNS;
	if (plain)
		writer_put(&reader->out, unit->line.at,
			unit->line.length - (reader->trailing ? OBSERVATION_COLUMNS : 0));
	else
		write_fields(run, unit, &eight, own);
	for (size_t i = 0; i < OBSERVATION_COLUMNS; i++)
		if (reader->trailing || reader->places.observation[i] == STREAM_NO_COLUMN) {
			writer_byte(&reader->out, '\t');
			writer_text(&reader->out, eight.text[i]);
		}
	writer_end_line(&reader->out);
}

/* One line for each name that the measure gives: `measure unit basis since due`, all else empty. */
void unit_write_cover(struct run *run)
{
	struct unit unit = { .line = { "", 0 }, .part = { "", 0 }, .num = UNIT_EMPTY,
		.den = UNIT_EMPTY, .day = DATE_NO_DAY, .due = { run->to, DATE_NO_MINUTE } };

	for (unit.limit = 0; unit.limit < (run->name_by_unit ? run->limit_count : 1); unit.limit++) {
		int32_t since = run_since(run, unit.limit);

		unit.since = (struct date){ since, DATE_NO_MINUTE };
		if (since <= run->to)
			unit_write(run, &unit);
	}
}

/* Whether --aged leaves the unit in: by born, at the observation's date. */
static bool is_aged(struct run *run, const struct unit *unit, int32_t day)
{
	struct text text = unit_field(run, unit, run->reader->places.born);
	struct date born;
	int32_t age;

	if (text.length == 0) {
		run->no_born++;
		return false;
	}
	date_parse(text, &born); /* the reader has seen that it is a date */
	age = date_age(born.day, day);
	return age >= run->age_from && age <= run->age_to;
}

bool run_observe(struct run *run, const struct unit *unit)
{
	/* A line with a date of its own is the one now read, or of the day that is settled. */
	int32_t day = unit->day != DATE_NO_DAY ? unit->day : run->reader->last_day;
	struct unit split;

	if (unit->line.at != NULL && run->age_to >= 0 && !is_aged(run, unit, day))
		return false;
	if (run->split_place != STREAM_NO_COLUMN && unit->part.at == NULL && unit->line.at != NULL) {
		split = *unit;
		split.part = unit_field(run, unit, run->split_place);
		unit = &split;
	}
	if (day < run_since(run, unit->limit)) {
		run->before_since++;
		return true;
	}
	if (run->sink != NULL)
		run->sink(run, unit, day, run->sink_state);
	else
		unit_write(run, unit);
	return true;
}

void run_observe_nothing(struct run *run, int32_t day, bool has_den)
{
	run_observe(run, &(struct unit){ .day = day, .num = 0, .den = has_den ? 0 : UNIT_EMPTY,
		.since = { DATE_NO_DAY, DATE_NO_MINUTE }, .due = { DATE_NO_DAY, DATE_NO_MINUTE } });
}
