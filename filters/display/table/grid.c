#include "grid.h"

#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "memory.h"
#include "names.h"
#include "regex.h"

static bool is_one_of(struct text name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (text_is(name, *names))
			return true;
	return false;
}

/* By name, not by content: a team called 12 is no number, and a suppressed value stands for one. */
static bool is_number_column(struct text name)
{
	static const char *const names[] = { "num", "den", "value", "low", "high", "median", "p90",
		"pending", "target", "previous", "last_year", "rank", "centre", "lower",
		"upper", NULL };

	return is_one_of(name, names);
}

/* What the figure says besides its number, and its number's unit; not what it is the figure of. */
static bool is_remark_column(struct text name)
{
	static const char *const names[] = { "period", "basis", "distinct", "rag", "direction",
		"signal", NULL };

	return is_one_of(name, names);
}

/* Where a column stands among the others: that of a figure first, groups before the numbers. */
static size_t rank_of(struct text name)
{
	static const char *const names[] = { "measure", "part", "period", "", "num", "den", "value",
		"unit", "basis" };
	const size_t count = sizeof names / sizeof names[0], group = 3;

	for (size_t i = 0; i < count; i++)
		if (text_is(name, names[i]))
			return i;
	return is_number_column(name) || is_remark_column(name) ? count : group;
}

/* The stream's columns in the order in which they are shown; the caller frees it. */
static size_t *order_of(const struct stream *stream)
{
	size_t *order = memory_new(stream->column_count, sizeof *order);

	for (size_t rank = 0, to = 0; to < stream->column_count; rank++)
		for (size_t i = 0; i < stream->column_count; i++)
			if (rank_of(stream->columns[i]) == rank)
				order[to++] = i;
	return order;
}

static struct grid new_grid(size_t width)
{
	return (struct grid){ .width = width, .header = memory_new(width, sizeof(struct text)),
		.number = memory_new(width, sizeof(bool)), .shown = memory_new(width, sizeof(bool)) };
}

void grid_free(struct grid *grid)
{
	free(grid->header);
	free(grid->number);
	free(grid->shown);
	free(grid->cells);
}

static struct text *new_row(struct grid *grid)
{
	grid->cells = memory_grow(grid->cells, &grid->capacity, (grid->rows + 1) * grid->width,
		sizeof *grid->cells);
	return grid->cells + grid->rows++ * grid->width;
}

struct grid grid_read(struct stream *stream)
{
	size_t measure = stream_need(stream, "measure"), period = stream_need(stream, "period");
	struct grid grid = new_grid(stream->column_count);
	size_t *order = order_of(stream);
	char problem[64];
	/* PCRE2 checks what it searches: the empty pattern asks only whether this is UTF-8. */
	struct regex *any = regex_new(text_of(""), problem, sizeof problem);

	stream_need(stream, "value");
	for (size_t i = 0; i < grid.width; i++) {
		grid.header[i] = stream->columns[order[i]];
		grid.number[i] = is_number_column(grid.header[i]);
	}
	while (stream_next(stream)) {
		struct text *row;
		char *line;

		stream_cut(stream);
		if (regex_search(any, stream->line) != REGEX_YES)
			stream_fail(stream, "line", "not UTF-8 (want text in UTF-8)");
		if (text_is(stream->fields[measure], "measure") &&
			text_is(stream->fields[period], "period"))
			stream_fail(stream, "header", "a second header (want one stream of figures)");
		line = memory_copy(stream->line.at, stream->line.length);
		row = new_row(&grid);
		for (size_t i = 0; i < grid.width; i++) {
			struct text field = stream->fields[order[i]];

			row[i] = (struct text){ line + (field.at - stream->line.at), field.length };
			grid.shown[i] = grid.shown[i] || field.length > 0;
		}
	}
	for (size_t i = 0; grid.rows == 0 && i < grid.width; i++)
		grid.shown[i] = true;
	regex_free(any);
	free(order);
	return grid;
}

/* The number of the row's key, made of the columns of width that are keys. */
static uint32_t number_of_key(struct names *keys, const struct text *row, const bool *is_key,
	size_t width)
{
	char *key = NULL;
	size_t used = 0, capacity = 0;
	uint32_t number;

	for (size_t i = 0; i < width; i++) {
		if (!is_key[i])
			continue;
		key = memory_grow(key, &capacity, used + row[i].length + 1, 1);
		if (row[i].length > 0)
			memcpy(key + used, row[i].at, row[i].length);
		used += row[i].length;
		key[used++] = '\t';
	}
	number = names_add(keys, (struct text){ key, used });
	free(key);
	return number;
}

static size_t find(const struct grid *grid, const char *column)
{
	size_t i = 0;

	while (!text_is(grid->header[i], column))
		i++;
	return i;
}

/* Of each column whether it says what the figure is of; the caller frees it. */
static bool *keys_of(const struct grid *figures, size_t *count)
{
	bool *is_key = memory_new(figures->width, sizeof *is_key);

	*count = 0;
	for (size_t i = 0; i < figures->width; i++) {
		is_key[i] = !figures->number[i] && !is_remark_column(figures->header[i]);
		*count += is_key[i];
	}
	return is_key;
}

struct grid grid_across(const struct grid *figures)
{
	size_t period = find(figures, "period"), value = find(figures, "value"), keys;
	bool *is_key = keys_of(figures, &keys);
	uint32_t *rows = memory_new(figures->rows, sizeof *rows);
	uint32_t *columns = memory_new(figures->rows, sizeof *columns);
	struct names row_names, periods;
	struct grid grid;

	names_open(&row_names);
	names_open(&periods);
	for (size_t r = 0; r < figures->rows; r++) {
		const struct text *figure = figures->cells + r * figures->width;

		rows[r] = number_of_key(&row_names, figure, is_key, figures->width);
		columns[r] = names_add(&periods, figure[period]);
	}
	grid = new_grid(keys + periods.count);
	grid.rows = row_names.count;
	grid.cells = memory_new(grid.rows * grid.width, sizeof *grid.cells);
	for (size_t i = 0, to = 0; i < figures->width; i++)
		if (is_key[i]) {
			grid.header[to] = figures->header[i];
			grid.shown[to++] = figures->shown[i];
		}
	for (size_t r = 0; r < figures->rows; r++) {
		const struct text *figure = figures->cells + r * figures->width;
		struct text *row = grid.cells + rows[r] * grid.width;
		size_t at = keys + columns[r];

		for (size_t i = 0, to = 0; i < figures->width; i++)
			if (is_key[i])
				row[to++] = figure[i];
		if (row[at].at != NULL)
			cli_fail("stdin:%zu: period: a second figure of its measure, part and group", r + 2);
		row[at] = figure[value];
		grid.header[at] = figure[period];
		grid.number[at] = grid.shown[at] = true;
	}
	names_close(&row_names);
	names_close(&periods);
	free(is_key);
	free(rows);
	free(columns);
	return grid;
}
