#include "source.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"

#ifndef SOURCE_BLOCK /* the fuzzer's are small, so that everything lies across two */
#define SOURCE_BLOCK ((size_t)256 << 10)
#endif
#define NO_CHARACTER '\xff'

/* What windows-1252 has at 0x80 to 0x9F; 0 where it has nothing (WHATWG Encoding, index 1252). */
static const uint16_t windows_1252[32] = { 0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020,
	0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c,
	0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178 };

static size_t read_some(struct source *source, void *to, size_t most)
{
	struct pollfd waiting = { .fd = source->file, .events = POLLIN };
	ssize_t got;

	if (source->writer != NULL && poll(&waiting, 1, 0) == 0)
		writer_flush(source->writer);
	do
		got = read(source->file, to, most);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		cli_fail("%s: cannot read: %s", source->name, strerror(errno));
	return (size_t)got;
}

static void read_raw(struct source *source)
{
	size_t got;

	if (!source->keeping && source->raw_begin > 0) {
		memmove(source->raw, source->raw + source->raw_begin,
			source->raw_end - source->raw_begin);
		source->raw_end -= source->raw_begin;
		source->raw_begin = 0;
	}
	source->raw = memory_grow(source->raw, &source->raw_capacity,
		source->raw_end + SOURCE_BLOCK, 1);
	got = read_some(source, source->raw + source->raw_end, SOURCE_BLOCK);
	source->raw_end += got;
	source->raw_at_end = got == 0;
}

void source_open(struct source *source, int file, const char *name, struct writer *writer)
{
	*source = (struct source){ .file = file, .name = name, .writer = writer, .keeping = true };
	if (isatty(file))
		cli_say("reading a CSV from the terminal (end with Ctrl-D)");
}

void source_restart(struct source *source, enum encoding encoding)
{
	const unsigned char *raw;

	while (source->raw_end < 3 && !source->raw_at_end)
		read_raw(source);
	raw = source->raw;
	source->raw_begin = 0;
	source->encoding = encoding;
	source->swapped = false;
	if (source->raw_end >= 3 && memcmp(raw, "\xef\xbb\xbf", 3) == 0) {
		source->encoding = ENCODING_UTF8;
		source->raw_begin = 3;
	} else if (source->raw_end >= 2 && (memcmp(raw, "\xff\xfe", 2) == 0 ||
		memcmp(raw, "\xfe\xff", 2) == 0)) {
		source->encoding = ENCODING_UTF16;
		source->swapped = raw[0] == 0xfe;
		source->raw_begin = 2;
	}
	source->begin = source->end = 0;
	source->at_end = false;
	source->kept_first = true;
}

void source_settle(struct source *source)
{
	source->keeping = false;
}

/* Writes the character as UTF-8; returns how many bytes it took. */
static size_t put_character(char *to, uint32_t character)
{
	if (character < 0x80) {
		to[0] = (char)character;
		return 1;
	}
	if (character < 0x800) {
		to[0] = (char)(0xc0 | character >> 6);
		to[1] = (char)(0x80 | (character & 0x3f));
		return 2;
	}
	if (character < 0x10000) {
		to[0] = (char)(0xe0 | character >> 12);
		to[1] = (char)(0x80 | (character >> 6 & 0x3f));
		to[2] = (char)(0x80 | (character & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | character >> 18);
	to[1] = (char)(0x80 | (character >> 12 & 0x3f));
	to[2] = (char)(0x80 | (character >> 6 & 0x3f));
	to[3] = (char)(0x80 | (character & 0x3f));
	return 4;
}

static void decode_windows_1252(struct source *source)
{
	for (; source->raw_begin < source->raw_end; source->raw_begin++) {
		uint32_t character = source->raw[source->raw_begin];

		if (character >= 0x80 && character < 0xa0)
			character = windows_1252[character - 0x80];
		if (character == 0 && source->raw[source->raw_begin] != 0)
			source->text[source->end++] = NO_CHARACTER;
		else
			source->end += put_character(source->text + source->end, character);
	}
}

static uint32_t unit_at(const struct source *source, size_t at)
{
	uint32_t first = source->raw[at], second = source->raw[at + 1];

	return source->swapped ? first << 8 | second : second << 8 | first;
}

/* Leaves a half unit, or a half pair, for when more has been read. */
static void decode_utf16(struct source *source)
{
	while (source->raw_end - source->raw_begin >= 2) {
		uint32_t unit = unit_at(source, source->raw_begin), second;

		if (unit >= 0xd800 && unit < 0xdc00) {
			if (source->raw_end - source->raw_begin < 4 && !source->raw_at_end)
				return;
			second = source->raw_end - source->raw_begin < 4
				? 0 : unit_at(source, source->raw_begin + 2);
			if (second >= 0xdc00 && second < 0xe000) {
				unit = 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00);
				source->raw_begin += 2;
			}
		}
		source->raw_begin += 2;
		if (unit >= 0xd800 && unit < 0xe000)
			source->text[source->end++] = NO_CHARACTER;
		else
			source->end += put_character(source->text + source->end, unit);
	}
	if (source->raw_at_end && source->raw_begin < source->raw_end) {
		source->raw_begin = source->raw_end;
		source->text[source->end++] = NO_CHARACTER;
	}
}

static void decode(struct source *source)
{
	size_t length = source->raw_end - source->raw_begin;

	/* At most three bytes come of one. */
	source->text = memory_grow(source->text, &source->capacity, source->end + 3 * length + 2, 1);
	if (source->encoding == ENCODING_WINDOWS_1252) {
		decode_windows_1252(source);
	} else if (source->encoding == ENCODING_UTF16) {
		decode_utf16(source);
	} else if (length > 0) {
		memcpy(source->text + source->end, source->raw + source->raw_begin, length);
		source->end += length;
		source->raw_begin = source->raw_end;
	}
}

void source_more(struct source *source)
{
	size_t left = source->end - source->begin, got;

	if (source->begin > 0 && left > 0)
		memmove(source->text, source->text + source->begin, left);
	source->begin = 0;
	source->end = left;
	if (source->encoding == ENCODING_UTF8 && !source->keeping &&
		source->raw_begin == source->raw_end) {
		/* The common case: straight into place. */
		source->text = memory_grow(source->text, &source->capacity, left + SOURCE_BLOCK + 1, 1);
		got = read_some(source, source->text + left, source->capacity - left - 1);
		source->end += got;
		source->at_end = got == 0;
	} else {
		if (!source->kept_first && !source->raw_at_end)
			read_raw(source);
		source->kept_first = false;
		decode(source);
		source->at_end = source->raw_at_end && source->raw_begin == source->raw_end;
	}
	source->text[source->end] = '\n';
}

void source_close(struct source *source)
{
	close(source->file);
	free(source->text);
	free(source->raw);
	*source = (struct source){ .file = -1 };
}
