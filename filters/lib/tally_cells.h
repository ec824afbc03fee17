/*
 * tally_cells: how a tally holds what it adds up; tally.c fills it, tally_write.c reads it.
 */
#ifndef KPI_TALLY_CELLS_H
#define KPI_TALLY_CELLS_H

#include "tally.h"

/* The different values behind a count, or the lengths behind a median, as they came. */
struct bag {
	int64_t *values;
	size_t count, capacity;
};

struct cell {
	int64_t num, den; /* flows */
	int32_t day; /* the latest census day seen; DATE_NO_DAY */
	int64_t stock_num, stock_den; /* of that day */
	size_t pending;
	struct bag nums, dens; /* with --distinct: values of lines with a num, with a den */
	struct bag lengths; /* with --median: nums of lines with den 1 */
};

struct series {
	uint32_t measure; /* number */
	struct text head; /* length of `measure TAB part` in its key */
	int32_t first; /* period of cells[0] */
	struct cell *cells;
	size_t count, capacity;
	bool filled; /* an observation has come; otherwise it keeps a place for none */
};

struct tally_measure {
	char *unit;
	uint32_t plain; /* the series without part and groups, + 1; 0: not known yet */
	int32_t census_day; /* the last one noted, 0: none */
	bool has_den, has_flow, has_stock, covered, seen;
	bool decided; /* a line with a num or a den has come */
	bool no_share; /* a line is not 0 or 1 of 1, */
	bool no_count; /* ... nor 0 or 1 without a den, or a den alone */
	int32_t since, due; /* where covered */
	int32_t *census; /* by period: the last census day */
	int32_t census_first;
	size_t census_count, census_capacity;
};

struct tally {
	struct tally_options options;
	struct names measure_names, keys, values;
	struct tally_measure *measures;
	size_t measure_capacity;
	struct series *series;
	size_t series_capacity;
	bool covered;
	int32_t first_day, last_day;
	int32_t day, period; /* of the last observation: the next is mostly of the same */
	char *scratch; /* a series' key as it is made */
	size_t scratch_capacity;
};

/* The cell of the period, or NULL where nothing fell into it. */
const struct cell *tally_cell(const struct series *series, int32_t period);

/* The measure's last census day in the period, or DATE_NO_DAY. */
int32_t tally_census(const struct tally_measure *measure, int32_t period);

#endif
