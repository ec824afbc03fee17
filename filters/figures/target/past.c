#include "past.h"

#include <stdlib.h>

#include "date.h"

void past_open(struct past *past, const struct figures *figures)
{
	*past = (struct past){ figures, figures_by_series(figures) };
}

void past_close(struct past *past)
{
	free(past->order);
}

/* By series and last period, as the order is. */
static int compare(const void *key, const void *place)
{
	const struct figure *wanted = key, *figure = *(struct figure *const *)place;

	if (wanted->series != figure->series)
		return wanted->series < figure->series ? -1 : 1;
	return (wanted->time.last > figure->time.last) - (wanted->time.last < figure->time.last);
}

/* The whole figure of that series that ends with this period, or NULL. */
static const struct figure *ending(const struct past *past, uint32_t series, int32_t last)
{
	struct figure wanted = { .series = series, .time = { .last = last } };
	struct figure *const *found = bsearch(&wanted, past->order, past->figures->count,
		sizeof(struct figure *), compare);

	return found == NULL || (*found)->time.part ? NULL : *found;
}

static bool as_long(const struct figure *a, const struct figure *b)
{
	return a->time.last - a->time.first == b->time.last - b->time.first;
}

const struct figure *past_period(const struct past *past, const struct figure *figure)
{
	const struct figure *other = ending(past, figure->series, figure->time.last - 1);

	return other != NULL && as_long(figure, other) ? other : NULL;
}

/* The ISO week of the same number in the year before. A week is in the year of its Thursday, and
 * the first has 4 January in it (ISO 8601). */
static bool week_before(int32_t number, int32_t *earlier)
{
	int32_t year, other, month, day;

	date_civil(period_first(PERIOD_WEEK, number) + 3, &year, &month, &day);
	*earlier = number - period_of(PERIOD_WEEK, date_day(year, 1, 4)) +
		period_of(PERIOD_WEEK, date_day(year - 1, 1, 4));
	date_civil(period_first(PERIOD_WEEK, *earlier) + 3, &other, &month, &day);
	return other == year - 1;
}

static bool day_before(int32_t number, int32_t *earlier)
{
	int32_t year, month, day;

	date_civil(number, &year, &month, &day);
	*earlier = date_day(year - 1, month, day);
	return month != 2 || day != 29;
}

/* The period one year earlier; false where there is none. */
static bool year_before(enum period period, int32_t number, int32_t *earlier)
{
	switch (period) {
	case PERIOD_DAY:
		return day_before(number, earlier);
	case PERIOD_WEEK:
		return week_before(number, earlier);
	case PERIOD_MONTH:
		*earlier = number - 12;
		return true;
	case PERIOD_QUARTER:
		*earlier = number - 4;
		return true;
	case PERIOD_FY:
	case PERIOD_YEAR:
		*earlier = number - 1;
		return true;
	default:
		return false;
	}
}

const struct figure *past_year(const struct past *past, const struct figure *figure)
{
	enum period period = past->figures->period;
	const struct figure *other;
	int32_t first, last;

	if (!year_before(period, figure->time.last, &last))
		return NULL;
	other = ending(past, figure->series, last);
	if (other == NULL || as_long(figure, other))
		return other;
	/* Days from April to date: one more or less in a leap year. */
	return year_before(period, figure->time.first, &first) && other->time.first == first
		? other
		: NULL;
}
