#include "themes.h"

#include <stdlib.h>

#include "catalogue.h"
#include "columns.h"
#include "memory.h"

static struct text measure_of(const struct themes *themes, const struct theme_row *row)
{
	return figure_text(themes->figures, row->figures[0], FIGURE_MEASURE);
}

static int by_place(const void *left, const void *right)
{
	const struct theme_row *a = left, *b = right;

	if (a->theme != b->theme)
		return a->theme < b->theme ? -1 : 1;
	if (a->measure != b->measure && a->measure != NULL && b->measure != NULL)
		return a->measure < b->measure ? -1 : 1;
	if (a->measure != b->measure)
		return a->measure != NULL ? -1 : 1;
	return (a->figures > b->figures) - (a->figures < b->figures);
}

/* The series, in the order in which they are shown. */
static void find_rows(struct themes *themes)
{
	const struct sheet *catalogue = themes->catalogue;
	struct figure **list = themes->list;

	for (size_t i = 0; i < catalogue->count; i++)
		if (*catalogue->rows[i].text[CATALOGUE_THEME] != '\0')
			names_add(&themes->names, text_of(catalogue->rows[i].text[CATALOGUE_THEME]));
	themes->rows = memory_new(themes->figures->series_count, sizeof *themes->rows);
	for (size_t i = 0; i < themes->figures->count; i++) {
		struct theme_row *row;

		if (i > 0 && list[i]->series == list[i - 1]->series) {
			themes->rows[themes->row_count - 1].count++;
			continue;
		}
		row = &themes->rows[themes->row_count++];
		*row = (struct theme_row){ .figures = &list[i], .count = 1 };
		row->measure = catalogue_find(catalogue, measure_of(themes, row));
		row->theme = row->measure == NULL ? NAMES_NONE
			: names_find(&themes->names, text_of(row->measure->text[CATALOGUE_THEME]));
	}
	if (themes->row_count > 0)
		qsort(themes->rows, themes->row_count, sizeof *themes->rows, by_place);
}

static void add_key(struct themes *themes, enum theme_key_from from, size_t column)
{
	if (column != STREAM_NO_COLUMN)
		themes->keys[themes->key_count++] = (struct theme_key){ from, column };
}

static void find_keys(struct themes *themes)
{
	static const char *const latest[] = { "rag", "direction", "signal" };
	const struct figures *figures = themes->figures;
	size_t *order = columns_order(figures);

	themes->keys = memory_new(figures->width + 2, sizeof *themes->keys);
	add_key(themes, KEY_TITLE, 0);
	for (size_t i = 0; i < figures->width; i++)
		if (figures->kinds[order[i]] == FIGURE_KEY &&
			order[i] != figures->place[FIGURE_MEASURE])
			add_key(themes, KEY_FIRST, order[i]);
	add_key(themes, KEY_FIRST, figures->place[FIGURE_UNIT]);
	add_key(themes, KEY_TARGET, 0);
	for (size_t i = 0; i < sizeof latest / sizeof latest[0]; i++)
		add_key(themes, KEY_LATEST, figures_find(figures, latest[i]));
	free(order);
}

static int by_time(const void *left, const void *right)
{
	const struct theme_span *a = *(struct theme_span *const *)left;
	const struct theme_span *b = *(struct theme_span *const *)right;

	if (a->time.last != b->time.last)
		return a->time.last < b->time.last ? -1 : 1;
	/* The month first, then the twelve that end with it. */
	if (a->time.first != b->time.first)
		return a->time.first > b->time.first ? -1 : 1;
	return (a->time.part > b->time.part) - (a->time.part < b->time.part);
}

static void find_spans(struct themes *themes)
{
	const struct figures *figures = themes->figures;
	size_t capacity = 0;

	for (size_t i = 0; i < figures->count; i++) {
		struct text name = figure_text(figures, &figures->list[i], FIGURE_PERIOD);
		uint32_t number = names_add(&themes->periods, name);

		themes->spans = memory_grow(themes->spans, &capacity, number + (size_t)1,
			sizeof *themes->spans);
		themes->spans[number].name = name;
		themes->spans[number].time = figures->list[i].time;
	}
	themes->order = memory_new(themes->periods.count, sizeof(struct theme_span *));
	for (size_t i = 0; i < themes->periods.count; i++)
		themes->order[i] = &themes->spans[i];
	if (themes->periods.count > 0)
		qsort(themes->order, themes->periods.count, sizeof(struct theme_span *), by_time);
}

void themes_open(struct themes *themes, struct figures *figures, const struct sheet *catalogue)
{
	figures_periods(figures);
	*themes = (struct themes){ .figures = figures, .catalogue = catalogue,
		.list = figures_by_series(figures) };
	names_open(&themes->names);
	names_open(&themes->periods);
	find_rows(themes);
	find_keys(themes);
	find_spans(themes);
}

void themes_close(struct themes *themes)
{
	names_close(&themes->names);
	names_close(&themes->periods);
	free(themes->rows);
	free(themes->keys);
	free(themes->spans);
	free(themes->order);
	free(themes->list);
}

struct theme_span *themes_span(const struct themes *themes, const struct figure *figure)
{
	return &themes->spans[names_find(&themes->periods,
		figure_text(themes->figures, figure, FIGURE_PERIOD))];
}

struct text themes_key_text(const struct themes *themes, const struct theme_row *row,
	const struct theme_key *key, struct origin *origin)
{
	const struct figure *figure = row->figures[key->from == KEY_LATEST ? row->count - 1 : 0];
	size_t column = key->column;

	if (key->from == KEY_TITLE || key->from == KEY_TARGET) {
		enum catalogue_column from =
			key->from == KEY_TITLE ? CATALOGUE_TITLE : CATALOGUE_TARGET;

		if (row->measure != NULL && *row->measure->text[from] != '\0') {
			*origin = (struct origin){ themes->catalogue->path, row->measure->line,
				from == CATALOGUE_TITLE ? "title" : "target" };
			return text_of(row->measure->text[from]);
		}
		if (key->from == KEY_TARGET)
			return (struct text){ "", 0 };
		column = themes->figures->place[FIGURE_MEASURE];
	}
	*origin = columns_origin(themes->figures, figure, column);
	return figure_field(figure, column);
}

struct text themes_key_title(const struct themes *themes, const struct theme_key *key)
{
	return key->from == KEY_TITLE     ? text_of("Measure")
		: key->from == KEY_TARGET ? text_of("Target")
					  : columns_title(themes->figures->columns[key->column]);
}
