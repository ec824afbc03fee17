/* kpi-spc - adds the limits of an XmR chart and the points that are signals to figures */
#include <stdlib.h>
#include <unistd.h>

#include "chart.h"
#include "cli.h"
#include "figures.h"
#include "memory.h"
#include "stream.h"
#include "sum.h"
#include "writer.h"

enum option { SCREEN, DECIMALS };

static const struct cli_option options[] = {
	[SCREEN] = { "screen", 's', NULL, "leave moving ranges that are outliers out of the limits" },
	[DECIMALS] = { "decimals", 'd', "N", "decimals of centre and limits (4)" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-spc",
	.about = "adds the limits of an XmR chart and the points that are signals to figures",
	.usage = "kpi-spc [-s] [-d n]",
	.options = options,
};

enum column { CENTRE, LOWER, UPPER, SIGNAL, LIMITS };

static const char *const added[] = { "centre", "lower", "upper", "signal", "limits", NULL };

/*
 * What value was rounded from, in millionths, where num and den give it; else value itself, as
 * where they are hidden or rounded. False where the figure has no value.
 */
static bool read_value(const struct figures *figures, const struct figure *figure, int64_t *value)
{
	struct text shown = figure_text(figures, figure, FIGURE_VALUE);
	int64_t scale = sum_scale(figure_text(figures, figure, FIGURE_UNIT)), num, den = SUM_ONE;
	char exact[SUM_SIZE];
	int decimals = 0;

	if (!figure_amount(figures, figure, figures->place[FIGURE_VALUE], value))
		return false;
	if (!figure_amount(figures, figure, figures->place[FIGURE_NUM], &num))
		return true;
	figure_amount(figures, figure, figures->place[FIGURE_DEN], &den);
	for (size_t i = 0; i < shown.length; i++)
		if (shown.at[i] == '.')
			decimals = (int)(shown.length - i - 1);
	sum_ratio(num, den, scale, decimals, exact);
	if (text_is(shown, exact)) {
		sum_ratio(num, den, scale, 6, exact);
		sum_parse(text_of(exact), value);
	}
	return true;
}

/* Puts the figures of unfinished periods behind the others; returns how many the others are. */
static size_t put_whole_first(struct figure **series, size_t count)
{
	size_t whole = 0;

	for (size_t i = 0; i < count; i++)
		if (!series[i]->time.part) {
			struct figure *figure = series[i];

			series[i] = series[whole];
			series[whole++] = figure;
		}
	return whole;
}

/* Periods from one point to its neighbour: a census every quarter has one in three months. */
static int32_t shortest_step(struct figure *const *series, size_t count)
{
	int32_t step = INT32_MAX;

	for (size_t i = 1; i < count; i++)
		if (series[i]->time.last - series[i - 1]->time.last < step)
			step = series[i]->time.last - series[i - 1]->time.last;
	return step;
}

/* Makes points of the figures with a value; points_of says whose they are. */
static void take_points(const struct figures *figures, struct figure *const *series, size_t count,
	struct chart *chart, struct figure **points_of)
{
	int32_t step = shortest_step(series, count);

	chart->count = 0;
	for (size_t i = 0; i < count; i++) {
		struct chart_point *point = &chart->points[chart->count];

		if (!read_value(figures, series[i], &point->value))
			continue;
		point->joined = chart->count > 0 &&
			series[i]->time.last - points_of[chart->count - 1]->time.last == step;
		points_of[chart->count++] = series[i];
	}
}

struct work {
	const struct figures *figures;
	struct chart chart;
	struct figure **points_of;
	bool screened;
	int decimals;
};

/* Centre and limits stand on all lines of a series, for a chart's lines go through. */
static void draw_series(struct work *work, struct figure **series, size_t count)
{
	size_t column = figures_find(work->figures, added[CENTRE]);
	size_t whole = put_whole_first(series, count);
	const char *limits = "";
	char text[SUM_SIZE];

	take_points(work->figures, series, whole, &work->chart, work->points_of);
	chart_draw(&work->chart, work->screened);
	for (enum chart_line line = CHART_CENTRE; line <= CHART_UPPER; line++) {
		chart_line(&work->chart, line, work->decimals, text);
		for (size_t i = 0; i < count; i++)
			figure_set(series[i], column + CENTRE + line, text_of(text));
	}
	if (work->chart.range_count > 0)
		limits = work->chart.count < CHART_SET_FROM ? "trial" : "set";
	for (size_t i = 0; i < count; i++)
		figure_set(series[i], column + LIMITS, text_of(limits));
	for (size_t i = 0; i < work->chart.count; i++)
		if (work->chart.points[i].signal != NULL)
			figure_set(work->points_of[i], column + SIGNAL,
				text_of(work->chart.points[i].signal));
}

static void check_periods(const struct figures *figures)
{
	char parts[CLI_COUNT_SIZE], all[CLI_COUNT_SIZE];
	size_t part_count = 0;

	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->list[i];

		if (figure->time.first != figure->time.last)
			figure_fail(figures, figure, "period",
				"rolling or to date (want single periods: neighbours that share "
				"their events differ too little, and all limits would be too narrow)");
		part_count += figure->time.part;
	}
	if (part_count > 0)
		cli_say("%s of %s figures are of unfinished periods: left out of the limits, no "
			"signal",
			cli_count(part_count, parts), cli_count(figures->count, all));
}

static void draw_all(struct work *work)
{
	const struct figures *figures = work->figures;
	struct figure **order = figures_by_series(figures);

	work->chart.points = memory_new(figures->count, sizeof *work->chart.points);
	work->points_of = memory_new(figures->count, sizeof(struct figure *));
	for (size_t from = 0, end; from < figures->count; from = end) {
		for (end = from; end < figures->count && order[end]->series == order[from]->series;)
			end++;
		draw_series(work, order + from, end - from);
	}
	free(work->chart.points);
	free(work->points_of);
	free(order);
}

int main(int argc, char **argv)
{
	struct figures figures;
	struct work work = { .figures = &figures, .decimals = 4 };
	struct stream stream;
	struct writer writer;
	const char *value;
	int option, operands;

	cli_start(&program);
	while ((option = cli_next(&program, argc, argv, &value, &operands)) >= 0) {
		if (option == SCREEN) {
			work.screened = true;
			continue;
		}
		if (value[0] < '0' || value[0] > '6' || value[1] != '\0')
			cli_usage("--decimals: '%s' (want a number from 0 to 6)", value);
		work.decimals = value[0] - '0';
	}
	cli_no_operands(argc, argv, operands);
	stream_open(&stream, STDIN_FILENO, "stdin", NULL);
	figures_read(&figures, &stream, added);
	figures_periods(&figures);
	check_periods(&figures);
	draw_all(&work);
	writer_open(&writer, STDOUT_FILENO, "stdout");
	figures_write(&figures, &writer);
	writer_close(&writer);
	figures_free(&figures);
	stream_close(&stream);
	return 0;
}
