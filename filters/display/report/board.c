#include "board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "sum.h"

#define NO_THEME "Other measures"

static const char *const extra_names[EXTRAS] = { "low", "high", "median", "p90", "pending",
	"target", "rag", "previous", "last_year", "direction", "rank", "centre", "lower",
	"upper", "signal", "limits" };

static void check_numbers(const struct source *source)
{
	static const enum extra numbers[] = { EXTRA_TARGET, EXTRA_CENTRE, EXTRA_LOWER, EXTRA_UPPER,
		EXTRA_PREVIOUS };
	const struct figures *figures = &source->figures;
	int64_t amount;

	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->list[i];

		for (int column = FIGURE_NUM; column <= FIGURE_VALUE; column++)
			figure_amount(figures, figure, figures->place[column], &amount);
		for (size_t j = 0; j < sizeof numbers / sizeof numbers[0]; j++)
			figure_amount(figures, figure, source->place[numbers[j]], &amount);
	}
}

void source_read(struct source *source, struct stream *stream)
{
	struct figures *figures = &source->figures;

	figures_read(figures, stream, NULL);
	figures_periods(figures);
	source->order = figures_by_series(figures);
	for (int extra = 0; extra < EXTRAS; extra++)
		source->place[extra] = figures_find(figures, extra_names[extra]);
	check_numbers(source);
	source->group = memory_new(figures->width, sizeof *source->group);
	for (size_t i = 0; i < figures->width; i++)
		if (figures->kinds[i] == FIGURE_KEY && i != figures->place[FIGURE_MEASURE] &&
			i != figures->place[FIGURE_PART])
			for (size_t j = 0; j < figures->count; j++)
				source->group[i] =
					source->group[i] || figures->list[j].cells[i].length > 0;
}

void source_free(struct source *source)
{
	free(source->order);
	free(source->group);
	figures_free(&source->figures);
}

bool line_amount(const struct line *line, const struct figure *figure, int64_t *amount)
{
	const struct figures *figures = &line->source->figures;

	return figure_amount(figures, figure, figures->place[FIGURE_VALUE], amount);
}

struct measure *board_find(const struct board *board, struct text name)
{
	for (size_t i = 0; i < board->count; i++)
		if (text_same(board->measures[i].name, name))
			return &board->measures[i];
	return NULL;
}

size_t measure_lines(const struct measure *measure, const struct line **lines)
{
	*lines = measure->rolling.count > 0 ? &measure->rolling : &measure->whole;
	if ((*lines)->count > 0)
		return 1;
	*lines = measure->parts;
	return measure->part_count;
}

size_t board_theme_end(const struct board *board, size_t first)
{
	size_t end = first;

	while (end < board->count &&
		strcmp(board->measures[end].theme, board->measures[first].theme) == 0)
		end++;
	return end;
}

bool board_has_figures(const struct board *board, size_t first, size_t end)
{
	for (; first < end; first++)
		if (measure_has_figures(&board->measures[first]))
			return true;
	return false;
}

/* A measure's place in the page by its name, where that can be one; else by its number. */
static char *id_of(struct text name, size_t number)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
	char id[96];
	size_t i = 0;

	while (i < name.length && name.at[i] != '\0' && strchr(plain, name.at[i]) != NULL)
		i++;
	if (i == name.length && i > 0 && i < 80)
		snprintf(id, sizeof id, "m-%.*s", (int)name.length, name.at);
	else
		snprintf(id, sizeof id, "measure-%zu", number);
	return memory_copy(id, strlen(id));
}

static struct measure *add_measure(struct board *board, size_t *capacity, struct text name,
	const struct sheet_row *row)
{
	struct measure *measure;

	board->measures = memory_grow(board->measures, capacity, board->count + 1,
		sizeof *board->measures);
	measure = &board->measures[board->count++];
	*measure = (struct measure){ .name = name, .row = row,
		.theme = row != NULL && row->text[CATALOGUE_THEME][0] != '\0'
			? row->text[CATALOGUE_THEME]
			: NO_THEME,
		.title = row != NULL && row->text[CATALOGUE_TITLE][0] != '\0'
			? row->text[CATALOGUE_TITLE]
			: name.at,
		.id = id_of(name, board->count) };
	return measure;
}

/* The catalogue's measures, its themes in the order in which they begin; then what it has not. */
static void add_measures(struct board *board)
{
	const struct sheet *catalogue = board->catalogue;
	const struct figures *figures = &board->source->figures;
	size_t capacity = 0;

	for (size_t i = 0; i < catalogue->count; i++)
		for (size_t j = i; j < catalogue->count; j++) {
			const struct sheet_row *row = &catalogue->rows[j];
			struct text name = text_of(row->text[CATALOGUE_MEASURE]);

			if (strcmp(row->text[CATALOGUE_THEME],
				catalogue->rows[i].text[CATALOGUE_THEME]) == 0 &&
				board_find(board, name) == NULL)
				add_measure(board, &capacity, name, row);
		}
	for (size_t i = 0; i < figures->count; i++) {
		struct text name = figure_text(figures, &figures->list[i], FIGURE_MEASURE);

		if ((i == 0 || !text_same(name,
			figure_text(figures, &figures->list[i - 1], FIGURE_MEASURE))) &&
			board_find(board, name) == NULL)
			add_measure(board, &capacity, name, NULL);
	}
}

static void append(char **label, size_t *capacity, size_t *used, struct text text)
{
	*label = memory_grow(*label, capacity, *used + text.length + 1, 1);
	if (text.length > 0)
		memcpy(*label + *used, text.at, text.length);
	*used += text.length;
	(*label)[*used] = '\0';
}

/*
 * What the line is of, such as `North` or `team: North`; empty for the whole measure: no part, and
 * `(all)` in each group column (kpi-tally --total). Nothing in a group column is a group too.
 */
static char *label_of(const struct source *source, const struct figure *figure)
{
	const struct figures *figures = &source->figures;
	char *label = NULL;
	size_t capacity = 0, used = 0;

	append(&label, &capacity, &used, figure_text(figures, figure, FIGURE_PART));
	for (size_t i = 0; i < figures->width; i++) {
		if (!source->group[i] || text_is(figure->cells[i], "(all)"))
			continue;
		if (used > 0)
			append(&label, &capacity, &used, text_of(", "));
		append(&label, &capacity, &used, figures->columns[i]);
		append(&label, &capacity, &used, text_of(": "));
		append(&label, &capacity, &used,
			figure->cells[i].length > 0 ? figure->cells[i] : text_of("none given"));
	}
	return label;
}

static struct line line_of(const struct source *source, size_t first, size_t end)
{
	struct line line = { .source = source, .figures = source->order + first, .count = end - first,
		.label = label_of(source, source->order[first]) };

	for (size_t i = first; i < end; i++)
		if (!source->order[i]->time.part) {
			line.last = source->order[i];
			line.unfinished = NULL;
		} else {
			line.unfinished = source->order[i];
		}
	return line;
}

static void add_line(struct measure *measure, struct line line)
{
	if (line.label[0] == '\0') {
		measure->whole = line;
		return;
	}
	measure->parts = memory_grow(measure->parts, &measure->part_capacity,
		measure->part_count + 1, sizeof *measure->parts);
	measure->parts[measure->part_count++] = line;
}

/* Beside parts, the line without one is of those units that have none. */
static void settle_whole(struct measure *measure, size_t part)
{
	bool split = false;

	for (size_t i = 0; i < measure->part_count; i++)
		split = split ||
			figure_field(measure->parts[i].last != NULL ? measure->parts[i].last
				: measure->parts[i].unfinished, part).length > 0;
	if (!split || measure->whole.count == 0)
		return;
	free(measure->whole.label);
	measure->whole.label = memory_copy("none given", strlen("none given"));
	add_line(measure, measure->whole);
	measure->whole = (struct line){ 0 };
}

static size_t series_end(const struct source *source, size_t first)
{
	size_t end = first;

	while (end < source->figures.count &&
		source->order[end]->series == source->order[first]->series)
		end++;
	return end;
}

static void add_lines(struct board *board)
{
	const struct source *source = board->source;

	for (size_t i = 0; i < source->figures.count; i = series_end(source, i)) {
		struct line line = line_of(source, i, series_end(source, i));

		add_line(board_find(board,
			figure_text(&source->figures, source->order[i], FIGURE_MEASURE)), line);
		if (line.last != NULL && (board->latest == NULL ||
			line.last->time.last > board->latest->time.last))
			board->latest = line.last;
	}
	for (size_t i = 0; i < board->count; i++)
		settle_whole(&board->measures[i], source->figures.place[FIGURE_PART]);
}

static struct line *rolling_of(struct measure *measure)
{
	return &measure->rolling;
}

static struct line *years_of(struct measure *measure)
{
	return &measure->years;
}

/* Rolling and yearly figures stand beside those of single periods where they are of a whole
 * measure. */
static void add_beside(struct board *board, const struct source *source,
	struct line *(*place)(struct measure *measure))
{
	for (size_t i = 0; i < source->figures.count; i = series_end(source, i)) {
		struct line line = line_of(source, i, series_end(source, i));
		struct measure *measure = board_find(board,
			figure_text(&source->figures, source->order[i], FIGURE_MEASURE));

		if (measure != NULL && line.label[0] == '\0' && line.last != NULL)
			*place(measure) = line;
		else
			free(line.label);
	}
}

static bool is_hidden(const struct source *source)
{
	for (size_t i = 0; i < source->figures.count; i++)
		for (int column = FIGURE_NUM; column <= FIGURE_VALUE; column++)
			if (text_is(figure_text(&source->figures, &source->figures.list[i],
				(enum figure_column)column), FIGURE_HIDDEN))
				return true;
	return false;
}

void board_make(struct board *board, const struct sheet *catalogue, struct source *source,
	struct source *rolling, struct source *years)
{
	*board = (struct board){ .catalogue = catalogue, .source = source };
	add_measures(board);
	add_lines(board);
	board->hidden = is_hidden(source);
	if (rolling != NULL) {
		add_beside(board, rolling, rolling_of);
		board->hidden = board->hidden || is_hidden(rolling);
	}
	if (years != NULL) {
		add_beside(board, years, years_of);
		board->hidden = board->hidden || is_hidden(years);
	}
}

void board_free(struct board *board)
{
	for (size_t i = 0; i < board->count; i++) {
		struct measure *measure = &board->measures[i];

		for (size_t j = 0; j < measure->part_count; j++)
			free(measure->parts[j].label);
		free(measure->parts);
		free(measure->whole.label);
		free(measure->rolling.label);
		free(measure->years.label);
		free(measure->id);
		free(measure->notes);
	}
	free(board->measures);
}
