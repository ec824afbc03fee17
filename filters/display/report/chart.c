#include "chart.h"

#include "caption.h"
#include "html.h"
#include "marks.h"
#include "scale.h"
#include "sum.h"
#include "words.h"

/* In units of the viewBox; style.c sets the text's size by the width of the window. */
#define WIDTH 720
#define HEIGHT 300
#define RIGHT 14
#define TOP 14
#define BOTTOM 40
#define MOST_DOTS 150 /* beyond that a dot for each point is a smear */
#define MOST_TICKS 6
#define DIGIT 14 /* the width of one on a phone */
#define TICK 170 /* and of a period's name with the space around it */

struct chart {
	struct writer *writer;
	const struct measure *measure;
	const struct line *line;
	const struct figure **points; /* whole periods and after them the unfinished one */
	size_t count;
	struct scale scale;
	int left; /* of the plot: right of the scale's longest number */
	int32_t first, last; /* period numbers */
	struct text unit;
};

static int x_of(const struct chart *chart, int32_t number)
{
	int32_t span = chart->last - chart->first;
	int room = WIDTH - chart->left - RIGHT - 16;

	/* Half of a margin at both ends, so that no point is on the axis. */
	return chart->left + 8 + (span == 0 ? room / 2
		: (int)((double)(number - chart->first) / span * room + 0.5));
}

static int y_of(const struct chart *chart, int64_t amount)
{
	return TOP + scale_place(&chart->scale, amount, HEIGHT - TOP - BOTTOM);
}

static bool extra_of(const struct chart *chart, const struct figure *figure, enum extra extra,
	int64_t *amount)
{
	return figure_amount(&chart->line->source->figures, figure, chart->line->source->place[extra],
		amount);
}

/* Limits and targets widen the scale, but not to where no value can be. */
static void take_bounded(struct chart *chart, int64_t amount, int64_t low)
{
	if (amount < 0 && low >= 0)
		amount = 0;
	if (text_is(chart->unit, "%") && amount > 100 * SUM_ONE)
		amount = 100 * SUM_ONE;
	scale_take(&chart->scale, amount);
}

static void set_scale(struct chart *chart, bool target)
{
	static const enum extra bounds[] = { EXTRA_LOWER, EXTRA_UPPER, EXTRA_TARGET };
	int64_t amount, low;

	scale_start(&chart->scale);
	for (size_t i = 0; i < chart->count; i++)
		if (line_amount(chart->line, chart->points[i], &amount))
			scale_take(&chart->scale, amount);
	low = chart->scale.low;
	for (size_t i = 0; i < chart->count; i++)
		for (int j = 0; j < (target ? 3 : 2); j++)
			if (extra_of(chart, chart->points[i], bounds[j], &amount))
				take_bounded(chart, amount, low);
	scale_settle(&chart->scale, text_is(chart->unit, "count") ? SUM_ONE : SUM_ONE / 10);
	for (int64_t at = chart->scale.bottom; at <= chart->scale.top; at += chart->scale.step) {
		char text[SUM_SIZE];
		int length = (int)sum_format(at, text) + text_is(chart->unit, "%") +
			(at >= 1000 * SUM_ONE);

		if (chart->left < 20 + DIGIT * length)
			chart->left = 20 + DIGIT * length;
	}
}

static void put_scale(const struct chart *chart)
{
	for (int64_t at = chart->scale.bottom; at <= chart->scale.top; at += chart->scale.step) {
		char text[SUM_SIZE];
		int y = y_of(chart, at);
		size_t length = sum_format(at, text);

		html_format(chart->writer, "<path class=\"g\" d=\"M%d %dH%d\"/>"
			"<text class=\"y\" x=\"%d\" y=\"%d\">",
			chart->left, y, WIDTH - RIGHT, chart->left - 10, y);
		html_number(chart->writer, (struct text){ text, length });
		html_put(chart->writer, text_is(chart->unit, "%") ? "%</text>" : "</text>");
	}
	writer_end_line(chart->writer);
}

static void put_time(const struct chart *chart, int32_t number, const char *class)
{
	int x = x_of(chart, number);
	char words[WORDS_SIZE];

	words_tick(chart->line->source->figures.period, number, words);
	html_format(chart->writer,
		"<path class=\"g\" d=\"M%d %dv6\"/><text class=\"%s\" x=\"%d\" "
		"y=\"%d\">", x, HEIGHT - BOTTOM, class, x, HEIGHT - 10);
	html_string(chart->writer, words);
	html_put(chart->writer, "</text>");
}

/* Periods to be named: each April of months, each first quarter, every n-th of others; the last. */
static void put_times(const struct chart *chart)
{
	enum period period = chart->line->source->figures.period;
	int32_t span = chart->last - chart->first, cycle, step, from = chart->first;

	cycle = period == PERIOD_MONTH ? 12 : period == PERIOD_QUARTER ? 4 : 1;
	if (span < 2 * cycle)
		cycle = 1;
	else if (cycle > 1) /* April is the fourth month of the year, and begins the quarters' */
		from += ((cycle == 12 ? 3 : 0) - from % cycle + cycle) % cycle;
	step = cycle * ((span / cycle + MOST_TICKS) / MOST_TICKS);
	for (int32_t number = from; x_of(chart, number) < x_of(chart, chart->last) - TICK;
		number += step)
		put_time(chart, number, "x");
	put_time(chart, chart->last, "x end");
	writer_end_line(chart->writer);
}

/* The points of one number as a line that bends only where the number changes. */
static void put_level(const struct chart *chart, enum extra extra, bool back)
{
	int64_t amount, before = 0;
	bool is_first = true;

	for (size_t i = 0; i < chart->count; i++) {
		size_t at = back ? chart->count - 1 - i : i;
		int x = x_of(chart, chart->points[at]->time.last);

		if (!extra_of(chart, chart->points[at], extra, &amount))
			continue;
		if (is_first)
			html_format(chart->writer, "%s%d %d", back ? "L" : "M", x,
				y_of(chart, amount));
		else if (amount != before)
			html_format(chart->writer, "H%dV%d", x, y_of(chart, amount));
		else if (at + 1 == chart->count || at == 0)
			html_format(chart->writer, "H%d", x);
		before = amount;
		is_first = false;
	}
}

static bool has_extra(const struct chart *chart, enum extra extra)
{
	int64_t amount;

	for (size_t i = 0; i < chart->count; i++)
		if (extra_of(chart, chart->points[i], extra, &amount))
			return true;
	return false;
}

static void put_levels(const struct chart *chart, bool target)
{
	if (has_extra(chart, EXTRA_LOWER) && has_extra(chart, EXTRA_UPPER)) {
		html_put(chart->writer, "<path class=\"band\" d=\"");
		put_level(chart, EXTRA_UPPER, false);
		put_level(chart, EXTRA_LOWER, true);
		html_put(chart->writer, "z\"/>");
	}
	if (has_extra(chart, EXTRA_CENTRE)) {
		html_put(chart->writer, "<path class=\"centre\" d=\"");
		put_level(chart, EXTRA_CENTRE, false);
		html_put(chart->writer, "\"/>");
	}
	if (target && has_extra(chart, EXTRA_TARGET)) {
		html_put(chart->writer, "<path class=\"target\" d=\"");
		put_level(chart, EXTRA_TARGET, false);
		html_put(chart->writer, "\"/>");
	}
	writer_end_line(chart->writer);
}

/* A line through the values, broken where a figure has none; the unfinished period stands apart. */
static void put_values(const struct chart *chart)
{
	bool joined = false;
	int64_t amount;

	html_put(chart->writer, "<path class=\"line\" d=\"");
	for (size_t i = 0; i < chart->count; i++) {
		const struct figure *figure = chart->points[i];

		if (!line_amount(chart->line, figure, &amount) || figure->time.part) {
			joined = false;
			continue;
		}
		html_format(chart->writer, "%s%d %d", joined ? "L" : "M",
			x_of(chart, figure->time.last), y_of(chart, amount));
		joined = true;
	}
	html_put(chart->writer, "\"/>");
	writer_end_line(chart->writer);
}

/* Behind the place of a point. A line without length is drawn as its round caps: a dot. */
static const char *const shapes[] = { [MEANING_NONE] = "h0", [MEANING_BETTER] = "h0",
	[MEANING_WORSE] = "m-6-6h12v12h-12z", [MEANING_NEUTRAL] = "m0-7l7 7-7 7-7-7z" };

static void put_points(const struct chart *chart, const char *class, enum meaning meaning)
{
	bool any = false;
	int64_t amount;

	for (size_t i = 0; i < chart->count; i++) {
		const struct figure *figure = chart->points[i];

		if (!line_amount(chart->line, figure, &amount) || figure->time.part ||
			mark_signal_of(chart->measure,
				line_text(chart->line, figure, EXTRA_SIGNAL)) != meaning)
			continue;
		if (!any)
			html_format(chart->writer, "<path class=\"%s\" d=\"", class);
		html_format(chart->writer, "M%d %d%s", x_of(chart, figure->time.last),
			y_of(chart, amount), shapes[meaning]);
		any = true;
	}
	if (any)
		html_put(chart->writer, "\"/>");
}

static void put_rings(const struct chart *chart)
{
	const struct figure *ends[] = { chart->line->last, chart->line->unfinished };
	int64_t amount;

	for (size_t i = 0; i < 2; i++)
		if (ends[i] != NULL && line_amount(chart->line, ends[i], &amount))
			html_format(chart->writer, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>",
				i == 0 ? "last" : "unfinished", x_of(chart, ends[i]->time.last),
				y_of(chart, amount), i == 0 ? 11 : 7);
}

static size_t values_of(const struct line *line)
{
	size_t values = 0;
	int64_t amount;

	for (size_t i = 0; i < line->count; i++)
		values += line_amount(line, line->figures[i], &amount);
	return values;
}

void chart_write(struct writer *writer, const struct measure *measure)
{
	const struct line *line = &measure->whole;
	bool target = measure->rolling.count == 0;
	struct chart chart = { .writer = writer, .measure = measure, .line = line,
		.points = (const struct figure **)line->figures, .count = line->count };

	if (line->last == NULL || values_of(line) < 2)
		return;
	chart.first = line->figures[0]->time.last;
	chart.last = line->figures[line->count - 1]->time.last;
	chart.unit = line_value(line, line->last, FIGURE_UNIT);
	set_scale(&chart, target);
	html_format(writer, "<figure><svg class=\"chart\" role=\"img\" "
		"aria-labelledby=\"%s-t %s-d\" viewBox=\"0 0 %d %d\">",
		measure->id, measure->id, WIDTH, HEIGHT);
	caption_words(writer, measure);
	put_scale(&chart);
	put_times(&chart);
	put_levels(&chart, target);
	put_values(&chart);
	if (line->count <= MOST_DOTS)
		put_points(&chart, "dots", MEANING_NONE);
	put_points(&chart, "better", MEANING_BETTER);
	put_points(&chart, "worse", MEANING_WORSE);
	put_points(&chart, "neutral", MEANING_NEUTRAL);
	put_rings(&chart);
	html_put(writer, "</svg>");
	writer_end_line(writer);
	caption_key(writer, measure);
	html_put(writer, "</figure>");
	writer_end_line(writer);
}
