#include "rejects.h"

#include "cli.h"

#define MOST_TOLD 10

static const char *const reasons[REASONS] = {
	[REASON_NONE] = "",
	[REASON_FIELDS] = "wrong number of fields",
	[REASON_HEADER] = "second header",
	[REASON_DATE] = "bad date",
	[REASON_AFTER_AS_OF] = "after as-of",
	[REASON_EVENT] = "unknown event",
	[REASON_PERSON] = "no person",
	[REASON_ORDER] = "out of order",
	[REASON_NO_START] = "end with no start",
	[REASON_TWICE] = "started twice",
	[REASON_BEFORE_START] = "end before start",
	[REASON_NO_SPAN] = "point in no span",
};

void rejects_open(struct rejects *rejects, const char *name, const struct stream *stream)
{
	*rejects = (struct rejects){ .name = name };
	if (name == NULL)
		return;
	if (stream_find(stream, "reason") != STREAM_NO_COLUMN)
		cli_fail("%s:1: header: has a column 'reason' already (take it out, or leave --rejects)",
			stream->name);
	/* It holds whole lines: nobody else is to read it. */
	writer_create(&rejects->writer, name, 0600);
	writer_text(&rejects->writer, text_of(stream->header));
	writer_text(&rejects->writer, text_of("\treason"));
	writer_end_line(&rejects->writer);
}

void rejects_add(struct rejects *rejects, const struct stream *stream, struct text line,
	size_t number, enum reason reason)
{
	rejects->count++;
	rejects->counts[reason]++;
	if (rejects->name == NULL) {
		if (rejects->count <= MOST_TOLD)
			cli_say("%s:%zu: %s", stream->name, number, reasons[reason]);
		return;
	}
	writer_text(&rejects->writer, line);
	writer_byte(&rejects->writer, '\t');
	writer_text(&rejects->writer, text_of(reasons[reason]));
	writer_end_line(&rejects->writer);
}

void rejects_close(struct rejects *rejects)
{
	char count[CLI_COUNT_SIZE];

	if (rejects->name != NULL)
		writer_close(&rejects->writer);
	else if (rejects->count > MOST_TOLD)
		cli_say("and %s more (--rejects FILE has them all)",
			cli_count(rejects->count - MOST_TOLD, count));
	for (size_t i = 0; i < REASONS; i++)
		if (rejects->counts[i] > 0)
			cli_say("%s %s", cli_count(rejects->counts[i], count), reasons[i]);
}
