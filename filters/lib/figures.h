/*
 * figures: the figures of a stream, held in memory (DESIGN.md section 1), for the filters that must
 * see a series whole. A series is one measure, part and set of group values.
 *
 * Figures stay in the order in which they came. Columns are known by name: what no filter of
 * figures writes is a group. Lines that are no figures (a second header, not UTF-8) end the filter.
 */
#ifndef KPI_FIGURES_H
#define KPI_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "names.h"
#include "period.h"
#include "stream.h"
#include "text.h"
#include "writer.h"

/* What kpi-tally gives every figure. Measure, period and value must be there, even after a cut. */
enum figure_column { FIGURE_MEASURE, FIGURE_PART, FIGURE_PERIOD, FIGURE_NUM, FIGURE_DEN,
	FIGURE_VALUE, FIGURE_UNIT, FIGURE_BASIS, FIGURE_COLUMNS };

enum figure_kind {
	FIGURE_KEY, /* what the figure is of: measure, part, a group */
	FIGURE_WHEN, /* its period */
	FIGURE_NUMBER, /* a number, or what stands in a number's place */
	FIGURE_SCALE, /* the unit */
	FIGURE_REMARK, /* what else is said of it: basis, rag, direction, signal ... */
};

/* The periods that a figure takes in, by number (see period.h): first to last, both in. */
struct figure_time {
	int32_t first, last;
	bool part; /* not whole: its name ends in `*` */
};

struct figure {
	struct text *cells; /* by column */
	size_t line; /* its number in the stream */
	uint32_t series;
	struct figure_time time; /* after figures_periods */
};

struct figures {
	const char *name; /* of the stream, for messages */
	size_t width;
	struct text *columns; /* NUL ended */
	enum figure_kind *kinds;
	size_t place[FIGURE_COLUMNS]; /* or STREAM_NO_COLUMN */
	struct figure *list;
	size_t count, capacity;
	uint32_t series_count; /* series are numbered in the order of their coming */
	enum period period; /* after figures_periods */
};

/* What kind of column the name is. */
enum figure_kind figure_kind(struct text column);

/*
 * Reads all figures. The columns of `added` (ended by NULL, or NULL for none) are put after the
 * stream's own, empty; one that the stream has already ends the filter. The stream must stay open
 * as long as the figures are used.
 */
void figures_read(struct figures *figures, struct stream *stream, const char *const *added);
void figures_free(struct figures *figures);

/* Where the column stands, or STREAM_NO_COLUMN. */
size_t figures_find(const struct figures *figures, const char *column);

/* A field; empty for STREAM_NO_COLUMN. */
static inline struct text figure_field(const struct figure *figure, size_t column)
{
	return column == STREAM_NO_COLUMN ? (struct text){ "", 0 } : figure->cells[column];
}

static inline struct text figure_text(const struct figures *figures, const struct figure *figure,
	enum figure_column column)
{
	return figure_field(figure, figures->place[column]);
}

/* Ends the filter, naming the column, unless the figures have it. */
void figures_need(const struct figures *figures, enum figure_column column);

/* What stands for a number that must not be shown (kpi-suppress). */
#define FIGURE_HIDDEN "c"

/* The exact number of a field, in millionths (sum.h); false where it is empty or hidden. What is no
 * number ends the filter. */
bool figure_amount(const struct figures *figures, const struct figure *figure, size_t column,
	int64_t *amount);

/* The number that the names have for the figure's fields in the chosen columns (by column), new or
 * known. */
uint32_t figure_name(const struct figures *figures, const struct figure *figure, const bool *chosen,
	struct names *names);

/* Fills in a field with a copy of the text, which figures_free frees. */
void figure_set(struct figure *figure, size_t column, struct text text);

/*
 * Reads the names of all periods, which must be of one kind. 2003-04 is a month and a financial
 * year: the stream's other periods say which, and if they do not, a month.
 */
void figures_periods(struct figures *figures);

/*
 * All figures by series, each series in the order of time; two figures of one series that end with
 * one period end the filter. figures_periods comes first. The caller frees the array.
 */
struct figure **figures_by_series(const struct figures *figures);

/* Says `kpi-NAME: stdin:42: column: problem` of the figure, and exit 2. */
_Noreturn void figure_fail(const struct figures *figures, const struct figure *figure,
	const char *column, const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Writes header and figures. */
void figures_write(const struct figures *figures, struct writer *writer);

#endif
