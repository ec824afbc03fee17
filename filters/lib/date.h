/*
 * date: calendar arithmetic, pure: no clock, no zone, no locale (DESIGN.md section 5).
 *
 * A day is a number of days from 1970-01-01 in the Gregorian calendar; a minute is of the day, or
 * DATE_NO_MINUTE where a line gives no time.
 */
#ifndef KPI_DATE_H
#define KPI_DATE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

#define DATE_NO_DAY INT32_MIN
#define DATE_NO_MINUTE (-1)
#define DATE_SIZE 24 /* for the longest text of a date, with its NUL */

struct date {
	int32_t day;
	int32_t minute;
};

/* Reads YYYY-MM-DD or YYYY-MM-DDThh:mm, years 1 to 9999; false where it is neither. */
bool date_parse(struct text text, struct date *date);

/* Writes the date; an empty text for DATE_NO_DAY. Returns its length. */
size_t date_format(struct date date, char text[DATE_SIZE]);

/* The day's year, month (1 to 12) and day of the month, and back. */
void date_civil(int32_t day, int32_t *year, int32_t *month, int32_t *day_of_month);
int32_t date_day(int32_t year, int32_t month, int32_t day_of_month);
int32_t date_month_length(int32_t year, int32_t month);

/* The day n calendar months later; the last of the month where the day is not in it. */
int32_t date_add_months(int32_t day, int32_t months);

/* 0 for Monday to 6 for Sunday. */
int32_t date_weekday(int32_t day);

/* Full years from born to day: age at last birthday (29 February has its birthday on 1 March in
 * other years); below 0 where born is later. */
int32_t date_age(int32_t born, int32_t day);

/*
 * England's working days: Monday to Friday less bank holidays, as a sum over the days. Of all years
 * that intake lets pass: a birth or a slip of long ago must not end a board. Only since 1971 are
 * the bank holidays those of the law, and what will be proclaimed for years to come is not known.
 */
#define DATE_CALENDAR_FIRST 1900
#define DATE_CALENDAR_LAST 2199

struct date_calendar {
	int32_t first, last; /* days */
	int32_t *before; /* before[i]: working days among the first i days */
	int32_t *nth; /* nth[n]: the n-th working day, from 0 */
	int32_t count;
};

/*
 * The calendar with the days of holidays added (or, where taken[i], taken away). The caller frees
 * it with date_calendar_free.
 */
struct date_calendar *date_calendar_new(const int32_t *holidays, const bool *taken, size_t count);
void date_calendar_free(struct date_calendar *calendar);
bool date_is_working(const struct date_calendar *calendar, int32_t day);

/* Whether England's rule and its exceptions make the day a bank holiday (weekends aside). */
bool date_is_bank_holiday(int32_t day);

/* Durations: 24h 10d 6w 12m 2y 15wd. */
enum duration_unit { DURATION_HOURS, DURATION_DAYS, DURATION_WEEKS, DURATION_MONTHS,
	DURATION_YEARS, DURATION_WORKING_DAYS };

struct duration {
	int32_t count;
	enum duration_unit unit;
	bool count_first; /* the start is day 1, not day 0 */
};

bool duration_parse(struct text text, struct duration *duration);

/*
 * The last day (and minute, for hours from a start with a time) that is within the duration.
 * calendar is needed for working days alone; DATE_NO_DAY where the calendar does not hold them.
 */
struct date duration_end(struct duration duration, struct date start,
	const struct date_calendar *calendar);

#endif
