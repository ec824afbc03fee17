#include "years.h"

#include <string.h>

#include "html.h"
#include "words.h"

#define YEARS 5 /* as many as a telephone is wide */

/* The last years of the measure, as many as are shown. */
struct years {
	const struct line *line;
	struct figure *const *figures;
	size_t count;
};

static bool is_filled(const struct years *years, size_t column)
{
	for (size_t i = 0; i < years->count; i++)
		if (figure_field(years->figures[i], column).length > 0)
			return true;
	return false;
}

/* kpi-target's columns `vs England`. */
static bool is_area(const struct years *years, size_t column)
{
	struct text name = years->line->source->figures.columns[column];

	return name.length > 3 && memcmp(name.at, "vs ", 3) == 0 && is_filled(years, column);
}

static bool has_areas(const struct years *years)
{
	for (size_t i = 0; i < years->line->source->figures.width; i++)
		if (is_area(years, i))
			return true;
	return false;
}

static void put_row(struct writer *writer, const struct years *years, struct text name,
	size_t column, bool ours)
{
	html_put(writer, "<tr><th scope=\"row\">");
	html_text(writer, name);
	html_put(writer, "</th>");
	for (size_t i = 0; i < years->count; i++) {
		const struct figure *figure = years->figures[i];
		struct text cell = figure_field(figure, column);

		html_put(writer, ours ? "<td class=\"n\"><b>" : "<td class=\"n\">");
		if (ours)
			words_value(writer, years->line, figure);
		else if (cell.length == 0)
			html_put(writer, "\xe2\x80\x93");
		else if (column == years->line->source->place[EXTRA_RANK])
			html_text(writer, cell);
		else
			words_amount(writer, cell,
				words_sign(line_value(years->line, figure, FIGURE_UNIT)));
		html_put(writer, ours ? "</b></td>" : "</td>");
	}
	html_put(writer, "</tr>");
	writer_end_line(writer);
}

static void put_head(struct writer *writer, const struct years *years,
	const struct measure *measure)
{
	enum period period = years->line->source->figures.period;
	bool areas = has_areas(years);

	html_format(writer, "<details><summary>By year%s</summary><table class=\"years\">",
		areas ? ", beside other areas" : "");
	html_put(writer, "<caption class=\"vh\">");
	html_string(writer, measure->title);
	html_put(writer, " by year</caption><thead><tr><th scope=\"col\">Area</th>");
	for (size_t i = 0; i < years->count; i++) {
		char words[WORDS_SIZE];

		words_tick(period, years->figures[i]->time.last, words);
		html_put(writer, "<th scope=\"col\" class=\"n\">");
		html_string(writer, words);
		html_put(writer, years->figures[i]->time.part ? " so far</th>" : "</th>");
	}
	html_put(writer, "</tr></thead><tbody>");
	writer_end_line(writer);
}

void years_write(struct writer *writer, const struct measure *measure)
{
	const struct line *line = &measure->years;
	size_t from = line->count > YEARS ? line->count - YEARS : 0;
	struct years years = { line, line->figures + from, line->count - from };
	const struct figures *figures;

	if (line->count == 0)
		return;
	figures = &line->source->figures;
	put_head(writer, &years, measure);
	put_row(writer, &years, text_of("This authority"), figures->place[FIGURE_VALUE], true);
	for (size_t i = 0; i < figures->width; i++)
		if (is_area(&years, i))
			put_row(writer, &years, (struct text){ figures->columns[i].at + 3,
				figures->columns[i].length - 3 }, i, false);
	if (is_filled(&years, line->source->place[EXTRA_RANK]))
		put_row(writer, &years, text_of("Rank, 1 the best"), line->source->place[EXTRA_RANK],
			false);
	html_put(writer, "</tbody></table></details>");
	writer_end_line(writer);
}
