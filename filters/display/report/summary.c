#include "summary.h"

#include <stdlib.h>

#include "html.h"
#include "judged.h"
#include "words.h"

static void put_tile(struct writer *writer, const char *class, const char *shape, size_t count,
	const char *words)
{
	html_format(writer, "<li class=\"%s\"><b>%zu</b> <span><svg aria-hidden=\"true\" "
		"focusable=\"false\"><use href=\"#s-%s\"/></svg>%s</span></li>", class, count, shape,
		words);
}

static void put_tiles(struct writer *writer, const struct board *board,
	const struct judgement *judgement)
{
	if (board->source->place[EXTRA_RAG] != STREAM_NO_COLUMN) {
		html_put(writer, "<ul class=\"tiles\" aria-label=\"Against the target\">");
		put_tile(writer, "red", "red", judgement->rags[RAG_RED], "Red: misses the target");
		put_tile(writer, "amber", "amber", judgement->rags[RAG_AMBER], "Amber: close to it");
		put_tile(writer, "green", "green", judgement->rags[RAG_GREEN], "Green: meets it");
		put_tile(writer, "plain", "level", judgement->rags[RAG_NONE], "No target, or no value");
		html_put(writer, "</ul>");
		writer_end_line(writer);
	}
	if (board->source->place[EXTRA_SIGNAL] != STREAM_NO_COLUMN) {
		html_put(writer, "<ul class=\"tiles\" aria-label=\"Signals in the last period\">");
		put_tile(writer, "worse", "concern", judgement->signals[MEANING_WORSE],
			"Signals of concern");
		put_tile(writer, "better", "improvement", judgement->signals[MEANING_BETTER],
			"Signals of improvement");
		put_tile(writer, "neutral", "special", judgement->signals[MEANING_NEUTRAL],
			"Other signals of change");
		put_tile(writer, "plain", "level", judgement->signals[MEANING_NONE], "No signal");
		html_put(writer, "</ul>");
		writer_end_line(writer);
	}
}

static void put_red(struct writer *writer, const struct board *board, const struct judged *judged)
{
	const struct line *line = judged->line;

	html_put(writer, "<tr><th scope=\"row\">");
	judged_link(writer, judged);
	html_put(writer, "</th><td class=\"n\">");
	judged_value(writer, board, judged);
	html_put(writer, "</td><td class=\"n\">");
	words_amount(writer, line_text(line, line->last, EXTRA_TARGET),
		line_value(line, line->last, FIGURE_UNIT));
	html_put(writer, "</td><td class=\"marks\">");
	mark_direction(writer, judged->measure, line, true);
	html_put(writer, "</td></tr>");
	writer_end_line(writer);
}

static void put_reds(struct writer *writer, const struct board *board,
	const struct judgement *judgement)
{
	if (judgement->rags[RAG_RED] == 0)
		return;
	html_put(writer, "<h3>Red: misses the target</h3><table class=\"fixed\">"
		"<caption class=\"vh\">Measures that miss their target</caption>"
		"<thead><tr><th scope=\"col\">Measure</th>"
		"<th scope=\"col\" class=\"n\">Latest</th><th scope=\"col\" class=\"n\">Target</th>"
		"<th scope=\"col\">Direction</th></tr></thead><tbody>");
	writer_end_line(writer);
	for (size_t i = 0; i < judgement->count; i++)
		if (judgement->list[i].rag == RAG_RED)
			put_red(writer, board, &judgement->list[i]);
	html_put(writer, "</tbody></table>");
	writer_end_line(writer);
}

static void put_signal(struct writer *writer, const struct board *board,
	const struct judged *judged)
{
	html_put(writer, "<tr><th scope=\"row\">");
	judged_link(writer, judged);
	html_put(writer, "</th><td class=\"n\">");
	judged_value(writer, board, judged);
	html_put(writer, "</td><td class=\"marks\">");
	mark_signal(writer, judged->measure, judged->signal_name, false);
	html_put(writer, "</td></tr>");
	writer_end_line(writer);
}

/* The concerns at once; the others, which need no action today, behind their number. */
static void put_signals(struct writer *writer, const struct board *board,
	const struct judgement *judgement, enum meaning meaning, const char *heading)
{
	bool open = meaning == MEANING_WORSE;

	if (judgement->signals[meaning] == 0)
		return;
	html_format(writer, open ? "<h3>%s: %zu</h3>" : "<details><summary>%s: %zu</summary>",
		heading, judgement->signals[meaning]);
	html_format(writer, "<table class=\"fixed\"><caption class=\"vh\">%s in the last period"
		"</caption><thead><tr><th scope=\"col\">Measure</th>"
		"<th scope=\"col\" class=\"n\">Latest</th>"
		"<th scope=\"col\" class=\"what\">Signal</th></tr></thead><tbody>",
		heading);
	writer_end_line(writer);
	for (size_t i = 0; i < judgement->count; i++)
		if (judgement->list[i].signal == meaning)
			put_signal(writer, board, &judgement->list[i]);
	html_put(writer, open ? "</tbody></table>" : "</tbody></table></details>");
	writer_end_line(writer);
}

static void put_moved(struct writer *writer, const struct judgement *judgement,
	enum meaning direction, const char *heading)
{
	if (judgement->directions[direction] == 0)
		return;
	html_format(writer, "<details><summary>%s: %zu</summary><ul class=\"links\">", heading,
		judgement->directions[direction]);
	for (size_t i = 0; i < judgement->count; i++) {
		const struct judged *judged = &judgement->list[i];
		const struct line *line = judged->line;

		if (judged->direction != direction)
			continue;
		html_put(writer, "<li>");
		judged_link(writer, judged);
		html_put(writer, " ");
		words_value(writer, line, line->last);
		html_put(writer, ", before ");
		words_amount(writer, line_text(line, line->last, EXTRA_PREVIOUS),
			line_value(line, line->last, FIGURE_UNIT));
		html_put(writer, "</li>");
		writer_end_line(writer);
	}
	html_put(writer, "</ul></details>");
	writer_end_line(writer);
}

static bool has_parts(const struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->count; i++)
		if (judgement->list[i].line->label[0] != '\0')
			return true;
	return false;
}

void summary_write(struct writer *writer, const struct board *board, const struct remarks *remarks)
{
	struct judgement judgement = judge(board, 0, board->count);

	html_put(writer, "<section id=\"summary\"><h2>Summary</h2>");
	writer_end_line(writer);
	remarks_write_comments(writer, remarks, board, NULL);
	put_tiles(writer, board, &judgement);
	if (has_parts(&judgement))
		html_put(writer, "<p class=\"aside\">A measure that is given by part alone is counted "
			"once for each part.</p>");
	put_reds(writer, board, &judgement);
	put_signals(writer, board, &judgement, MEANING_WORSE, "Signals of concern");
	put_signals(writer, board, &judgement, MEANING_BETTER, "Signals of improvement");
	put_signals(writer, board, &judgement, MEANING_NEUTRAL, "Other signals of change");
	put_moved(writer, &judgement, MEANING_BETTER, "Better than the period before");
	put_moved(writer, &judgement, MEANING_WORSE, "Worse than the period before");
	html_put(writer, "</section>");
	writer_end_line(writer);
	free(judgement.list);
}
