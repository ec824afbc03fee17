#include "sheet.h"

#include <csv.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "memory.h"

#define MOST_COLUMNS 64
#define LARGEST ((size_t)16 << 20)

struct reading {
	struct sheet *sheet;
	const char *const *names;
	bool has_header;
	bool in_row;
	size_t row_line; /* where the row now read began */
	size_t field; /* of the row now read */
	int wanted[MOST_COLUMNS]; /* field to wanted column, -1: none */
	size_t field_count;
	char **text; /* of the row now read */
};

static bool may_be_missing(const char *name)
{
	return name[0] == '?';
}

static void on_field(void *bytes, size_t length, void *state)
{
	struct reading *reading = state;
	const char *text = bytes;
	size_t at = reading->field++;

	if (at >= MOST_COLUMNS)
		cli_fail("%s:%zu: row: more than %d columns", reading->sheet->path,
			reading->row_line, MOST_COLUMNS);
	if (!reading->has_header) {
		reading->wanted[at] = -1;
		for (size_t i = 0; i < reading->sheet->width; i++) {
			const char *name = reading->names[i] + may_be_missing(reading->names[i]);

			if (strlen(name) == length && memcmp(name, text, length) == 0)
				reading->wanted[at] = (int)i;
		}
		return;
	}
	if (at < reading->field_count && reading->wanted[at] >= 0) {
		char **cell = &reading->text[reading->wanted[at]];

		free(*cell);
		*cell = memory_copy(text, length);
	}
}

static void check_header(const struct reading *reading)
{
	for (size_t i = 0; i < reading->sheet->width; i++) {
		bool found = may_be_missing(reading->names[i]);

		for (size_t at = 0; at < reading->field; at++)
			found = found || reading->wanted[at] == (int)i;
		if (!found)
			cli_fail("%s:1: header: no column '%s'", reading->sheet->path, reading->names[i]);
	}
}

static void on_row(int end, void *state)
{
	struct reading *reading = state;
	struct sheet *sheet = reading->sheet;

	(void)end;
	if (!reading->has_header) {
		check_header(reading);
		reading->has_header = true;
		reading->field_count = reading->field;
	} else if (reading->field != reading->field_count) {
		cli_fail("%s:%zu: row: has %zu fields (want %zu, as the header has)", sheet->path,
			reading->row_line, reading->field, reading->field_count);
	} else {
		for (size_t i = 0; i < sheet->width; i++)
			if (reading->text[i] == NULL)
				reading->text[i] = memory_copy("", 0);
		sheet->rows = memory_grow(sheet->rows, &sheet->capacity, sheet->count + 1,
			sizeof *sheet->rows);
		sheet->rows[sheet->count++] =
			(struct sheet_row){ reading->row_line, reading->text };
		reading->text = memory_new(sheet->width, sizeof *reading->text);
	}
	reading->field = 0;
	reading->in_row = false;
}

static char *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "r");
	char *content = NULL;
	size_t capacity = 0, got;

	if (file == NULL)
		cli_fail("%s: cannot open: %s", path, strerror(errno));
	*length = 0;
	do {
		content = memory_grow(content, &capacity, *length + 65536, 1);
		got = fread(content + *length, 1, 65536, file);
		*length += got;
	} while (got > 0 && *length < LARGEST);
	if (ferror(file) || *length >= LARGEST)
		cli_fail("%s: cannot read, or larger than %zu bytes", path, LARGEST);
	fclose(file);
	return content;
}

void sheet_read(struct sheet *sheet, const char *path, const char *const *names)
{
	struct reading reading = { .sheet = sheet, .names = names, .row_line = 1 };
	struct csv_parser parser;
	size_t length, start;
	char *content = read_file(path, &length);

	*sheet = (struct sheet){ .path = path };
	while (names[sheet->width] != NULL)
		sheet->width++;
	reading.text = memory_new(sheet->width, sizeof *reading.text);
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		cli_fail("out of memory");
	/* Excel's "CSV UTF-8" begins with a byte order mark. */
	start = length >= 3 && memcmp(content, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	/* A line at a time, because libcsv does not count them. A row is where its first line is. */
	for (size_t at = start, number = 1; at < length; number++) {
		const char *end = memchr(content + at, '\n', length - at);
		size_t size = end != NULL ? (size_t)(end - content) + 1 - at : length - at;

		/* A row that began on an earlier line has an open quote; libcsv drops empty lines. */
		if (!reading.in_row)
			reading.row_line = number;
		reading.in_row = reading.in_row || strspn(content + at, " \t\r\n") < size;
		if (csv_parse(&parser, content + at, size, on_field, on_row, &reading) != size)
			cli_fail("%s:%zu: row: not a CSV: %s", path, number,
				csv_strerror(csv_error(&parser)));
		at += size;
	}
	if (csv_fini(&parser, on_field, on_row, &reading) != 0)
		cli_fail("%s:%zu: row: not ended: a quote is open", path, reading.row_line);
	if (!reading.has_header)
		cli_fail("%s: empty (want a header line)", path);
	csv_free(&parser);
	free(reading.text);
	free(content);
}

void sheet_free(struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		for (size_t j = 0; j < sheet->width; j++)
			free(sheet->rows[i].text[j]);
		free(sheet->rows[i].text);
	}
	free(sheet->rows);
	*sheet = (struct sheet){ 0 };
}
