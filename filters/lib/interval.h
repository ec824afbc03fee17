/*
 * interval: how far chance alone may move a figure: 95% confidence intervals, as OHID reckons them
 * ("Technical Guide: Confidence Intervals", Public Health England, 2018).
 */
#ifndef KPI_INTERVAL_H
#define KPI_INTERVAL_H

#include <stdint.h>

struct interval {
	double low, high;
};

/* Of a share, num of den units (den above 0): Wilson's score (JASA 22, 1927). From 0 to 1. */
struct interval interval_share(int64_t num, int64_t den);

/* Of a count of events: Byar's approximation from ten events (Breslow and Day, 1987), below that
 * the exact limits of the Poisson distribution. */
struct interval interval_count(int64_t count);

#endif
