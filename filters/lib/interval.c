#include "interval.h"

#include <math.h>

#define Z 1.959963984540054 /* the normal distribution's 97.5% point */
#define TAIL 0.025
#define EXACT_BELOW 10

struct interval interval_share(int64_t num, int64_t den)
{
	double n = (double)den, share = (double)num / n;
	double middle = 2 * n * share + Z * Z;
	double reach = Z * sqrt(Z * Z + 4 * n * share * (1 - share));
	double below = 2 * (n + Z * Z);

	return (struct interval){ num == 0 ? 0 : (middle - reach) / below,
		num == den ? 1 : (middle + reach) / below };
}

/* The chance of at most count events where mean are expected. */
static double poisson_at_most(int64_t count, double mean)
{
	double term = exp(-mean), sum = term;

	for (int64_t i = 1; i <= count; i++) {
		term *= mean / (double)i;
		sum += term;
	}
	return sum;
}

/* The mean at which at most count events have the chance; it falls as the mean grows. */
static double mean_of(int64_t count, double chance)
{
	double low = 0, high = 40; /* far above the upper limit of nine events, 17.1 */

	for (int i = 0; i < 100; i++) {
		double middle = (low + high) / 2;

		if (poisson_at_most(count, middle) > chance)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}

struct interval interval_count(int64_t count)
{
	double events = (double)count, more = events + 1, low, high;

	if (count < EXACT_BELOW)
		return (struct interval){ count == 0 ? 0 : mean_of(count - 1, 1 - TAIL),
			mean_of(count, TAIL) };
	low = 1 - 1 / (9 * events) - Z / (3 * sqrt(events));
	high = 1 - 1 / (9 * more) + Z / (3 * sqrt(more));
	return (struct interval){ events * low * low * low, more * high * high * high };
}
