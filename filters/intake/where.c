/* keeps the lines for which all conditions hold */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "date.h"
#include "memory.h"
#include "select.h"
#include "stream.h"
#include "sum.h"
#include "writer.h"

enum { INVERT };

static const struct cli_option options[] = {
	{ "invert", 'v', NULL, "keep the other lines instead" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-where",
	.about = "keeps the lines for which all conditions hold",
	.usage = "kpi-where [-v] CONDITION ...",
	.options = options,
};

/* What a comparison compares by; its value says which. */
enum kind { PATTERN, NUMBERS, DATES, BYTES };

struct test {
	enum kind kind;
	struct condition condition; /* its regex only for PATTERN */
	bool below, same, above; /* where the field may stand beside the value */
	struct text value;
	int64_t number;
	struct date date;
};

/* Digits and marks that are neither number nor date are a slip, not a text to compare by bytes. */
static bool is_slip(const char *value)
{
	return *value == '\0' ||
		(strpbrk(value, "0123456789") != NULL &&
			value[strspn(value, "0123456789-+/:., T")] == '\0');
}

/* The columns of the streams that hold dates: a year alone would be taken for a number. */
static bool holds_dates(const char *column)
{
	static const char *const columns[] = { "date", "born", "since", "due" };

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (strcmp(column, columns[i]) == 0)
			return true;
	return false;
}

static void parse_comparison(struct test *test, const char *given, const char *at)
{
	test->kind = BYTES;
	test->below = *at == '<';
	test->above = *at == '>';
	test->same = at[1] == '=';
	test->value = text_of(at + 1 + test->same);
	/* Names of periods of one kind are in the order of time by their bytes. */
	if (strcmp(test->condition.column, "period") != 0) {
		if (date_parse(test->value, &test->date))
			test->kind = DATES;
		else if (holds_dates(test->condition.column))
			cli_usage("'%s': the column holds dates (want YYYY-MM-DD)", given);
		else if (sum_parse(test->value, &test->number))
			test->kind = NUMBERS;
		else if (is_slip(test->value.at))
			cli_usage("'%s': the value is neither a number nor a date (want 10.5 or YYYY-MM-DD)",
				given);
	}
}

static struct test parse(const char *given)
{
	struct test test = { .kind = PATTERN };
	size_t name = strcspn(given, "=!<>");
	const char *at = given + name;
	char problem[256];

	if (name == 0 || *at == '\0' || (*at == '!' && at[1] != '='))
		cli_usage("'%s': not a condition (want COLUMN=REGEX, COLUMN!=REGEX or COLUMN<VALUE)",
			given);
	test.condition.column = memory_copy(given, name);
	if (*at == '<' || *at == '>') {
		parse_comparison(&test, given, at);
		return test;
	}
	test.condition.negated = *at == '!';
	at += test.condition.negated ? 2 : 1;
	test.condition.regex = regex_new(text_of(at), problem, sizeof problem);
	if (test.condition.regex == NULL)
		cli_usage("'%s': %s", given, problem);
	return test;
}

/* By the day, unless the value has a time: then no time is earlier than any. */
static int compare_dates(struct date field, struct date value)
{
	if (field.day != value.day || value.minute == DATE_NO_MINUTE)
		return (field.day > value.day) - (field.day < value.day);
	return (field.minute > value.minute) - (field.minute < value.minute);
}

static bool compares(const struct test *test, struct text field, const struct stream *stream)
{
	const char *column = test->condition.column;
	char shown[CLI_VALUE_SIZE];
	struct date date;
	int64_t number;
	int order;

	if (field.length == 0)
		return false;
	if (test->kind == NUMBERS) {
		if (!sum_parse(field, &number))
			stream_fail(stream, column, "not a number: %s (want one like 10.5)",
				cli_value(field, shown));
		order = (number > test->number) - (number < test->number);
	} else if (test->kind == DATES) {
		if (!date_parse(field, &date))
			stream_fail(stream, column, "not a date: %s (want YYYY-MM-DD)",
				cli_value(field, shown));
		order = compare_dates(date, test->date);
	} else {
		order = text_compare(field, test->value);
	}
	return order < 0 ? test->below : order > 0 ? test->above : test->same;
}

static bool holds(const struct test *test, const struct stream *stream)
{
	struct text field = stream_field(stream, test->condition.place);

	return test->kind == PATTERN ? condition_holds(&test->condition, field, stream)
				     : compares(test, field, stream);
}

static bool is_second_header(const struct stream *stream, size_t date, size_t event)
{
	return date != STREAM_NO_COLUMN && event != STREAM_NO_COLUMN &&
		text_is(stream->fields[date], "date") && text_is(stream->fields[event], "event");
}

static void keep_lines(struct stream *stream, struct writer *writer, const struct test *tests,
	size_t count, bool invert)
{
	size_t date = stream_find(stream, "date"), event = stream_find(stream, "event");

	writer_text(writer, text_of(stream->header));
	writer_end_line(writer);
	while (stream_next(stream)) {
		bool all = true, cover;

		stream_cut(stream);
		if (is_second_header(stream, date, event))
			stream_fail(stream, "header", "a second header (use kpi-sort a b)");
		/* What a stream covers stays so, whatever is asked of its lines. */
		cover = date != STREAM_NO_COLUMN && stream->fields[date].length == 0;
		for (size_t i = 0; !cover && all && i < count; i++)
			all = holds(&tests[i], stream);
		if (cover || all != invert) {
			writer_text(writer, stream->line);
			writer_end_line(writer);
		}
	}
}

int main(int argc, char **argv)
{
	struct stream stream;
	struct writer writer;
	struct test *tests;
	const char *value;
	bool invert = false;
	int operands;
	size_t count;

	cli_start(&program);
	while (cli_next(&program, argc, argv, &value, &operands) == INVERT)
		invert = true;
	count = (size_t)(argc - operands);
	if (count == 0)
		cli_usage("no condition (want COLUMN=REGEX, COLUMN!=REGEX or COLUMN<VALUE)");
	tests = memory_new(count, sizeof *tests);
	for (size_t i = 0; i < count; i++)
		tests[i] = parse(argv[operands + (int)i]);
	writer_open(&writer, STDOUT_FILENO, "stdout");
	stream_open(&stream, STDIN_FILENO, "stdin", &writer);
	for (size_t i = 0; i < count; i++)
		condition_bind(&tests[i].condition, &stream);
	keep_lines(&stream, &writer, tests, count, invert);
	writer_close(&writer);
	stream_close(&stream);
	for (size_t i = 0; i < count; i++)
		condition_free(&tests[i].condition);
	free(tests);
	return 0;
}
