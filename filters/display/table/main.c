/* shows figures as a table */
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "figures.h"
#include "formats.h"
#include "grid.h"
#include "stream.h"
#include "writer.h"

enum { FORMAT };

static const struct cli_option options[] = {
	{ "format", 'f', "FORMAT", "text (the default), wide, csv, markdown or json" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-table",
	.about = "shows figures as a table",
	.usage = "kpi-table [-f text|wide|csv|markdown|json]",
	.options = options,
};

static const struct format {
	const char *name;
	void (*put)(struct writer *writer, const struct grid *grid);
	bool wide;
} formats[] = {
	{ "text", format_text, false },
	{ "wide", format_text, true },
	{ "csv", format_csv, false },
	{ "markdown", format_markdown, false },
	{ "json", format_json, false },
};

static const struct format *find_format(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	cli_usage("--format: '%s': no such format (want text, wide, csv, markdown or json)", name);
}

int main(int argc, char **argv)
{
	const struct format *format = &formats[0];
	struct figures figures;
	struct grid grid;
	struct stream stream;
	struct writer writer;
	const char *value;
	int operands;

	cli_start(&program);
	while (cli_next(&program, argc, argv, &value, &operands) == FORMAT)
		format = find_format(value);
	cli_no_operands(argc, argv, operands);
	stream_open(&stream, STDIN_FILENO, "stdin", NULL);
	figures_read(&figures, &stream, NULL);
	grid = format->wide ? grid_across(&figures) : grid_of(&figures);
	writer_open(&writer, STDOUT_FILENO, "stdout");
	format->put(&writer, &grid);
	writer_close(&writer);
	grid_free(&grid);
	figures_free(&figures);
	stream_close(&stream);
	return 0;
}
