/*
 * chart: the XmR chart of one series: mean, limits by the mean moving range, and signals.
 *
 * The rules are those of NHS England's "Making Data Count" and of its R package NHSRplotthedots
 * 0.2.2 (R/ptd_spc_standard.R, R/ptd_calculate_point_type.R). What is compared is integers alone:
 * no rounding puts a point beyond a limit that it is on.
 */
#ifndef KPI_CHART_H
#define KPI_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sum.h"

/* Points; of fewer the limits are on trial (ptd_add_short_group_warnings.R). */
#define CHART_SET_FROM 12

__extension__ typedef __int128 chart_wide;

struct chart_point {
	int64_t value; /* in millionths */
	bool joined; /* a neighbour of the point before; false for the first */
	/* What chart_draw makes of it. */
	const char *signal; /* or NULL */
	int zone; /* how far off the mean, below 0 under it */
};

struct chart {
	struct chart_point *points; /* the caller's, in the order of time; at most 2^22 */
	size_t count;
	/* What chart_draw makes of them. */
	chart_wide sum; /* of the values */
	chart_wide ranges; /* the sum of the moving ranges that the limits are made of */
	size_t range_count; /* 0: there are no limits */
};

/* Fills in all but value, joined and count; screened: without moving ranges that are outliers. */
void chart_draw(struct chart *chart, bool screened);

enum chart_line { CHART_CENTRE, CHART_LOWER, CHART_UPPER };

/* Writes where the line stands, rounded half up to so many decimals (0 to 6), a negative half away
 * from zero; an empty text where the chart has no such line. */
void chart_line(const struct chart *chart, enum chart_line line, int decimals, char text[SUM_SIZE]);

#endif
