#include "figures.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "memory.h"
#include "sum.h"
#include "utf8.h"

static const char *const column_names[FIGURE_COLUMNS] = { "measure", "part", "period", "num", "den",
	"value", "unit", "basis" };

static bool is_one_of(struct text name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (text_is(name, *names))
			return true;
	return false;
}

/* By name, not by content: a team called 12 is no number, and a suppressed value stands for one. */
enum figure_kind figure_kind(struct text column)
{
	static const char *const numbers[] = { "num", "den", "value", "low", "high", "median", "p90",
		"pending", "target", "previous", "last_year", "rank", "centre", "lower", "upper", NULL };
	static const char *const remarks[] = { "basis", "distinct", "rag", "direction", "signal",
		"limits", NULL };

	if (text_is(column, "period"))
		return FIGURE_WHEN;
	if (text_is(column, "unit"))
		return FIGURE_SCALE;
	/* The comparators of kpi-target: `vs England`. */
	if (is_one_of(column, numbers) || (column.length > 3 && memcmp(column.at, "vs ", 3) == 0))
		return FIGURE_NUMBER;
	return is_one_of(column, remarks) ? FIGURE_REMARK : FIGURE_KEY;
}

size_t figures_find(const struct figures *figures, const char *column)
{
	for (size_t i = 0; i < figures->width; i++)
		if (text_is(figures->columns[i], column))
			return i;
	return STREAM_NO_COLUMN;
}

static void find_columns(struct figures *figures, const struct stream *stream,
	const char *const *added)
{
	size_t more = 0;

	for (; added != NULL && added[more] != NULL; more++)
		if (stream_find(stream, added[more]) != STREAM_NO_COLUMN)
			stream_fail(stream, "header",
				"has a column '%s' already (want figures to which this filter has not "
				"yet added its columns)",
				added[more]);
	figures->width = stream->column_count + more;
	figures->columns = memory_new(figures->width, sizeof *figures->columns);
	figures->kinds = memory_new(figures->width, sizeof *figures->kinds);
	for (size_t i = 0; i < figures->width; i++) {
		figures->columns[i] = i < stream->column_count
			? stream->columns[i]
			: text_of(added[i - stream->column_count]);
		/* With a NUL behind, for messages. */
		figures->columns[i].at =
			memory_copy(figures->columns[i].at, figures->columns[i].length);
		figures->kinds[i] = figure_kind(figures->columns[i]);
	}
	for (size_t i = 0; i < FIGURE_COLUMNS; i++)
		figures->place[i] = i == FIGURE_MEASURE || i == FIGURE_PERIOD || i == FIGURE_VALUE
			? stream_need(stream, column_names[i])
			: stream_find(stream, column_names[i]);
}

void figures_need(const struct figures *figures, enum figure_column column)
{
	if (figures->place[column] == STREAM_NO_COLUMN)
		cli_fail("%s:1: header: no column '%s' (want figures as kpi-tally writes them)",
			figures->name, column_names[column]);
}

uint32_t figure_name(const struct figures *figures, const struct figure *figure, const bool *chosen,
	struct names *names)
{
	const struct text *cells = figure->cells;
	char *key = NULL;
	size_t used = 0, capacity = 0;
	uint32_t number;

	for (size_t i = 0; i < figures->width; i++) {
		if (!chosen[i])
			continue;
		key = memory_grow(key, &capacity, used + cells[i].length + 1, 1);
		if (cells[i].length > 0)
			memcpy(key + used, cells[i].at, cells[i].length);
		used += cells[i].length;
		key[used++] = '\t';
	}
	number = names_add(names, (struct text){ key, used });
	free(key);
	return number;
}

/* A figure's fields are held in one piece of memory each, so that one of them can be set anew. */
static void add_figure(struct figures *figures, const struct stream *stream, const bool *is_key,
	struct names *series)
{
	struct figure *figure;

	figures->list = memory_grow(figures->list, &figures->capacity, figures->count + 1,
		sizeof *figures->list);
	figure = &figures->list[figures->count++];
	figure->line = stream->number;
	figure->cells = memory_new(figures->width, sizeof *figure->cells);
	for (size_t i = 0; i < figures->width; i++)
		figure_set(figure, i,
			i < stream->column_count ? stream->fields[i] : (struct text){ "", 0 });
	figure->series = figure_name(figures, figure, is_key, series);
}

void figures_read(struct figures *figures, struct stream *stream, const char *const *added)
{
	struct names series;
	bool *is_key;

	*figures = (struct figures){ .name = stream->name };
	find_columns(figures, stream, added);
	is_key = memory_new(figures->width, sizeof *is_key);
	for (size_t i = 0; i < figures->width; i++)
		is_key[i] = figures->kinds[i] == FIGURE_KEY;
	names_open(&series);
	while (stream_next(stream)) {
		stream_cut(stream);
		if (!utf8_valid(stream->line))
			stream_fail(stream, "line", "not UTF-8 (want text in UTF-8)");
		if (text_is(stream->fields[figures->place[FIGURE_MEASURE]], "measure") &&
			text_is(stream->fields[figures->place[FIGURE_PERIOD]], "period"))
			stream_fail(stream, "header", "a second header (want one stream of figures)");
		add_figure(figures, stream, is_key, &series);
	}
	figures->series_count = series.count;
	names_close(&series);
	free(is_key);
}

void figures_free(struct figures *figures)
{
	for (size_t i = 0; i < figures->count; i++) {
		for (size_t j = 0; j < figures->width; j++)
			free((char *)(uintptr_t)figures->list[i].cells[j].at);
		free(figures->list[i].cells);
	}
	for (size_t i = 0; i < figures->width; i++)
		free((char *)(uintptr_t)figures->columns[i].at);
	free(figures->list);
	free(figures->columns);
	free(figures->kinds);
}

void figure_fail(const struct figures *figures, const struct figure *figure, const char *column,
	const char *format, ...)
{
	char message[1024];
	va_list values;

	va_start(values, format);
	vsnprintf(message, sizeof message, format, values);
	va_end(values);
	cli_fail("%s:%zu: %s: %s", figures->name, figure->line, column, message);
}

bool figure_amount(const struct figures *figures, const struct figure *figure, size_t column,
	int64_t *amount)
{
	struct text text = figure_field(figure, column);
	char shown[CLI_VALUE_SIZE];

	if (text.length == 0 || text_is(text, FIGURE_HIDDEN))
		return false;
	if (!sum_parse(text, amount))
		figure_fail(figures, figure, figures->columns[column].at, "not a number: %s",
			cli_value(text, shown));
	return true;
}

void figure_set(struct figure *figure, size_t column, struct text text)
{
	struct text *cell = &figure->cells[column];

	free((char *)(uintptr_t)cell->at);
	*cell = (struct text){ memory_copy(text.at, text.length), text.length };
}

/* `A..B`, `A` or either with `*` behind, of this kind. */
static bool read_time(struct text name, enum period period, struct figure_time *time)
{
	struct text last = name;

	time->part = name.length > 0 && name.at[name.length - 1] == '*';
	name.length -= time->part;
	last.length = name.length;
	for (size_t i = 0; i + 1 < name.length; i++)
		if (name.at[i] == '.' && name.at[i + 1] == '.') {
			last = (struct text){ name.at + i + 2, name.length - i - 2 };
			name.length = i;
			break;
		}
	return period_number(period, name, &time->first) &&
		period_number(period, last, &time->last) && time->first <= time->last;
}

/* Whether all are of this kind, and whether two that come one after the other are of periods that
 * adjoin, be they of one series or not: with groups those of one period come together. */
static bool all_of(const struct figures *figures, enum period period, bool *adjoin)
{
	*adjoin = figures->count < 2;
	for (size_t i = 0; i < figures->count; i++) {
		struct figure *figure = &figures->list[i];

		if (!read_time(figure_text(figures, figure, FIGURE_PERIOD), period, &figure->time))
			return false;
		*adjoin = *adjoin || (i > 0 && figure->time.last == figure[-1].time.last + 1);
	}
	return true;
}

/* The first that no kind of period has, to be told. */
static _Noreturn void fail_periods(const struct figures *figures)
{
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->list[i];
		bool known = false;
		struct figure_time time;

		for (enum period period = PERIOD_DAY; period <= PERIOD_ALL; period++)
			known = known ||
				read_time(figure_text(figures, figure, FIGURE_PERIOD), period, &time);
		if (!known)
			figure_fail(figures, figure, "period",
				"not a period (want one as kpi-tally names them)");
	}
	cli_fail("%s: period: periods of several kinds (want figures by one, such as months)",
		figures->name);
}

void figures_periods(struct figures *figures)
{
	bool adjoin, month = all_of(figures, PERIOD_MONTH, &adjoin), month_adjoin = adjoin;
	bool fy = all_of(figures, PERIOD_FY, &adjoin), fy_adjoin = adjoin;

	if (month && (!fy || month_adjoin || !fy_adjoin))
		figures->period = PERIOD_MONTH;
	else if (fy)
		figures->period = PERIOD_FY;
	else
		for (figures->period = PERIOD_DAY;
			!all_of(figures, figures->period, &adjoin); figures->period++)
			if (figures->period == PERIOD_ALL)
				fail_periods(figures);
	all_of(figures, figures->period, &adjoin);
}

static int by_series(const void *left, const void *right)
{
	const struct figure *a = *(struct figure *const *)left, *b = *(struct figure *const *)right;

	if (a->series != b->series)
		return a->series < b->series ? -1 : 1;
	if (a->time.last != b->time.last)
		return a->time.last < b->time.last ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

struct figure **figures_by_series(const struct figures *figures)
{
	struct figure **order = memory_new(figures->count, sizeof(struct figure *));

	for (size_t i = 0; i < figures->count; i++)
		order[i] = &figures->list[i];
	if (figures->count > 0)
		qsort(order, figures->count, sizeof(struct figure *), by_series);
	for (size_t i = 1; i < figures->count; i++)
		if (order[i]->series == order[i - 1]->series &&
			order[i]->time.last == order[i - 1]->time.last)
			figure_fail(figures, order[i], "period",
				"a second figure of its measure, part and group");
	return order;
}

void figures_write(const struct figures *figures, struct writer *writer)
{
	for (size_t i = 0; i < figures->width; i++) {
		if (i > 0)
			writer_byte(writer, '\t');
		writer_text(writer, figures->columns[i]);
	}
	writer_end_line(writer);
	for (size_t i = 0; i < figures->count; i++) {
		for (size_t j = 0; j < figures->width; j++) {
			if (j > 0)
				writer_byte(writer, '\t');
			writer_text(writer, figures->list[i].cells[j]);
		}
		writer_end_line(writer);
	}
}
