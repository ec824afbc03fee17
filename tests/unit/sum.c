/* sum: exact amounts, and the one rounding, against values worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sum.h"

static void reads_amounts(void **state)
{
	static const struct {
		const char *text;
		int64_t amount;
	} good[] = { { "0", 0 }, { "7", 7000000 }, { "-7", -7000000 }, { "1.5", 1500000 },
		{ "-0.5", -500000 }, { "0.000001", 1 }, { "3.140000", 3140000 }, { "-0", 0 },
		{ "9223372036854.775807", INT64_MAX }, { "-9223372036854.775807", -INT64_MAX } };
	static const char *const bad[] = { "", "-", ".", ".5", "-.5", "5.", "+1", "1e3", " 1", "1 ",
		"1,000", "1.2.3", "--1", "1-", "0x10", "nan", "inf", "twelve", "1.0000000",
		"9223372036854.775808", "9223372036855", "10000000000000000000000" };
	int64_t amount;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_true(sum_parse(text_of(good[i].text), &amount));
		assert_true(amount == good[i].amount);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (sum_parse(text_of(bad[i]), &amount))
			fail_msg("'%s' was read as a number", bad[i]);
	assert_false(sum_parse((struct text){ "1\0002", 3 }, &amount));
}

static void writes_amounts(void **state)
{
	static const struct {
		int64_t amount;
		const char *text;
	} amounts[] = { { 0, "0" }, { 1, "0.000001" }, { -1, "-0.000001" }, { 7000000, "7" },
		{ 1500000, "1.5" }, { -500000, "-0.5" }, { 10000000, "10" }, { 100001, "0.100001" },
		{ 1230000, "1.23" }, { INT64_MAX, "9223372036854.775807" },
		{ INT64_MIN, "-9223372036854.775808" } };
	uint64_t random = 1;

	(void)state;
	for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
		char text[SUM_SIZE];

		assert_int_equal(sum_format(amounts[i].amount, text), strlen(amounts[i].text));
		assert_string_equal(text, amounts[i].text);
	}
	/* Whatever is written is read back, at every size. */
	for (int i = 0; i < 100000; i++) {
		int64_t amount, back;
		char text[SUM_SIZE];
		size_t length;

		random = random * 6364136223846793005u + 1442695040888963407u;
		amount = (int64_t)(random >> 1 >> (i % 60)) * (i % 2 == 0 ? 1 : -1);
		length = sum_format(amount, text);
		assert_int_equal(length, strlen(text));
		assert_true(sum_parse(text_of(text), &back));
		assert_true(amount == back);
	}
}

static void assert_ratio(int64_t num, int64_t den, int64_t scale, int decimals, const char *want)
{
	char got[SUM_SIZE];
	size_t length = sum_ratio(num, den, scale, decimals, got);

	if (strcmp(got, want) != 0)
		fail_msg("%lld * %lld / %lld: '%s', not '%s'", (long long)scale, (long long)num,
			(long long)den, got, want);
	assert_int_equal(length, strlen(want));
}

static void rounds_half_up(void **state)
{
	(void)state;
	assert_ratio(1, 8, 100, 1, "12.5");
	assert_ratio(1, 3, 100, 1, "33.3");
	assert_ratio(2, 3, 100, 1, "66.7");
	assert_ratio(0, 5, 100, 1, "0.0");
	assert_ratio(5, 5, 100, 1, "100.0");
	/* ties: 0.05, 0.15, 0.25, 0.35 */
	assert_ratio(1, 2000, 100, 1, "0.1");
	assert_ratio(3, 2000, 100, 1, "0.2");
	assert_ratio(5, 2000, 100, 1, "0.3");
	assert_ratio(7, 2000, 100, 1, "0.4");
	/* just below and above one */
	assert_ratio(1, 2001, 100, 1, "0.0");
	assert_ratio(1, 1999, 100, 1, "0.1");
	/* ties that a double misses: 1.45, 1.005, 2.675 */
	assert_ratio(29, 20, 1, 1, "1.5");
	assert_ratio(201, 200, 1, 2, "1.01");
	assert_ratio(107, 40, 1, 2, "2.68");
	assert_ratio(1, 2, 1, 0, "1");
	assert_ratio(3, 2, 1, 0, "2");
	assert_ratio(5, 2, 1, 0, "3");
	assert_ratio(1, 3, 1, 6, "0.333333");
	assert_ratio(2, 3, 1, 6, "0.666667");
	assert_ratio(37, 12345, 10000, 1, "30.0"); /* 29.97... */
	assert_ratio(37, 12345, 10000, 3, "29.972"); /* 29.9716... */
	assert_ratio(999, 1000, 1, 1, "1.0");
	/* amounts, in millionths, give the ratio of what they stand for */
	assert_ratio(1500000, 4000000, 1, 3, "0.375");
}

static void rounds_below_zero_away(void **state)
{
	(void)state;
	assert_ratio(-1, 8, 100, 1, "-12.5");
	assert_ratio(-1, 2000, 100, 1, "-0.1");
	assert_ratio(-1, 2001, 100, 1, "0.0"); /* there is no -0.0 */
	assert_ratio(-1, 2, 1, 0, "-1");
	assert_ratio(-3, 2, 1, 0, "-2");
	assert_ratio(3, -2, 1, 0, "-2");
	assert_ratio(-3, -2, 1, 0, "2");
	assert_ratio(0, -2, 1, 1, "0.0");
}

static void gives_nothing_for_none(void **state)
{
	(void)state;
	assert_ratio(0, 0, 100, 1, "");
	assert_ratio(5, 0, 100, 1, "");
	assert_ratio(-5, 0, 1, 0, "");
}

static void holds_large_values(void **state)
{
	(void)state;
	assert_ratio(INT64_MAX, INT64_MAX, 100, 1, "100.0");
	assert_ratio(INT64_MAX, INT64_MAX, 10000, 6, "10000.000000");
	assert_ratio(INT64_MAX, 1, 1, 0, "9223372036854775807");
	assert_ratio(INT64_MIN, 2, 1, 0, "-4611686018427387904");
	assert_ratio(1, INT64_MAX, 100, 1, "0.0");
	assert_ratio(INT64_MIN, INT64_MIN, 1, 1, "1.0");
}

/* The schoolbook's way: cut off after the tenths, and look at what is left over. */
static void agrees_with_long_division(void **state)
{
	(void)state;
	for (int64_t den = 1; den <= 250; den++)
		for (int64_t num = 0; num <= 500; num++) {
			int64_t tenths = 1000 * num / den, left = 1000 * num - tenths * den;
			char want[SUM_SIZE];

			tenths += left >= den - left;
			snprintf(want, sizeof want, "%lld.%lld", (long long)(tenths / 10),
				(long long)(tenths % 10));
			assert_ratio(num, den, 100, 1, want);
		}
}

static void adds(void **state)
{
	int64_t sum = 0;

	(void)state;
	sum_add(&sum, INT64_MAX);
	sum_add(&sum, -INT64_MAX);
	sum_add(&sum, 1500000);
	assert_true(sum == 1500000);
	sum_add(&sum, -2000000);
	assert_true(sum == -500000);
}

static void knows_scales(void **state)
{
	(void)state;
	assert_true(sum_scale(text_of("%")) == 100);
	assert_true(sum_scale(text_of("per 10,000")) == 10000);
	assert_true(sum_scale(text_of("per 1,000")) == 1);
	assert_true(sum_scale(text_of("count")) == 1);
	assert_true(sum_scale(text_of("")) == 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_amounts),
		cmocka_unit_test(writes_amounts),
		cmocka_unit_test(rounds_half_up),
		cmocka_unit_test(rounds_below_zero_away),
		cmocka_unit_test(gives_nothing_for_none),
		cmocka_unit_test(holds_large_values),
		cmocka_unit_test(agrees_with_long_division),
		cmocka_unit_test(adds),
		cmocka_unit_test(knows_scales),
	};

	return cmocka_run_group_tests_name("sum", tests, NULL, NULL);
}
