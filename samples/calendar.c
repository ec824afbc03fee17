/* days, dates and England's working days */

#include <stddef.h>
#include <string.h>

#include "calendar.h"

enum { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

/* Days that the rules below would get wrong: moved and added bank holidays (gov.uk). */
static const struct {
	int year, month, day;
	bool holiday;
} moved[] = {
	{ 2011, 4, 29, true },  { 2012, 5, 28, false }, { 2012, 6, 4, true },
	{ 2012, 6, 5, true },   { 2020, 5, 4, false },  { 2020, 5, 8, true },
	{ 2022, 5, 30, false }, { 2022, 6, 2, true },   { 2022, 6, 3, true },
	{ 2022, 9, 19, true },  { 2023, 5, 8, true },
};

/* Howard Hinnant, "chrono-compatible low-level date algorithms". */
int32_t calendar_day(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void calendar_civil(int32_t day, int *year, int *month, int *mday)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*mday = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

void calendar_write(char *text, int32_t day)
{
	int y, m, d;

	calendar_civil(day, &y, &m, &d);
	text[0] = (char)('0' + y / 1000);
	text[1] = (char)('0' + y / 100 % 10);
	text[2] = (char)('0' + y / 10 % 10);
	text[3] = (char)('0' + y % 10);
	text[4] = '-';
	text[5] = (char)('0' + m / 10);
	text[6] = (char)('0' + m % 10);
	text[7] = '-';
	text[8] = (char)('0' + d / 10);
	text[9] = (char)('0' + d % 10);
}

bool calendar_parse(const char *text, int32_t *day)
{
	char again[10];
	int part[3] = { 0, 0, 0 };
	size_t i, at = 0;

	if (strlen(text) != 10)
		return false;
	for (i = 0; i < 10; i++) {
		if (i == 4 || i == 7) {
			at++;
			continue;
		}
		if (text[i] < '0' || text[i] > '9')
			return false;
		part[at] = part[at] * 10 + (text[i] - '0');
	}
	if (part[1] < 1 || part[1] > 12 || part[2] < 1 || part[2] > 31)
		return false;
	*day = calendar_day(part[0], part[1], part[2]);
	calendar_write(again, *day);
	return memcmp(again, text, 10) == 0;
}

int32_t calendar_months(int32_t day, int months)
{
	int y, m, d;
	int32_t first, next;

	calendar_civil(day, &y, &m, &d);
	m += months - 1;
	y += m / 12;
	m = m % 12 + 1;
	first = calendar_day(y, m, 1);
	next = calendar_day(m == 12 ? y + 1 : y, m == 12 ? 1 : m + 1, 1);
	return first + d - 1 < next ? first + d - 1 : next - 1;
}

/* Easter Sunday: the anonymous Gregorian algorithm (Meeus, "Astronomical Algorithms"). */
static int32_t easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return calendar_day(year, n / 31, n % 31 + 1);
}

static bool holiday(int32_t day, int weekday)
{
	int y, m, d;
	size_t i;

	calendar_civil(day, &y, &m, &d);
	for (i = 0; i < sizeof(moved) / sizeof(moved[0]); i++)
		if (moved[i].year == y && moved[i].month == m && moved[i].day == d)
			return moved[i].holiday;
	switch (m) {
	case 1:
		return d == 1 || (weekday == MONDAY && d <= 3);
	case 3:
	case 4:
		if (weekday != MONDAY && weekday != FRIDAY)
			return false;
		return day == easter(y) + (weekday == MONDAY ? 1 : -2);
	case 5:
		return weekday == MONDAY && (d <= 7 || d > 24);
	case 8:
		return weekday == MONDAY && d > 24;
	case 12:
		return d == 25 || d == 26 || ((d == 27 || d == 28) && weekday <= TUESDAY);
	default:
		return false;
	}
}

bool calendar_works(int32_t day)
{
	int weekday = (int)(((int64_t)day + 3 + 7000000) % 7);

	return weekday < SATURDAY && !holiday(day, weekday);
}

int32_t calendar_work(int32_t day)
{
	while (!calendar_works(day))
		day++;
	return day;
}

int32_t calendar_work_after(int32_t day, int32_t n)
{
	while (n > 0)
		if (calendar_works(++day))
			n--;
	return day;
}
