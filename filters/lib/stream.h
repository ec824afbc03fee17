/*
 * stream: lines of TAB-divided fields under a header that names the columns (DESIGN.md section 1).
 *
 * A stream is read in blocks; a line and its fields point into the block and hold until the next
 * line is read. Nothing is allocated for a line. What is not a stream (no header, a CSV, a NUL, a
 * row with too few fields, a failed read) ends the filter: message and exit 2.
 */
#ifndef KPI_STREAM_H
#define KPI_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"
#include "writer.h"

#define STREAM_NO_COLUMN SIZE_MAX

struct stream {
	int file;
	const char *name; /* `stdin`, or the file as messages call it */
	struct writer *writer; /* flushed before a read that would wait; may be NULL */

	size_t column_count;
	struct text *columns; /* the names in the header's order */
	char *header; /* the header line, NUL ended */

	size_t number; /* of the line in its file; the header is line 1 */
	struct text line; /* without its end */
	struct text *fields; /* after stream_cut */

	/* the reader's own */
	char *block;
	size_t capacity, begin, end; /* begin: of the line after the present one */
	size_t kept; /* begin of the present line, which a refill keeps */
	bool at_end;
	size_t asked; /* how many TABs stream_next notes as it goes */
	size_t found; /* how many this line has of them */
	size_t *tabs; /* their places in the line */
};

/* Opens the stream and reads its header. writer may be NULL. */
void stream_open(struct stream *stream, int file, const char *name, struct writer *writer);

/* Where the column stands, or STREAM_NO_COLUMN. */
size_t stream_find(const struct stream *stream, const char *column);

/* The same for a column that must be there: its absence ends the filter. */
size_t stream_need(const struct stream *stream, const char *column);

/* From now on stream_next notes the ends of the fields up to and with this column. */
void stream_quick(struct stream *stream, size_t column);

/* The next line, or false after the last (which stays in line). A CR before the line's end is not
 * part of it. */
bool stream_next(struct stream *stream);

/*
 * The field of a column up to the one given to stream_quick, of a line not yet cut; an empty text
 * where the line ends before it.
 */
static inline struct text stream_quick_field(const struct stream *stream, size_t column)
{
	size_t from, to;

	if (column > stream->found)
		return (struct text){ stream->line.at, 0 };
	from = column == 0 ? 0 : stream->tabs[column - 1] + 1;
	to = column < stream->found ? stream->tabs[column] : stream->line.length;
	return (struct text){ stream->line.at + from, to - from };
}

/* Cuts the whole line into fields; a line with another number of them than the header has, or with
 * a NUL or a lone CR in it, ends the filter. */
void stream_cut(struct stream *stream);

/* The field of a column after stream_cut; empty for STREAM_NO_COLUMN. */
static inline struct text stream_field(const struct stream *stream, size_t column)
{
	return column == STREAM_NO_COLUMN ? (struct text){ "", 0 } : stream->fields[column];
}

/* The field at a place of any line, cut for this once; empty where the line ends before it. */
struct text stream_field_of(struct text line, size_t column);

/* Says `kpi-NAME: stdin:42: column: problem` of the present line, and exit 2. */
_Noreturn void stream_fail(const struct stream *stream, const char *column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Frees what the stream holds (the file stays open). */
void stream_close(struct stream *stream);

#endif
