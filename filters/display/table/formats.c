#include "formats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* A number as JSON writes it: what is one there is one everywhere. */
static bool is_number(struct text cell)
{
	size_t at = cell.length > 0 && cell.at[0] == '-', from = at, whole;

	while (at < cell.length && cell.at[at] >= '0' && cell.at[at] <= '9')
		at++;
	whole = at - from;
	if (whole == 0 || (whole > 1 && cell.at[from] == '0'))
		return false;
	if (at == cell.length)
		return true;
	if (cell.at[at++] != '.' || at == cell.length)
		return false;
	while (at < cell.length && cell.at[at] >= '0' && cell.at[at] <= '9')
		at++;
	return at == cell.length;
}

/* In characters: the bytes of UTF-8 that do not continue one. */
static size_t width_of(struct text cell)
{
	size_t width = 0;

	for (size_t i = 0; i < cell.length; i++)
		width += ((unsigned char)cell.at[i] & 0xc0) != 0x80;
	return width;
}

static void put_blanks(struct writer *writer, size_t count)
{
	while (count-- > 0)
		writer_byte(writer, ' ');
}

static void put_text_row(struct writer *writer, const struct grid *grid, const struct text *row,
	const size_t *widths)
{
	size_t owed = 0; /* blanks that are written if anything follows */

	for (size_t i = 0; i < grid->width; i++) {
		size_t blank = widths[i] - width_of(row[i]);

		if (!grid->shown[i])
			continue;
		if (row[i].length == 0) {
			owed += blank + 2;
			continue;
		}
		put_blanks(writer, owed + (grid->number[i] ? blank : 0));
		writer_text(writer, row[i]);
		owed = 2 + (grid->number[i] ? 0 : blank);
	}
	writer_end_line(writer);
}

void format_text(struct writer *writer, const struct grid *grid)
{
	size_t *widths = memory_new(grid->width, sizeof *widths);

	for (size_t i = 0; i < grid->width; i++)
		widths[i] = width_of(grid->header[i]);
	for (size_t i = 0; i < grid->rows * grid->width; i++)
		if (width_of(grid->cells[i]) > widths[i % grid->width])
			widths[i % grid->width] = width_of(grid->cells[i]);
	put_text_row(writer, grid, grid->header, widths);
	for (size_t r = 0; r < grid->rows; r++)
		put_text_row(writer, grid, grid->cells + r * grid->width, widths);
	free(widths);
}

/* RFC 4180; what a spreadsheet would take for a formula is made text by an apostrophe (OWASP, CSV
 * injection). */
static void put_csv_row(struct writer *writer, const struct grid *grid, const struct text *row)
{
	for (size_t i = 0; i < grid->width; i++) {
		const char *quote = "";

		if (i > 0)
			writer_byte(writer, ',');
		for (size_t j = 0; j < row[i].length; j++)
			if (strchr(",\"\r\n", row[i].at[j]) != NULL)
				quote = "\"";
		writer_text(writer, text_of(quote));
		if (row[i].length > 0 && strchr("=+-@\t\r", row[i].at[0]) != NULL && !is_number(row[i]))
			writer_byte(writer, '\'');
		for (size_t j = 0; j < row[i].length; j++) {
			if (row[i].at[j] == '"')
				writer_byte(writer, '"');
			writer_byte(writer, row[i].at[j]);
		}
		writer_text(writer, text_of(quote));
	}
	writer_end_line(writer);
}

void format_csv(struct writer *writer, const struct grid *grid)
{
	put_csv_row(writer, grid, grid->header);
	for (size_t r = 0; r < grid->rows; r++)
		put_csv_row(writer, grid, grid->cells + r * grid->width);
}

static void put_markdown_row(struct writer *writer, const struct grid *grid,
	const struct text *row)
{
	for (size_t i = 0; i < grid->width; i++) {
		if (!grid->shown[i])
			continue;
		writer_text(writer, text_of("| "));
		for (size_t j = 0; j < row[i].length; j++) {
			if (strchr("|\\<", row[i].at[j]) != NULL)
				writer_byte(writer, '\\');
			writer_byte(writer, row[i].at[j]);
		}
		writer_byte(writer, ' ');
	}
	writer_byte(writer, '|');
	writer_end_line(writer);
}

void format_markdown(struct writer *writer, const struct grid *grid)
{
	put_markdown_row(writer, grid, grid->header);
	for (size_t i = 0; i < grid->width; i++)
		if (grid->shown[i])
			writer_text(writer, text_of(grid->number[i] ? "| ---: " : "| --- "));
	writer_byte(writer, '|');
	writer_end_line(writer);
	for (size_t r = 0; r < grid->rows; r++)
		put_markdown_row(writer, grid, grid->cells + r * grid->width);
}

static void put_json_string(struct writer *writer, struct text text)
{
	writer_byte(writer, '"');
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.at[i];

		if (byte < ' ') {
			char escaped[8];

			snprintf(escaped, sizeof escaped, "\\u%04x", byte);
			writer_text(writer, text_of(escaped));
			continue;
		}
		if (byte == '"' || byte == '\\')
			writer_byte(writer, '\\');
		writer_byte(writer, text.at[i]);
	}
	writer_byte(writer, '"');
}

void format_json(struct writer *writer, const struct grid *grid)
{
	writer_byte(writer, '[');
	writer_end_line(writer);
	for (size_t r = 0; r < grid->rows; r++) {
		for (size_t i = 0; i < grid->width; i++) {
			struct text cell = grid->cells[r * grid->width + i];

			writer_text(writer, text_of(i == 0 ? "{" : ", "));
			put_json_string(writer, grid->header[i]);
			writer_text(writer, text_of(": "));
			if (cell.length == 0)
				writer_text(writer, text_of("null"));
			else if (grid->number[i] && is_number(cell))
				writer_text(writer, cell);
			else
				put_json_string(writer, cell);
		}
		writer_text(writer, text_of(r + 1 < grid->rows ? "}," : "}"));
		writer_end_line(writer);
	}
	writer_byte(writer, ']');
	writer_end_line(writer);
}
