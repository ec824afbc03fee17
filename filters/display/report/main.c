/* shows figures as one HTML page, the board pack */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "catalogue.h"
#include "cli.h"
#include "date.h"
#include "page.h"

enum { CATALOGUE, TITLE, AS_OF, EVENTS, ROLLING, YEARS, NOTES, COMMENTS, OPTIONS };

static const struct cli_option options[] = {
	{ "catalogue", 'c', "FILE", "the measures, a CSV" },
	{ "title", 't', "TEXT", "the page's title (Performance of children's services)" },
	{ "as-of", 0, "DATE", "the day as of which the figures are" },
	{ "events", 'e', "FILE", "the events: what they cover is said at the page's head" },
	{ "rolling", 'r', "FILE", "figures over several periods, shown before the single ones" },
	{ "years", 'y', "FILE", "figures by year, shown beside other areas'" },
	{ "notes", 'n', "FILE", "what the filters told on stderr" },
	{ "comments", 0, "FILE", "a CSV with measure, period, comment" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-report",
	.about = "shows figures as one HTML page, the board pack",
	.usage = "kpi-report -c file [-t text] [--as-of date] [-e file] [-r file] [-y file] "
		"[-n file] [--comments file]",
	.options = options,
};

static int32_t parse_day(const char *text)
{
	struct date date;

	if (!date_parse(text_of(text), &date) || date.minute != DATE_NO_MINUTE)
		cli_usage("--as-of: not a date (want YYYY-MM-DD)");
	return date.day;
}

/* The figures of a file; without one there are none. */
static void read_more(struct source *more, struct stream *stream, const char *path)
{
	int file;

	if (path == NULL)
		return;
	file = open(path, O_RDONLY);
	if (file < 0)
		cli_fail("%s: cannot open: %s", path, strerror(errno));
	stream_open(stream, file, path, NULL);
	source_read(more, stream);
	close(file);
}

static void write_page(const struct page *page)
{
	struct writer writer;

	writer_open(&writer, STDOUT_FILENO, "stdout");
	page_write(&writer, page);
	writer_close(&writer);
}

static void report(const char *const given[OPTIONS])
{
	struct stream stream, rolling_stream = { 0 }, years_stream = { 0 };
	struct source source, rolling = { 0 }, years = { 0 };
	struct sheet catalogue;
	struct board board;
	struct extract extract = { 0 };
	struct remarks remarks = { 0 };
	struct page page = { .title = given[TITLE] != NULL ? given[TITLE]
		: "Performance of children\xe2\x80\x99s services",
		.as_of = given[AS_OF] != NULL ? parse_day(given[AS_OF]) : DATE_NO_DAY,
		.board = &board, .remarks = &remarks };

	catalogue_read(&catalogue, given[CATALOGUE]);
	stream_open(&stream, STDIN_FILENO, "stdin", NULL);
	source_read(&source, &stream);
	read_more(&rolling, &rolling_stream, given[ROLLING]);
	read_more(&years, &years_stream, given[YEARS]);
	board_make(&board, &catalogue, &source, given[ROLLING] != NULL ? &rolling : NULL,
		given[YEARS] != NULL ? &years : NULL);
	if (given[NOTES] != NULL)
		remarks_read_notes(&remarks, given[NOTES], &board);
	if (given[COMMENTS] != NULL)
		remarks_read_comments(&remarks, given[COMMENTS], &board);
	if (given[EVENTS] != NULL) {
		extract_read(&extract, given[EVENTS]);
		page.extract = &extract;
		if (given[AS_OF] == NULL)
			page.as_of = extract_as_of(&extract);
	}
	write_page(&page);
	extract_free(&extract);
	remarks_free(&remarks);
	board_free(&board);
	source_free(&source);
	source_free(&rolling);
	source_free(&years);
	stream_close(&rolling_stream);
	stream_close(&years_stream);
	stream_close(&stream);
	sheet_free(&catalogue);
}

int main(int argc, char **argv)
{
	const char *given[OPTIONS] = { NULL }, *value;
	int option, operands;

	cli_start(&program);
	while ((option = cli_next(&program, argc, argv, &value, &operands)) != -1)
		given[option] = value;
	cli_no_operands(argc, argv, operands);
	if (given[CATALOGUE] == NULL)
		cli_usage("--catalogue is missing");
	report(given);
	return 0;
}
