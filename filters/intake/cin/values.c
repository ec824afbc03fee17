#include "values.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "date.h"
#include "memory.h"
#include "sum.h"

void problem_note(struct problem *problem, const char *element, size_t line, const char *format,
	...)
{
	va_list values;

	if (problem->element != NULL)
		return;
	problem->element = element;
	problem->line = line;
	va_start(values, format);
	vsnprintf(problem->reason, sizeof problem->reason, format, values);
	va_end(values);
}

bool value_short(const struct value *value, struct problem *problem)
{
	if (value->text.at != NULL)
		return true;
	problem_note(problem, value->element, value->line, "a value of over 4,096 bytes");
	return false;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* xs:date may end in a zone, Z or +01:00; the day is the one that is written. */
static struct text without_zone(struct text text)
{
	const char *zone = text.at + 10;

	if (text.length == 11 && *zone == 'Z')
		text.length = 10;
	if (text.length == 16 && (*zone == '+' || *zone == '-') && is_digit(zone[1]) &&
		is_digit(zone[2]) && zone[3] == ':' && is_digit(zone[4]) && is_digit(zone[5]))
		text.length = 10;
	return text;
}

bool value_day(const struct value *value, int32_t *day, struct problem *problem)
{
	char shown[CLI_VALUE_SIZE];
	int32_t year, month, day_of_month;
	struct date date;

	if (!value_short(value, problem))
		return false;
	if (!date_parse(without_zone(value->text), &date) || date.minute != DATE_NO_MINUTE) {
		problem_note(problem, value->element, value->line, "not a date: %s (want YYYY-MM-DD)",
			cli_value(value->text, shown));
		return false;
	}
	date_civil(date.day, &year, &month, &day_of_month);
	if (year < VALUES_FIRST_YEAR || year > VALUES_LAST_YEAR) {
		problem_note(problem, value->element, value->line, "a year outside %d to %d: %s",
			VALUES_FIRST_YEAR, VALUES_LAST_YEAR, cli_value(value->text, shown));
		return false;
	}
	*day = date.day;
	return true;
}

bool value_flag(const struct value *value, bool *flag, struct problem *problem)
{
	char shown[CLI_VALUE_SIZE];

	if (!value_short(value, problem))
		return false;
	*flag = text_is(value->text, "1") || text_is(value->text, "true");
	if (*flag || text_is(value->text, "0") || text_is(value->text, "false"))
		return true;
	problem_note(problem, value->element, value->line,
		"neither yes nor no: %s (want 0, 1, false or true)", cli_value(value->text, shown));
	return false;
}

bool value_number(const struct value *value, struct problem *problem)
{
	char shown[CLI_VALUE_SIZE];
	int64_t amount;

	if (!value_short(value, problem))
		return false;
	if (sum_parse(value->text, &amount) && amount >= 0)
		return true;
	problem_note(problem, value->element, value->line, "not a number from 0: %s",
		cli_value(value->text, shown));
	return false;
}

size_t texts_keep(struct texts *texts, struct text text)
{
	size_t place = texts->used == 0 ? 1 : texts->used;

	if (text.length == 0)
		return 0;
	texts->bytes = memory_grow(texts->bytes, &texts->capacity, place + text.length + 1, 1);
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.at[i];

		texts->bytes[place + i] = byte == '\t' || byte == '\r' || byte == '\n' ? ' ' : byte;
	}
	texts->bytes[place + text.length] = '\0';
	texts->used = place + text.length + 1;
	return place;
}

const char *texts_at(const struct texts *texts, size_t place)
{
	return place == 0 ? "" : texts->bytes + place;
}

void texts_clear(struct texts *texts)
{
	texts->used = 0;
}

void texts_free(struct texts *texts)
{
	free(texts->bytes);
	*texts = (struct texts){ 0 };
}

const char *value_sex(const char *code)
{
	if (strcmp(code, "1") == 0)
		return "M";
	if (strcmp(code, "2") == 0)
		return "F";
	/* 0: not known; 9: not specified */
	if (strcmp(code, "0") == 0 || strcmp(code, "9") == 0)
		return "U";
	return code;
}
