/* kpi-cin: makes events of the children in need census and the workforce census */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "census.h"
#include "cli.h"
#include "cover_lines.h"
#include "date.h"
#include "memory.h"
#include "output.h"
#include "sandbox.h"

enum { OPTION_AS_OF, OPTION_COVERS, OPTION_REJECTS };

static const struct cli_option options[] = {
	{ "as-of", 0, "DATE", "the day on which the year ends, in place of the header's" },
	{ "covers", 0, "'KIND FROM/TO'", "the days that the files hold, in place of the year" },
	{ "rejects", 0, "FILE", "where rejected records are listed" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-cin",
	.about = "make events of the children in need and workforce censuses",
	.usage = "kpi-cin [--as-of DATE] [--covers 'KIND FROM/TO'] [--rejects FILE] [FILE ...]",
	.options = options,
};

struct settings {
	int32_t as_of; /* DATE_NO_DAY: not given */
	bool has_reach;
	struct reach reach; /* of --covers */
};

static int32_t read_as_of(const char *value)
{
	struct date date;

	if (!date_parse(text_of(value), &date) || date.minute != DATE_NO_MINUTE)
		cli_usage("--as-of: not a date (want YYYY-MM-DD)");
	return date.day;
}

static struct reach read_covers(const char *value)
{
	struct reach reach;

	if (!cover_parse(text_of(value), &reach.kind, &reach.from, &reach.to) ||
		reach.kind == COVER_LATEST)
		cli_usage("--covers: no cover (want 'all FROM/TO' or 'history FROM/TO', two days)");
	return reach;
}

static void open_file(struct census *census, const char *operand, struct output *output)
{
	int file = STDIN_FILENO;

	if (operand != NULL) {
		file = open(operand, O_RDONLY | O_CLOEXEC);
		if (file < 0)
			cli_fail("%s: cannot open: %s", operand, strerror(errno));
	}
	census_open(census, file, operand == NULL ? "stdin" : operand, output);
}

/* All files are opened first: the cover lines of each come before the events of any. */
static size_t open_files(struct census **censuses, char **operands, size_t count,
	struct output *output)
{
	size_t files = count == 0 ? 1 : count;
	bool stdin_used = false;

	*censuses = memory_new(files, sizeof **censuses);
	for (size_t i = 0; i < files; i++) {
		bool is_stdin = count == 0 || strcmp(operands[i], "-") == 0;

		if (is_stdin && stdin_used)
			cli_usage("stdin twice");
		stdin_used |= is_stdin;
		open_file(&(*censuses)[i], is_stdin ? NULL : operands[i], output);
	}
	return files;
}

static void settle_day(struct census *census, const struct settings *settings)
{
	if (settings->as_of != DATE_NO_DAY)
		census->until = settings->as_of;
	else if (settings->has_reach)
		census->until = settings->reach.to;
	else
		census->until = census->reference;
	if (census->until == DATE_NO_DAY)
		cli_fail("%s: no ReferenceDate in the header (want --as-of DATE, or --covers "
			"'KIND FROM/TO')", census->xml.name);
}

static void write_covers(const struct census *censuses, size_t count,
	const struct settings *settings, struct output *output)
{
	for (size_t i = 0; i < count; i++) {
		struct reach reach = settings->has_reach ? settings->reach
							 : reach_of_year(censuses[i].until);
		bool told = false;

		for (size_t j = 0; j < i; j++)
			told |= censuses[j].kind == censuses[i].kind &&
				(settings->has_reach || censuses[j].until == censuses[i].until);
		if (!told)
			cover_lines_write(censuses[i].kind, &reach, output);
	}
}

static void say_account(const struct output *output, size_t files)
{
	char counts[5][CLI_COUNT_SIZE], more[200] = "";
	size_t used = 0;

	if (output->without > 0)
		used += (size_t)snprintf(more, sizeof more, "; children without CINdetails: %s",
			cli_count(output->without, counts[4]));
	if (output->vacancies > 0)
		snprintf(more + used, sizeof more - used,
			"; NumberOfVacancies, a number and not posts, gives no event");
	cli_say("read %s records = %s used + %s rejected; %s events%s",
		cli_count(output->used + output->rejected, counts[0]), cli_count(output->used, counts[1]),
		cli_count(output->rejected, counts[2]), cli_count(output->events, counts[3]), more);
	if (files > 1)
		cli_say("what goes on from one year into the next is in both returns: pass them through "
			"kpi-sort -u");
}

int main(int argc, char **argv)
{
	struct settings settings = { .as_of = DATE_NO_DAY };
	struct output output = { 0 };
	struct census *censuses;
	const char *value, *rejects = NULL;
	int option, operands;
	size_t count;

	cli_start(&program);
	while ((option = cli_next(&program, argc, argv, &value, &operands)) != -1) {
		if (option == OPTION_AS_OF) {
			settings.as_of = read_as_of(value);
		} else if (option == OPTION_COVERS) {
			settings.reach = read_covers(value);
			settings.has_reach = true;
		} else {
			rejects = value;
		}
	}
	writer_open(&output.writer, STDOUT_FILENO, "stdout");
	count = open_files(&censuses, argv + operands, (size_t)(argc - operands), &output);
	for (size_t i = 0; i < count; i++)
		settle_day(&censuses[i], &settings);
	rejects_open(&output.rejects, rejects);
	sandbox_enter();
	output_header(&output);
	write_covers(censuses, count, &settings, &output);
	for (size_t i = 0; i < count; i++)
		census_read(&censuses[i]);
	writer_close(&output.writer);
	rejects_close(&output.rejects, "records");
	say_account(&output, count);
	free(censuses);
	return 0;
}
