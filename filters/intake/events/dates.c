#include "dates.h"

#include <stdint.h>
#include <string.h>

#define PIVOT 50
#define SECONDS_A_DAY 86400

static const char *const form_names[FORM_COUNT] = { "iso", "dmy", "mdy", "dmy2", "mdy2", "excel" };
static const char month_names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

bool dates_form(struct text name, enum date_form *form)
{
	for (int i = 0; i < FORM_COUNT; i++)
		if (text_is(name, form_names[i])) {
			*form = (enum date_form)i;
			return true;
		}
	return false;
}

const char *dates_form_name(enum date_form form)
{
	return form_names[form];
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Takes a number of least to most digits off the text's front. */
static bool take_number(struct text *text, size_t least, size_t most, int32_t *number)
{
	size_t digits = 0;

	*number = 0;
	while (digits < text->length && digits < most && is_digit(text->at[digits]))
		*number = *number * 10 + (text->at[digits++] - '0');
	text->at += digits;
	text->length -= digits;
	return digits >= least && (text->length == 0 || !is_digit(text->at[0]));
}

static bool take_byte(struct text *text, char byte)
{
	if (text->length == 0 || text->at[0] != byte)
		return false;
	text->at++;
	text->length--;
	return true;
}

/* A month's name in English, or its first three letters. */
static bool take_month(struct text *text, int32_t *month)
{
	static const char *const full[12] = { "january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november", "december" };
	char word[10] = "";
	size_t length = 0;

	while (length < text->length && length < sizeof word - 1 &&
		((text->at[length] | 0x20) >= 'a' && (text->at[length] | 0x20) <= 'z')) {
		word[length] = (char)(text->at[length] | 0x20);
		length++;
	}
	for (int i = 0; i < 12; i++)
		if ((length == 3 && memcmp(word, month_names + (size_t)i * 3, 3) == 0) ||
			strcmp(word, full[i]) == 0) {
			*month = i + 1;
			text->at += length;
			text->length -= length;
			return true;
		}
	return false;
}

/* What stands behind the date: nothing, or a time. */
static bool take_time(struct text text, int32_t *minute)
{
	int32_t hours, minutes, seconds = 0, fraction;
	bool blank = false;

	*minute = DATE_NO_MINUTE;
	if (text.length == 0)
		return true;
	if (!take_byte(&text, 'T'))
		while (take_byte(&text, ' '))
			blank = true;
	else
		blank = true;
	if (!blank || !take_number(&text, 1, 2, &hours) || !take_byte(&text, ':') ||
		!take_number(&text, 2, 2, &minutes))
		return false;
	if (take_byte(&text, ':') && !take_number(&text, 2, 2, &seconds))
		return false;
	if (take_byte(&text, '.') && !take_number(&text, 1, 9, &fraction))
		return false;
	if (text.length > 0 || hours > 23 || minutes > 59 || seconds > 59)
		return false;
	if (hours > 0 || minutes > 0)
		*minute = hours * 60 + minutes;
	return true;
}

static enum dates_answer make(int32_t year, int32_t month, int32_t day, struct text rest,
	struct date *date)
{
	if (month < 1 || month > 12 || day < 1 || year < 1 || day > date_month_length(year, month) ||
		!take_time(rest, &date->minute))
		return DATES_NO_DATE;
	if (year < DATES_FIRST_YEAR || year > DATES_LAST_YEAR)
		return DATES_OUTSIDE;
	date->day = date_day(year, month, day);
	return DATES_READ;
}

static enum dates_answer read_iso(struct text text, struct date *date)
{
	int32_t year, month, day;

	if (!take_number(&text, 4, 4, &year) || !take_byte(&text, '-') ||
		!take_number(&text, 2, 2, &month) || !take_byte(&text, '-') ||
		!take_number(&text, 2, 2, &day))
		return DATES_NO_DATE;
	return make(year, month, day, text, date);
}

static enum dates_answer read_divided(enum date_form form, struct text text, struct date *date)
{
	bool month_first = form == FORM_MDY || form == FORM_MDY2;
	bool two = form == FORM_DMY2 || form == FORM_MDY2;
	int32_t first, second, year;
	char divider;

	if (!take_number(&text, 1, 2, &first) || text.length == 0)
		return DATES_NO_DATE;
	divider = text.at[0];
	if (strchr("/-. ", divider) == NULL || divider == '\0')
		return DATES_NO_DATE;
	take_byte(&text, divider);
	if (!(take_number(&text, 1, 2, &second) && divider != ' ') &&
		(month_first || !take_month(&text, &second)))
		return DATES_NO_DATE;
	if (!take_byte(&text, divider) || !take_number(&text, two ? 2 : 4, two ? 2 : 4, &year))
		return DATES_NO_DATE;
	if (two)
		year += year < PIVOT ? 2000 : 1900;
	return month_first ? make(year, first, second, text, date)
			   : make(year, second, first, text, date);
}

/*
 * Days from 1899-12-30 (Excel believes in 29 February 1900, so not for its first sixty). Five
 * digits at least: 2019 alone is somebody's year, not a day in 1905.
 */
static enum dates_answer read_excel(struct text text, struct date *date)
{
	int64_t part = 0, unit = 1000000000, seconds;
	int32_t days, year, month, day;

	if (!take_number(&text, 5, 6, &days))
		return DATES_NO_DATE;
	if (take_byte(&text, '.')) {
		if (text.length == 0)
			return DATES_NO_DATE;
		for (size_t i = 0; i < text.length; i++) {
			if (!is_digit(text.at[i]))
				return DATES_NO_DATE;
			unit /= 10;
			part += unit * (text.at[i] - '0');
		}
	} else if (text.length > 0) {
		return DATES_NO_DATE;
	}
	seconds = (part * SECONDS_A_DAY + 500000000) / 1000000000;
	if (seconds == SECONDS_A_DAY) {
		days++;
		seconds = 0;
	}
	date->day = date_day(1899, 12, 30) + days;
	date->minute = seconds < 60 ? DATE_NO_MINUTE : (int32_t)(seconds / 60);
	date_civil(date->day, &year, &month, &day);
	return year > DATES_LAST_YEAR ? DATES_OUTSIDE : DATES_READ;
}

enum dates_answer dates_read(const enum date_form *forms, size_t count, struct text text,
	struct date *date)
{
	enum dates_answer answer = DATES_NO_DATE;

	for (size_t i = 0; i < count && answer == DATES_NO_DATE; i++)
		answer = forms[i] == FORM_ISO ? read_iso(text, date)
			: forms[i] == FORM_EXCEL ? read_excel(text, date)
						 : read_divided(forms[i], text, date);
	return answer;
}
