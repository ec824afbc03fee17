#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"

static void open_input(struct input *input, const char *operand,
	const struct extracts *extracts, struct writer *writer)
{
	const char *base = operand == NULL ? NULL : strrchr(operand, '/');
	int file = STDIN_FILENO;

	input->name = operand == NULL ? "stdin" : operand;
	if (operand != NULL) {
		file = open(operand, O_RDONLY);
		if (file < 0)
			cli_fail("%s: cannot open: %s", operand, strerror(errno));
		base = base == NULL ? operand : base + 1;
	}
	rows_open(&input->rows, file, input->name, writer);
	if (extracts->count == 0) {
		choose_header(&input->rows, &input->header);
		return;
	}
	input->extract = choose_extract(extracts, &input->rows, base, &input->header);
	input->place = (size_t)(input->extract - extracts->list);
}

struct inputs inputs_open(char **operands, size_t count, const struct extracts *extracts,
	struct writer *writer)
{
	struct inputs inputs = { .count = count == 0 ? 1 : count };
	bool stdin_used = false;

	inputs.list = memory_new(inputs.count, sizeof *inputs.list);
	for (size_t i = 0; i < inputs.count; i++) {
		bool is_stdin = count == 0 || strcmp(operands[i], "-") == 0;

		if (is_stdin && stdin_used)
			cli_usage("stdin twice");
		stdin_used |= is_stdin;
		open_input(&inputs.list[i], is_stdin ? NULL : operands[i], extracts, writer);
	}
	return inputs;
}

static void check_plain(const struct input *input)
{
	static const char *const needed[] = { "date", "event", "person" };

	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		size_t at = 0;

		while (at < input->header.count && strcmp(input->header.names[at], needed[i]) != 0)
			at++;
		if (at == input->header.count)
			cli_fail("%s:%zu: header: no column '%s' (want date, event and person, or a map that "
				"says what they are: -m MAP)", input->name, input->header.line, needed[i]);
	}
	for (size_t i = 0; i < input->header.count; i++)
		if (input->header.names[i][0] == '\0')
			cli_fail("%s:%zu: header: column %zu has no name", input->name, input->header.line,
				i + 1);
}

/* A value that is the column of that name, if the file has it. */
static struct value same_column(char **name)
{
	struct value value = { .names = name, .count = 1, .optional = true };

	value.places = memory_new(1, sizeof *value.places);
	return value;
}

void inputs_plain(struct inputs *inputs, struct extracts *extracts, struct columns *columns)
{
	struct extract *extract;
	struct event_line *event;

	for (size_t i = 0; i < inputs->count; i++) {
		check_plain(&inputs->list[i]);
		for (size_t c = 0; c < inputs->list[i].header.count; c++)
			columns_add(columns, inputs->list[i].header.names[c]);
	}
	extracts->list = memory_new(1, sizeof *extracts->list);
	extracts->count = 1;
	extract = extracts->list;
	*extract = (struct extract){ .map = "no map", .name = "events", .dates = { FORM_ISO },
		.date_count = 1, .plain = true };
	extract->events = event = memory_new(1, sizeof *event);
	extract->event_count = 1;
	extract->assignments = memory_new(columns->count, sizeof *extract->assignments);
	for (size_t c = 0; c < columns->count; c++) {
		struct value value = same_column(&columns->names[c]);

		if (strcmp(columns->names[c], "date") == 0)
			event->on = value;
		else if (strcmp(columns->names[c], "event") == 0)
			event->from = value;
		else
			extract->assignments[extract->assignment_count++] =
				(struct assignment){ columns->names[c], value };
	}
	for (size_t i = 0; i < inputs->count; i++)
		inputs->list[i].extract = extract;
}

void input_close(struct input *input)
{
	header_free(&input->header);
	rows_close(&input->rows);
}
