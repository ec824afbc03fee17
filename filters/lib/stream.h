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

#include "scan.h"
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

	uint32_t tabs; /* how many are in the line, where scan.counts: one less than its fields */

	/* the reader's own */
	struct text there; /* what of stream_open_text's was not looked at yet, */
	struct text held; /* ... and what of it is held back */
	char *block; /* own, or in that text */
	char *own;
	size_t capacity; /* of own */
	size_t begin, end; /* begin: of the line after the present one */
	bool at_end;
	int copy; /* a pipe that all is copied to that is read from now on; 0: none */
	size_t copied; /* how much of what is to be read has been copied */
	struct scan scan;
	struct scan_line *lines; /* found in the block, behind the one before; for a look ahead */
	size_t line_count, next; /* next: the first that was not given yet */
};

/* Opens the stream and reads its header. writer may be NULL. */
void stream_open(struct stream *stream, int file, const char *name, struct writer *writer);

/*
 * The same of a file of which the first part is in memory already and stays there, and so do its
 * lines; the rest is read. Behind that text are SCAN_BYTES more that may be looked at.
 */
void stream_open_text(struct stream *stream, struct text there, int file, const char *name);

/*
 * Ends a stream of a text early: from there on, the begin of a line in what was not looked at yet,
 * all is held back, the rest of the file too.
 */
void stream_hold_back(struct stream *stream, const char *from);

/* After its end: the stream goes on with what was held back. */
void stream_go_on(struct stream *stream);

/* At any time: it goes on there, and leaves out what is left before. Lines are numbered wrongly
 * then. */
void stream_go_past(struct stream *stream);

/* Where the column stands, or STREAM_NO_COLUMN. */
size_t stream_find(const struct stream *stream, const char *column);

/* The same for a column that must be there: its absence ends the filter. */
size_t stream_need(const struct stream *stream, const char *column);

/* Finds more lines, reading where it must; the block may move, the present line with it. False at
 * the end of the stream. */
bool stream_find_lines(struct stream *stream);

/* Whether the next stream_next may move the block: what points into it beyond the present line
 * goes. */
static inline bool stream_is_used_up(const struct stream *stream)
{
	return stream->next == stream->line_count;
}

/* How many TABs the found line of this number has, where scan.counts. */
static inline uint32_t stream_found_tabs(const struct stream *stream, size_t found)
{
	return stream->lines[found].tabs - stream->lines[found - 1].tabs;
}

/* Makes the found line of this number, which begins there, the present one. */
static inline void stream_go_to(struct stream *stream, size_t found, size_t begin)
{
	size_t end = stream->lines[found].end;

	stream->number += found + 1 - stream->next;
	stream->next = found + 1;
	stream->begin = end + 1;
	stream->tabs = stream_found_tabs(stream, found);
	if (end > begin && stream->block[end - 1] == '\r')
		end--;
	stream->line = (struct text){ stream->block + begin, end - begin };
}

/* The next line, or false after the last (which stays in line). A CR before the line's end is not
 * part of it; the byte behind line is its end, a CR or LF. */
static inline bool stream_next(struct stream *stream)
{
	if (stream_is_used_up(stream) && !stream_find_lines(stream))
		return false;
	stream_go_to(stream, stream->next, stream->begin);
	return true;
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

/* The field at a place of the present line where that is not cut. */
static inline struct text stream_quick_field(const struct stream *stream, size_t column)
{
	return stream_field_of(stream->line, column);
}

/* Says `kpi-NAME: stdin:42: column: problem` of the present line, and exit 2. */
_Noreturn void stream_fail(const struct stream *stream, const char *column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* From now on what is read, of a pipe, is copied to that pipe as well, or where copy is 0 no more;
 * the stream closes it then. Once nobody reads the copy (SIGPIPE is ignored) the stream ends. */
void stream_copy(struct stream *stream, int copy);

/* Frees what the stream holds (the file stays open). */
void stream_close(struct stream *stream);

#endif
