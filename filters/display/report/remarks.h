/*
 * remarks: what is said beside the figures: by the filters on stderr, and by people in comments.
 */
#ifndef KPI_REPORT_REMARKS_H
#define KPI_REPORT_REMARKS_H

#include "board.h"
#include "sheet.h"
#include "writer.h"

enum comment_column { COMMENT_MEASURE, COMMENT_PERIOD, COMMENT_TEXT };

/* What was told of no measure, and the comments, by comment_column. */
struct remarks {
	const char **told;
	size_t told_count, told_capacity;
	char *notes; /* the file, as its lines were cut */
	struct sheet comments; /* none: count 0 */
};

/*
 * Reads the lines of filters (`kpi-NAME: ...`; others are passed over); what names a measure of the
 * board is added to that measure's notes. Each thing is kept once.
 */
void remarks_read_notes(struct remarks *remarks, const char *path, struct board *board);

/* Reads a CSV with measure, period and comment; one on a measure that the board has not ends the
 * filter. */
void remarks_read_comments(struct remarks *remarks, const char *path, const struct board *board);

void remarks_free(struct remarks *remarks);

/* The comments on the measure; for NULL those on none. */
void remarks_write_comments(struct writer *writer, const struct remarks *remarks,
	const struct board *board, const struct measure *measure);

#endif
