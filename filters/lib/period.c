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
