#include <stdlib.h>

#include "cli.h"
#include "columns.h"
#include "pages.h"

/* A sheet has 1,048,576 rows, and the first is the header. */
#define MOST_FIGURES ((size_t)1048575)

static void put_field(struct page *page, size_t row, size_t column, const struct figures *figures,
	const struct figure *figure, size_t from)
{
	struct text field = figure_field(figure, from);
	struct origin origin = columns_origin(figures, figure, from);

	if (figures->kinds[from] == FIGURE_NUMBER)
		page_figure(page, row, column, field, RATING_NONE, origin);
	else
		page_text(page, row, column, field, LOOK_PLAIN,
			text_is(figures->columns[from], "rag") ? columns_rating(field) : RATING_NONE,
			origin);
}

void pages_figures(struct book *book, const struct figures *figures)
{
	size_t *order = columns_order(figures);
	struct page page;
	char shown[CLI_COUNT_SIZE];

	if (figures->count > MOST_FIGURES)
		cli_fail("%s: %s figures (want at most 1,048,575, which is all that a sheet holds)",
			figures->name, cli_count(figures->count, shown));
	page_begin(&page, book, text_of("Figures"), (struct origin){ 0 });
	for (size_t i = 0; i < figures->width; i++)
		page_text(&page, 0, i, columns_title(figures->columns[order[i]]), LOOK_HEADER,
			RATING_NONE, (struct origin){ figures->name, 1, "header" });
	for (size_t r = 0; r < figures->count; r++)
		for (size_t i = 0; i < figures->width; i++)
			put_field(&page, r + 1, i, figures, &figures->list[r], order[i]);
	worksheet_freeze_panes(page.sheet, 1, 0);
	worksheet_repeat_rows(page.sheet, 0, 0);
	if (worksheet_autofilter(page.sheet, 0, 0, (lxw_row_t)figures->count,
		    (lxw_col_t)(figures->width - 1)) != LXW_NO_ERROR)
		cli_fail("libxlsxwriter: cannot set a filter");
	page_end(&page);
	free(order);
}
