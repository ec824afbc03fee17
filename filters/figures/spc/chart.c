#include "chart.h"

#include <stdlib.h>

#include "cli.h"

/* 2.66 = 3 / 1.128: three sigma by the mean moving range of two points. The near limits are two. */
#define LIMIT 798 /* in 300ths */
#define NEAR 532
#define PARTS 300

/* L. S. Nelson (1982), Control Charts for Individual Measurements, Journal of Quality Technology
 * 14(3): a moving range over 3.267 times their mean is past the limit of ranges. */
#define SCREEN_ABOVE 3267 /* in 1000ths */

#define RUN 7 /* points of a trend or of a run */

/* Whatever the value, `range <= NO_SCREEN` holds: two int64_t are less than 2^64 apart. */
#define NO_SCREEN ((chart_wide)1 << 64)

enum zone { ON_THE_MEAN, OFF_THE_MEAN, PAST_THE_NEAR_LIMIT, PAST_THE_LIMIT };

static chart_wide size_of(chart_wide number)
{
	return number < 0 ? -number : number;
}

/* The moving ranges up to so much. */
static void add_ranges(struct chart *chart, chart_wide most)
{
	chart->ranges = 0;
	chart->range_count = 0;
	for (size_t i = 1; i < chart->count; i++) {
		const struct chart_point *point = &chart->points[i];
		chart_wide range = size_of((chart_wide)point->value - point[-1].value);

		if (point->joined && range <= most) {
			chart->ranges += range;
			chart->range_count++;
		}
	}
}

/* Once only. Where nothing but zeros would be left, nothing is dropped: limits without any width
 * have every point outside. */
static void screen(struct chart *chart)
{
	if (chart->range_count == 0)
		return;
	add_ranges(chart, chart->ranges * SCREEN_ABOVE / (1000 * (chart_wide)chart->range_count));
	if (chart->ranges == 0)
		add_ranges(chart, NO_SCREEN);
}

/*
 * x is past the limit where |x - sum / n| > 2.66 * ranges / m, both sides times n, m and PARTS:
 * below 2^64 * 2^22 * 2^22 * 2^10. Where no two neighbours differ there is no variation to
 * judge by, and no point is past anything.
 */
static void find_zones(struct chart *chart)
{
	chart_wide count = (chart_wide)chart->count, width = chart->ranges * count;

	for (size_t i = 0; i < chart->count; i++) {
		struct chart_point *point = &chart->points[i];
		chart_wide off = point->value * count - chart->sum;
		chart_wide size = size_of(off) * (chart_wide)chart->range_count * PARTS;

		point->zone = off == 0 ? ON_THE_MEAN : OFF_THE_MEAN;
		if (width > 0 && size > width * NEAR)
			point->zone = size > width * LIMIT ? PAST_THE_LIMIT : PAST_THE_NEAR_LIMIT;
		if (off < 0)
			point->zone = -point->zone;
	}
}

static bool same_side(const struct chart_point *a, const struct chart_point *b)
{
	return (a->zone > 0 && b->zone > 0) || (a->zone < 0 && b->zone < 0);
}

static void mark(struct chart_point *points, const char *signal)
{
	for (size_t i = 0; i < RUN; i++)
		points[i].signal = signal;
}

/* A point on the mean is on neither side (ptd_seven_point_one_side_mean). */
static void mark_runs(struct chart *chart)
{
	size_t run = 0;

	for (size_t i = 0; i < chart->count; i++) {
		struct chart_point *point = &chart->points[i];

		run = point->joined && same_side(point, point - 1) ? run + 1 : 1;
		if (run >= RUN)
			mark(point - (RUN - 1), point->zone > 0 ? "run above" : "run below");
	}
}

/*
 * All three are on one side of the mean, and marked are those of them past the near limit
 * (ptd_two_in_three). One past the limit itself is one of the two: so the programme's own tools
 * (NHSRplotthedots, issue 194, November 2023); the package does not count it.
 */
static void mark_near(struct chart *chart)
{
	for (size_t i = 2; i < chart->count; i++) {
		struct chart_point *three = &chart->points[i - 2];
		int past = 0;

		if (!three[1].joined || !three[2].joined || !same_side(three, three + 1) ||
			!same_side(three, three + 2))
			continue;
		for (int j = 0; j < 3; j++)
			past += abs(three[j].zone) >= PAST_THE_NEAR_LIMIT;
		for (int j = 0; j < 3 && past >= 2; j++)
			if (abs(three[j].zone) >= PAST_THE_NEAR_LIMIT)
				three[j].signal = three[j].zone > 0 ? "near upper" : "near lower";
	}
}

/* Seven points are six steps (ptd_seven_point_trend). The point at which one trend turns into
 * another is of the later (ptd_special_cause_type). */
static void mark_trends(struct chart *chart)
{
	size_t up = 0, down = 0;

	for (size_t i = 1; i < chart->count; i++) {
		struct chart_point *point = &chart->points[i];

		up = point->joined && point->value > point[-1].value ? up + 1 : 0;
		down = point->joined && point->value < point[-1].value ? down + 1 : 0;
		if (up >= RUN - 1 || down >= RUN - 1)
			mark(point - (RUN - 1), up > 0 ? "trend up" : "trend down");
	}
}

static void mark_beyond(struct chart *chart)
{
	for (size_t i = 0; i < chart->count; i++)
		if (abs(chart->points[i].zone) == PAST_THE_LIMIT)
			chart->points[i].signal =
				chart->points[i].zone > 0 ? "beyond upper" : "beyond lower";
}

void chart_draw(struct chart *chart, bool screened)
{
	chart->sum = 0;
	for (size_t i = 0; i < chart->count; i++) {
		chart->sum += chart->points[i].value;
		chart->points[i].signal = NULL;
	}
	add_ranges(chart, NO_SCREEN);
	if (screened)
		screen(chart);
	find_zones(chart);
	/* The last mark stays: the order of precedence, from its end (ptd_special_cause_type). */
	mark_runs(chart);
	mark_near(chart);
	mark_trends(chart);
	mark_beyond(chart);
}

void chart_line(const struct chart *chart, enum chart_line line, int decimals, char text[SUM_SIZE])
{
	chart_wide points = (chart_wide)chart->count, ranges = (chart_wide)chart->range_count;
	chart_wide above = chart->sum, below = points * SUM_ONE, size;
	int64_t shift = 1;

	text[0] = '\0';
	if (points == 0 || (line != CHART_CENTRE && ranges == 0))
		return;
	if (line != CHART_CENTRE) {
		chart_wide width = chart->ranges * points * LIMIT;

		above = above * ranges * PARTS + (line == CHART_UPPER ? width : -width);
		below *= ranges * PARTS;
	}
	for (int i = 0; i < decimals; i++)
		shift *= 10;
	/* above can be too large to be multiplied: SUM_ONE is a multiple of shift. */
	below /= shift;
	size = (2 * size_of(above) + below) / (2 * below);
	if (size > INT64_MAX)
		cli_fail("a limit is too large to be written");
	sum_ratio((int64_t)(above < 0 ? -size : size), shift, 1, decimals, text);
}
