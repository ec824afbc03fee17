#define _GNU_SOURCE /* tee */
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"

/*
 * A pipe is emptied at one go (ours are of 1 MiB), and filled again while its lines are looked at.
 * Measured: with reads of half as much, reader and writer wait for each other, and all takes a
 * fifth longer.
 */
#define BLOCK ((size_t)1 << 20)
#define WINDOW ((size_t)4 << 20) /* of a text: places in a block are numbers of 32 bits */
#define LONGEST_LINE ((size_t)64 << 20)

static void flush_before_wait(const struct stream *stream)
{
	struct pollfd waiting = { .fd = stream->file, .events = POLLIN };

	if (stream->writer != NULL && stream->writer->lines_end > 0 && poll(&waiting, 1, 0) == 0)
		writer_flush(stream->writer);
}

/* The next part of a text that is there; what is kept of the last stands before it. */
static size_t take_there(struct stream *stream, size_t from)
{
	size_t taken = stream->there.length < WINDOW ? stream->there.length : WINDOW;

	stream->block = stream->block == NULL ? (char *)stream->there.at : stream->block + from;
	stream->there.at += taken;
	stream->there.length -= taken;
	return taken;
}

void stream_copy(struct stream *stream, int copy)
{
	if (stream->copy != 0)
		close(stream->copy);
	stream->copy = copy;
}

/*
 * Copies what waits in the pipe without taking it, or where that is copied takes it. Who reads the
 * copy is given all of it, and goes before that only where it fails: for this stream too that is
 * the end.
 */
static ssize_t read_block(struct stream *stream, char *to)
{
	ssize_t copied;

	if (stream->copy == 0)
		return read(stream->file, to, BLOCK);
	if (stream->copied == 0) {
		copied = tee(stream->file, stream->copy, BLOCK, 0);
		if (copied < 0 && errno == EPIPE)
			return 0;
		if (copied <= 0)
			return copied;
		stream->copied = (size_t)copied;
	}
	copied = read(stream->file, to, stream->copied < BLOCK ? stream->copied : BLOCK);
	stream->copied -= copied > 0 ? (size_t)copied : 0;
	return copied;
}

/*
 * Reads behind what is kept, in the stream's own block. The bytes behind the end are line ends: a
 * scan may look at them, and a last line without one has it there.
 */
static size_t read_more(struct stream *stream, size_t from, size_t kept)
{
	bool is_own = stream->block == stream->own;
	ssize_t got;

	stream->own = memory_grow(stream->own, &stream->capacity, kept + BLOCK + SCAN_BYTES, 1);
	if (kept > 0)
		memmove(stream->own, (is_own ? stream->own : stream->block) + from, kept);
	stream->block = stream->own;
	do
		got = read_block(stream, stream->own + kept);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		cli_fail("%s: cannot read: %s", stream->name, strerror(errno));
	memset(stream->own + kept + got, '\n', SCAN_BYTES);
	return (size_t)got;
}

/* Keeps the present line and the part line that is left, and has more behind them. */
static void refill(struct stream *stream)
{
	size_t from = stream->line.at == NULL ? 0 : (size_t)(stream->line.at - stream->block);
	size_t kept = stream->end - from, more;

	flush_before_wait(stream);
	stream->begin -= from;
	if (kept - stream->begin > LONGEST_LINE)
		cli_fail("%s:%zu: line: longer than %zu bytes", stream->name, stream->number + 1,
			LONGEST_LINE);
	if (stream->there.length > 0 || stream->held.at != NULL)
		more = take_there(stream, from);
	else
		more = read_more(stream, from, kept);
	if (stream->line.at != NULL)
		stream->line.at = stream->block;
	stream->at_end = more == 0;
	stream->end = kept + more;
	stream->scan = (struct scan){ stream->begin, stream->end, 0, stream->scan.counts };
	stream->lines[0].tabs = 0;
}

bool stream_find_lines(struct stream *stream)
{
	stream->next = 1;
	for (;;) {
		stream->lines[0].tabs = stream->lines[stream->line_count - 1].tabs;
		stream->line_count = 1 + scan_lines(stream->block, &stream->scan, stream->lines + 1);
		if (stream->line_count > 1)
			return true;
		if (stream->at_end)
			break;
		refill(stream);
	}
	if (stream->begin >= stream->end)
		return false;
	stream->lines[stream->line_count++] =
		(struct scan_line){ (uint32_t)stream->end, stream->scan.tabs };
	return true;
}

void stream_fail(const struct stream *stream, const char *column, const char *format, ...)
{
	char message[1024];
	va_list values;

	va_start(values, format);
	vsnprintf(message, sizeof message, format, values);
	va_end(values);
	cli_fail("%s:%zu: %s: %s", stream->name, stream->number, column, message);
}

static void read_header(struct stream *stream)
{
	struct text line;

	if (!stream_next(stream))
		cli_fail("%s: empty (want a header line that names the columns)", stream->name);
	line = stream->line;
	if (memchr(line.at, '\0', line.length) != NULL)
		stream_fail(stream, "header", "holds a NUL byte (want text)");
	if (line.length >= 3 && memcmp(line.at, "\xef\xbb\xbf", 3) == 0)
		stream_fail(stream, "header",
			"begins with a byte order mark (want plain UTF-8; a CSV goes through kpi-events)");
	stream->header = memory_copy(line.at, line.length);
	stream->column_count = (size_t)stream->tabs + 1;
	if (stream->column_count == 1 && memchr(line.at, ',', line.length) != NULL)
		stream_fail(stream, "header", "a CSV, not a stream (pass it through kpi-events)");
	stream->columns = memory_new(stream->column_count, sizeof *stream->columns);
	stream->fields = memory_new(stream->column_count, sizeof *stream->fields);
	for (size_t i = 0, from = 0; i < stream->column_count; i++) {
		size_t length = strcspn(stream->header + from, "\t");

		stream->columns[i] = (struct text){ stream->header + from, length };
		if (length == 0)
			stream_fail(stream, "header", "column %zu has no name", i + 1);
		for (size_t j = 0; j < i; j++)
			if (text_same(stream->columns[i], stream->columns[j]))
				stream_fail(stream, "header", "columns %zu and %zu have one name", j + 1, i + 1);
		from += length + 1;
	}
}

static void begin(struct stream *stream)
{
	if (isatty(stream->file))
		cli_say("reading events from the terminal (end with Ctrl-D)");
	stream->scan.counts = true;
	stream->line_count = stream->next = 1;
	stream->lines = memory_new(1 + SCAN_LINES, sizeof *stream->lines);
	read_header(stream);
}

void stream_open(struct stream *stream, int file, const char *name, struct writer *writer)
{
	*stream = (struct stream){ .file = file, .name = name, .writer = writer };
	begin(stream);
}

void stream_open_text(struct stream *stream, struct text there, int file, const char *name)
{
	*stream = (struct stream){ .file = file, .name = name, .there = there };
	begin(stream);
}

void stream_hold_back(struct stream *stream, const char *from)
{
	size_t given = (size_t)(from - stream->there.at);

	stream->held = (struct text){ from, stream->there.length - given };
	stream->there.length = given;
}

void stream_go_on(struct stream *stream)
{
	stream->there = stream->held;
	stream->held = (struct text){ NULL, 0 };
	stream->at_end = false;
}

void stream_go_past(struct stream *stream)
{
	stream_go_on(stream);
	stream->block = NULL;
	stream->begin = stream->end = 0;
	stream->line = (struct text){ NULL, 0 };
	stream->scan = (struct scan){ .counts = true };
	stream->line_count = stream->next = 1;
}

size_t stream_find(const struct stream *stream, const char *column)
{
	for (size_t i = 0; i < stream->column_count; i++)
		if (text_is(stream->columns[i], column))
			return i;
	return STREAM_NO_COLUMN;
}

size_t stream_need(const struct stream *stream, const char *column)
{
	size_t found = stream_find(stream, column);

	if (found == STREAM_NO_COLUMN)
		cli_fail("%s:1: header: no column '%s' (has %zu columns)", stream->name, column,
			stream->column_count);
	return found;
}

void stream_cut(struct stream *stream)
{
	bool odd;
	size_t cut = scan_fields(stream->line, stream->fields, stream->column_count, &odd);

	if (odd && memchr(stream->line.at, '\0', stream->line.length) != NULL)
		stream_fail(stream, "line", "holds a NUL byte (want text)");
	if (odd)
		stream_fail(stream, "line", "holds a CR inside a field (want text without)");
	if (cut != stream->column_count)
		stream_fail(stream, "line", "has %zu fields (want %zu, as the header has)", cut,
			stream->column_count);
}

struct text stream_field_of(struct text line, size_t column)
{
	const char *at, *end, *tab;

	if (line.at == NULL || column == STREAM_NO_COLUMN)
		return (struct text){ "", 0 };
	at = line.at;
	end = at + line.length;
	while ((tab = memchr(at, '\t', (size_t)(end - at))) != NULL) {
		if (column-- == 0)
			return (struct text){ at, (size_t)(tab - at) };
		at = tab + 1;
	}
	return column == 0 ? (struct text){ at, (size_t)(end - at) } : (struct text){ "", 0 };
}

void stream_close(struct stream *stream)
{
	free(stream->columns);
	free(stream->fields);
	free(stream->lines);
	free(stream->header);
	free(stream->own);
	*stream = (struct stream){ .file = -1 };
}
