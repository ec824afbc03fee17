/* cuts a stream by person into files */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "cover.h"
#include "date.h"
#include "files.h"
#include "stream.h"

enum { NUMBER, REPLACE };

static const struct cli_option options[] = {
	{ "number", 'n', "N", "into how many files; needed" },
	{ "replace", 0, NULL, "replace the files of an earlier run" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-shard",
	.about = "cuts a stream by person into files",
	.usage = "kpi-shard [--replace] -n N DIR",
	.options = options,
};

/* The days of a cover line that is written before they are known; as long as they will be. */
#define NO_DAYS "0000-00-00/0000-00-00"
#define DAYS_LENGTH (sizeof NO_DAYS - 1)

struct shard {
	struct stream in;
	struct files files;
	size_t date, event, person, result, measure;
	bool has_covers, covers_over;
	size_t days_at; /* where the days stand that are to be filled in; 0: nowhere */
	int32_t first, last; /* days; DATE_NO_DAY before the first event */
};

/*
 * FNV-1a, 64 bits, folded to 32 (Fowler, Noll, Vo: draft-eastlake-fnv): one person goes to one file
 * on every machine and in every run.
 */
static size_t file_of(const struct shard *shard, struct text person)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < person.length; i++)
		hash = (hash ^ (unsigned char)person.at[i]) * 0x100000001b3u;
	return (size_t)((hash >> 32 ^ hash) & UINT32_MAX) % shard->files.count;
}

/* A cover line needs the column result; a stream without it is given one. */
static void put(const struct shard *shard, size_t number, struct text line)
{
	struct writer *writer = &shard->files.list[number].writer;

	writer_text(writer, line);
	if (shard->result == STREAM_NO_COLUMN)
		writer_byte(writer, '\t');
	writer_end_line(writer);
}

static void put_headers(struct shard *shard)
{
	for (size_t i = 0; i < shard->files.count; i++) {
		struct writer *writer = &shard->files.list[i].writer;

		writer_text(writer, text_of(shard->in.header));
		if (shard->result == STREAM_NO_COLUMN)
			writer_text(writer, text_of("\tresult"));
		writer_end_line(writer);
	}
}

static void put_history(struct writer *writer, const struct shard *shard)
{
	size_t columns = shard->in.column_count + (shard->result == STREAM_NO_COLUMN);

	for (size_t i = 0; i < columns; i++) {
		if (i > 0)
			writer_byte(writer, '\t');
		if (i == shard->event)
			writer_byte(writer, '*');
		if (i == shard->result || i == shard->in.column_count)
			writer_text(writer, text_of("history " NO_DAYS));
	}
	writer_end_line(writer);
}

/* Without cover lines a stream is the history of its days; each part must still say of which. */
static void put_histories(struct shard *shard)
{
	size_t column = shard->result != STREAM_NO_COLUMN ? shard->result : shard->in.column_count;

	for (size_t i = 0; i < shard->files.count; i++)
		put_history(&shard->files.list[i].writer, shard);
	shard->days_at = strlen(shard->in.header) +
		(shard->result == STREAM_NO_COLUMN ? strlen("\tresult") : 0) + 1 + column +
		(shard->event < column) + strlen("history ");
}

static struct text field(const struct shard *shard, size_t column)
{
	return stream_field(&shard->in, column);
}

static void take_cover(struct shard *shard)
{
	enum cover_kind kind;
	int32_t from, to;

	if (shard->covers_over)
		stream_fail(&shard->in, "date",
			"empty after the first event (cover lines come first; use kpi-sort)");
	if (field(shard, shard->measure).length == 0 &&
		(field(shard, shard->event).length == 0 ||
			!cover_parse(field(shard, shard->result), &kind, &from, &to)))
		stream_fail(&shard->in, "result", "a line without a date, and no cover line "
			"(want an event, and history, all or latest FROM/TO)");
	shard->has_covers = true;
	for (size_t i = 0; i < shard->files.count; i++)
		put(shard, i, shard->in.line);
}

static int32_t read_day(const struct shard *shard)
{
	struct text text = field(shard, shard->date);
	char shown[CLI_VALUE_SIZE];
	struct date date;

	if (!date_parse(text, &date)) {
		if (text_is(text, "date") && text_is(field(shard, shard->event), "event"))
			stream_fail(&shard->in, "header", "a second header (use kpi-sort a b)");
		stream_fail(&shard->in, "date", "not a date: %s (want YYYY-MM-DD)",
			cli_value(text, shown));
	}
	return date.day;
}

static void take_event(struct shard *shard, int32_t day)
{
	char text[DATE_SIZE];

	if (shard->last != DATE_NO_DAY && day < shard->last) {
		date_format((struct date){ day, DATE_NO_MINUTE }, text);
		stream_fail(&shard->in, "date", "out of order: '%s' after a later day (use kpi-sort)",
			text);
	}
	if (shard->first == DATE_NO_DAY)
		shard->first = day;
	shard->last = day;
}

static void take_line(struct shard *shard)
{
	size_t number;
	int32_t day;

	stream_cut(&shard->in);
	if (field(shard, shard->date).length == 0) {
		take_cover(shard);
		return;
	}
	day = read_day(shard);
	/* Only measures with a cover line of their own have figures in a stream that has any. */
	if (field(shard, shard->measure).length > 0 && !shard->has_covers)
		stream_fail(&shard->in, "measure", "an observation in a stream without cover lines "
			"(cut the events, then count)");
	if (field(shard, shard->measure).length == 0)
		take_event(shard, day);
	if (!shard->covers_over && !shard->has_covers)
		put_histories(shard);
	shard->covers_over = true;
	number = file_of(shard, field(shard, shard->person));
	put(shard, number, shard->in.line);
	shard->files.list[number].lines++;
}

static void cut_stream(const char *folder, size_t count, bool replace)
{
	struct shard shard = { .first = DATE_NO_DAY, .last = DATE_NO_DAY };
	struct stream *in = &shard.in;

	/* Before the folder is touched. */
	stream_open(in, STDIN_FILENO, "stdin", NULL);
	shard.date = stream_need(in, "date");
	shard.event = stream_need(in, "event");
	shard.person = stream_need(in, "person");
	shard.result = stream_find(in, "result");
	shard.measure = stream_find(in, "measure");
	files_open(&shard.files, folder, count, replace);
	put_headers(&shard);
	while (stream_next(in))
		take_line(&shard);
	if (shard.days_at > 0) {
		char days[2 * DATE_SIZE];
		size_t used = date_format((struct date){ shard.first, DATE_NO_MINUTE }, days);

		days[used++] = '/';
		date_format((struct date){ shard.last, DATE_NO_MINUTE }, days + used);
		files_fill(&shard.files, shard.days_at, days, DAYS_LENGTH);
	}
	files_finish(&shard.files);
	stream_close(in);
}

static size_t read_count(const char *value)
{
	size_t count = 0;

	for (const char *at = value; *at != '\0'; at++) {
		if (*at < '0' || *at > '9' || count > FILES_MOST)
			cli_usage("--number: '%s' (want a number from 1 to %d)", value, FILES_MOST);
		count = count * 10 + (size_t)(*at - '0');
	}
	if (count < 1 || count > FILES_MOST)
		cli_usage("--number: '%s' (want a number from 1 to %d)", value, FILES_MOST);
	return count;
}

int main(int argc, char **argv)
{
	const char *value;
	bool replace = false;
	size_t count = 0;
	int got, operands;

	cli_start(&program);
	while ((got = cli_next(&program, argc, argv, &value, &operands)) != -1) {
		if (got == NUMBER)
			count = read_count(value);
		else
			replace = true;
	}
	if (count == 0)
		cli_usage("--number is missing (want a number from 1 to %d)", FILES_MOST);
	if (argc - operands != 1)
		cli_usage("%d folders (want one to put the files in)", argc - operands);
	cut_stream(argv[operands], count, replace);
	return 0;
}
