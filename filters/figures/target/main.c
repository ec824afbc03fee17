/* holds figures against targets, the past and other areas */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalogue.h"
#include "cli.h"
#include "comparators.h"
#include "figures.h"
#include "memory.h"
#include "past.h"
#include "ratio.h"
#include "stream.h"
#include "sum.h"
#include "whole.h"
#include "writer.h"

enum { CATALOGUE, COMPARATORS };

static const struct cli_option options[] = {
	{ "catalogue", 'c', "FILE", "the catalogue, a CSV of measures with targets" },
	{ "comparators", 0, "FILE", "a CSV of what other areas had" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-target",
	.about = "holds figures against targets, the past and other areas",
	.usage = "kpi-target -c file [--comparators file]",
	.options = options,
};

/* The columns that it adds, before those of the comparators. */
enum added { TARGET, RAG, PREVIOUS, LAST_YEAR, DIRECTION, ADDED };

static const char *const added_names[ADDED] = { "target", "rag", "previous", "last_year",
	"direction" };

struct judge {
	struct sheet catalogue;
	struct comparators *comparators; /* or NULL */
	struct figures figures;
	size_t first; /* of the columns that are added */
	struct past past;
	struct whole whole;
};

/* Both rows of a ratio say the same; what only one of them said would be lost. */
static void check_goal(const struct sheet *catalogue, const struct sheet_row *row)
{
	const struct sheet_row *first =
		catalogue_find(catalogue, text_of(row->text[CATALOGUE_MEASURE]));
	const char *target = row->text[CATALOGUE_TARGET], *amber = row->text[CATALOGUE_AMBER];

	for (int column = CATALOGUE_BETTER; column <= CATALOGUE_AMBER; column++)
		if (strcmp(row->text[column], first->text[column]) != 0)
			cli_fail("%s:%zu: better, target, amber: not those of the measure's first "
				 "row, line %zu", catalogue->path, row->line, first->line);
	if (*target != '\0' && *row->text[CATALOGUE_BETTER] == '\0')
		cli_fail("%s:%zu: better: empty, and there is a target (want high or low)",
			catalogue->path, row->line);
	if (*amber != '\0' && *target == '\0')
		cli_fail("%s:%zu: target: empty, and there is an amber (want a number)",
			catalogue->path, row->line);
	if (*amber == '-')
		cli_fail("%s:%zu: amber: below 0 (want how far from the target is amber)",
			catalogue->path, row->line);
}

static void read_goals(struct sheet *catalogue, const char *path)
{
	catalogue_read(catalogue, path);
	for (size_t i = 0; i < catalogue->count; i++)
		check_goal(catalogue, &catalogue->rows[i]);
}

/*
 * Whether the figure can be held against one of a whole period. What happened in a part of it is
 * less than what happens in the whole, and so is its rate for each who was there; a share of it, or
 * how it stood, is not.
 */
static bool is_comparable(const struct figures *figures, const struct figure *figure)
{
	struct text basis = figure_text(figures, figure, FIGURE_BASIS);

	return !figure->time.part || text_is(basis, "stock") ||
		(text_is(basis, "flow") && figure_text(figures, figure, FIGURE_DEN).length > 0);
}

static bool more_is_better(const struct sheet_row *row)
{
	return strcmp(row->text[CATALOGUE_BETTER], "high") == 0;
}

static bool reaches(const struct sheet_row *row, struct ratio value, ratio_wide limit)
{
	int order = ratio_compare(value, ratio_of_amount(limit));

	return more_is_better(row) ? order >= 0 : order <= 0;
}

static const char *rag_of(const struct sheet_row *row, struct ratio value)
{
	int64_t target, amber;

	if (!sum_parse(text_of(row->text[CATALOGUE_TARGET]), &target))
		return "";
	if (reaches(row, value, target))
		return "green";
	if (!sum_parse(text_of(row->text[CATALOGUE_AMBER]), &amber))
		return "red";
	if (more_is_better(row))
		amber = -amber;
	return reaches(row, value, (ratio_wide)target + amber) ? "amber" : "red";
}

static const char *direction_of(const struct sheet_row *row, struct ratio value,
	struct ratio previous)
{
	int order = ratio_compare(value, previous);

	if (order == 0)
		return "same";
	if (*row->text[CATALOGUE_BETTER] == '\0')
		return order > 0 ? "up" : "down";
	return (order > 0) == more_is_better(row) ? "better" : "worse";
}

static void fill(struct judge *judge, struct figure *figure, enum added column, struct text text)
{
	figure_set(figure, judge->first + column, text);
}

static void judge_figure(struct judge *judge, struct figure *figure, const struct sheet_row *row)
{
	const struct figures *figures = &judge->figures;
	const struct figure *previous = past_period(&judge->past, figure);
	const struct figure *last_year = past_year(&judge->past, figure);
	struct ratio value, before;
	bool judged = ratio_of(figures, figure, &value) && is_comparable(figures, figure);

	fill(judge, figure, TARGET, text_of(row->text[CATALOGUE_TARGET]));
	if (judged)
		fill(judge, figure, RAG, text_of(rag_of(row, value)));
	if (previous != NULL)
		fill(judge, figure, PREVIOUS, figure_text(figures, previous, FIGURE_VALUE));
	if (last_year != NULL)
		fill(judge, figure, LAST_YEAR, figure_text(figures, last_year, FIGURE_VALUE));
	if (judged && previous != NULL && ratio_of(figures, previous, &before))
		fill(judge, figure, DIRECTION, text_of(direction_of(row, value, before)));
	if (judge->comparators != NULL && whole_is(&judge->whole, figure))
		comparators_put(judge->comparators, figures, figure, row->text[CATALOGUE_BETTER],
			judge->first + ADDED);
}

/* Tells of measures that the catalogue has not. Only how many: their names are the stream's. */
static void tell_unknown(const struct judge *judge, size_t unknown, size_t all)
{
	char count[CLI_COUNT_SIZE], of[CLI_COUNT_SIZE];

	if (unknown > 0)
		cli_say("%s of %s measures are not in %s: nothing is said of their figures",
			cli_count(unknown, count), cli_count(all, of), judge->catalogue.path);
}

static void judge_all(struct judge *judge)
{
	struct figures *figures = &judge->figures;
	struct names measures, unknown;

	names_open(&measures);
	names_open(&unknown);
	for (size_t i = 0; i < figures->count; i++) {
		struct figure *figure = &figures->list[i];
		struct text measure = figure_text(figures, figure, FIGURE_MEASURE);
		const struct sheet_row *row = catalogue_find(&judge->catalogue, measure);

		names_add(&measures, measure);
		if (row != NULL)
			judge_figure(judge, figure, row);
		else
			names_add(&unknown, measure);
	}
	tell_unknown(judge, unknown.count, measures.count);
	names_close(&measures);
	names_close(&unknown);
}

static void read_figures(struct judge *judge, struct stream *stream)
{
	size_t areas = judge->comparators == NULL ? 0 : judge->comparators->areas.count;
	size_t count = ADDED + (judge->comparators == NULL ? 0 : areas + 1);
	const char **names = memory_new(count + 1, sizeof *names);
	char **columns = memory_new(areas, sizeof *columns);

	memcpy(names, added_names, sizeof added_names);
	for (uint32_t i = 0; i < areas; i++)
		names[ADDED + i] = columns[i] = comparators_column(judge->comparators, i);
	if (judge->comparators != NULL)
		names[ADDED + areas] = "rank";
	figures_read(&judge->figures, stream, names);
	judge->first = judge->figures.width - count;
	for (size_t i = 0; i < areas; i++)
		free(columns[i]);
	free(columns);
	free(names);
	ratio_need(&judge->figures);
	figures_need(&judge->figures, FIGURE_BASIS);
	figures_periods(&judge->figures);
}

int main(int argc, char **argv)
{
	const char *value, *catalogue = NULL, *path = NULL;
	struct comparators comparators = { 0 };
	struct judge judge = { 0 };
	struct stream stream;
	struct writer writer;
	int option, operands;

	cli_start(&program);
	while ((option = cli_next(&program, argc, argv, &value, &operands)) >= 0)
		*(option == CATALOGUE ? &catalogue : &path) = value;
	cli_no_operands(argc, argv, operands);
	if (catalogue == NULL)
		cli_usage("--catalogue is missing (want a CSV of measures with targets)");
	read_goals(&judge.catalogue, catalogue);
	if (path != NULL) {
		comparators_read(&comparators, path);
		judge.comparators = &comparators;
	}
	stream_open(&stream, STDIN_FILENO, "stdin", NULL);
	read_figures(&judge, &stream);
	past_open(&judge.past, &judge.figures);
	whole_open(&judge.whole, &judge.figures);
	judge_all(&judge);
	writer_open(&writer, STDOUT_FILENO, "stdout");
	figures_write(&judge.figures, &writer);
	writer_close(&writer);
	if (path != NULL) {
		comparators_tell(&comparators);
		comparators_free(&comparators);
	}
	whole_close(&judge.whole);
	past_close(&judge.past);
	figures_free(&judge.figures);
	stream_close(&stream);
	sheet_free(&judge.catalogue);
	return 0;
}
