/*
 * tally: observations added up to figures (DESIGN.md section 3, kpi-tally). kpi-tally feeds it
 * lines, kpi-board units as they are made; both get the same figures to the byte.
 *
 * A series is one measure, part and set of group values; a cell is a series in one period. Figures
 * come in the order of measure, part, period, groups, byte by byte (periods by time).
 */
#ifndef KPI_TALLY_H
#define KPI_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "crew.h"
#include "names.h"
#include "period.h"
#include "sum.h"
#include "text.h"
#include "writer.h"

#define TALLY_EMPTY INT64_MIN /* an amount that is not there */

struct tally_options {
	enum period period;
	int rolling; /* how many periods, 0: not rolling */
	bool to_date, total, interval, median, part;
	const char *distinct; /* the column whose different values are counted, or NULL */
	int decimals;
	char **groups; /* the names of the group columns */
	size_t group_count;
};

/* One observation. measure: its number; distinct: the text of the distinct column. */
struct tally_line {
	uint32_t measure;
	struct text part;
	const struct text *groups;
	struct text distinct;
	bool stock, nobody; /* nobody: a census that found nothing */
	int32_t day;
	int64_t num, den; /* amounts or TALLY_EMPTY; both empty: not decided */
};

struct tally;

/* What a figure's 95% interval is worked out by: that of a share of units, that of a count or of a
 * rate of counts, or none, as of lengths and means. */
enum tally_interval { TALLY_NO_INTERVAL, TALLY_SHARE, TALLY_RATE };

/* `low TAB high`, both empty where there is none or den is 0. num and den are amounts; a count has
 * no den. */
#define TALLY_INTERVAL_SIZE 96
size_t tally_interval(enum tally_interval kind, int64_t num, int64_t den, bool has_den,
	struct text unit, int decimals, char text[TALLY_INTERVAL_SIZE]);

struct tally *tally_new(const struct tally_options *options);
void tally_free(struct tally *tally);

/* A day on which the stream has a line. */
void tally_day(struct tally *tally, int32_t day);
/* A measure's own cover line: it has figures from since to due. */
void tally_cover(struct tally *tally, struct text name, struct text unit, bool stock,
	int32_t since, int32_t due);
/* The stream has cover lines: only measures with one of their own have figures. */
void tally_covered(struct tally *tally);

/* The number of a measure that has an observation, new or known; TALLY_OTHER_UNIT where it has been
 * seen with another unit. It holds as long as the tally. */
#define TALLY_OTHER_UNIT UINT32_MAX
uint32_t tally_measure(struct tally *tally, struct text name, struct text unit);

/* Adds the observation. */
void tally_add(struct tally *tally, const struct tally_line *line);

/* Adds what the other processes of the crew have, as told by the one behind, and tells the one
 * before. Not with --distinct, --median or --interval. */
void tally_gather(struct tally *tally, struct crew *crew);

/* Writes header and figures. Returns how many measures had observations but no cover line. */
size_t tally_write(struct tally *tally, struct writer *writer);

#endif
