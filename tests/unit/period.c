/* period: names and borders, by hand at the turns of years and by walking in between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "date.h"
#include "period.h"

static int32_t day(const char *text)
{
	struct date date;

	if (!date_parse(text_of(text), &date))
		fail_msg("%s: not read as a date", text);
	return date.day;
}

static const struct {
	enum period period;
	const char *day, *name, *first, *last;
} known[] = {
	{ PERIOD_DAY, "2019-04-01", "2019-04-01", "2019-04-01", "2019-04-01" },
	{ PERIOD_WEEK, "2018-12-30", "2018-W52", "2018-12-24", "2018-12-30" },
	{ PERIOD_WEEK, "2018-12-31", "2019-W01", "2018-12-31", "2019-01-06" },
	{ PERIOD_WEEK, "2019-04-01", "2019-W14", "2019-04-01", "2019-04-07" },
	{ PERIOD_WEEK, "2019-12-29", "2019-W52", "2019-12-23", "2019-12-29" },
	{ PERIOD_WEEK, "2019-12-30", "2020-W01", "2019-12-30", "2020-01-05" },
	{ PERIOD_WEEK, "2020-12-31", "2020-W53", "2020-12-28", "2021-01-03" },
	{ PERIOD_WEEK, "2021-01-03", "2020-W53", "2020-12-28", "2021-01-03" },
	{ PERIOD_WEEK, "2021-01-04", "2021-W01", "2021-01-04", "2021-01-10" },
	{ PERIOD_WEEK, "2016-01-03", "2015-W53", "2015-12-28", "2016-01-03" },
	{ PERIOD_WEEK, "2017-01-01", "2016-W52", "2016-12-26", "2017-01-01" },
	{ PERIOD_WEEK, "1970-01-01", "1970-W01", "1969-12-29", "1970-01-04" },
	{ PERIOD_WEEK, "1969-12-28", "1969-W52", "1969-12-22", "1969-12-28" },
	{ PERIOD_MONTH, "2019-04-30", "2019-04", "2019-04-01", "2019-04-30" },
	{ PERIOD_MONTH, "2020-02-29", "2020-02", "2020-02-01", "2020-02-29" },
	{ PERIOD_MONTH, "2019-12-31", "2019-12", "2019-12-01", "2019-12-31" },
	{ PERIOD_QUARTER, "2019-03-31", "2018-19 Q4", "2019-01-01", "2019-03-31" },
	{ PERIOD_QUARTER, "2019-04-01", "2019-20 Q1", "2019-04-01", "2019-06-30" },
	{ PERIOD_QUARTER, "2019-09-30", "2019-20 Q2", "2019-07-01", "2019-09-30" },
	{ PERIOD_QUARTER, "2019-12-31", "2019-20 Q3", "2019-10-01", "2019-12-31" },
	{ PERIOD_QUARTER, "2020-01-01", "2019-20 Q4", "2020-01-01", "2020-03-31" },
	{ PERIOD_QUARTER, "2000-02-01", "1999-00 Q4", "2000-01-01", "2000-03-31" },
	{ PERIOD_FY, "2019-03-31", "2018-19", "2018-04-01", "2019-03-31" },
	{ PERIOD_FY, "2019-04-01", "2019-20", "2019-04-01", "2020-03-31" },
	{ PERIOD_FY, "2000-03-31", "1999-00", "1999-04-01", "2000-03-31" },
	{ PERIOD_FY, "2009-04-01", "2009-10", "2009-04-01", "2010-03-31" },
	{ PERIOD_YEAR, "2019-01-01", "2019", "2019-01-01", "2019-12-31" },
	{ PERIOD_YEAR, "2020-12-31", "2020", "2020-01-01", "2020-12-31" },
};

static void names_periods(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		int32_t number = period_of(known[i].period, day(known[i].day));
		char name[PERIOD_SIZE];
		size_t length = period_name(known[i].period, number, name);
		int32_t read;

		assert_string_equal(name, known[i].name);
		assert_int_equal(length, strlen(known[i].name));
		assert_true(period_number(known[i].period, text_of(known[i].name), &read));
		assert_int_equal(read, number);
		assert_int_equal(period_first(known[i].period, number), day(known[i].first));
		assert_int_equal(period_last(known[i].period, number), day(known[i].last));
	}
}

static void holds_all_in_one(void **state)
{
	char name[PERIOD_SIZE];

	(void)state;
	assert_int_equal(period_of(PERIOD_ALL, day("1990-01-01")), 0);
	assert_int_equal(period_of(PERIOD_ALL, day("2040-12-31")), 0);
	assert_int_equal(period_name(PERIOD_ALL, 0, name), 3);
	assert_string_equal(name, "all");
	assert_true(period_first(PERIOD_ALL, 0) < day("0001-01-01"));
	assert_true(period_last(PERIOD_ALL, 0) > day("9999-12-31"));
}

/* Each day is in its period, and each period begins on the day after the one before ends. */
static void leaves_no_gap(void **state)
{
	static const enum period periods[] = { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER,
		PERIOD_FY, PERIOD_YEAR };

	(void)state;
	for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++) {
		int32_t before = period_of(periods[i], day("1959-12-31"));

		for (int32_t at = day("1960-01-01"); at <= day("2040-12-31"); at++) {
			int32_t number = period_of(periods[i], at);

			assert_in_range(number - before, 0, 1);
			if (number != before)
				assert_int_equal(period_first(periods[i], number), at);
			assert_true(period_first(periods[i], number) <= at);
			assert_true(period_last(periods[i], number) >= at);
			assert_int_equal(period_last(periods[i], number) + 1,
				period_first(periods[i], number + 1));
			before = number;
		}
	}
}

static void reads_names(void **state)
{
	static const char *const names[] = { "day", "week", "month", "quarter", "fy", "year", "all" };
	static const char *const bad[] = { "", "days", "Month", "mon", "fiscal", " day" };
	enum period period;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		assert_true(period_parse(names[i], &period));
		assert_int_equal(period, PERIOD_DAY + (int)i);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(period_parse(bad[i], &period));
}

/* What no period is called; 2021 has no week 53, 2019 no 29 February. */
static void refuses_names(void **state)
{
	static const struct {
		enum period period;
		const char *name;
	} bad[] = { { PERIOD_DAY, "2019-02-29" }, { PERIOD_DAY, "2019-13-01" },
		{ PERIOD_DAY, "2019-4-1" }, { PERIOD_WEEK, "2021-W53" }, { PERIOD_WEEK, "2021-W00" },
		{ PERIOD_MONTH, "2019-13" }, { PERIOD_MONTH, "2019-00" }, { PERIOD_MONTH, "2019-04*" },
		{ PERIOD_QUARTER, "2019-20 Q5" }, { PERIOD_QUARTER, "2019-21 Q1" },
		{ PERIOD_QUARTER, "2019 Q1" }, { PERIOD_FY, "2019-04" }, { PERIOD_FY, "2019" },
		{ PERIOD_YEAR, "2019-20" }, { PERIOD_YEAR, "19" }, { PERIOD_ALL, "" },
		{ PERIOD_YEAR, "99999999999" } };
	int32_t number;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (period_number(bad[i].period, text_of(bad[i].name), &number))
			fail_msg("%s: read as a period", bad[i].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_periods),
		cmocka_unit_test(holds_all_in_one),
		cmocka_unit_test(leaves_no_gap),
		cmocka_unit_test(reads_names),
		cmocka_unit_test(refuses_names),
	};

	return cmocka_run_group_tests_name("period", tests, NULL, NULL);
}
