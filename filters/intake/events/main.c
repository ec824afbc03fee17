/* kpi-events: makes events of CSV extracts, as maps say */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "convert.h"
#include "cover.h"
#include "explain.h"
#include "follow.h"
#include "input.h"
#include "map.h"
#include "memory.h"
#include "rejects.h"
#include "sandbox.h"
#include "whole.h"

enum { OPTION_MAP, OPTION_AS_OF, OPTION_COVERS, OPTION_REJECTS, OPTION_EXPLAIN };

static const struct cli_option options[] = {
	{ "map", 'm', "MAP", "how extracts become events; may be given more than once" },
	{ "as-of", 0, "DATE", "the day on which the extracts were drawn" },
	{ "covers", 0, "'KIND FROM/TO'", "the days that they hold, in place of what the maps say" },
	{ "rejects", 0, "FILE", "where rejected rows are listed" },
	{ "explain", 0, NULL, "say what each column becomes, and the first rows' events" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-events",
	.about = "make events of CSV extracts",
	.usage = "kpi-events [-m MAP]... [--as-of DATE] [--covers 'KIND FROM/TO'] [--rejects FILE]"
		 " [--explain] [FILE ...]",
	.options = options,
};

/* What was made of the rows of one extract. */
struct account {
	size_t files, used, rejected, events, without, blanked, empty;
};

struct run {
	struct extracts extracts;
	struct inputs inputs;
	struct columns columns;
	struct cover covers; /* of --covers; COVER_UNSAID without it */
	int32_t as_of;
	struct rejects rejects;
	struct writer writer;
	struct account *accounts; /* of each extract, */
	struct follow *follows; /* ... too */
};

static int32_t read_as_of(const char *value)
{
	struct date date;

	if (!date_parse(text_of(value), &date) || date.minute != DATE_NO_MINUTE)
		cli_usage("--as-of: not a date (want YYYY-MM-DD)");
	return date.day;
}

static struct cover read_covers(const char *value)
{
	struct lexer lexer;
	struct cover cover;

	lexer_open(&lexer, "--covers", value, strlen(value));
	cover = cover_read(&lexer);
	if (lexer_token(&lexer)->kind != TOKEN_LINE)
		lexer_fail(&lexer, "more than a cover (want KIND FROM/TO)");
	return cover;
}

static const struct cover *cover_of(const struct run *run, const struct extract *extract)
{
	return run->covers.kind == COVER_UNSAID ? &extract->cover : &run->covers;
}

/* Whether a day that only --as-of can give is wanted and may be missing; a must ends the filter. */
static bool lacks_as_of(const struct run *run, const struct extract *extract, bool *events)
{
	const struct cover *cover = cover_of(run, extract);
	bool lacks = cover_wants_as_of(cover, run->as_of);

	if (lacks && !cover->optional)
		cli_usage("%s:%zu: covers: by as-of (want --as-of DATE, or --covers 'KIND FROM/TO', or "
			"--covers none)", cover->map, cover->line);
	for (size_t e = 0; e < extract->event_count; e++) {
		const struct event_line *event = &extract->events[e];

		if (!event->on_as_of || run->as_of != DATE_NO_DAY)
			continue;
		if (!event->optional)
			cli_usage("%s:%zu: event %s is dated as-of (want --as-of DATE)", extract->map,
				event->line, event->name == NULL ? "" : event->name);
		*events = true;
	}
	return lacks;
}

/* Whether a file of the extract has the column of the event's date: an event that none can give is
 * not covered, which is not the same as that there was none. */
static bool is_in_files(const struct run *run, size_t place, const struct event_line *event)
{
	bool twice;

	if (event->on_as_of)
		return run->as_of != DATE_NO_DAY;
	for (size_t i = 0; i < run->inputs.count; i++)
		for (size_t n = 0; n < event->on.count && run->inputs.list[i].place == place; n++)
			if (header_find(&run->inputs.list[i].header, event->on.names[n], &twice) !=
				COLUMNS_NONE)
				return true;
	return false;
}

static void add_covers(const struct run *run, struct cover_lines *lines)
{
	bool no_cover = false;

	for (size_t x = 0; x < run->extracts.count; x++) {
		const struct extract *extract = &run->extracts.list[x];
		const struct cover *cover = cover_of(run, extract);
		bool no_events = false;

		if (run->accounts[x].files == 0)
			continue;
		no_cover |= lacks_as_of(run, extract, &no_events);
		if (no_events)
			cli_say("%s: no --as-of: no events that are dated by it", extract->name);
		for (size_t e = 0; e < extract->event_count; e++) {
			const struct event_line *event = &extract->events[e];

			if (!is_in_files(run, x, event))
				continue;
			cover_add(lines, cover, run->as_of, event->name == NULL ? "*" : event->name,
				map_category(extract, event), event->extent);
		}
	}
	if (no_cover)
		cli_say("no --as-of: no cover lines; the events count as the history of their own days");
}

static void write_header(struct run *run)
{
	for (size_t c = 0; c < run->columns.count; c++) {
		if (c > 0)
			writer_byte(&run->writer, '\t');
		writer_text(&run->writer, text_of(run->columns.names[c]));
	}
	writer_end_line(&run->writer);
}

static void convert_input(struct run *run, struct input *input)
{
	struct account *account = &run->accounts[input->place];
	struct conversion conversion;
	struct whole whole;
	enum rows_answer answer;

	convert_open(&conversion, input->extract, &input->header, &run->columns, run->as_of,
		input->name);
	conversion.follow = &run->follows[input->place];
	whole_open(&whole, input->extract, &input->header, &run->columns);
	for (;;) {
		size_t copied = whole_copy(&whole, &input->rows, &run->writer);

		account->used += copied;
		account->events += copied;
		answer = rows_next(&input->rows);
		if (answer != ROWS_ROW)
			break;
		if (!convert_row(&conversion, &input->rows)) {
			account->rejected++;
			rejects_add(&run->rejects, input->name, input->rows.number, conversion.column,
				conversion.reason);
			continue;
		}
		account->used++;
		account->events += conversion.events;
		account->without += conversion.events + conversion.held == 0;
		if (conversion.used > 0) {
			writer_put(&run->writer, conversion.lines, conversion.used);
			run->writer.lines_end = run->writer.used;
		}
	}
	if (answer == ROWS_BROKEN)
		rows_fail(&input->rows);
	account->blanked += input->rows.blanked;
	account->empty += input->rows.empty;
	convert_close(&conversion);
	input_close(input);
}

static void say_account(const struct run *run, size_t place)
{
	const struct account *account = &run->accounts[place];
	const struct extract *extract = &run->extracts.list[place];
	char counts[7][CLI_COUNT_SIZE], more[160] = "";
	size_t used = 0;

	if (account->without > 0 && extract->event_count > 0)
		used += (size_t)snprintf(more + used, sizeof more - used, "; %s rows gave no event",
			cli_count(account->without, counts[4]));
	if (account->blanked > 0)
		used += (size_t)snprintf(more + used, sizeof more - used,
			"; TABs and line ends in %s cells became blanks",
			cli_count(account->blanked, counts[5]));
	if (account->empty > 0)
		snprintf(more + used, sizeof more - used, "; %s empty rows passed over",
			cli_count(account->empty, counts[6]));
	cli_say("%s: read %s rows = %s used + %s rejected; %s events%s", extract->name,
		cli_count(account->used + account->rejected, counts[0]),
		cli_count(account->used, counts[1]), cli_count(account->rejected, counts[2]),
		cli_count(account->events, counts[3]), more);
}

static void convert(struct run *run)
{
	struct cover_lines lines = { 0 };

	for (size_t i = 0; i < run->inputs.count; i++)
		run->accounts[run->inputs.list[i].place].files++;
	add_covers(run, &lines);
	write_header(run);
	cover_write(&lines, &run->columns, &run->writer);
	free(lines.lines);
	for (size_t x = 0; x < run->extracts.count; x++)
		follow_open(&run->follows[x]);
	for (size_t i = 0; i < run->inputs.count; i++)
		convert_input(run, &run->inputs.list[i]);
	for (size_t x = 0; x < run->extracts.count; x++) {
		follow_give(&run->follows[x], &run->writer);
		run->accounts[x].events += run->follows[x].given;
		run->accounts[x].without += run->follows[x].without;
		follow_close(&run->follows[x]);
	}
	writer_close(&run->writer);
	rejects_close(&run->rejects, "rows");
	for (size_t x = 0; x < run->extracts.count; x++)
		if (run->accounts[x].files > 0)
			say_account(run, x);
}

static void explain(struct run *run)
{
	for (size_t i = 0; i < run->inputs.count; i++) {
		if (i == 0 || run->extracts.list[0].plain) {
			writer_text(&run->writer, text_of("events\t"));
			write_header(run);
		}
		explain_input(&run->inputs.list[i], &run->columns, run->as_of, &run->writer);
		input_close(&run->inputs.list[i]);
	}
	writer_close(&run->writer);
}

/* The columns of the stream: an event's own, and what the maps name; without maps the files'. */
static void make_columns(struct run *run)
{
	static const char *const own[] = { "date", "event", "person", "ref", "worker", "team",
		"category", "result", "note" };

	if (run->extracts.count > 0) {
		for (size_t i = 0; i < sizeof own / sizeof *own; i++)
			columns_add(&run->columns, own[i]);
		map_columns(&run->extracts, &run->columns);
		return;
	}
	inputs_plain(&run->inputs, &run->extracts, &run->columns);
	if (run->covers.kind == COVER_HISTORY || run->covers.kind == COVER_ALL) {
		columns_add(&run->columns, "category");
		columns_add(&run->columns, "result");
	}
}

int main(int argc, char **argv)
{
	struct run run = { .as_of = DATE_NO_DAY };
	const char *value, *rejects = NULL;
	bool explaining = false;
	int option, operands;

	cli_start(&program);
	while ((option = cli_next(&program, argc, argv, &value, &operands)) != -1) {
		switch (option) {
		case OPTION_MAP:
			map_read(&run.extracts, value);
			break;
		case OPTION_AS_OF:
			run.as_of = read_as_of(value);
			break;
		case OPTION_COVERS:
			run.covers = read_covers(value);
			break;
		case OPTION_REJECTS:
			rejects = value;
			break;
		default:
			explaining = true;
		}
	}
	writer_open(&run.writer, STDOUT_FILENO, "stdout");
	run.inputs = inputs_open(argv + operands, (size_t)(argc - operands), &run.extracts,
		&run.writer);
	make_columns(&run);
	run.accounts = memory_new(run.extracts.count, sizeof *run.accounts);
	run.follows = memory_new(run.extracts.count, sizeof *run.follows);
	if (explaining) {
		sandbox_enter();
		explain(&run);
		return 0;
	}
	rejects_open(&run.rejects, rejects);
	sandbox_enter();
	convert(&run);
	return 0;
}
