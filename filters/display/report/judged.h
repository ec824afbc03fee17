/*
 * judged: the lines by which measures are judged: what the summary counts and lists.
 */
#ifndef KPI_REPORT_JUDGED_H
#define KPI_REPORT_JUDGED_H

#include "board.h"
#include "marks.h"
#include "writer.h"

/* A line with a whole period: the measure's, or where it has none that of one part. */
struct judged {
	const struct measure *measure;
	const struct line *line; /* the rolling one where there is one: status and direction */
	enum rag rag;
	enum meaning direction, signal;
	struct text signal_name;
};

/* How many lines the board is judged by. */
struct judgement {
	struct judged *list;
	size_t count, capacity;
	size_t rags[4], directions[4], signals[4]; /* by enum rag and enum meaning */
};

/* Of the measures from first to end (not in). The caller frees the list. */
struct judgement judge(const struct board *board, size_t first, size_t end);

/* A link to the line's card: the measure's title, and the part's name. */
void judged_link(struct writer *writer, const struct judged *judged);

/* The value, and its period where that is not the latest of the board. */
void judged_value(struct writer *writer, const struct board *board, const struct judged *judged);

#endif
