/*
 * period: the periods of figures and censuses (DESIGN.md section 3, kpi-tally): day, week (ISO
 * 8601, Monday first), month, quarter and fy (the financial year begins on 1 April), year, all.
 */
#ifndef KPI_PERIOD_H
#define KPI_PERIOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

enum period { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_FY, PERIOD_YEAR,
	PERIOD_ALL };

#define PERIOD_NAMES "day, week, month, quarter, fy, year or all"
#define PERIOD_SIZE 64

/* The period of that name; false where there is none. */
bool period_parse(const char *name, enum period *period);

/* Periods of one kind are numbered in order of time; all has the one number 0. */
int32_t period_of(enum period period, int32_t day);
int32_t period_first(enum period period, int32_t number);
int32_t period_last(enum period period, int32_t number);

/* Writes its name, such as `2019-20 Q1`; returns its length. */
size_t period_name(enum period period, int32_t number, char name[PERIOD_SIZE]);

/* The number of the period of that name; false where no period of this kind has it. */
bool period_number(enum period period, struct text name, int32_t *number);

#endif
