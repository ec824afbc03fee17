#include "date.h"

#include <stdio.h>
#include <stdlib.h>

#include "memory.h"

/*
 * Days and civil dates: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013), with the
 * year begun in March so that the leap day is its last.
 */
int32_t date_day(int32_t year, int32_t month, int32_t day_of_month)
{
	int32_t from_march = year - (month <= 2);
	int32_t era = (from_march >= 0 ? from_march : from_march - 399) / 400;
	int32_t of_era = from_march - era * 400;
	int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day_of_month - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void date_civil(int32_t day, int32_t *year, int32_t *month, int32_t *day_of_month)
{
	int32_t shifted = day + 719468;
	int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int32_t day_of_era = shifted - era * 146097;
	int32_t of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int32_t of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
	int32_t from_march = (5 * of_year + 2) / 153;

	*day_of_month = of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = of_era + era * 400 + (*month <= 2);
}

int32_t date_month_length(int32_t year, int32_t month)
{
	static const int32_t lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return lengths[month - 1] + (month == 2 && leap);
}

int32_t date_add_months(int32_t day, int32_t months)
{
	int32_t year, month, day_of_month, length, total;

	date_civil(day, &year, &month, &day_of_month);
	total = year * 12 + month - 1 + months;
	year = total / 12;
	month = total % 12 + 1;
	length = date_month_length(year, month);
	return date_day(year, month, day_of_month < length ? day_of_month : length);
}

int32_t date_weekday(int32_t day)
{
	int32_t from_thursday = day % 7; /* 1970-01-01 was a Thursday */

	return (from_thursday + 7 + 3) % 7;
}

int32_t date_age(int32_t born, int32_t day)
{
	int32_t born_year, born_month, born_day, year, month, day_of_month;

	date_civil(born, &born_year, &born_month, &born_day);
	date_civil(day, &year, &month, &day_of_month);
	return year - born_year -
		(month < born_month || (month == born_month && day_of_month < born_day));
}

#define NO_DIGITS 10000 /* more than any two of them, or twice two, are */

/* Two digits. Without a loop: streams hold a date a line. */
static inline int32_t two(const char *at)
{
	unsigned tens = (unsigned)at[0] - '0', ones = (unsigned)at[1] - '0';

	return tens > 9 || ones > 9 ? NO_DIGITS : (int32_t)(tens * 10 + ones);
}

bool date_parse(struct text text, struct date *date)
{
	const char *at = text.at;
	int32_t year, month, day_of_month, hour, minute;

	if (text.length != 10 && text.length != 16)
		return false;
	year = two(at) * 100 + two(at + 2);
	month = two(at + 5);
	day_of_month = two(at + 8);
	if (at[4] != '-' || at[7] != '-' || year < 1 || year > 9999 || month < 1 || month > 12 ||
		day_of_month < 1 || day_of_month > 31 ||
		(day_of_month > 28 && day_of_month > date_month_length(year, month)))
		return false;
	date->minute = DATE_NO_MINUTE;
	if (text.length == 16) {
		hour = two(at + 11);
		minute = two(at + 14);
		if (at[10] != 'T' || at[13] != ':' || hour > 23 || minute > 59)
			return false;
		date->minute = hour * 60 + minute;
	}
	date->day = date_day(year, month, day_of_month);
	return true;
}

static void put_digits(char *at, int32_t value, int count)
{
	for (int i = count - 1; i >= 0; i--, value /= 10)
		at[i] = (char)('0' + value % 10);
}

size_t date_format(struct date date, char text[DATE_SIZE])
{
	int32_t year, month, day_of_month;

	text[0] = '\0';
	if (date.day == DATE_NO_DAY)
		return 0;
	date_civil(date.day, &year, &month, &day_of_month);
	if (year > 9999) /* a deadline may lie beyond what a line can be dated */
		return (size_t)snprintf(text, DATE_SIZE, "%d-%02d-%02d", year, month, day_of_month);
	put_digits(text, year, 4);
	text[4] = text[7] = '-';
	put_digits(text + 5, month, 2);
	put_digits(text + 8, day_of_month, 2);
	text[10] = '\0';
	if (date.minute == DATE_NO_MINUTE)
		return 10;
	text[10] = 'T';
	put_digits(text + 11, date.minute / 60, 2);
	text[13] = ':';
	put_digits(text + 14, date.minute % 60, 2);
	text[16] = '\0';
	return 16;
}

/* Easter Sunday of the Gregorian calendar: "Anonymous", Nature, 20 April 1876 (Meeus, chapter
 * 8). */
static int32_t easter(int32_t year)
{
	int32_t golden = year % 19, century = year / 100, of_century = year % 100;
	int32_t correction = (century - (century + 8) / 25 + 1) / 3;
	int32_t epact = (19 * golden + century - century / 4 - correction + 15) % 30;
	int32_t weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
	int32_t late = (golden + 11 * epact + 22 * weekday) / 451;
	int32_t total = epact + weekday - 7 * late + 114;

	return date_day(year, total / 31, total % 31 + 1);
}

/*
 * Banking and Financial Dealings Act 1971, schedule 1, and royal proclamations under section 1: the
 * early May, spring, summer and New Year holidays; a day at a weekend is kept on the next working
 * day. The exceptions are as published on gov.uk/bank-holidays and in the London Gazette.
 */
bool date_is_bank_holiday(int32_t day)
{
	static const struct {
		int32_t year, month, day;
		bool added;
	} exceptions[] = {
		{ 1995, 5, 1, false }, { 1995, 5, 8, true }, /* 50 years of VE day: early May moved */
		{ 1999, 12, 31, true }, /* the millennium */
		{ 2002, 5, 27, false }, { 2002, 6, 3, true }, { 2002, 6, 4, true }, /* Golden Jubilee */
		{ 2011, 4, 29, true }, /* a royal wedding */
		{ 2012, 5, 28, false }, { 2012, 6, 4, true }, { 2012, 6, 5, true }, /* Diamond Jubilee */
		{ 2020, 5, 4, false }, { 2020, 5, 8, true }, /* 75 years of VE day: early May moved */
		{ 2022, 5, 30, false }, { 2022, 6, 2, true }, { 2022, 6, 3, true }, /* Platinum Jubilee */
		{ 2022, 9, 19, true }, /* the funeral of Elizabeth II */
		{ 2023, 5, 8, true }, /* the coronation of Charles III */
	};
	int32_t year, month, day_of_month, weekday = date_weekday(day);

	date_civil(day, &year, &month, &day_of_month);
	for (size_t i = 0; i < sizeof exceptions / sizeof exceptions[0]; i++)
		if (exceptions[i].year == year && exceptions[i].month == month &&
			exceptions[i].day == day_of_month)
			return exceptions[i].added;
	switch (month) {
	case 1: /* New Year's Day since 1974, or the Monday after a weekend */
		return year >= 1974 && weekday < 5 &&
			(day_of_month == 1 || (weekday == 0 && day_of_month <= 3));
	case 3: /* Good Friday and Easter Monday, from 20 March to 26 April */
	case 4:
		return day == easter(year) - 2 || day == easter(year) + 1;
	case 5: /* the first Monday since 1978, and the last */
		return weekday == 0 && ((year >= 1978 && day_of_month <= 7) || day_of_month > 24);
	case 8: /* the last Monday */
		return weekday == 0 && day_of_month > 24;
	case 12: /* Christmas and Boxing Day; a Saturday or Sunday gives the 27th or 28th instead */
		if (day_of_month == 25 || day_of_month == 26)
			return weekday < 5;
		if (day_of_month == 27 || day_of_month == 28)
			return date_weekday(day - 2) >= 5;
		return false;
	default:
		return false;
	}
}

struct date_calendar *date_calendar_new(const int32_t *holidays, const bool *taken, size_t count)
{
	struct date_calendar *calendar = memory_new(1, sizeof *calendar);
	size_t days;

	calendar->first = date_day(DATE_CALENDAR_FIRST, 1, 1);
	calendar->last = date_day(DATE_CALENDAR_LAST, 12, 31);
	days = (size_t)(calendar->last - calendar->first) + 1;
	calendar->before = memory_new(days + 1, sizeof *calendar->before);
	calendar->nth = memory_new(days, sizeof *calendar->nth);
	for (size_t i = 0; i < days; i++) {
		int32_t day = calendar->first + (int32_t)i;
		bool working = date_weekday(day) < 5 && !date_is_bank_holiday(day);

		for (size_t j = 0; j < count; j++)
			if (holidays[j] == day)
				working = taken[j] && date_weekday(day) < 5;
		if (working)
			calendar->nth[calendar->count++] = day;
		calendar->before[i + 1] = calendar->count;
	}
	return calendar;
}

void date_calendar_free(struct date_calendar *calendar)
{
	if (calendar == NULL)
		return;
	free(calendar->before);
	free(calendar->nth);
	free(calendar);
}

bool date_is_working(const struct date_calendar *calendar, int32_t day)
{
	int32_t at = day - calendar->first;

	return calendar->before[at + 1] > calendar->before[at];
}

#define MOST_DIGITS 5

bool duration_parse(struct text text, struct duration *duration)
{
	static const struct {
		const char *suffix;
		enum duration_unit unit;
	} units[] = { { "h", DURATION_HOURS }, { "d", DURATION_DAYS }, { "w", DURATION_WEEKS },
		{ "m", DURATION_MONTHS }, { "y", DURATION_YEARS }, { "wd", DURATION_WORKING_DAYS } };
	size_t length = 0;

	duration->count = 0;
	for (; length < text.length && text.at[length] >= '0' && text.at[length] <= '9'; length++) {
		if (length == MOST_DIGITS)
			return false;
		duration->count = duration->count * 10 + (text.at[length] - '0');
	}
	if (length == 0)
		return false;
	duration->count_first = false;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (text_is((struct text){ text.at + length, text.length - length }, units[i].suffix)) {
			duration->unit = units[i].unit;
			return true;
		}
	return false;
}

/*
 * The n-th working day after the start, whatever day the start is itself; before[i] counts the
 * working days up to the start, so the n-th after it stands n - 1 places on.
 */
static int32_t add_working_days(int32_t day, int32_t count, const struct date_calendar *calendar)
{
	int32_t place;

	if (count == 0)
		return day;
	if (day < calendar->first || day > calendar->last)
		return DATE_NO_DAY;
	place = calendar->before[day - calendar->first + 1] + count - 1;
	return place < calendar->count ? calendar->nth[place] : DATE_NO_DAY;
}

struct date duration_end(struct duration duration, struct date start,
	const struct date_calendar *calendar)
{
	struct date end = { start.day, DATE_NO_MINUTE };
	int32_t first = duration.count_first ? 1 : 0;

	switch (duration.unit) {
	case DURATION_HOURS:
		if (start.minute == DATE_NO_MINUTE) {
			end.day += (duration.count + 23) / 24;
			break;
		}
		end.day += (start.minute / 60 + duration.count) / 24;
		end.minute = (start.minute + 60 * (duration.count % 24)) % (24 * 60);
		break;
	case DURATION_DAYS:
		end.day += duration.count - first;
		break;
	case DURATION_WEEKS:
		end.day += 7 * duration.count - first;
		break;
	case DURATION_MONTHS:
		end.day = date_add_months(start.day, duration.count) - first;
		break;
	case DURATION_YEARS:
		end.day = date_add_months(start.day, 12 * duration.count) - first;
		break;
	case DURATION_WORKING_DAYS:
		end.day = add_working_days(start.day, duration.count - first, calendar);
		break;
	}
	return end;
}
