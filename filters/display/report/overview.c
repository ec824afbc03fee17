#include "overview.h"

#include <stdlib.h>

#include "html.h"
#include "judged.h"
#include "spark.h"
#include "words.h"

static void put_one(struct writer *writer, const struct board *board, const struct judged *judged)
{
	const struct measure *measure = judged->measure;
	const struct line *line = judged->line;

	html_put(writer, "<td class=\"n\">");
	judged_value(writer, board, judged);
	html_put(writer, "</td><td class=\"marks\"><div class=\"slots\">");
	mark_rag(writer, judged->rag, true);
	mark_direction(writer, measure, line, true);
	mark_signal(writer, measure, judged->signal_name, true);
	html_put(writer, "</div></td><td class=\"trend\">");
	spark_write(writer, measure->whole.count > 0 ? &measure->whole : line);
	html_put(writer, "</td>");
}

static void put_parts(struct writer *writer, const struct measure *measure,
	const struct judgement *judgement)
{
	html_format(writer, "<td class=\"n\">%zu part%s</td><td class=\"marks\"><div>",
		measure->part_count, measure->part_count == 1 ? "" : "s");
	mark_counts(writer, judgement->rags, judgement->signals);
	html_put(writer, "</div></td><td class=\"trend\"></td>");
}

/* The classes of a row, by which the choice above the tables shows it. */
static void put_row(struct writer *writer, const struct board *board, size_t at)
{
	const struct measure *measure = &board->measures[at];
	struct judgement judgement = judge(board, at, at + 1);

	html_format(writer, "<tr class=\"%s%s%s\"><th scope=\"row\"><a href=\"#%s\">",
		judgement.rags[RAG_RED] > 0 ? "is-red " : "",
		judgement.rags[RAG_AMBER] > 0 ? "is-amber " : "",
		judgement.signals[MEANING_NONE] < judgement.count ? "is-signal" : "", measure->id);
	html_string(writer, measure->title);
	html_put(writer, "</a></th>");
	if (judgement.count > 0 && judgement.list[0].line->label[0] == '\0')
		put_one(writer, board, &judgement.list[0]);
	else if (judgement.count > 0)
		put_parts(writer, measure, &judgement);
	else
		html_put(writer,
			"<td class=\"n\">not yet whole</td><td></td><td class=\"trend\"></td>");
	html_put(writer, "</tr>");
	writer_end_line(writer);
	free(judgement.list);
}

static void put_theme(struct writer *writer, const struct board *board, size_t first, size_t end)
{
	html_put(writer, "<table class=\"overview\"><caption>");
	html_string(writer, board->measures[first].theme);
	html_put(writer, "</caption><thead><tr><th scope=\"col\">Measure</th>"
		"<th scope=\"col\" class=\"n\">Latest</th><th scope=\"col\" class=\"marks\">"
		"Target, direction, signal</th><th scope=\"col\" class=\"trend\">Trend</th></tr>"
		"</thead><tbody>");
	writer_end_line(writer);
	for (size_t i = first; i < end; i++)
		if (measure_has_figures(&board->measures[i]))
			put_row(writer, board, i);
	html_put(writer, "</tbody></table>");
	writer_end_line(writer);
}

/* A choice that the style sheet alone acts on. */
static void put_choice(struct writer *writer)
{
	static const char *const choices[][2] = { { "all", "All" }, { "red", "Red" },
		{ "amber", "Amber" }, { "signal", "With a signal" } };

	html_put(writer, "<fieldset class=\"choice\"><legend>Show</legend>");
	for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++)
		html_format(writer, "<label><input type=\"radio\" name=\"show\" id=\"show-%s\"%s> %s"
			"</label>", choices[i][0], i == 0 ? " checked" : "", choices[i][1]);
	html_put(writer, "</fieldset>");
	writer_end_line(writer);
}

void overview_write(struct writer *writer, const struct board *board)
{
	html_put(writer, "<section id=\"measures\"><h2>All measures</h2>");
	writer_end_line(writer);
	put_choice(writer);
	for (size_t first = 0, end; first < board->count; first = end) {
		end = board_theme_end(board, first);
		if (board_has_figures(board, first, end))
			put_theme(writer, board, first, end);
	}
	html_put(writer, "</section>");
	writer_end_line(writer);
}
