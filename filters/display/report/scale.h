/*
 * scale: where a chart puts its values: a range of round numbers that holds them all.
 */
#ifndef KPI_REPORT_SCALE_H
#define KPI_REPORT_SCALE_H

#include <stdint.h>

/* All in millionths. */
struct scale {
	int64_t low, high; /* of the values so far; low > high: none yet */
	int64_t bottom, top, step; /* after scale_settle: multiples of step */
};

void scale_start(struct scale *scale);
void scale_take(struct scale *scale, int64_t amount);

/* Chooses round ends and a step of at least least. */
void scale_settle(struct scale *scale, int64_t least);

/* The place of an amount between height (the bottom) and 0 (the top), cut off at both. */
int scale_place(const struct scale *scale, int64_t amount, int height);

#endif
