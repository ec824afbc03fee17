/*
 * libcsv: reads a CSV by libcsv alone and counts its rows and fields: what kpi-events is measured
 * against.
 */
#include <csv.h>
#include <stdio.h>
#include <unistd.h>

#define BLOCK ((size_t)256 << 10)

struct counts {
	size_t fields, rows;
};

static void take_field(void *bytes, size_t length, void *data)
{
	(void)bytes;
	(void)length;
	((struct counts *)data)->fields++;
}

static void take_row(int end, void *data)
{
	(void)end;
	((struct counts *)data)->rows++;
}

int main(void)
{
	struct counts counts = { 0, 0 };
	struct csv_parser parser;
	char block[BLOCK];
	ssize_t got;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return 2;
	while ((got = read(STDIN_FILENO, block, sizeof block)) > 0)
		if (csv_parse(&parser, block, (size_t)got, take_field, take_row, &counts) != (size_t)got)
			return 2;
	if (got < 0 || csv_fini(&parser, take_field, take_row, &counts) != 0)
		return 2;
	csv_free(&parser);
	printf("%zu rows, %zu fields\n", counts.rows, counts.fields);
	return 0;
}
