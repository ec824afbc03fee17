/*
 * board: figures as the page shows them: by theme and measure in the catalogue's order, each
 * measure with its lines of figures in the order of time.
 *
 * The figures, and the catalogue, must be held as long as the board; board_free frees the board.
 */
#ifndef KPI_REPORT_BOARD_H
#define KPI_REPORT_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalogue.h"
#include "figures.h"

/* What kpi-tally, kpi-target and kpi-spc may add to figures. */
enum extra { EXTRA_LOW, EXTRA_HIGH, EXTRA_MEDIAN, EXTRA_P90, EXTRA_PENDING, EXTRA_TARGET, EXTRA_RAG,
	EXTRA_PREVIOUS, EXTRA_LAST_YEAR, EXTRA_DIRECTION, EXTRA_RANK, EXTRA_CENTRE, EXTRA_LOWER,
	EXTRA_UPPER, EXTRA_SIGNAL, EXTRA_LIMITS, EXTRAS };

/* A stream of figures. */
struct source {
	struct figures figures;
	struct figure **order; /* by series and time */
	size_t place[EXTRAS];
	bool *group; /* of each column: figures are grouped by it */
};

/* Reads the figures and sees that what must be a number is one. */
void source_read(struct source *source, struct stream *stream);
void source_free(struct source *source);

/* The figures of one measure, part and group. */
struct line {
	const struct source *source;
	struct figure **figures;
	size_t count;
	char *label; /* `team: North`; of the whole measure empty */
	const struct figure *last; /* of the whole periods; NULL where there is none */
	const struct figure *unfinished; /* after it, or NULL */
};

static inline struct text line_text(const struct line *line, const struct figure *figure,
	enum extra extra)
{
	return figure_field(figure, line->source->place[extra]);
}

static inline struct text line_value(const struct line *line, const struct figure *figure,
	enum figure_column column)
{
	return figure_text(&line->source->figures, figure, column);
}

/* The value in millionths; false where there is none or it is hidden. */
bool line_amount(const struct line *line, const struct figure *figure, int64_t *amount);

struct measure {
	struct text name;
	const struct sheet_row *row; /* of the catalogue, or NULL */
	const char *title, *theme;
	char *id; /* of its card in the page */
	struct line whole, rolling, years; /* count 0: there is none */
	struct line *parts;
	size_t part_count, part_capacity;
	const char **notes; /* what the filters told of it */
	size_t note_count, note_capacity;
};

struct board {
	const struct sheet *catalogue;
	struct source *source;
	struct measure *measures; /* theme by theme */
	size_t count;
	const struct figure *latest; /* of the latest whole period of all, or NULL */
	bool hidden; /* some number was suppressed */
};

/* rolling and years may be NULL. */
void board_make(struct board *board, const struct sheet *catalogue, struct source *source,
	struct source *rolling, struct source *years);
void board_free(struct board *board);

/* The measure of that name, or NULL. */
struct measure *board_find(const struct board *board, struct text name);

/* Whether anything of the measure is shown, or only said to be missing. */
static inline bool measure_has_figures(const struct measure *measure)
{
	return measure->whole.count > 0 || measure->rolling.count > 0 || measure->part_count > 0;
}

/*
 * The lines that a measure is judged by: the rolling one where there is one, else the whole, else
 * its parts. Returns how many, and the first in *lines.
 */
size_t measure_lines(const struct measure *measure, const struct line **lines);

/* The end of the measures of the theme that begins at first. */
size_t board_theme_end(const struct board *board, size_t first);

/* Whether any measure from first to end (not in) has figures. */
bool board_has_figures(const struct board *board, size_t first, size_t end);

#endif
