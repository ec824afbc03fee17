/* makes a workbook of figures */
#include <unistd.h>

#include "book.h"
#include "catalogue.h"
#include "cell.h"
#include "cli.h"
#include "figures.h"
#include "pages.h"
#include "stream.h"
#include "utf8.h"
#include "writer.h"

enum { CATALOGUE, NOTES, TITLE };

static const struct cli_option options[] = {
	{ "catalogue", 'c', "FILE", "a page for each theme of this catalogue too" },
	{ "notes", 0, "FILE", "its lines go on the page of notes" },
	{ "title", 0, "TEXT", "what the workbook is called" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-xlsx",
	.about = "makes a workbook of figures",
	.usage = "kpi-xlsx [-c FILE] [--notes FILE] [--title TEXT]",
	.options = options,
};

/* Excel takes no more in a workbook's properties. */
#define LARGEST_TITLE 255

struct request {
	const char *catalogue, *notes, *title; /* or NULL */
};

struct content {
	const struct request *request;
	const struct sheet *catalogue; /* or NULL */
	struct figures *figures;
};

static void check_title(const char *title)
{
	if (!utf8_valid(text_of(title)))
		cli_usage("--title: not UTF-8 (want text in UTF-8)");
	if (cell_length(text_of(title)) > LARGEST_TITLE)
		cli_usage("--title: longer than %d characters", LARGEST_TITLE);
	for (const char *at = title; *at != '\0'; at++)
		if ((unsigned char)*at < ' ')
			cli_usage("--title: has a control character in it (want one line of text)");
}

static struct request read_options(int argc, char **argv)
{
	struct request request = { 0 };
	const char *value;
	int option, operands;

	while ((option = cli_next(&program, argc, argv, &value, &operands)) != -1) {
		if (option == CATALOGUE)
			request.catalogue = value;
		else if (option == NOTES)
			request.notes = value;
		else
			check_title(request.title = value);
	}
	cli_no_operands(argc, argv, operands);
	return request;
}

static void fill(struct book *book, void *with)
{
	const struct content *content = with;
	const struct request *request = content->request;

	if (content->catalogue != NULL)
		pages_themes(book, content->figures, content->catalogue, request->title);
	pages_figures(book, content->figures);
	pages_notes(book, content->figures, content->catalogue, request->notes, request->title);
}

int main(int argc, char **argv)
{
	struct request request;
	struct sheet catalogue = { 0 };
	struct figures figures;
	struct stream stream;
	struct writer writer;
	struct content content = { &request, NULL, &figures };

	cli_start(&program);
	request = read_options(argc, argv);
	if (isatty(STDOUT_FILENO))
		cli_fail("stdout: a terminal (want a file, such as kpi-xlsx >board.xlsx)");
	if (request.catalogue != NULL) {
		catalogue_read(&catalogue, request.catalogue);
		content.catalogue = &catalogue;
	}
	stream_open(&stream, STDIN_FILENO, "stdin", NULL);
	figures_read(&figures, &stream, NULL);
	writer_open(&writer, STDOUT_FILENO, "stdout");
	book_make(request.title, fill, &content, &writer);
	writer_close(&writer);
	figures_free(&figures);
	sheet_free(&catalogue);
	stream_close(&stream);
	return 0;
}
