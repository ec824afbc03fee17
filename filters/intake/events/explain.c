#include "explain.h"

#include <stdio.h>
#include <string.h>

#define ROWS_SHOWN 3

struct uses {
	struct writer *writer;
	size_t place; /* the column of the file */
	size_t count;
	const char *what, *event; /* the last one */
};

static void say_use(struct uses *uses, const struct value *value, const char *what,
	const char *event)
{
	for (size_t i = 0; i < value->place_count; i++) {
		if (value->places[i] != uses->place)
			continue;
		/* Two event lines of one name often differ in their conditions alone. */
		if (event != NULL && uses->event != NULL && strcmp(uses->event, event) == 0 &&
			strcmp(uses->what, what) == 0)
			continue;
		uses->what = what;
		uses->event = event;
		writer_text(uses->writer, text_of(uses->count++ == 0 ? "\t" : ", "));
		writer_text(uses->writer, text_of(what));
		if (event != NULL) {
			writer_text(uses->writer, text_of(" of "));
			writer_text(uses->writer, text_of(event));
		}
	}
}

static void say_column(const struct extract *extract, const struct header *header, size_t place,
	struct writer *writer)
{
	struct uses uses = { .writer = writer, .place = place };

	writer_text(writer, text_of("column\t"));
	writer_text(writer, text_of(header->names[place]));
	for (size_t a = 0; a < extract->assignment_count; a++)
		say_use(&uses, &extract->assignments[a].value, extract->assignments[a].column, NULL);
	for (size_t e = 0; e < extract->event_count; e++) {
		const struct event_line *event = &extract->events[e];
		const char *name = event->name == NULL ? "the event" : event->name;

		say_use(&uses, &event->from, "event", NULL);
		say_use(&uses, &event->on, "date", name);
		for (size_t a = 0; a < event->assignment_count; a++)
			say_use(&uses, &event->assignments[a].value, event->assignments[a].column, name);
		for (size_t t = 0; t < event->test_count; t++)
			say_use(&uses, &event->tests[t].value, "condition", name);
		say_use(&uses, &event->unless, "unless", name);
	}
	if (uses.count == 0)
		writer_text(writer, text_of("\tnot used"));
	writer_end_line(writer);
}

static void say_row(struct conversion *conversion, const struct rows *rows, struct writer *writer)
{
	char place[48];

	if (!convert_row(conversion, rows)) {
		snprintf(place, sizeof place, "row\t%zu\trejected: ", rows->number);
		writer_text(writer, text_of(place));
		writer_text(writer, text_of(conversion->column));
		writer_text(writer, text_of(": "));
		writer_text(writer, text_of(conversion->reason));
		writer_end_line(writer);
		return;
	}
	snprintf(place, sizeof place, "row\t%zu\t%zu event%s", rows->number, conversion->events,
		conversion->events == 1 ? "" : "s");
	writer_text(writer, text_of(place));
	writer_end_line(writer);
	for (const char *line = conversion->lines; line < conversion->lines + conversion->used;) {
		const char *end = memchr(line, '\n', conversion->used);

		writer_text(writer, text_of("event\t"));
		writer_put(writer, line, (size_t)(end - line));
		writer_end_line(writer);
		line = end + 1;
	}
}

void explain_input(struct input *input, const struct columns *columns, int32_t as_of,
	struct writer *writer)
{
	const struct extract *extract = input->extract;
	struct conversion conversion;
	enum rows_answer answer = ROWS_ROW;
	char place[64];

	convert_open(&conversion, input->extract, &input->header, columns, as_of, input->name);
	writer_text(writer, text_of("file\t"));
	writer_text(writer, text_of(input->name));
	writer_text(writer, text_of("\textract "));
	writer_text(writer, text_of(extract->name));
	writer_text(writer, text_of(" of "));
	writer_text(writer, text_of(extract->map));
	snprintf(place, sizeof place, ", header in line %zu", input->header.line);
	writer_text(writer, text_of(place));
	writer_end_line(writer);
	for (size_t i = 0; i < input->header.count; i++)
		say_column(extract, &input->header, i, writer);
	for (size_t i = 0; i < ROWS_SHOWN; i++) {
		answer = rows_next(&input->rows);
		if (answer != ROWS_ROW)
			break;
		say_row(&conversion, &input->rows, writer);
	}
	if (answer == ROWS_BROKEN)
		rows_fail(&input->rows);
	convert_close(&conversion);
}
