/* interval: against published values. */
#include "interval.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void assert_near(double got, double wanted, double within)
{
	assert_true(fabs(got - wanted) <= within);
}

/* 65 of 100, and 65 events: Public Health England's technical guide. */
static void test_published(void **state)
{
	struct interval share = interval_share(65, 100), count = interval_count(65);

	(void)state;
	assert_near(share.low * 100, 55.25444, 0.00001);
	assert_near(share.high * 100, 73.63575, 0.00001);
	assert_near(count.low, 50.16319, 0.00001);
	assert_near(count.high, 82.84914, 0.00001);
}

/* The exact limits, from tables of the Poisson distribution (Garwood, Biometrika 28, 1936). */
static void test_exact(void **state)
{
	struct interval none = interval_count(0), one = interval_count(1), nine = interval_count(9);

	(void)state;
	assert_near(none.low, 0, 0);
	assert_near(none.high, 3.6888795, 0.0000001);
	assert_near(one.low, 0.0253178, 0.0000001);
	assert_near(one.high, 5.5716434, 0.0000001);
	assert_near(nine.low, 4.115373, 0.000001);
	assert_near(nine.high, 17.084803, 0.000002);
}

static void test_ends(void **state)
{
	(void)state;
	assert_near(interval_share(0, 10).low, 0, 0);
	assert_near(interval_share(10, 10).high, 1, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_published),
		cmocka_unit_test(test_exact), cmocka_unit_test(test_ends) };

	return cmocka_run_group_tests_name("interval", tests, NULL, NULL);
}
