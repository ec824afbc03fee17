#include "stream.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"
#include "scan.h"

#define BLOCK ((size_t)256 << 10) /* measured: larger blocks fall out of the cache, smaller cost calls */
#define LONGEST_LINE ((size_t)64 << 20)

static void flush_before_wait(const struct stream *stream)
{
	struct pollfd waiting = { .fd = stream->file, .events = POLLIN };

	if (stream->writer != NULL && poll(&waiting, 1, 0) == 0)
		writer_flush(stream->writer);
}

/*
 * Keeps the present line and the part line that is left, and reads behind them. The 64 bytes behind the end are line ends,
 * so that the scan of a line always stops, and never looks at what was there before.
 */
static void refill(struct stream *stream)
{
	size_t kept = stream->end - stream->kept;
	ssize_t got;

	flush_before_wait(stream);
	if (stream->kept > 0 && kept > 0)
		memmove(stream->block, stream->block + stream->kept, kept);
	stream->begin -= stream->kept;
	stream->kept = 0;
	stream->end = kept;
	if (kept - stream->begin > LONGEST_LINE)
		cli_fail("%s:%zu: line: longer than %zu bytes", stream->name, stream->number + 1,
			LONGEST_LINE);
	stream->block = memory_grow(stream->block, &stream->capacity, kept + BLOCK + SCAN_BYTES, 1);
	stream->line.at = stream->block;
	do
		got = read(stream->file, stream->block + kept, stream->capacity - kept - SCAN_BYTES);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		cli_fail("%s: cannot read: %s", stream->name, strerror(errno));
	stream->at_end = got == 0;
	stream->end += (size_t)got;
	memset(stream->block + stream->end, '\n', SCAN_BYTES);
}

bool stream_next(struct stream *stream)
{
	size_t at, length;
	struct scan scan;

again:
	stream->found = 0;
	for (at = stream->begin;; at += SCAN_BYTES) {
		scan = scan_bytes(stream->block + at);
		if (stream->found < stream->asked) {
			uint64_t tabs = scan.ends != 0 ? scan.tabs & (scan.ends ^ (scan.ends - 1)) : scan.tabs;

			for (; tabs != 0 && stream->found < stream->asked; tabs &= tabs - 1)
				stream->tabs[stream->found++] =
					at + (size_t)__builtin_ctzll(tabs) - stream->begin;
		}
		if (scan.ends != 0)
			break;
	}
	at += (size_t)__builtin_ctzll(scan.ends);
	if (at >= stream->end && !stream->at_end) {
		refill(stream);
		goto again;
	}
	if (stream->begin >= stream->end)
		return false;
	if (at > stream->end)
		at = stream->end;
	length = at - stream->begin;
	stream->kept = stream->begin;
	stream->line.at = stream->block + stream->begin;
	stream->begin = at + 1 < stream->end ? at + 1 : stream->end;
	if (length > 0 && stream->line.at[length - 1] == '\r')
		length--;
	stream->line.length = length;
	stream->number++;
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

/* How many fields the line has. */
static size_t count_fields(struct text line)
{
	size_t fields = 1;

	for (const char *at = line.at; (at = memchr(at, '\t', (size_t)(line.at + line.length - at)));
		at++)
		fields++;
	return fields;
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
	stream->column_count = count_fields(line);
	if (stream->column_count == 1 && memchr(line.at, ',', line.length) != NULL)
		stream_fail(stream, "header", "a CSV, not a stream (pass it through kpi-events)");
	stream->columns = memory_new(stream->column_count, sizeof *stream->columns);
	stream->fields = memory_new(stream->column_count, sizeof *stream->fields);
	stream->tabs = memory_new(stream->column_count, sizeof *stream->tabs);
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

void stream_open(struct stream *stream, int file, const char *name, struct writer *writer)
{
	*stream = (struct stream){ .file = file, .name = name, .writer = writer };
	if (isatty(file))
		cli_say("reading events from the terminal (end with Ctrl-D)");
	refill(stream);
	read_header(stream);
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

void stream_quick(struct stream *stream, size_t column)
{
	if (column + 1 > stream->asked)
		stream->asked = column + 1;
	/* The last column is ended by the line, not by a TAB. */
	if (stream->asked > stream->column_count)
		stream->asked = stream->column_count;
}

void stream_cut(struct stream *stream)
{
	const char *at = stream->line.at, *end = at + stream->line.length;
	size_t cut = 0;

	if (memchr(at, '\0', stream->line.length) != NULL)
		stream_fail(stream, "line", "holds a NUL byte (want text)");
	if (memchr(at, '\r', stream->line.length) != NULL)
		stream_fail(stream, "line", "holds a CR inside a field (want text without)");
	for (;;) {
		const char *tab = memchr(at, '\t', (size_t)(end - at));

		if (cut < stream->column_count)
			stream->fields[cut] = (struct text){ at, (size_t)((tab ? tab : end) - at) };
		cut++;
		if (tab == NULL)
			break;
		at = tab + 1;
	}
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
	free(stream->tabs);
	free(stream->header);
	free(stream->block);
	*stream = (struct stream){ .file = -1 };
}
