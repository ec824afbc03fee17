#include "tables.h"

#include "html.h"
#include "marks.h"
#include "spark.h"
#include "words.h"

#define MOST_PARTS 60
#define MANY_PARTS 20 /* from here on behind a summary, without sparks */
#define PERIODS 12

/* Whether any of the parts has something to say in the column of marks. */
static bool has_marks(const struct measure *measure)
{
	for (size_t i = 0; i < measure->part_count; i++) {
		const struct line *part = &measure->parts[i];

		if (part->last != NULL && (mark_rag_of(part, part->last) != RAG_NONE ||
			mark_direction_of(part, part->last) != MEANING_NONE ||
			line_text(part, part->last, EXTRA_SIGNAL).length > 0))
			return true;
	}
	return false;
}

static void put_part(struct writer *writer, const struct measure *measure, const struct line *part,
	bool marks, bool spark)
{
	html_put(writer, "<tr><th scope=\"row\">");
	html_string(writer, part->label);
	html_put(writer, "</th><td class=\"n\">");
	if (part->last != NULL) {
		html_put(writer, "<b>");
		words_value(writer, part, part->last);
		html_put(writer, "</b>");
		words_made_of(writer, part, part->last, "<small>", "</small>");
	} else {
		html_put(writer, "no whole period yet");
	}
	html_put(writer, "</td>");
	if (marks) {
		html_put(writer, "<td class=\"marks\">");
		if (part->last != NULL) {
			mark_rag(writer, mark_rag_of(part, part->last), true);
			mark_direction(writer, measure, part, true);
			mark_signal(writer, measure, line_text(part, part->last, EXTRA_SIGNAL), true);
		}
		html_put(writer, "</td>");
	}
	if (spark) {
		html_put(writer, "<td class=\"trend\">");
		spark_write(writer, part);
		html_put(writer, "</td>");
	}
	html_put(writer, "</tr>");
	writer_end_line(writer);
}

/* The period of the parts where all have the same, for the heading. */
static void put_heading(struct writer *writer, const struct measure *measure)
{
	const struct line *first = &measure->parts[0];
	char words[WORDS_SIZE];

	for (size_t i = 0; i < measure->part_count; i++)
		if (measure->parts[i].last == NULL || first->last == NULL ||
			measure->parts[i].last->time.last != first->last->time.last) {
			html_put(writer, "Last whole period");
			return;
		}
	words_period(first->source->figures.period, first->last->time, words);
	html_string(writer, words);
}

void table_parts(struct writer *writer, const struct measure *measure)
{
	size_t count = measure->part_count;
	bool many = count > MANY_PARTS, marks = has_marks(measure);

	if (count == 0)
		return;
	if (many)
		html_format(writer, "<details><summary>%zu parts</summary>", count);
	html_put(writer, "<table class=\"parts\"><caption class=\"vh\">By part</caption><thead><tr>"
		"<th scope=\"col\">Part</th><th scope=\"col\" class=\"n\">");
	put_heading(writer, measure);
	html_put(writer, marks ? "</th><th scope=\"col\">Status</th>" : "</th>");
	html_put(writer, many ? "</tr></thead><tbody>"
		: "<th scope=\"col\" class=\"trend\">Trend</th></tr></thead><tbody>");
	writer_end_line(writer);
	for (size_t i = 0; i < count && i < MOST_PARTS; i++)
		put_part(writer, measure, &measure->parts[i], marks, !many);
	html_put(writer, "</tbody></table>");
	if (count > MOST_PARTS)
		html_format(writer, "<p class=\"aside\">The first %d of %zu parts; the figures "
			"hold the others.</p>", MOST_PARTS, count);
	html_put(writer, many ? "</details>" : "");
	writer_end_line(writer);
}

static bool has_den(const struct line *line)
{
	for (size_t i = 0; i < line->count; i++)
		if (line_value(line, line->figures[i], FIGURE_DEN).length > 0)
			return true;
	return false;
}

static void put_row(struct writer *writer, const struct measure *measure, const struct line *line,
	const struct figure *figure, bool den)
{
	struct text signal = line_text(line, figure, EXTRA_SIGNAL);
	char words[WORDS_SIZE];

	words_period(line->source->figures.period, figure->time, words);
	html_put(writer, "<tr><th scope=\"row\">");
	html_string(writer, words);
	html_put(writer, figure->time.part ? " so far</th>" : "</th>");
	if (den) {
		html_put(writer, "<td class=\"n\">");
		words_cell(writer, line_value(line, figure, FIGURE_NUM));
		html_put(writer, "</td><td class=\"n\">");
		words_cell(writer, line_value(line, figure, FIGURE_DEN));
		html_put(writer, "</td>");
	}
	html_put(writer, "<td class=\"n\">");
	words_value(writer, line, figure);
	html_put(writer, "</td>");
	if (line->source->place[EXTRA_SIGNAL] != STREAM_NO_COLUMN) {
		html_put(writer, "<td class=\"marks\">");
		mark_signal(writer, measure, signal, true);
		html_put(writer, "</td>");
	}
	html_put(writer, "</tr>");
	writer_end_line(writer);
}

void table_periods(struct writer *writer, const struct measure *measure, const struct line *line)
{
	enum period period = line->source->figures.period;
	size_t from = line->count > PERIODS ? line->count - PERIODS : 0;
	bool den = has_den(line);

	html_put(writer, "<details><summary>Last ");
	if (line->count - from > 1)
		html_format(writer, "%zu %s", line->count - from, words_periods(period));
	else
		html_put(writer, words_one_period(period));
	html_put(writer, "</summary><table class=\"periods\"><caption class=\"vh\">");
	html_string(writer, measure->title);
	html_put(writer, "</caption><thead><tr><th scope=\"col\">Period</th>");
	html_put(writer, den ? "<th scope=\"col\" class=\"n\">Numerator</th>"
		"<th scope=\"col\" class=\"n\">Denominator</th>" : "");
	html_put(writer, "<th scope=\"col\" class=\"n\">Value</th>");
	html_put(writer, line->source->place[EXTRA_SIGNAL] != STREAM_NO_COLUMN
		? "<th scope=\"col\" class=\"marks\">Signal</th></tr></thead><tbody>"
		: "</tr></thead><tbody>");
	writer_end_line(writer);
	for (size_t i = line->count; i > from; i--)
		put_row(writer, measure, line, line->figures[i - 1], den);
	html_put(writer, "</tbody></table></details>");
	writer_end_line(writer);
}
