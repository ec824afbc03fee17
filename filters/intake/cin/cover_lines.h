/*
 * cover_lines: what the censuses cover, as lines of the stream (DESIGN.md section 1, Cover).
 */
#ifndef CIN_COVER_LINES_H
#define CIN_COVER_LINES_H

#include "census.h"
#include "cover.h"

/* The days and kind that --covers gives, or the reporting year. */
struct reach {
	enum cover_kind kind;
	int32_t from, to;
};

/* The reporting year: it ends on its reference date. */
struct reach reach_of_year(int32_t reference);

void cover_lines_write(enum census_kind kind, const struct reach *reach, struct output *output);

#endif
