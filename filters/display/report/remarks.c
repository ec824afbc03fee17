#include "remarks.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "html.h"
#include "memory.h"
#include "words.h"

static void add_once(const char ***list, size_t *count, size_t *capacity, const char *text)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp((*list)[i], text) == 0)
			return;
	*list = memory_grow(*list, capacity, *count + 1, sizeof **list);
	(*list)[(*count)++] = text;
}

/* `kpi-board: supervision_42d: not in this extract: supervision`. */
static void take(struct remarks *remarks, struct board *board, char *line)
{
	char *about, *text;
	struct measure *measure = NULL;

	line += strspn(line, " \t");
	about = strstr(line, ": ");
	if (strncmp(line, "kpi-", 4) != 0 || about == NULL)
		return;
	about += 2;
	text = strstr(about, ": ");
	if (text != NULL)
		measure = board_find(board, (struct text){ about, (size_t)(text - about) });
	if (measure != NULL)
		add_once(&measure->notes, &measure->note_count, &measure->note_capacity, text + 2);
	else
		add_once(&remarks->told, &remarks->told_count, &remarks->told_capacity, line);
}

void remarks_read_notes(struct remarks *remarks, const char *path, struct board *board)
{
	FILE *file = fopen(path, "r");
	size_t capacity = 0, used = 0, got;

	if (file == NULL)
		cli_fail("%s: cannot open: %s", path, strerror(errno));
	do {
		remarks->notes = memory_grow(remarks->notes, &capacity, used + 65536 + 1, 1);
		got = fread(remarks->notes + used, 1, 65536, file);
		used += got;
	} while (got > 0);
	if (ferror(file))
		cli_fail("%s: cannot read: %s", path, strerror(errno));
	fclose(file);
	for (char *line = remarks->notes; line < remarks->notes + used;) {
		char *end = memchr(line, '\n', (size_t)(remarks->notes + used - line));

		if (end == NULL)
			end = remarks->notes + used;
		*end = '\0';
		if (end > line && end[-1] == '\r')
			end[-1] = '\0';
		take(remarks, board, line);
		line = end + 1;
	}
}

void remarks_read_comments(struct remarks *remarks, const char *path, const struct board *board)
{
	static const char *const names[] = { "measure", "period", "comment", NULL };

	sheet_read(&remarks->comments, path, names);
	for (size_t i = 0; i < remarks->comments.count; i++) {
		const struct sheet_row *row = &remarks->comments.rows[i];

		if (row->text[COMMENT_MEASURE][0] != '\0' &&
			board_find(board, text_of(row->text[COMMENT_MEASURE])) == NULL)
			cli_fail("%s:%zu: measure: neither in the catalogue nor among the figures",
				path, row->line);
	}
}

void remarks_free(struct remarks *remarks)
{
	free(remarks->told);
	free(remarks->notes);
	sheet_free(&remarks->comments);
}

static void put_period(struct writer *writer, const struct board *board, const char *name)
{
	enum period period = board->source->figures.period;
	struct figure_time time = { 0 };
	char words[WORDS_SIZE];

	if (period_number(period, text_of(name), &time.first)) {
		time.last = time.first;
		words_period(period, time, words);
		html_string(writer, words);
	} else {
		html_string(writer, name);
	}
}

void remarks_write_comments(struct writer *writer, const struct remarks *remarks,
	const struct board *board, const struct measure *measure)
{
	for (size_t i = 0; i < remarks->comments.count; i++) {
		const struct sheet_row *row = &remarks->comments.rows[i];

		if (measure == NULL ? row->text[COMMENT_MEASURE][0] != '\0'
			: !text_is(measure->name, row->text[COMMENT_MEASURE]))
			continue;
		if (row->text[COMMENT_TEXT][0] == '\0')
			continue;
		html_put(writer, "<div class=\"comment\"><p class=\"by\">Comment");
		if (row->text[COMMENT_PERIOD][0] != '\0') {
			html_put(writer, " on ");
			put_period(writer, board, row->text[COMMENT_PERIOD]);
		}
		html_put(writer, "</p><p class=\"said\">");
		html_string(writer, row->text[COMMENT_TEXT]);
		html_put(writer, "</p></div>");
		writer_end_line(writer);
	}
}
