/*
 * cut: kpi-events' reader makes of any bytes the rows that libcsv alone makes of them.
 *
 * The reader gives libcsv only the rows that it cannot cut itself; here libcsv has them all, in the
 * same strict mode, and what the two make of the bytes is compared, row by row.
 */
#include <csv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../filters/intake/events/rows.h"
#include "memory.h"

#define MOST_BYTES 4096 /* a pipe holds them, so that a write never waits */

/* What a reader made of the bytes: each field behind its length, each row behind a mark. */
struct outcome {
	char *text;
	size_t used, capacity, rows;
	bool broken;
};

static void add(struct outcome *outcome, const void *bytes, size_t length)
{
	outcome->text = memory_grow(outcome->text, &outcome->capacity, outcome->used + length + 1, 1);
	if (length > 0)
		memcpy(outcome->text + outcome->used, bytes, length);
	outcome->used += length;
}

static void add_field(struct outcome *outcome, struct text field)
{
	add(outcome, &field.length, sizeof field.length);
	add(outcome, field.at, field.length);
}

/* A row as it is being gathered from libcsv. */
struct gathering {
	struct outcome outcome;
	size_t begin; /* of the row in outcome.text */
	bool filled;
};

/* As the reader gives it: a TAB, an LF, a CR and a CR LF are a blank each. */
static void take_field(void *bytes, size_t length, void *data)
{
	struct gathering *gathering = data;
	char *text = memory_new(length + 1, 1);
	const char *from = bytes;
	size_t used = 0;
	struct text field;

	for (size_t i = 0; i < length; i++) {
		if (from[i] == '\r' && i + 1 < length && from[i + 1] == '\n')
			i++;
		text[used++] = from[i] == '\t' || from[i] == '\r' || from[i] == '\n' ? ' ' : from[i];
	}
	field = (struct text){ text, used };
	add_field(&gathering->outcome, field);
	gathering->filled |= rows_trim(field).length > 0;
	free(text);
}

/* Rows of nothing are passed over by the reader. */
static void take_row(int end, void *data)
{
	struct gathering *gathering = data;

	(void)end;
	if (gathering->filled) {
		add(&gathering->outcome, "ROW", 3);
		gathering->outcome.rows++;
	} else {
		gathering->outcome.used = gathering->begin;
	}
	gathering->begin = gathering->outcome.used;
	gathering->filled = false;
}

static int no_blank(unsigned char byte)
{
	(void)byte;
	return 0;
}

static struct outcome by_libcsv(const char *bytes, size_t length)
{
	struct gathering gathering = { 0 };
	struct csv_parser parser;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		abort();
	csv_set_space_func(&parser, no_blank);
	gathering.outcome.broken =
		csv_parse(&parser, bytes, length, take_field, take_row, &gathering) != length ||
		csv_fini(&parser, take_field, take_row, &gathering) != 0;
	csv_free(&parser);
	gathering.outcome.used = gathering.begin;
	return gathering.outcome;
}

/*
 * The first read gives so many bytes of the pipe, the next the others: a row, a CR LF or a quote
 * lies across the reader's blocks. Three at least, in which the reader looks for a byte order mark.
 */
static struct outcome by_reader(const char *bytes, size_t length, size_t first)
{
	struct outcome outcome = { 0 };
	struct rows rows;
	enum rows_answer answer;
	int ends[2];

	first = first < 3 ? 3 : first;
	first = first > length ? length : first;
	if (pipe(ends) != 0 || write(ends[1], bytes, first) != (ssize_t)first)
		abort();
	if (first == length)
		close(ends[1]);
	rows_open(&rows, ends[0], "fuzz", NULL);
	rows_restart(&rows, ENCODING_UTF8);
	rows_settle(&rows);
	if (first < length) {
		if (write(ends[1], bytes + first, length - first) != (ssize_t)(length - first))
			abort();
		close(ends[1]);
	}
	while ((answer = rows_next(&rows)) == ROWS_ROW) {
		for (size_t i = 0; i < rows.count; i++)
			add_field(&outcome, rows.fields[i]);
		add(&outcome, "ROW", 3);
		outcome.rows++;
	}
	outcome.broken = answer == ROWS_BROKEN;
	rows_close(&rows);
	return outcome;
}

/* The reader refuses a NUL, which libcsv takes: then what came before it must be the same. */
static bool agree(const struct outcome *reader, const struct outcome *libcsv, bool nul)
{
	if (nul ? !reader->broken || reader->used > libcsv->used
		: reader->broken != libcsv->broken || reader->used != libcsv->used)
		return false;
	return reader->used == 0 || memcmp(reader->text, libcsv->text, reader->used) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first byte says how much the first read gives; the others are the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data + 1;
	struct outcome libcsv;

	if (size-- < 2 || size > MOST_BYTES)
		return 0;
	/* A byte order mark is the reader's alone. */
	if ((size >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0) ||
		(size >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0) ||
		(size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0))
		return 0;
	libcsv = by_libcsv(bytes, size);
	for (int cut = 0; cut < 2; cut++) {
		struct outcome reader = by_reader(bytes, size, cut ? data[0] : size);

		if (!agree(&reader, &libcsv, memchr(bytes, '\0', size) != NULL)) {
			fprintf(stderr, "the reader: %zu rows%s; libcsv: %zu rows%s\n", reader.rows,
				reader.broken ? ", broken" : "", libcsv.rows, libcsv.broken ? ", broken" : "");
			abort();
		}
		free(reader.text);
	}
	free(libcsv.text);
	return 0;
}
