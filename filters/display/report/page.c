#include "page.h"

#include "card.h"
#include "guide.h"
#include "head.h"
#include "html.h"
#include "marks.h"
#include "overview.h"
#include "summary.h"

/* Nothing is fetched, no script runs, and no form is sent. */
static const char policy[] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
	"base-uri 'none'; form-action 'none'";

static void put_top(struct writer *writer, const struct page *page)
{
	html_put(writer, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
	html_format(writer, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", policy);
	html_put(writer, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n"
		"<meta name=\"referrer\" content=\"no-referrer\">\n"
		"<link rel=\"icon\" href=\"data:,\">\n<title>");
	html_string(writer, page->title);
	html_put(writer, "</title>\n<style>\n");
	for (size_t i = 0; style_lines[i] != NULL; i++) {
		html_put(writer, style_lines[i]);
		writer_end_line(writer);
	}
	html_put(writer, "</style>\n</head>\n<body>\n"
		"<a class=\"skip\" href=\"#main\">Skip to the measures</a>");
	writer_end_line(writer);
	mark_shapes(writer);
}

/* Themes are numbered as they come in the board. */
static size_t put_theme_link(struct writer *writer, const struct board *board, size_t first,
	size_t number)
{
	size_t end = board_theme_end(board, first);

	if (board_has_figures(board, first, end)) {
		html_format(writer, "<li><a href=\"#theme-%zu\">", number);
		html_string(writer, board->measures[first].theme);
		html_put(writer, "</a></li>");
		writer_end_line(writer);
	}
	return end;
}

static bool lacks_figures(const struct board *board)
{
	for (size_t i = 0; i < board->count; i++)
		if (!measure_has_figures(&board->measures[i]))
			return true;
	return false;
}

static void put_contents(struct writer *writer, const struct page *page)
{
	const struct board *board = page->board;
	size_t number = 1;

	html_put(writer, "<nav aria-label=\"Contents\"><h2>Contents</h2><ul>\n"
		"<li><a href=\"#summary\">Summary</a></li>\n"
		"<li><a href=\"#measures\">All measures</a></li>");
	writer_end_line(writer);
	for (size_t first = 0; first < board->count; number++)
		first = put_theme_link(writer, board, first, number);
	if (lacks_figures(board))
		html_put(writer, "<li><a href=\"#missing\">Not in this report</a></li>\n");
	if (page->remarks->told_count > 0)
		html_put(writer, "<li><a href=\"#told\">What was told</a></li>\n");
	html_put(writer, "<li><a href=\"#guide\">How to read this page</a></li>\n</ul></nav>");
	writer_end_line(writer);
}

static void put_cards(struct writer *writer, const struct page *page)
{
	const struct board *board = page->board;
	size_t number = 1;

	for (size_t first = 0, end; first < board->count; first = end, number++) {
		end = board_theme_end(board, first);
		if (!board_has_figures(board, first, end))
			continue;
		html_format(writer, "<section class=\"theme\" id=\"theme-%zu\"><h2>", number);
		html_string(writer, board->measures[first].theme);
		html_put(writer, "</h2>");
		writer_end_line(writer);
		for (size_t i = first; i < end; i++)
			if (measure_has_figures(&board->measures[i]))
				card_write(writer, board, page->remarks, &board->measures[i]);
		html_put(writer, "<p class=\"back\"><a href=\"#measures\">Back to all measures</a></p>"
			"</section>");
		writer_end_line(writer);
	}
}

static void put_missing_row(struct writer *writer, const struct page *page,
	const struct measure *measure)
{
	html_format(writer, "<tr id=\"%s\"><th scope=\"row\">", measure->id);
	html_string(writer, measure->title);
	html_put(writer, "</th><td>");
	for (size_t i = 0; i < measure->note_count; i++) {
		html_put(writer, i > 0 ? "<br>" : "");
		html_string(writer, measure->notes[i]);
	}
	if (measure->note_count == 0)
		html_put(writer, "no figures were given, and nothing was told");
	remarks_write_comments(writer, page->remarks, page->board, measure);
	html_put(writer, "</td></tr>");
	writer_end_line(writer);
}

static void put_missing(struct writer *writer, const struct page *page)
{
	const struct board *board = page->board;

	if (!lacks_figures(board))
		return;
	html_put(writer, "<section id=\"missing\"><h2>Not in this report</h2>\n"
		"<p>Measures of the catalogue without figures. None of them is nought: the extract "
		"cannot say.</p>\n<table><caption>Measures without figures</caption><thead><tr>"
		"<th scope=\"col\">Measure</th><th scope=\"col\">Why</th></tr></thead><tbody>");
	writer_end_line(writer);
	for (size_t i = 0; i < board->count; i++)
		if (!measure_has_figures(&board->measures[i]))
			put_missing_row(writer, page, &board->measures[i]);
	html_put(writer, "</tbody></table></section>");
	writer_end_line(writer);
}

static void put_told(struct writer *writer, const struct page *page)
{
	if (page->remarks->told_count == 0)
		return;
	html_put(writer, "<section id=\"told\"><h2>What was told</h2>\n"
		"<p>By the filters that made the figures, of no one measure.</p><ul>");
	writer_end_line(writer);
	for (size_t i = 0; i < page->remarks->told_count; i++) {
		html_put(writer, "<li>");
		html_string(writer, page->remarks->told[i]);
		html_put(writer, "</li>");
		writer_end_line(writer);
	}
	html_put(writer, "</ul></section>");
	writer_end_line(writer);
}

void page_write(struct writer *writer, const struct page *page)
{
	put_top(writer, page);
	head_write(writer, page);
	html_put(writer, "<div class=\"layout\">");
	put_contents(writer, page);
	html_put(writer, "<main id=\"main\" tabindex=\"-1\">");
	writer_end_line(writer);
	summary_write(writer, page->board, page->remarks);
	overview_write(writer, page->board);
	put_cards(writer, page);
	put_missing(writer, page);
	put_told(writer, page);
	guide_write(writer, page->board);
	html_put(writer, "</main></div>\n<footer><p>Made by kpi-report from figures alone: it holds no "
		"record of any person.</p></footer>\n</body>\n</html>");
	writer_end_line(writer);
}
