/* unites event streams in date order */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "columns.h"
#include "date.h"
#include "lines.h"
#include "memory.h"
#include "stream.h"
#include "united.h"

enum { UNIQUE };

static const struct cli_option options[] = {
	{ "unique", 'u', NULL, "of one date, event, person and ref keep the last line read" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-sort",
	.about = "unites event streams in date order",
	.usage = "kpi-sort [-u] [FILE ...]",
	.options = options,
};

/* What makes a line the same as another for -u: an event is never the same as its observations. */
static const char *const key_columns[] = { "date", "event", "person", "ref", "measure", "part" };

#define KEY_COLUMNS (sizeof key_columns / sizeof key_columns[0])

struct sort {
	bool unique;
	struct lines lines;
	struct columns columns;
	struct united covers;

	/* of -u */
	struct names keys;
	char *key;
	size_t key_capacity;
	size_t *last; /* by key: the line read last */
	size_t last_capacity;
	size_t replaced;

	size_t covered, uncovered; /* how many streams have cover lines, how many none */
};

static uint32_t key_of(struct sort *sort, const struct stream *stream, const size_t *places)
{
	size_t used = 0;

	for (size_t i = 0; i < KEY_COLUMNS; i++) {
		struct text field = stream_field(stream, places[i]);

		sort->key = memory_grow(sort->key, &sort->key_capacity, used + field.length + 1, 1);
		if (field.length > 0)
			memcpy(sort->key + used, field.at, field.length);
		used += field.length;
		sort->key[used++] = '\t';
	}
	return names_add(&sort->keys, (struct text){ sort->key, used });
}

/* Drops the line that the line at place replaces, if there is one. */
static void replace(struct sort *sort, uint32_t key, size_t place)
{
	sort->last = memory_grow(sort->last, &sort->last_capacity, (size_t)key + 1,
		sizeof *sort->last);
	/* Places are held plus one: 0, as memory_grow leaves it, is none. */
	if (sort->last[key] > 0) {
		sort->lines.list[sort->last[key] - 1].text = NULL;
		sort->replaced++;
	}
	sort->last[key] = place + 1;
}

static void read_stream(struct sort *sort, int file, const char *name)
{
	size_t places[KEY_COLUMNS], covers = 0, events = 0;
	size_t date_column, event_column;
	struct stream stream;
	uint32_t layout;

	stream_open(&stream, file, name, NULL);
	date_column = stream_need(&stream, "date");
	event_column = stream_need(&stream, "event");
	stream_need(&stream, "person");
	for (size_t i = 0; i < KEY_COLUMNS; i++)
		places[i] = stream_find(&stream, key_columns[i]);
	layout = columns_layout(&sort->columns, &stream);
	while (stream_next(&stream)) {
		char shown[CLI_VALUE_SIZE];
		struct date date;
		size_t place;

		stream_cut(&stream);
		if (stream.fields[date_column].length == 0) {
			united_add(&sort->covers, &stream, layout, &sort->lines);
			covers++;
			continue;
		}
		if (!date_parse(stream.fields[date_column], &date)) {
			if (text_is(stream.fields[date_column], "date") &&
				text_is(stream.fields[event_column], "event"))
				stream_fail(&stream, "header", "a second header (use kpi-sort a b)");
			stream_fail(&stream, "date", "not a date: %s (want YYYY-MM-DD)",
				cli_value(stream.fields[date_column], shown));
		}
		place = lines_add(&sort->lines, stream.line, date.day, layout);
		if (sort->unique)
			replace(sort, key_of(sort, &stream, places), place);
		events++;
	}
	sort->covered += covers > 0;
	sort->uncovered += covers == 0 && events > 0;
	stream_close(&stream);
}

static void read_file(struct sort *sort, const char *name)
{
	int file;

	if (strcmp(name, "-") == 0) {
		read_stream(sort, STDIN_FILENO, "stdin");
		return;
	}
	file = open(name, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		cli_fail("%s: cannot open: %s", name, strerror(errno));
	read_stream(sort, file, name);
	close(file);
}

static void write_sorted(struct sort *sort)
{
	struct writer writer;
	uint32_t *order;
	size_t count;

	writer_open(&writer, STDOUT_FILENO, "stdout");
	columns_header(&sort->columns, &writer);
	united_write(&sort->covers, &sort->columns, &writer);
	order = lines_by_day(&sort->lines, &count);
	for (size_t i = 0; i < count; i++) {
		const struct line *line = &sort->lines.list[order[i]];

		columns_line(&sort->columns, line->layout, line->text, &writer);
	}
	free(order);
	writer_close(&writer);
}

static void tell(const struct sort *sort)
{
	char some[CLI_COUNT_SIZE], all[CLI_COUNT_SIZE];

	if (sort->replaced > 0)
		cli_say("%s of %s lines were replaced by a later one of the same date, event, person and "
			"ref", cli_count(sort->replaced, some), cli_count(sort->lines.count, all));
	if (sort->covered > 0 && sort->uncovered > 0)
		cli_say("%s of %s streams have no cover lines: only what those of the others take is "
			"counted", cli_count(sort->uncovered, some),
			cli_count(sort->covered + sort->uncovered, all));
}

int main(int argc, char **argv)
{
	struct sort sort = { 0 };
	const char *value;
	int operands;

	cli_start(&program);
	while (cli_next(&program, argc, argv, &value, &operands) == UNIQUE)
		sort.unique = true;
	columns_open(&sort.columns);
	united_open(&sort.covers);
	names_open(&sort.keys);
	if (operands == argc)
		read_file(&sort, "-");
	for (int i = operands; i < argc; i++)
		read_file(&sort, argv[i]);
	write_sorted(&sort);
	tell(&sort);
	names_close(&sort.keys);
	free(sort.key);
	free(sort.last);
	united_close(&sort.covers);
	columns_close(&sort.columns);
	lines_free(&sort.lines);
	return 0;
}
