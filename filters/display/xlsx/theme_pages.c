#include "catalogue.h"
#include "columns.h"
#include "pages.h"
#include "themes.h"

/* Above the header: the theme, the workbook's title, what the letters mean, what is folded. */
enum { THEME_ROW, TITLE_ROW, SIGNS_ROW, FOLDED_ROW, HEADER_ROW };

#define SIGNS \
	"Rating, direction and signal are of the row's latest period. R red, A amber, G green."
#define FOLDED "Earlier periods are folded away: the + above the columns shows them."

/* How many periods a page shows unasked, the latest: with the same month of the year before. Older
 * ones are folded, so that a page is as wide as a sheet of paper. */
#define SHOWN 13

/* The keys that say something of one of the rows; returns how many columns they take. */
static size_t put_keys(struct page *page, const struct themes *themes, const struct theme_row *rows,
	size_t count)
{
	size_t column = 0;
	struct origin origin = { 0 };

	for (size_t k = 0; k < themes->key_count; k++) {
		const struct theme_key *key = &themes->keys[k];
		bool shown = false;

		for (size_t r = 0; r < count; r++) {
			struct text text = themes_key_text(themes, &rows[r], key, &origin);
			size_t at = HEADER_ROW + 1 + r;

			shown = shown || text.length > 0;
			if (key->from == KEY_TARGET)
				page_figure(page, at, column, text, RATING_NONE, origin);
			else
				page_text(page, at, column, text, LOOK_WRAPPED,
					key->from == KEY_LATEST ? columns_rating(text) : RATING_NONE,
					origin);
		}
		if (shown)
			page_text(page, HEADER_ROW, column++, themes_key_title(themes, key), LOOK_HEADER,
				RATING_NONE, (struct origin){ themes->figures->name, 1, "header" });
	}
	return column;
}

/* Gives the periods that the rows have a column each, from this one on; returns the one after. */
static size_t put_periods(struct page *page, const struct themes *themes,
	const struct theme_row *rows, size_t count, size_t column)
{
	for (size_t i = 0; i < themes->periods.count; i++)
		themes->spans[i].used = false;
	for (size_t r = 0; r < count; r++)
		for (size_t i = 0; i < rows[r].count; i++)
			themes_span(themes, rows[r].figures[i])->used = true;
	for (size_t i = 0; i < themes->periods.count; i++) {
		struct theme_span *span = themes->order[i];

		if (!span->used)
			continue;
		span->column = column++;
		page_text(page, HEADER_ROW, span->column, span->name, LOOK_HEADER, RATING_NONE,
			(struct origin){ 0 });
	}
	return column;
}

static void put_values(struct page *page, const struct themes *themes, const struct theme_row *row,
	size_t at)
{
	const struct figures *figures = themes->figures;
	size_t rag = figures_find(figures, "rag");
	struct text unit = figure_text(figures, row->figures[0], FIGURE_UNIT);

	for (size_t i = 0; i < row->count; i++) {
		const struct figure *figure = row->figures[i];

		if (!text_same(figure_text(figures, figure, FIGURE_UNIT), unit))
			figure_fail(figures, figure, "unit",
				"another than that of its measure, part and group before");
		page_figure(page, at, themes_span(themes, figure)->column,
			figure_text(figures, figure, FIGURE_VALUE),
			columns_rating(figure_field(figure, rag)),
			columns_origin(figures, figure, figures->place[FIGURE_VALUE]));
	}
}

static void put_page(struct book *book, const struct themes *themes, const struct theme_row *rows,
	size_t count, const char *title)
{
	bool has_theme = rows[0].theme != NAMES_NONE;
	struct text name = has_theme ? text_of(rows[0].measure->text[CATALOGUE_THEME])
				     : text_of("Other");
	struct origin origin = { has_theme ? themes->catalogue->path : NULL,
		has_theme ? rows[0].measure->line : 0, "theme" };
	struct page page;
	size_t first, end;

	page_begin(&page, book, name, origin);
	page_text(&page, THEME_ROW, 0, name, LOOK_TITLE, RATING_NONE, origin);
	if (title != NULL)
		page_text(&page, TITLE_ROW, 0, text_of(title), LOOK_BESIDE, RATING_NONE,
			(struct origin){ 0 });
	if (themes->keys[themes->key_count - 1].from == KEY_LATEST)
		page_text(&page, SIGNS_ROW, 0, text_of(SIGNS), LOOK_BESIDE, RATING_NONE,
			(struct origin){ 0 });
	first = put_keys(&page, themes, rows, count);
	end = put_periods(&page, themes, rows, count, first);
	for (size_t r = 0; r < count; r++)
		put_values(&page, themes, &rows[r], HEADER_ROW + 1 + r);
	if (end - first > SHOWN) {
		page.folded_from = first;
		page.folded_to = end - SHOWN;
		page_text(&page, FOLDED_ROW, 0, text_of(FOLDED), LOOK_BESIDE, RATING_NONE,
			(struct origin){ 0 });
	}
	worksheet_freeze_panes(page.sheet, HEADER_ROW + 1, (lxw_col_t)first);
	worksheet_repeat_rows(page.sheet, HEADER_ROW, HEADER_ROW);
	page_end(&page);
}

void pages_themes(struct book *book, struct figures *figures, const struct sheet *catalogue,
	const char *title)
{
	struct themes themes;

	themes_open(&themes, figures, catalogue);
	for (size_t i = 0, end; i < themes.row_count; i = end) {
		for (end = i + 1; end < themes.row_count &&
			themes.rows[end].theme == themes.rows[i].theme;)
			end++;
		put_page(book, &themes, &themes.rows[i], end - i, title);
	}
	themes_close(&themes);
}
