#include "rejects.h"

#include <stdio.h>

#include "cli.h"

#define MOST_TOLD 10

void rejects_open(struct rejects *rejects, const char *name)
{
	*rejects = (struct rejects){ .name = name };
	if (name == NULL)
		return;
	writer_create(&rejects->writer, name, 0666);
	writer_text(&rejects->writer, text_of("file\tline\tcolumn\treason"));
	writer_end_line(&rejects->writer);
}

/* A file may be called anything; in a field it has no TAB and no line end. */
static void put_field(struct writer *writer, const char *text)
{
	for (; *text != '\0'; text++)
		writer_byte(writer, *text == '\t' || *text == '\r' || *text == '\n' ? ' ' : *text);
}

void rejects_add(struct rejects *rejects, const char *file, size_t line, const char *column,
	const char *reason)
{
	char number[32];

	rejects->count++;
	if (rejects->name == NULL) {
		if (rejects->count <= MOST_TOLD)
			cli_say("%s:%zu: %s: %s", file, line, column, reason);
		return;
	}
	snprintf(number, sizeof number, "\t%zu\t", line);
	put_field(&rejects->writer, file);
	writer_text(&rejects->writer, text_of(number));
	put_field(&rejects->writer, column);
	writer_byte(&rejects->writer, '\t');
	put_field(&rejects->writer, reason);
	writer_end_line(&rejects->writer);
}

void rejects_close(struct rejects *rejects, const char *what)
{
	char count[CLI_COUNT_SIZE];

	if (rejects->name != NULL)
		writer_close(&rejects->writer);
	else if (rejects->count > MOST_TOLD)
		cli_say("and %s more rejected %s (--rejects FILE lists them all)",
			cli_count(rejects->count - MOST_TOLD, count), what);
}
