/* unites event streams in date order */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "columns.h"
#include "days.h"
#include "mapped.h"
#include "memory.h"
#include "shares.h"
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
	struct mapped mapped;
	struct shares shares; /* of the last file */
	struct days days;
	struct columns columns;
	struct united covers;

	/* of -u */
	struct names keys;
	char *key;
	size_t key_capacity;
	char **last; /* by key: the line read last, as days holds it */
	size_t last_capacity;
	size_t replaced;

	size_t covered, uncovered; /* how many streams have cover lines, how many none */
};

static uint32_t key_of(struct sort *sort, struct stream *stream, const size_t *places)
{
	size_t used = 0;

	stream_cut(stream);
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

/* Drops the line that this one replaces, if there is one. */
static void replace(struct sort *sort, uint32_t key, char *line)
{
	sort->last = memory_grow(sort->last, &sort->last_capacity, (size_t)key + 1,
		sizeof *sort->last);
	if (sort->last[key] != NULL) {
		days_drop(sort->last[key]);
		sort->replaced++;
	}
	sort->last[key] = line;
}

/* A line of which the date is none: a cover line, or what ends the filter. */
static void add_undated(struct sort *sort, struct stream *stream, uint32_t layout, size_t date)
{
	char shown[CLI_VALUE_SIZE];

	stream_cut(stream);
	if (stream->fields[date].length == 0) {
		united_add(&sort->covers, stream, layout);
		return;
	}
	if (text_is(stream->fields[date], "date") &&
		text_is(stream->fields[stream_find(stream, "event")], "event"))
		stream_fail(stream, "header", "a second header (use kpi-sort a b)");
	stream_fail(stream, "date", "not a date: %s (want YYYY-MM-DD)",
		cli_value(stream->fields[date], shown));
}

/* Whether a NUL or CR is in any line that the stream has found, from the present one on. */
static bool find_odd(const struct stream *stream)
{
	const char *from = stream->line.at;
	const char *end = stream->block + stream->lines[stream->line_count - 1].end;

	return memchr(from, '\0', (size_t)(end - from)) != NULL ||
		memchr(from, '\r', (size_t)(end - from)) != NULL;
}

/*
 * The next line, once it is sure that stream_cut would let it pass; false after the last.
 *
 * Of most lines nothing is wanted but the date, and to cut each took half of the time. So NUL and
 * CR are looked for in all lines that were found together (odd: there is one), and a line is cut
 * only then, or where it has not as many TABs as the header. Measured: cutting 30 ns a line, this
 * 3.
 */
static bool next_sound(struct stream *stream, bool *odd)
{
	bool found_together = stream_is_used_up(stream);

	if (!stream_next(stream))
		return false;
	if (found_together)
		*odd = find_odd(stream);
	if (*odd || (size_t)stream->tabs + 1 != stream->column_count)
		stream_cut(stream);
	return true;
}

/*
 * The date as days_add wants it: ten bytes of the first column at sight, 2 ms in a million lines
 * faster. If a TAB is among them it is no date, whatever the field is; stream_cut has it right.
 */
static struct text date_field(const struct stream *stream, size_t date)
{
	if (date == 0 && stream->line.length > 10 && stream->line.at[10] == '\t')
		return (struct text){ stream->line.at, 10 };
	return stream_quick_field(stream, date);
}

/* Holds a line of the stream; false where its date is none. -u may drop lines, which a map's cannot
 * be. */
static bool hold(struct sort *sort, struct stream *stream, size_t date, uint32_t layout,
	const size_t *places, bool mapped)
{
	struct text day = date_field(stream, date);
	char *line;

	if (mapped && mapped_holds(&sort->mapped, stream->line))
		return days_add_place(&sort->days, day, layout, stream->line);
	line = days_add(&sort->days, day, layout, stream->line);
	if (line != NULL && sort->unique)
		replace(sort, key_of(sort, stream, places), line);
	return line != NULL;
}

/* Holds the lines of the stream from its present place on, and counts which are events. */
static void hold_all(struct sort *sort, struct stream *stream, uint32_t layout, bool mapped,
	size_t *events, size_t *covers)
{
	size_t date = stream_find(stream, "date"), places[KEY_COLUMNS];
	bool odd = !stream_is_used_up(stream) && find_odd(stream);

	for (size_t i = 0; i < KEY_COLUMNS; i++)
		places[i] = stream_find(stream, key_columns[i]);
	while (next_sound(stream, &odd)) {
		if (hold(sort, stream, date, layout, places, mapped)) {
			(*events)++;
		} else {
			add_undated(sort, stream, layout, date);
			(*covers)++;
		}
	}
}

/* last: of all streams, whose lines may be shared, for the columns of all are known. */
static void read_stream(struct sort *sort, int file, const char *name, bool last)
{
	size_t covers = 0, events = 0;
	struct share *share = NULL; /* this process's, if it is not the first */
	struct stream stream;
	uint32_t layout;
	bool mapped;

	mapped = !sort->unique && mapped_open(&sort->mapped, &stream, file, name);
	if (!mapped)
		stream_open(&stream, file, name, NULL);
	stream_need(&stream, "date");
	stream_need(&stream, "event");
	stream_need(&stream, "person");
	layout = columns_layout(&sort->columns, &stream);
	if (mapped && last)
		share = shares_begin(&sort->shares, &stream);
	if (share != NULL) {
		/* What came before stays with the first. */
		days_close(&sort->days);
		days_open(&sort->days);
	}
	hold_all(sort, &stream, layout, mapped, &events, &covers);
	if (share != NULL) {
		if (covers > 0)
			cli_fail("a cover line in a share, which the first must unite");
		shares_give(share, &sort->days, &sort->columns);
	}
	if (!shares_await(&sort->shares, &stream))
		hold_all(sort, &stream, layout, mapped, &events, &covers);
	sort->covered += covers > 0;
	sort->uncovered += covers == 0 && events > 0;
	stream_close(&stream);
}

static void read_file(struct sort *sort, const char *name, bool last)
{
	int file;

	if (strcmp(name, "-") == 0) {
		read_stream(sort, STDIN_FILENO, "stdin", last);
		return;
	}
	file = open(name, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		cli_fail("%s: cannot open: %s", name, strerror(errno));
	read_stream(sort, file, name, last);
	close(file);
}

/* False where a process that has a share ended early. */
static bool write_days(struct sort *sort, struct writer *writer)
{
	size_t own = days_next(&sort->days, 0);

	for (;;) {
		size_t given = shares_next(&sort->shares), day = own < given ? own : given;

		if (day == DAYS_END)
			return true;
		if (day == own) {
			days_write(&sort->days, day, &sort->columns, sort->replaced > 0, writer);
			own = days_next(&sort->days, day + 1);
		}
		if (!shares_write(&sort->shares, day, writer))
			return false;
	}
}

static void write_sorted(struct sort *sort)
{
	struct writer writer;
	bool all;

	mapped_check(&sort->mapped);
	writer_open(&writer, STDOUT_FILENO, "stdout");
	columns_header(&sort->columns, &writer);
	united_write(&sort->covers, &sort->columns, &writer);
	all = write_days(sort, &writer);
	mapped_check(&sort->mapped);
	if (!all)
		cli_fail("a process that sorted a share of the lines ended early");
	writer_close(&writer);
}

static void tell(const struct sort *sort)
{
	char some[CLI_COUNT_SIZE], all[CLI_COUNT_SIZE];

	if (sort->replaced > 0)
		cli_say("%s of %s lines were replaced by a later one of the same date, event, person and "
			"ref", cli_count(sort->replaced, some), cli_count(sort->days.count, all));
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
	days_open(&sort.days);
	names_open(&sort.keys);
	if (operands == argc)
		read_file(&sort, "-", true);
	for (int i = operands; i < argc; i++)
		read_file(&sort, argv[i], i + 1 == argc);
	write_sorted(&sort);
	tell(&sort);
	names_close(&sort.keys);
	free(sort.key);
	free(sort.last);
	united_close(&sort.covers);
	columns_close(&sort.columns);
	shares_close(&sort.shares);
	days_close(&sort.days);
	mapped_close(&sort.mapped);
	return 0;
}
