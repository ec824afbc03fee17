/* kpi-board - every measure of a catalogue in one pass */
#include <stdio.h>
#include <stdlib.h>

#include "catalogue.h"
#include "memory.h"
#include "modules.h"
#include "run.h"
#include "shelves.h"
#include "words.h"

#define MOST_CHOSEN 256

enum option { CATALOGUE, MEASURE, EXTRA, BY, GROUP, PART, AS_OF, HOLIDAYS, KEEP, STRICT };

static const struct cli_option options[] = {
	[CATALOGUE] = { "catalogue", 'c', "FILE", "the catalogue, a CSV of measures" },
	[MEASURE] = { "measure", 'm', "NAME", "this measure of the catalogue alone" },
	[EXTRA] = { "extra", 'e', "'FILTER OPTIONS'", "a measure that is in no catalogue" },
	[BY] = { "by", 'b', "PERIOD", "figures in place of observations: " PERIOD_NAMES },
	[GROUP] = { "group", 'g', "COLUMN", "for --by: figures for each value of the column" },
	[PART] = { "part", 'p', NULL, "for --by: unfinished periods too, marked *" },
	[AS_OF] = { "as-of", 0, "DATE", "use nothing after this day" },
	[HOLIDAYS] = { "holidays", 0, "FILE", "bank holidays to add, or with - to take away" },
	[KEEP] = { "keep", 'k', NULL, "pass the events on too" },
	[STRICT] = { "strict", 0, NULL, "exit 1 if anything had to be told" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-board",
	.about = "every measure of a catalogue in one pass",
	.usage = "kpi-board [-c file] [-m name]... [-e 'filter options']..."
		 " [-b period [-g column]... [-p]] [--as-of date] [--holidays file] [-k] [--strict]",
	.options = options,
};

struct board {
	struct reader reader;
	struct sheet catalogue;
	const char *chosen[MOST_CHOSEN];
	bool found[MOST_CHOSEN];
	size_t chosen_count;
	const char *extras[MOST_CHOSEN];
	size_t extra_count;
	const char *as_of, *holidays;
	struct words *words; /* of all rows: the runs point into them */
	size_t words_count, words_capacity;
	struct tally_options figures;
	char *groups[SHELVES_MOST_GROUPS];
	struct shelves *shelves;
};

static const struct measure *find_module(const char *name)
{
	if (strncmp(name, "kpi-", 4) == 0)
		name += 4;
	for (size_t i = 0; modules[i] != NULL; i++)
		if (strcmp(modules[i]->name, name) == 0)
			return modules[i];
	return NULL;
}

/* Makes a run of the filter with its options, and those given here for all. */
static struct run *add_run(struct board *board, const char *filter, const char *text,
	const char *const *more, size_t more_count)
{
	const struct measure *module = find_module(filter);
	const char *place = cli_name();
	struct words *words;
	struct run *run;
	char where[600];

	if (module == NULL)
		cli_fail("filter: '%.40s' is no measure (want the name of one, such as census)", filter);
	board->words = memory_grow(board->words, &board->words_capacity, board->words_count + 1,
		sizeof *board->words);
	words = &board->words[board->words_count++];
	words_begin(words, module->name);
	snprintf(where, sizeof where, "%s: options", cli_name());
	cli_rename(where);
	if (!words_split(words, text))
		cli_fail("a quote is open, or an escape ends the text (want words as in a shell)");
	for (size_t i = 0; i < more_count; i++)
		words_add(words, more[i]);
	if (board->as_of != NULL) {
		words_add(words, "--as-of");
		words_add(words, board->as_of);
	}
	if (board->holidays != NULL) {
		words_add(words, "--holidays");
		words_add(words, board->holidays);
	}
	cli_again();
	run = run_new(&board->reader, module, (int)words->count, words_list(words));
	cli_rename(place);
	return run;
}

static bool is_chosen(struct board *board, const char *name)
{
	for (size_t i = 0; i < board->chosen_count; i++)
		if (strcmp(board->chosen[i], name) == 0) {
			board->found[i] = true;
			return true;
		}
	return board->chosen_count == 0;
}

/* Two rows of one measure are a ratio's numerator and denominator, or one too many. */
static void check_twice(const struct board *board, const struct run *run)
{
	for (size_t i = 0; i < board->reader.run_count; i++) {
		const struct run *other = board->reader.runs[i];

		if (other != run && strcmp(other->full_name, run->full_name) == 0 &&
			!(other->as_num && run->as_den) && !(other->as_den && run->as_num))
			cli_fail("measure: is there already (want two rows of one measure to be --as num "
				 "and --as den)");
	}
}

static void add_row(struct board *board, const struct sheet_row *row)
{
	char where[512];
	const char *more[6];
	size_t count = 0;
	struct run *run;

	snprintf(where, sizeof where, "kpi-board: %s:%zu", board->catalogue.path, row->line);
	cli_rename(where);
	if (row->text[CATALOGUE_MEASURE][0] == '\0')
		cli_fail("measure: empty (want a name)");
	more[count++] = "--name";
	more[count++] = row->text[CATALOGUE_MEASURE];
	if (row->text[CATALOGUE_UNIT][0] != '\0') {
		more[count++] = "--unit";
		more[count++] = row->text[CATALOGUE_UNIT];
	}
	if (row->text[CATALOGUE_SPLIT][0] != '\0') {
		more[count++] = "--split";
		more[count++] = row->text[CATALOGUE_SPLIT];
	}
	run = add_run(board, row->text[CATALOGUE_FILTER], row->text[CATALOGUE_OPTIONS], more, count);
	snprintf(run->told_name, sizeof run->told_name, "%s: ", row->text[CATALOGUE_MEASURE]);
	check_twice(board, run);
	cli_rename(program.name);
}

static void add_catalogue(struct board *board, const char *path)
{
	catalogue_read(&board->catalogue, path);
	board->reader.catalogue = path;
	for (size_t i = 0; i < board->catalogue.count; i++)
		if (is_chosen(board, board->catalogue.rows[i].text[CATALOGUE_MEASURE]))
			add_row(board, &board->catalogue.rows[i]);
	for (size_t i = 0; i < board->chosen_count; i++)
		if (!board->found[i])
			cli_usage("--measure: '%s' is not in the catalogue", board->chosen[i]);
	board->reader.catalogue = NULL;
}

static void add_extra(struct board *board, const char *text)
{
	size_t length = strcspn(text, " \t");
	char filter[64];
	struct run *run;

	snprintf(filter, sizeof filter, "%.*s", (int)length, text);
	cli_rename("kpi-board: --extra");
	run = add_run(board, filter, text + length, NULL, 0);
	snprintf(run->told_name, sizeof run->told_name, "%s: ", run->full_name);
	check_twice(board, run);
	cli_rename(program.name);
}

/* --- the command line ------------------------------------------------------------------------ */

static void add_to(const char **list, size_t *count, size_t most, const char *name,
	const char *value)
{
	if (*count == most)
		cli_usage("--%s: given more than %zu times", name, most);
	list[(*count)++] = value;
}

static const char *read_options(struct board *board, int argc, char **argv, bool *by)
{
	const char *value, *path = NULL;
	int option, operands = 1;

	while ((option = cli_next(&program, argc, argv, &value, &operands)) >= 0) {
		switch ((enum option)option) {
		case CATALOGUE:
			path = value;
			break;
		case MEASURE:
			add_to(board->chosen, &board->chosen_count, MOST_CHOSEN, "measure", value);
			break;
		case EXTRA:
			add_to(board->extras, &board->extra_count, MOST_CHOSEN, "extra", value);
			break;
		case BY:
			*by = period_parse(value, &board->figures.period);
			if (!*by)
				cli_usage("--by: '%s' (want " PERIOD_NAMES ")", value);
			break;
		case GROUP:
			if (board->figures.group_count == SHELVES_MOST_GROUPS)
				cli_usage("--group: more than %d columns", SHELVES_MOST_GROUPS);
			board->groups[board->figures.group_count++] = memory_copy(value, strlen(value));
			break;
		case PART:
			board->figures.part = true;
			break;
		case AS_OF:
			board->as_of = value;
			break;
		case HOLIDAYS:
			board->holidays = value;
			break;
		case KEEP:
			board->reader.keep = true;
			break;
		case STRICT:
			board->reader.strict = true;
			break;
		}
	}
	cli_no_operands(argc, argv, operands);
	if (path == NULL && board->extra_count == 0)
		cli_usage("--catalogue or --extra is missing");
	if (path == NULL && board->chosen_count > 0)
		cli_usage("--measure goes with --catalogue");
	if (!*by && (board->figures.group_count > 0 || board->figures.part))
		cli_usage("--group and --part go with --by");
	if (*by && board->reader.keep)
		cli_usage("--keep and --by exclude each other");
	return path;
}

int main(int argc, char **argv)
{
	struct board *board;
	const char *path;
	bool by = false;
	int status;

	cli_start(&program);
	board = memory_new(1, sizeof *board);
	board->reader.many = true;
	path = read_options(board, argc, argv, &by);
	if (path != NULL)
		add_catalogue(board, path);
	for (size_t i = 0; i < board->extra_count; i++)
		add_extra(board, board->extras[i]);
	if (by) {
		board->figures.groups = board->groups;
		board->figures.decimals = 1;
		board->shelves = shelves_new(&board->reader, &board->figures);
	}
	status = reader_run(&board->reader);
	if (by)
		shelves_free(board->shelves);
	for (size_t i = 0; i < board->figures.group_count; i++)
		free(board->groups[i]);
	for (size_t i = 0; i < board->words_count; i++)
		words_free(&board->words[i]);
	free(board->words);
	sheet_free(&board->catalogue);
	free(board);
	return status;
}
