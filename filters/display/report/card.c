#include "card.h"

#include <stdio.h>
#include <string.h>

#include "assurance.h"
#include "chart.h"
#include "html.h"
#include "marks.h"
#include "tables.h"
#include "words.h"
#include "years.h"

static void put_term(struct writer *writer, const char *term)
{
	html_format(writer, "<div><dt>%s</dt><dd>", term);
}

/* A number that a filter added, under its name; nothing where there is none. */
static void put_extra(struct writer *writer, const struct line *line, enum extra extra,
	const char *term)
{
	struct text number = line_text(line, line->last, extra);

	if (number.length == 0)
		return;
	put_term(writer, term);
	words_amount(writer, number, extra == EXTRA_PENDING || extra == EXTRA_RANK ? text_of("")
		: words_sign(line_value(line, line->last, FIGURE_UNIT)));
	html_put(writer, "</dd></div>");
}

static void put_interval(struct writer *writer, const struct line *line)
{
	struct text low = line_text(line, line->last, EXTRA_LOW);
	struct text high = line_text(line, line->last, EXTRA_HIGH);
	struct text unit = line_value(line, line->last, FIGURE_UNIT);

	if (low.length == 0 || high.length == 0)
		return;
	put_term(writer, "95% interval");
	words_amount(writer, low, unit);
	html_put(writer, " to ");
	words_amount(writer, high, unit);
	html_put(writer, "</dd></div>");
}

/* kpi-target's columns `vs England`. */
static void put_comparators(struct writer *writer, const struct line *line)
{
	const struct figures *figures = &line->source->figures;

	for (size_t i = 0; i < figures->width; i++) {
		struct text name = figures->columns[i];

		if (name.length <= 3 || memcmp(name.at, "vs ", 3) != 0 ||
			line->last->cells[i].length == 0)
			continue;
		html_put(writer, "<div><dt>");
		html_text(writer, (struct text){ name.at + 3, name.length - 3 });
		html_put(writer, "</dt><dd>");
		words_amount(writer, line->last->cells[i],
			words_sign(line_value(line, line->last, FIGURE_UNIT)));
		html_put(writer, "</dd></div>");
	}
}

static void put_compared(struct writer *writer, const struct line *line)
{
	char same[32];
	const char *period = words_one_period(line->source->figures.period);

	html_put(writer, "<dl>");
	put_extra(writer, line, EXTRA_TARGET, "Target");
	snprintf(same, sizeof same, "The %.10s before", period);
	put_extra(writer, line, EXTRA_PREVIOUS, same);
	put_extra(writer, line, EXTRA_LAST_YEAR, "A year before");
	put_comparators(writer, line);
	put_extra(writer, line, EXTRA_RANK, "Rank");
	put_interval(writer, line);
	put_extra(writer, line, EXTRA_MEDIAN, "Median");
	put_extra(writer, line, EXTRA_P90, "Nine in ten within");
	put_extra(writer, line, EXTRA_PENDING, "Not yet decided");
	html_put(writer, "</dl>");
	writer_end_line(writer);
}

static void put_figure(struct writer *writer, const struct line *line, const struct figure *figure)
{
	words_value(writer, line, figure);
	words_made_of(writer, line, figure, " (", ")");
	html_put(writer, " ");
	words_when(writer, line, figure);
}

static void put_headline(struct writer *writer, const struct line *line)
{
	html_put(writer, "<p class=\"value\"><strong>");
	words_headline(writer, line, line->last);
	html_put(writer, "</strong> ");
	words_made_of(writer, line, line->last, "<span>", "</span>");
	html_put(writer, "</p><p class=\"when\">");
	words_when(writer, line, line->last);
	html_put(writer, "</p>");
	writer_end_line(writer);
}

/* Beside the rolling figure the last single period; and the unfinished one. */
static void put_others(struct writer *writer, const struct measure *measure)
{
	const struct line *whole = &measure->whole;

	if (measure->rolling.count > 0 && whole->count > 0 && whole->last != NULL) {
		html_format(writer, "<p class=\"aside\">The last single %s: ",
			words_one_period(whole->source->figures.period));
		put_figure(writer, whole, whole->last);
		html_put(writer, "</p>");
	}
	if (whole->count > 0 && whole->unfinished != NULL) {
		html_put(writer, "<p class=\"aside\">Not yet whole: ");
		put_figure(writer, whole, whole->unfinished);
		html_put(writer, "</p>");
	}
	if (measure->rolling.count == 0 && whole->count > 0 && measure->row != NULL &&
		measure->row->text[CATALOGUE_ROLLING][0] != '\0') {
		html_put(writer, "<p class=\"aside\">Published over ");
		html_string(writer, measure->row->text[CATALOGUE_ROLLING]);
		html_put(writer, " periods; this is a single one.</p>");
	}
	writer_end_line(writer);
}

static void put_marks(struct writer *writer, const struct measure *measure, const struct line *line)
{
	const struct line *whole = &measure->whole;
	struct text signal = whole->last != NULL ? line_text(whole, whole->last, EXTRA_SIGNAL)
		: text_of("");

	if (mark_rag_of(line, line->last) == RAG_NONE && signal.length == 0 &&
		mark_direction_of(line, line->last) == MEANING_NONE)
		return;
	html_put(writer, "<p class=\"marks\">");
	mark_rag(writer, mark_rag_of(line, line->last), false);
	mark_direction(writer, measure, line, false);
	mark_signal(writer, measure, signal, false);
	html_put(writer, "</p>");
	writer_end_line(writer);
}

static void put_now(struct writer *writer, const struct measure *measure)
{
	const struct line *line = measure->rolling.count > 0 ? &measure->rolling : &measure->whole;

	if (line->count == 0)
		return;
	html_put(writer, "<div class=\"now\">");
	if (line->last != NULL) {
		put_headline(writer, line);
		put_marks(writer, measure, line);
		assurance_write(writer, measure);
		put_compared(writer, line);
	} else {
		html_format(writer, "<p class=\"when\">No whole %s yet</p>",
			words_one_period(line->source->figures.period));
	}
	put_others(writer, measure);
	html_put(writer, "</div>");
	writer_end_line(writer);
}

/* The command of each row of the catalogue: two make a ratio. */
static void put_commands(struct writer *writer, const struct board *board,
	const struct measure *measure)
{
	for (size_t i = 0; i < board->catalogue->count; i++) {
		const struct sheet_row *row = &board->catalogue->rows[i];

		if (!text_is(measure->name, row->text[CATALOGUE_MEASURE]))
			continue;
		html_put(writer, "<p class=\"command\"><code>kpi-");
		html_string(writer, row->text[CATALOGUE_FILTER]);
		html_put(writer, " ");
		html_string(writer, row->text[CATALOGUE_OPTIONS]);
		if (row->text[CATALOGUE_SPLIT][0] != '\0') {
			html_put(writer, " --split ");
			html_string(writer, row->text[CATALOGUE_SPLIT]);
		}
		html_put(writer, "</code></p>");
	}
}

static void put_definition(struct writer *writer, const struct board *board,
	const struct measure *measure)
{
	const char *better;

	html_put(writer, "<details><summary>Definition and source</summary>");
	if (measure->row == NULL) {
		html_put(writer, "<p>Not in the catalogue.</p></details>");
		return;
	}
	better = measure->row->text[CATALOGUE_BETTER];
	html_put(writer, "<p>Measure <code>");
	html_text(writer, measure->name);
	html_put(writer, "</code>. ");
	html_put(writer, *better == 'h' ? "High is good."
		: *better == 'l' ? "Low is good." : "Neither high nor low is good by itself.");
	html_put(writer, "</p>");
	put_commands(writer, board, measure);
	if (measure->row->text[CATALOGUE_SOURCE][0] != '\0') {
		html_put(writer, "<p>Source: ");
		html_string(writer, measure->row->text[CATALOGUE_SOURCE]);
		html_put(writer, "</p>");
	}
	html_put(writer, "</details>");
	writer_end_line(writer);
}

static void put_notes(struct writer *writer, const struct measure *measure)
{
	if (measure->note_count == 0)
		return;
	html_put(writer, "<div class=\"notes\"><p>Data quality:</p><ul>");
	for (size_t i = 0; i < measure->note_count; i++) {
		html_put(writer, "<li>");
		html_string(writer, measure->notes[i]);
		html_put(writer, "</li>");
	}
	html_put(writer, "</ul></div>");
	writer_end_line(writer);
}

void card_write(struct writer *writer, const struct board *board, const struct remarks *remarks,
	const struct measure *measure)
{
	html_format(writer, "<article id=\"%s\"><h3>", measure->id);
	html_string(writer, measure->title);
	html_put(writer, "</h3>");
	writer_end_line(writer);
	if (measure->whole.count + measure->rolling.count > 0) {
		html_put(writer, "<div class=\"top\">");
		put_now(writer, measure);
		chart_write(writer, measure);
		html_put(writer, "</div>");
	}
	remarks_write_comments(writer, remarks, board, measure);
	table_parts(writer, measure);
	html_put(writer, "<div class=\"more\">");
	if (measure->whole.count > 0)
		table_periods(writer, measure, &measure->whole);
	years_write(writer, measure);
	html_put(writer, "<div>");
	put_definition(writer, board, measure);
	put_notes(writer, measure);
	html_put(writer, "</div></div>");
	html_put(writer, "</article>");
	writer_end_line(writer);
}
