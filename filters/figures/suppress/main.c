/* kpi-suppress - hide or round small numbers of figures so that they can be shown to all */
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "figures.h"
#include "numbers.h"
#include "periods.h"
#include "protect.h"
#include "relations.h"
#include "rounding.h"
#include "stream.h"
#include "writer.h"

enum option { PROFILE };

static const struct cli_option options[] = {
	[PROFILE] = { "profile", 'p', "PROFILE", "dfe, round10 or nhs" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-suppress",
	.about = "hide or round small numbers of figures so that they can be shown to all",
	.usage = "kpi-suppress -p dfe|round10|nhs",
	.options = options,
};

/*
 * dfe: Department for Education, Characteristics of children in need, data guidance, 2021: 0 is 0,
 * 1 to 5 are c, "secondary suppression has been applied where necessary". round10: the same
 * guidance: "England and regional totals are rounded to the nearest 10". nhs: NHS Digital,
 * Disclosure control methodology for Hospital Episode Statistics, September 2018, and its Data
 * Quality Maturity Index: 1 to 7 are *, "all remaining integer values are rounded to the nearest
 * five", percentages from the rounded numbers, means of 8 and more as they are. `*` is `c` here,
 * for the sake of later filters.
 */
static const struct profile {
	const char *name;
	struct rounding rounding; /* a base of 0: dfe, which rounds nothing */
} profiles[] = {
	{ "dfe", { 0, 0 } },
	{ "round10", { 10, 0 } },
	{ "nhs", { 5, 7 } },
};

static const struct profile *find_profile(const char *name)
{
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++)
		if (strcmp(profiles[i].name, name) == 0)
			return &profiles[i];
	cli_usage("--profile: '%s': no such profile (want dfe, round10 or nhs)", name);
}

/* What kpi-tally writes, and nothing that stands in a later filter's column: it is or was made of
 * numbers that are to be hidden, often those of other figures. */
static void check_columns(const struct figures *figures)
{
	static const char *const known[] = { "num", "den", "value", "low", "high", "median", "p90",
		"pending", "basis", "distinct" };

	figures_need(figures, FIGURE_NUM);
	figures_need(figures, FIGURE_DEN);
	figures_need(figures, FIGURE_UNIT);
	figures_need(figures, FIGURE_BASIS);
	for (size_t i = 0; i < figures->width; i++) {
		bool is_known =
			figures->kinds[i] != FIGURE_NUMBER && figures->kinds[i] != FIGURE_REMARK;

		for (size_t j = 0; j < sizeof known / sizeof known[0]; j++)
			is_known = is_known || text_is(figures->columns[i], known[j]);
		if (!is_known)
			cli_fail("%s:1: header: has a column '%s', which tells of numbers that are to be "
				"hidden (put kpi-suppress before kpi-spc and kpi-target)",
				figures->name, figures->columns[i].at);
	}
}

static void blank(const struct figures *figures, struct figure *figure, const char *column)
{
	size_t place = figures_find(figures, column);

	if (figure_field(figure, place).length > 0)
		figure_set(figure, place, text_of(FIGURE_HIDDEN));
}

static void blank_hidden(struct figures *figures, const struct protection *protection)
{
	static const char *const made[] = { "value", "low", "high", "median", "p90" };

	for (size_t i = 0; i < figures->count; i++) {
		struct figure *figure = &figures->list[i];
		bool num = protection_hides(protection, i, NUM);
		bool den = protection_hides(protection, i, DEN);

		if (num)
			blank(figures, figure, "num");
		if (den)
			blank(figures, figure, "den");
		for (size_t j = 0; (num || den) && j < sizeof made / sizeof made[0]; j++)
			blank(figures, figure, made[j]);
		if (protection_hides(protection, i, PENDING))
			blank(figures, figure, "pending");
	}
}

static void suppress(struct figures *figures)
{
	char hidden[CLI_COUNT_SIZE], others[CLI_COUNT_SIZE], all[CLI_COUNT_SIZE];
	struct numbers numbers;
	struct relations relations;
	struct protection protection;

	periods_check(figures);
	numbers_read(&numbers, figures);
	relations_find(&relations, &numbers);
	protection_find(&protection, &numbers, &relations);
	blank_hidden(figures, &protection);
	if (protection.small + protection.others > 0)
		cli_say("%s of %s figures are hidden, whole or in part: %s of them to protect others",
			cli_count(protection.small + protection.others, hidden),
			cli_count(figures->count, all), cli_count(protection.others, others));
	protection_free(&protection);
	relations_free(&relations);
	numbers_free(&numbers);
}

int main(int argc, char **argv)
{
	const struct profile *profile = NULL;
	struct figures figures;
	struct stream stream;
	struct writer writer;
	const char *value;
	int operands;

	cli_start(&program);
	while (cli_next(&program, argc, argv, &value, &operands) == PROFILE)
		profile = find_profile(value);
	cli_no_operands(argc, argv, operands);
	if (profile == NULL)
		cli_usage("--profile is missing (want dfe, round10 or nhs: what is hidden is for you to "
			"decide)");
	stream_open(&stream, STDIN_FILENO, "stdin", NULL);
	figures_read(&figures, &stream, NULL);
	check_columns(&figures);
	if (profile->rounding.base > 0)
		rounding_apply(&profile->rounding, &figures);
	else
		suppress(&figures);
	writer_open(&writer, STDOUT_FILENO, "stdout");
	figures_write(&figures, &writer);
	writer_close(&writer);
	figures_free(&figures);
	stream_close(&stream);
	return 0;
}
