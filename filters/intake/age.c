/* adds the age at each line's date */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "date.h"
#include "stream.h"
#include "writer.h"

enum { BANDS };

static const struct cli_option options[] = {
	{ "bands", 0, "AGES", "the first age of each band (0,1,5,10,16,18)" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-age",
	.about = "adds the age at each line's date",
	.usage = "kpi-age [--bands AGES]",
	.options = options,
};

#define BAND_SIZE 32
#define OLDEST 150

/* The names of the bands of the ages 0 to OLDEST; all above go with OLDEST. */
struct bands {
	char names[OLDEST + 1][BAND_SIZE];
};

/* Names the band of the ages from first up to, but not with, next. */
static void name_band(struct bands *bands, int first, int next)
{
	for (int age = first; age <= OLDEST && age < next; age++) {
		char *name = bands->names[age];

		if (next > OLDEST)
			snprintf(name, BAND_SIZE, "%d and over", first);
		else if (first == 0)
			snprintf(name, BAND_SIZE, "under %d", next);
		else if (next == first + 1)
			snprintf(name, BAND_SIZE, "%d", first);
		else
			snprintf(name, BAND_SIZE, "%d to %d", first, next - 1);
	}
}

/* Reads `0,1,5`: ages that rise; a list that does not begin with 0 has a band below its first. */
static void parse_bands(struct bands *bands, const char *list)
{
	const char *at = list;
	int first = 0;

	for (bool more = true; more; at++) {
		int age = 0;
		size_t digits = strspn(at, "0123456789");

		for (size_t i = 0; i < digits && digits <= 3; i++)
			age = age * 10 + (at[i] - '0');
		more = at[digits] == ',';
		if (digits < 1 || digits > 3 || age >= OLDEST || (!more && at[digits] != '\0') ||
			(at > list && age <= first))
			cli_usage("--bands: '%s': not ages that rise (want a list like 0,1,5,10,16,18)", list);
		name_band(bands, first, age);
		first = age;
		at += digits;
	}
	name_band(bands, first, OLDEST + 1);
}

static struct date read_date(const struct stream *stream, struct text field, const char *column)
{
	char shown[CLI_VALUE_SIZE];
	struct date date;

	if (!date_parse(field, &date))
		stream_fail(stream, column, "not a date: %s (want YYYY-MM-DD)", cli_value(field, shown));
	return date;
}

static void put_age(struct writer *writer, const struct bands *bands, struct date born,
	struct date at)
{
	int32_t age = date_age(born.day, at.day);
	char text[16];

	if (born.day > at.day) {
		writer_text(writer, text_of("-1\tunborn"));
		return;
	}
	writer_put(writer, text, (size_t)snprintf(text, sizeof text, "%d\t", age));
	writer_text(writer, text_of(bands->names[age < OLDEST ? age : OLDEST]));
}

static void add_ages(struct stream *stream, struct writer *writer, const struct bands *bands)
{
	size_t date = stream_need(stream, "date"), born = stream_need(stream, "born");
	size_t event = stream_find(stream, "event");

	if (stream_find(stream, "age") != STREAM_NO_COLUMN ||
		stream_find(stream, "band") != STREAM_NO_COLUMN)
		stream_fail(stream, "header", "has a column age or band already");
	writer_text(writer, text_of(stream->header));
	writer_text(writer, text_of("\tage\tband"));
	writer_end_line(writer);
	while (stream_next(stream)) {
		struct text at, birth;

		stream_cut(stream);
		at = stream->fields[date];
		birth = stream->fields[born];
		if (text_is(at, "date") && text_is(stream_field(stream, event), "event"))
			stream_fail(stream, "header", "a second header (use kpi-sort a b)");
		writer_text(writer, stream->line);
		writer_byte(writer, '\t');
		if (at.length > 0 && birth.length > 0)
			put_age(writer, bands, read_date(stream, birth, "born"),
				read_date(stream, at, "date"));
		else
			writer_byte(writer, '\t');
		writer_end_line(writer);
	}
}

int main(int argc, char **argv)
{
	struct bands bands = { 0 };
	struct stream stream;
	struct writer writer;
	const char *value, *list = "0,1,5,10,16,18";
	int operands;

	cli_start(&program);
	while (cli_next(&program, argc, argv, &value, &operands) == BANDS)
		list = value;
	cli_no_operands(argc, argv, operands);
	parse_bands(&bands, list);
	writer_open(&writer, STDOUT_FILENO, "stdout");
	stream_open(&stream, STDIN_FILENO, "stdin", &writer);
	add_ages(&stream, &writer, &bands);
	writer_close(&writer);
	stream_close(&stream);
	return 0;
}
