/* date: the calendar, durations and working days, against rules and lists of their own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "date.h"

static int32_t day(const char *text)
{
	struct date date;

	if (!date_parse(text_of(text), &date))
		fail_msg("%s: not read as a date", text);
	return date.day;
}

static void assert_day(int32_t got, const char *want)
{
	char text[DATE_SIZE];

	date_format((struct date){ got, DATE_NO_MINUTE }, text);
	assert_string_equal(text, want);
}

/* 1990 to 2040 has no century that is no leap year, so the simplest rule is right for all of it. */
static void walks_the_calendar(void **state)
{
	static const int32_t lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int32_t number = 7305; /* 1990-01-01: 20 years and the leap days of 72, 76, 80, 84, 88 */
	int32_t weekday = 0; /* a Monday */

	(void)state;
	for (int32_t year = 1990; year <= 2040; year++)
		for (int32_t month = 1; month <= 12; month++) {
			int32_t length = lengths[month - 1] + (month == 2 && year % 4 == 0);

			assert_int_equal(date_month_length(year, month), length);
			for (int32_t of_month = 1; of_month <= length; of_month++, number++) {
				int32_t got_year, got_month, got_day;
				char want[64], got[DATE_SIZE];
				struct date date;

				assert_int_equal(date_day(year, month, of_month), number);
				date_civil(number, &got_year, &got_month, &got_day);
				assert_int_equal(got_year, year);
				assert_int_equal(got_month, month);
				assert_int_equal(got_day, of_month);
				assert_int_equal(date_weekday(number), weekday);
				weekday = weekday == 6 ? 0 : weekday + 1;

				snprintf(want, sizeof want, "%04d-%02d-%02d", year, month, of_month);
				assert_true(date_parse(text_of(want), &date));
				assert_int_equal(date.day, number);
				assert_int_equal(date.minute, DATE_NO_MINUTE);
				assert_int_equal(date_format(date, got), 10);
				assert_string_equal(got, want);
			}
		}
	assert_int_equal(number, 25933); /* 2041-01-01: 71 years and 18 leap days */
}

static void knows_the_ends_of_time(void **state)
{
	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("1969-12-31"), -1);
	assert_int_equal(day("0001-01-01"), -719162); /* 1970-01-01 is day 719,163 of the calendar */
	assert_int_equal(day("9999-12-31"), 2932896);
	assert_int_equal(date_weekday(day("1969-12-31")), 2);
	assert_int_equal(date_weekday(day("0001-01-01")), 0);
	assert_day(-719162, "0001-01-01");
	assert_day(2932896, "9999-12-31");
	assert_day(DATE_NO_DAY, "");
	assert_int_equal(date_month_length(1900, 2), 28);
	assert_int_equal(date_month_length(2000, 2), 29);
	assert_int_equal(day("1900-03-01") - day("1900-02-28"), 1);
}

static void reads_times(void **state)
{
	static const struct {
		const char *text;
		int32_t minute;
	} good[] = { { "2019-04-01T00:00", 0 }, { "2019-04-01T09:30", 570 },
		{ "2019-04-01T23:59", 1439 } };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		char text[DATE_SIZE];
		struct date date;

		assert_true(date_parse(text_of(good[i].text), &date));
		assert_int_equal(date.day, day("2019-04-01"));
		assert_int_equal(date.minute, good[i].minute);
		assert_int_equal(date_format(date, text), 16);
		assert_string_equal(text, good[i].text);
	}
}

static void refuses_what_is_no_date(void **state)
{
	static const char *const bad[] = { "", "2019", "2019-04", "2019-02-29", "2019-02-30",
		"2020-02-30", "1900-02-29", "2019-04-31", "2019-06-31", "2019-09-31", "2019-11-31",
		"2019-01-32", "2019-13-01", "2019-00-01", "2019-01-00", "0000-01-01", "2019-1-1",
		"2019-1-01", "19-01-01", "02019-01-01", "2019-01-01 ", " 2019-01-01", "2019/01/01",
		"01-01-2019", "01/01/2019", "2019-01-0a", "2o19-01-01", "+019-01-01", "-019-01-01",
		"2019-01-01T", "2019-01-01T24:00", "2019-01-01T09:60", "2019-01-01T9:30",
		"2019-01-01 09:30", "2019-01-01T09.30", "2019-01-01T09:30:00", "2019-01-01T09:30Z",
		"2019-02-29T09:30", "2019-01-01t09:30", "date" };
	struct date date;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (date_parse(text_of(bad[i]), &date))
			fail_msg("'%s' was read as a date", bad[i]);
	assert_false(date_parse((struct text){ "2019-01-\00001", 10 }, &date));
}

static void adds_months(void **state)
{
	static const struct {
		const char *from;
		int32_t months;
		const char *to;
	} sums[] = { { "2019-01-31", 1, "2019-02-28" }, { "2020-01-31", 1, "2020-02-29" },
		{ "2019-01-31", 2, "2019-03-31" }, { "2019-01-31", 3, "2019-04-30" },
		{ "2019-12-31", 2, "2020-02-29" }, { "2019-08-31", 6, "2020-02-29" },
		{ "2020-02-29", 12, "2021-02-28" }, { "2020-02-29", 48, "2024-02-29" },
		{ "2019-02-28", 1, "2019-03-28" }, { "2019-12-15", 1, "2020-01-15" },
		{ "2019-11-30", 1, "2019-12-30" }, { "2019-04-10", 0, "2019-04-10" },
		{ "2019-03-31", -1, "2019-02-28" }, { "2019-01-15", -1, "2018-12-15" },
		{ "2019-01-31", -12, "2018-01-31" } };

	(void)state;
	for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++)
		assert_day(date_add_months(day(sums[i].from), sums[i].months), sums[i].to);
}

static void tells_the_age(void **state)
{
	static const struct {
		const char *born, *day;
		int32_t age;
	} ages[] = { { "2010-06-15", "2010-06-15", 0 }, { "2010-06-15", "2011-06-14", 0 },
		{ "2010-06-15", "2011-06-15", 1 }, { "2010-06-15", "2019-06-14", 8 },
		{ "2010-06-15", "2019-06-15", 9 }, { "2010-12-31", "2019-01-01", 8 },
		{ "2010-01-01", "2018-12-31", 8 }, { "2001-04-01", "2019-03-31", 17 },
		{ "2001-04-01", "2019-04-01", 18 },
		/* born on 29 February: a year older on 1 March */
		{ "2004-02-29", "2005-02-28", 0 }, { "2004-02-29", "2005-03-01", 1 },
		{ "2004-02-29", "2008-02-28", 3 }, { "2004-02-29", "2008-02-29", 4 },
		{ "2004-02-29", "2022-02-28", 17 }, { "2004-02-29", "2022-03-01", 18 },
		/* not yet born */
		{ "2019-06-02", "2019-06-01", -1 }, { "2019-06-01", "2018-12-01", -1 } };

	(void)state;
	for (size_t i = 0; i < sizeof ages / sizeof ages[0]; i++)
		assert_int_equal(date_age(day(ages[i].born), day(ages[i].day)), ages[i].age);
}

static void reads_durations(void **state)
{
	static const struct {
		const char *text;
		int32_t count;
		enum duration_unit unit;
	} good[] = { { "24h", 24, DURATION_HOURS }, { "10d", 10, DURATION_DAYS },
		{ "6w", 6, DURATION_WEEKS }, { "12m", 12, DURATION_MONTHS }, { "2y", 2, DURATION_YEARS },
		{ "15wd", 15, DURATION_WORKING_DAYS }, { "0d", 0, DURATION_DAYS } };
	static const char *const bad[] = { "", "d", "wd", "12", "12x", "-1d", "+1d", "1.5d", "12 m",
		" 12m", "12m ", "12M", "1dw", "1dd", "100000000000d", "2019-04-01" };
	struct duration duration;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_true(duration_parse(text_of(good[i].text), &duration));
		assert_int_equal(duration.count, good[i].count);
		assert_int_equal(duration.unit, good[i].unit);
		assert_false(duration.count_first);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (duration_parse(text_of(bad[i]), &duration))
			fail_msg("'%s' was read as a duration", bad[i]);
}

static void assert_ends(const char *length, const char *from, bool count_first, const char *want,
	const struct date_calendar *calendar)
{
	struct duration duration;
	struct date start;
	char got[DATE_SIZE];

	assert_true(duration_parse(text_of(length), &duration));
	assert_true(date_parse(text_of(from), &start));
	duration.count_first = count_first;
	date_format(duration_end(duration, start, calendar), got);
	if (strcmp(got, want) != 0)
		fail_msg("%s + %s%s: %s, not %s", from, length, count_first ? " counting the first" : "",
			got, want);
}

static void ends_durations(void **state)
{
	(void)state;
	assert_ends("24h", "2019-04-01T09:30", false, "2019-04-02T09:30", NULL);
	assert_ends("1h", "2019-04-01T22:59", false, "2019-04-01T23:59", NULL);
	assert_ends("1h", "2019-04-01T23:30", false, "2019-04-02T00:30", NULL);
	assert_ends("25h", "2019-04-01T23:00", false, "2019-04-03T00:00", NULL);
	assert_ends("72h", "2019-02-27T00:00", false, "2019-03-02T00:00", NULL);
	/* without a time: as many whole days, rounded up */
	assert_ends("24h", "2019-04-01", false, "2019-04-02", NULL);
	assert_ends("25h", "2019-04-01", false, "2019-04-03", NULL);
	assert_ends("1h", "2019-04-01", false, "2019-04-02", NULL);

	assert_ends("10d", "2019-04-01", false, "2019-04-11", NULL);
	assert_ends("10d", "2019-04-01T09:30", false, "2019-04-11", NULL);
	assert_ends("0d", "2019-04-01", false, "2019-04-01", NULL);
	assert_ends("6w", "2019-04-01", false, "2019-05-13", NULL);
	assert_ends("12m", "2019-04-01", false, "2020-04-01", NULL);
	assert_ends("1m", "2019-01-31", false, "2019-02-28", NULL);
	assert_ends("1y", "2020-02-29", false, "2021-02-28", NULL);
	assert_ends("4y", "2020-02-29", false, "2024-02-29", NULL);

	assert_ends("10d", "2019-04-01", true, "2019-04-10", NULL);
	assert_ends("6w", "2019-04-01", true, "2019-05-12", NULL);
	assert_ends("3m", "2019-04-01", true, "2019-06-30", NULL);
	assert_ends("1m", "2019-01-31", true, "2019-02-27", NULL);
	assert_ends("1y", "2019-04-01", true, "2020-03-31", NULL);
}

static void counts_working_days(void **state)
{
	struct date_calendar *calendar = date_calendar_new(NULL, NULL, 0);

	(void)state;
	/* Easter 2019: Friday 19 and Monday 22 April. The 12th is a Friday. */
	assert_ends("0wd", "2019-04-12", false, "2019-04-12", calendar);
	assert_ends("1wd", "2019-04-12", false, "2019-04-15", calendar);
	assert_ends("4wd", "2019-04-12", false, "2019-04-18", calendar);
	assert_ends("5wd", "2019-04-12", false, "2019-04-23", calendar);
	assert_ends("10wd", "2019-04-12", false, "2019-04-30", calendar);
	assert_ends("13wd", "2019-04-12", false, "2019-05-03", calendar);
	assert_ends("14wd", "2019-04-12", false, "2019-05-07", calendar); /* the 6th: early May */
	assert_ends("15wd", "2019-04-12", true, "2019-05-07", calendar);
	assert_ends("15wd", "2019-04-12", false, "2019-05-08", calendar);
	/* whatever day the start is itself */
	assert_ends("1wd", "2019-04-13", false, "2019-04-15", calendar);
	assert_ends("1wd", "2019-04-14", false, "2019-04-15", calendar);
	assert_ends("1wd", "2019-04-18", false, "2019-04-23", calendar);
	assert_ends("1wd", "2019-04-19", false, "2019-04-23", calendar);
	assert_ends("1wd", "2019-04-22", false, "2019-04-23", calendar);
	assert_ends("1wd", "2019-04-20", true, "2019-04-20", calendar);
	/* Christmas 2019: Wednesday and Thursday, and a Wednesday for New Year */
	assert_ends("2wd", "2019-12-20", false, "2019-12-24", calendar);
	assert_ends("3wd", "2019-12-20", false, "2019-12-27", calendar);
	assert_ends("5wd", "2019-12-20", false, "2019-12-31", calendar);
	assert_ends("6wd", "2019-12-20", false, "2020-01-02", calendar);
	/* Christmas 2021: both at the weekend, so Monday and Tuesday; New Year on Monday the 3rd */
	assert_ends("1wd", "2021-12-24", false, "2021-12-29", calendar);
	assert_ends("4wd", "2021-12-24", false, "2022-01-04", calendar);
	/* the ends of what the calendar holds */
	assert_ends("1wd", "1900-01-01", false, "1900-01-02", calendar);
	assert_ends("1wd", "2199-12-30", false, "2199-12-31", calendar);
	assert_ends("1wd", "2199-12-31", false, "", calendar);
	assert_ends("1wd", "1899-12-31", false, "", calendar);
	assert_ends("1wd", "2200-01-01", false, "", calendar);
	/* from Friday: New Year's Day was none before 1974, the first Monday of May before 1978 */
	assert_ends("1wd", "1972-12-29", false, "1973-01-01", calendar);
	assert_ends("1wd", "1973-12-31", false, "1974-01-02", calendar);
	assert_ends("1wd", "1977-04-29", false, "1977-05-02", calendar);
	assert_ends("1wd", "1978-04-28", false, "1978-05-02", calendar);
	date_calendar_free(calendar);
	date_calendar_free(NULL);
}

static void takes_holidays_of_its_own(void **state)
{
	const int32_t days[] = { day("2019-04-15"), day("2019-04-22"), day("2019-04-21") };
	const bool taken[] = { false, true, true };
	struct date_calendar *calendar = date_calendar_new(days, taken, 3);

	(void)state;
	assert_false(date_is_working(calendar, day("2019-04-15"))); /* added */
	assert_true(date_is_working(calendar, day("2019-04-22"))); /* taken away */
	assert_false(date_is_working(calendar, day("2019-04-21"))); /* still a Sunday */
	assert_ends("1wd", "2019-04-12", false, "2019-04-16", calendar);
	assert_ends("4wd", "2019-04-12", false, "2019-04-22", calendar);
	date_calendar_free(calendar);
}

/* As published on gov.uk/bank-holidays, England and Wales. */
static const char *const published[] = { "2015-01-01", "2015-04-03", "2015-04-06", "2015-05-04",
	"2015-05-25", "2015-08-31", "2015-12-25", "2015-12-28", "2016-01-01", "2016-03-25",
	"2016-03-28", "2016-05-02", "2016-05-30", "2016-08-29", "2016-12-26", "2016-12-27",
	"2017-01-02", "2017-04-14", "2017-04-17", "2017-05-01", "2017-05-29", "2017-08-28",
	"2017-12-25", "2017-12-26", "2018-01-01", "2018-03-30", "2018-04-02", "2018-05-07",
	"2018-05-28", "2018-08-27", "2018-12-25", "2018-12-26", "2019-01-01", "2019-04-19",
	"2019-04-22", "2019-05-06", "2019-05-27", "2019-08-26", "2019-12-25", "2019-12-26",
	"2020-01-01", "2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25", "2020-08-31",
	"2020-12-25", "2020-12-28", "2021-01-01", "2021-04-02", "2021-04-05", "2021-05-03",
	"2021-05-31", "2021-08-30", "2021-12-27", "2021-12-28", "2022-01-03", "2022-04-15",
	"2022-04-18", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19",
	"2022-12-26", "2022-12-27", "2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01",
	"2023-05-08", "2023-05-29", "2023-08-28", "2023-12-25", "2023-12-26", "2024-01-01",
	"2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27", "2024-08-26", "2024-12-25",
	"2024-12-26", "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05", "2025-05-26",
	"2025-08-25", "2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06",
	"2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28", "2027-01-01",
	"2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27",
	"2027-12-28" };

#define PUBLISHED (sizeof published / sizeof published[0])

static void knows_published_holidays(void **state)
{
	struct date_calendar *calendar = date_calendar_new(NULL, NULL, 0);
	size_t next = 0;

	(void)state;
	for (int32_t at = day("2015-01-01"); at <= day("2027-12-31"); at++) {
		bool holiday = next < PUBLISHED && at == day(published[next]);

		next += holiday;
		assert_int_equal(date_is_working(calendar, at), date_weekday(at) < 5 && !holiday);
		if (date_weekday(at) < 5)
			assert_int_equal(date_is_bank_holiday(at), holiday);
	}
	assert_int_equal(next, PUBLISHED);
	date_calendar_free(calendar);
}

static void knows_older_exceptions(void **state)
{
	static const char *const holidays[] = { "1990-01-01", "1995-05-08", "1999-12-27", "1999-12-28",
		"1999-12-31", "2000-01-03", "2000-04-21", "2000-04-24", "2002-06-03", "2002-06-04",
		"2008-03-21", "2008-03-24", "2010-12-27", "2010-12-28", "2011-01-03", "2011-04-22",
		"2011-04-25", "2011-04-29", "2012-06-04", "2012-06-05", "2012-08-27", "2038-04-23",
		"2038-04-26" };
	static const char *const ordinary[] = { "1995-05-01", "2002-05-27", "2012-05-28",
		"2020-05-04", "2022-05-30", "1999-12-30", "2000-01-04", "2011-01-04", "2019-06-03",
		"2019-09-19" };

	(void)state;
	for (size_t i = 0; i < sizeof holidays / sizeof holidays[0]; i++)
		if (!date_is_bank_holiday(day(holidays[i])))
			fail_msg("%s is a bank holiday", holidays[i]);
	for (size_t i = 0; i < sizeof ordinary / sizeof ordinary[0]; i++)
		if (date_is_bank_holiday(day(ordinary[i])))
			fail_msg("%s is no bank holiday", ordinary[i]);
}

/* Eight a year on weekdays; one that falls on a weekend is kept on another day of its year. */
static void gives_eight_a_year(void **state)
{
	(void)state;
	for (int32_t year = 1990; year <= 2040; year++) {
		int holidays = 0, more = year == 2022 ? 2
			: year == 1999 || year == 2002 || year == 2011 || year == 2012 || year == 2023;

		for (int32_t at = date_day(year, 1, 1); at < date_day(year + 1, 1, 1); at++)
			holidays += date_weekday(at) < 5 && date_is_bank_holiday(at);
		if (holidays != 8 + more)
			fail_msg("%d: %d bank holidays, not %d", year, holidays, 8 + more);
	}
}

/* The list that others published, where it is: each of its days, and no other of its years. */
static void agrees_with_the_real_list(void **state)
{
	const char *folder = getenv("KPI_REAL_DATA");
	char path[4096], line[64];
	int32_t last = 0;
	FILE *file;

	(void)state;
	if (folder == NULL)
		skip();
	snprintf(path, sizeof path, "%s/bank-holidays.txt", folder);
	file = fopen(path, "r");
	if (file == NULL)
		skip();
	while (fgets(line, sizeof line, file) != NULL) {
		int32_t at;

		line[strcspn(line, "\r\n")] = '\0';
		at = day(line);
		for (int32_t between = last + 1; last != 0 && between < at; between++)
			assert_false(date_weekday(between) < 5 && date_is_bank_holiday(between));
		assert_true(date_is_bank_holiday(at));
		last = at;
	}
	fclose(file);
	assert_true(last > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walks_the_calendar),
		cmocka_unit_test(knows_the_ends_of_time),
		cmocka_unit_test(reads_times),
		cmocka_unit_test(refuses_what_is_no_date),
		cmocka_unit_test(adds_months),
		cmocka_unit_test(tells_the_age),
		cmocka_unit_test(reads_durations),
		cmocka_unit_test(ends_durations),
		cmocka_unit_test(counts_working_days),
		cmocka_unit_test(takes_holidays_of_its_own),
		cmocka_unit_test(knows_published_holidays),
		cmocka_unit_test(knows_older_exceptions),
		cmocka_unit_test(gives_eight_a_year),
		cmocka_unit_test(agrees_with_the_real_list),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
