#include "period.h"

#include <stdio.h>
#include <string.h>

#include "date.h"

bool period_parse(const char *name, enum period *period)
{
	static const char *const names[] = { "day", "week", "month", "quarter", "fy", "year", "all" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(name, names[i]) == 0) {
			*period = (enum period)i;
			return true;
		}
	return false;
}

static int32_t floor_divide(int32_t a, int32_t b)
{
	return a / b - (a % b < 0);
}

int32_t period_of(enum period period, int32_t day)
{
	int32_t year, month, day_of_month, months;

	if (period == PERIOD_DAY)
		return day;
	if (period == PERIOD_WEEK)
		return floor_divide(day + 3, 7);
	if (period == PERIOD_ALL)
		return 0;
	date_civil(day, &year, &month, &day_of_month);
	months = year * 12 + month - 1;
	switch (period) {
	case PERIOD_MONTH:
		return months;
	case PERIOD_QUARTER: /* January is quarter 4 of the year before */
		return floor_divide(months - 3, 3);
	case PERIOD_FY:
		return floor_divide(months - 3, 12);
	default:
		return year;
	}
}

static int32_t month_first(int32_t months)
{
	return date_day(floor_divide(months, 12), months - 12 * floor_divide(months, 12) + 1, 1);
}

int32_t period_first(enum period period, int32_t number)
{
	switch (period) {
	case PERIOD_DAY:
		return number;
	case PERIOD_WEEK:
		return number * 7 - 3;
	case PERIOD_MONTH:
		return month_first(number);
	case PERIOD_QUARTER:
		return month_first(number * 3 + 3);
	case PERIOD_FY:
		return month_first(number * 12 + 3);
	case PERIOD_YEAR:
		return month_first(number * 12);
	default:
		return INT32_MIN;
	}
}

int32_t period_last(enum period period, int32_t number)
{
	return period == PERIOD_ALL ? INT32_MAX : period_first(period, number + 1) - 1;
}

size_t period_name(enum period period, int32_t number, char name[PERIOD_SIZE])
{
	int32_t first = period == PERIOD_ALL ? 0 : period_first(period, number);
	int32_t year, month, day_of_month, week_year;

	date_civil(first, &year, &month, &day_of_month);
	switch (period) {
	case PERIOD_DAY:
		return (size_t)snprintf(name, PERIOD_SIZE, "%04d-%02d-%02d", year, month, day_of_month);
	case PERIOD_WEEK: /* ISO 8601: a week belongs to the year of its Thursday */
		date_civil(first + 3, &week_year, &month, &day_of_month);
		return (size_t)snprintf(name, PERIOD_SIZE, "%04d-W%02d", week_year,
			(first + 3 - date_day(week_year, 1, 1)) / 7 + 1);
	case PERIOD_MONTH:
		return (size_t)snprintf(name, PERIOD_SIZE, "%04d-%02d", year, month);
	case PERIOD_QUARTER:
		year -= month < 4;
		return (size_t)snprintf(name, PERIOD_SIZE, "%04d-%02d Q%d", year, (year + 1) % 100,
			(month + 8) % 12 / 3 + 1);
	case PERIOD_FY:
		return (size_t)snprintf(name, PERIOD_SIZE, "%04d-%02d", year, (year + 1) % 100);
	case PERIOD_YEAR:
		return (size_t)snprintf(name, PERIOD_SIZE, "%04d", year);
	default:
		return (size_t)snprintf(name, PERIOD_SIZE, "all");
	}
}

/* The name's numbers in turn, up to three; what stands between them does not matter here. */
static void read_numbers(struct text name, int32_t numbers[3])
{
	size_t at = 0;

	for (int i = 0; i < 3; i++) {
		numbers[i] = 0;
		while (at < name.length && (name.at[at] < '0' || name.at[at] > '9'))
			at++;
		for (int digits = 0; digits < 4 && at < name.length && name.at[at] >= '0' &&
			name.at[at] <= '9'; digits++)
			numbers[i] = numbers[i] * 10 + (name.at[at++] - '0');
	}
}

/* A name is right if the period that it seems to be is called so: one idea of names, in
 * period_name. */
bool period_number(enum period period, struct text name, int32_t *number)
{
	char real[PERIOD_SIZE];
	int32_t of[3];

	read_numbers(name, of);
	switch (period) {
	case PERIOD_DAY:
		if (of[1] < 1 || of[1] > 12 || of[2] < 1 || of[2] > 31)
			return false;
		*number = date_day(of[0], of[1], of[2]);
		break;
	case PERIOD_WEEK: /* 4 January is in week 1 (ISO 8601) */
		*number = period_of(PERIOD_WEEK, date_day(of[0], 1, 4)) + of[1] - 1;
		break;
	case PERIOD_MONTH:
		*number = of[0] * 12 + of[1] - 1;
		break;
	case PERIOD_QUARTER:
		*number = of[0] * 4 + of[2] - 1;
		break;
	case PERIOD_FY:
	case PERIOD_YEAR:
		*number = of[0];
		break;
	default:
		*number = 0;
	}
	return text_same(name, (struct text){ real, period_name(period, *number, real) });
}
