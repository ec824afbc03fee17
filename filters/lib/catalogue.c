#include "catalogue.h"

#include <csv.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "memory.h"
#include "sum.h"

#define MOST_COLUMNS 64
#define LARGEST ((size_t)16 << 20)

static const char *const column_names[CATALOGUE_COLUMNS] = { "measure", "theme", "title", "unit",
	"better", "target", "amber", "filter", "options", "rolling", "split", "source" };

const char *catalogue_column_name(enum catalogue_column column)
{
	return column_names[column];
}

struct reading {
	struct catalogue *catalogue;
	bool has_header;
	size_t row_line; /* where the row now read began */
	size_t field; /* of the row now read */
	int column_of[MOST_COLUMNS]; /* field to catalogue column, -1: none */
	size_t field_count;
	struct catalogue_row row;
};

static void on_field(void *bytes, size_t length, void *state)
{
	struct reading *reading = state;
	const char *text = bytes;
	size_t at = reading->field++;

	if (at >= MOST_COLUMNS)
		cli_fail("%s:%zu: row: more than %d columns", reading->catalogue->path,
			reading->row_line, MOST_COLUMNS);
	if (!reading->has_header) {
		reading->column_of[at] = -1;
		for (int i = 0; i < CATALOGUE_COLUMNS; i++)
			if (strlen(column_names[i]) == length && memcmp(column_names[i], text, length) == 0)
				reading->column_of[at] = i;
		return;
	}
	if (at < reading->field_count && reading->column_of[at] >= 0)
		reading->row.text[reading->column_of[at]] = memory_copy(text, length);
}

static void check_header(const struct reading *reading)
{
	for (int i = 0; i < CATALOGUE_COLUMNS; i++) {
		bool found = false;

		for (size_t at = 0; at < reading->field; at++)
			found = found || reading->column_of[at] == i;
		if (!found)
			cli_fail("%s:1: header: no column '%s'", reading->catalogue->path, column_names[i]);
	}
}

/* Whether the text is a number, as targets and tolerances are; nothing is one too. */
static bool is_number(const char *text)
{
	int64_t amount;

	return *text == '\0' || sum_parse(text_of(text), &amount);
}

static void check_row(const struct catalogue *catalogue, const struct catalogue_row *row)
{
	const char *better = row->text[CATALOGUE_BETTER], *rolling = row->text[CATALOGUE_ROLLING];

	if (strcmp(better, "") != 0 && strcmp(better, "high") != 0 && strcmp(better, "low") != 0)
		cli_fail("%s:%zu: better: '%.20s' (want high, low or nothing)", catalogue->path,
			row->line, better);
	if (strspn(rolling, "0123456789") != strlen(rolling) || rolling[0] == '0')
		cli_fail("%s:%zu: rolling: '%.20s' (want a number of periods, or nothing)",
			catalogue->path, row->line, rolling);
	for (int column = CATALOGUE_TARGET; column <= CATALOGUE_AMBER; column++)
		if (!is_number(row->text[column]))
			cli_fail("%s:%zu: %s: '%.20s' (want a number, or nothing)", catalogue->path,
				row->line, column_names[column], row->text[column]);
}

static void on_row(int end, void *state)
{
	struct reading *reading = state;
	struct catalogue *catalogue = reading->catalogue;

	(void)end;
	if (!reading->has_header) {
		check_header(reading);
		reading->has_header = true;
		reading->field_count = reading->field;
	} else if (reading->field != reading->field_count) {
		cli_fail("%s:%zu: row: has %zu fields (want %zu, as the header has)", catalogue->path,
			reading->row_line, reading->field, reading->field_count);
	} else {
		reading->row.line = reading->row_line;
		check_row(catalogue, &reading->row);
		catalogue->rows = memory_grow(catalogue->rows, &catalogue->capacity,
			catalogue->count + 1, sizeof *catalogue->rows);
		catalogue->rows[catalogue->count++] = reading->row;
		reading->row = (struct catalogue_row){ 0 };
	}
	reading->field = 0;
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

void catalogue_read(struct catalogue *catalogue, const char *path)
{
	struct reading reading = { .catalogue = catalogue, .row_line = 1 };
	struct csv_parser parser;
	size_t length, start;
	char *content = read_file(path, &length);

	*catalogue = (struct catalogue){ .path = path };
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		cli_fail("out of memory");
	/* Excel's "CSV UTF-8" begins with a byte order mark. */
	start = length >= 3 && memcmp(content, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	/* A line at a time, because libcsv does not count them. A row is where its first line is. */
	for (size_t at = start, number = 1; at < length; number++) {
		const char *end = memchr(content + at, '\n', length - at);
		size_t size = end != NULL ? (size_t)(end - content) + 1 - at : length - at;

		if (reading.field == 0)
			reading.row_line = number;
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
	free(content);
}

void catalogue_free(struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->count; i++)
		for (size_t j = 0; j < CATALOGUE_COLUMNS; j++)
			free(catalogue->rows[i].text[j]);
	free(catalogue->rows);
	*catalogue = (struct catalogue){ 0 };
}
