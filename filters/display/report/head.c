#include "head.h"

#include "date.h"
#include "html.h"
#include "words.h"

static void put_day(struct writer *writer, int32_t day)
{
	char words[WORDS_SIZE];

	words_day(day, words);
	html_string(writer, words);
}

static void put_cover(struct writer *writer, const struct cover *cover)
{
	static const char *const kinds[] = { "only the latest of each person, as it stood on ",
		"all from ", "the whole history up to " };

	html_put(writer, "<tr><th scope=\"row\">");
	html_string(writer, cover->event[0] == '*' ? "every event" : cover->event);
	if (cover->category[0] != '\0') {
		html_put(writer, ", ");
		html_string(writer, cover->category);
	}
	html_put(writer, "</th><td>");
	html_put(writer, kinds[cover->kind]);
	if (cover->kind == COVER_ALL) {
		put_day(writer, cover->from);
		html_put(writer, " to ");
	}
	put_day(writer, cover->to);
	html_put(writer, "</td></tr>");
	writer_end_line(writer);
}

static void put_extract(struct writer *writer, const struct extract *extract)
{
	const struct covers *covers = &extract->covers;

	html_put(writer, "<div><dt>The extract holds</dt><dd>");
	if (covers->count == 0 && extract->first == DATE_NO_DAY) {
		html_put(writer, "no events");
	} else if (covers->count == 0) {
		html_put(writer, "every event from ");
		put_day(writer, extract->first);
		html_put(writer, " to ");
		put_day(writer, extract->last);
	} else {
		html_format(writer, "<details><summary>%zu kind%s of events, each for its own time"
			"</summary><table><caption>What the extract holds</caption><thead><tr>"
			"<th scope=\"col\">Event</th><th scope=\"col\">What of it</th></tr></thead>"
			"<tbody>", covers->count, covers->count == 1 ? "" : "s");
		for (size_t i = 0; i < covers->count; i++)
			put_cover(writer, &covers->list[i]);
		html_put(writer, "</tbody></table></details>");
	}
	html_put(writer, "</dd></div>");
	writer_end_line(writer);
}

static void put_counts(struct writer *writer, const struct board *board)
{
	size_t shown = 0, themes = 0;

	for (size_t first = 0, end; first < board->count; first = end) {
		end = board_theme_end(board, first);
		themes += board_has_figures(board, first, end);
		for (size_t i = first; i < end; i++)
			shown += measure_has_figures(&board->measures[i]);
	}
	html_format(writer, "<div><dt>Measures</dt><dd>%zu in %zu theme%s", shown, themes,
		themes == 1 ? "" : "s");
	if (shown < board->count)
		html_format(writer, "; <a href=\"#missing\">%zu without figures</a>",
			board->count - shown);
	html_put(writer, "</dd></div>");
	writer_end_line(writer);
}

void head_write(struct writer *writer, const struct page *page)
{
	const struct board *board = page->board;
	char words[WORDS_SIZE];

	html_put(writer, "<header><div><h1>");
	html_string(writer, page->title);
	html_put(writer, "</h1><dl>");
	writer_end_line(writer);
	if (page->as_of != DATE_NO_DAY) {
		html_put(writer, "<div><dt>As at</dt><dd>");
		put_day(writer, page->as_of);
		html_put(writer, "</dd></div>");
	}
	if (board->latest != NULL) {
		words_period(board->source->figures.period, board->latest->time, words);
		html_format(writer, "<div><dt>Latest whole %s</dt><dd>",
			words_one_period(board->source->figures.period));
		html_string(writer, words);
		html_put(writer, "</dd></div>");
	}
	put_counts(writer, board);
	if (page->extract != NULL)
		put_extract(writer, page->extract);
	html_put(writer, "</dl></div></header>");
	writer_end_line(writer);
}
