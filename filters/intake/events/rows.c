#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "memory.h"
#include "utf8.h"

#define LONGEST_FIELD ((size_t)1 << 20)
#define LONGEST_ROW ((size_t)16 << 20)
#define MOST_COLUMNS 4096
#define PARSER_BLOCK ((size_t)4 << 10)

/* The bytes at which the cutter stops; bytes over 0x7f only so that the row is checked. */
static const bool stops[256] = { ['\0'] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true,
	['"'] = true, [','] = true };

/* libcsv's only way to a limit: a field that may not grow fails. */
static void *limited_realloc(void *old, size_t size)
{
	return size > LONGEST_FIELD + 2 * PARSER_BLOCK ? NULL : realloc(old, size);
}

/* libcsv takes blanks around a field away, unless nothing is a blank. */
static int no_blank(unsigned char byte)
{
	(void)byte;
	return 0;
}

void rows_open(struct rows *rows, int file, const char *name, struct writer *writer)
{
	*rows = (struct rows){ .line = 1 };
	source_open(&rows->source, file, name, writer);
}

void rows_restart(struct rows *rows, enum encoding encoding)
{
	source_restart(&rows->source, encoding);
	rows->line = 1;
	rows->blanked = rows->empty = 0;
	if (rows->parsing)
		csv_free(&rows->parser);
	rows->parsing = false;
}

void rows_settle(struct rows *rows)
{
	source_settle(&rows->source);
}

void rows_close(struct rows *rows)
{
	if (rows->parsing)
		csv_free(&rows->parser);
	source_close(&rows->source);
	free(rows->fields);
	free(rows->arena);
	*rows = (struct rows){ 0 };
}

void rows_fail(const struct rows *rows)
{
	cli_fail("%s:%zu: %s", rows->source.name, rows->number, rows->problem);
}

static enum rows_answer broken(struct rows *rows, const char *problem)
{
	snprintf(rows->problem, sizeof rows->problem, "%s", problem);
	return ROWS_BROKEN;
}

static enum rows_answer too_much(struct rows *rows)
{
	return broken(rows, "a field over 1 MiB, a row over 16 MiB or more than 4,096 columns "
		"(is a quote never closed?)");
}

static inline bool add_field(struct rows *rows, const char *at, size_t length)
{
	if (length > LONGEST_FIELD || rows->count == MOST_COLUMNS)
		return false;
	if (rows->count == rows->capacity)
		rows->fields = memory_grow(rows->fields, &rows->capacity, rows->count + 1,
			sizeof *rows->fields);
	rows->fields[rows->count++] = (struct text){ at, length };
	return true;
}

static void take_field(void *bytes, size_t length, void *data)
{
	struct rows *rows = data;

	/* One more, so that there is an arena for a row of empty fields. */
	rows->arena = memory_grow(rows->arena, &rows->arena_capacity,
		rows->arena_used + length + 1, 1);
	if (rows->arena_used + length > LONGEST_ROW || !add_field(rows, NULL, length)) {
		rows->too_much = true;
		return;
	}
	if (length > 0)
		memcpy(rows->arena + rows->arena_used, bytes, length);
	rows->arena_used += length;
}

static void take_row(int end, void *data)
{
	struct rows *rows = data;

	(void)end;
	rows->row_done = true;
}

static void start_parser(struct rows *rows)
{
	if (rows->parsing)
		return;
	if (csv_init(&rows->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		cli_fail("out of memory");
	csv_set_space_func(&rows->parser, no_blank);
	csv_set_realloc_func(&rows->parser, limited_realloc);
	csv_set_blk_size(&rows->parser, PARSER_BLOCK);
	rows->parsing = true;
}

/*
 * Finds the end of the line that begins at `from`, its CR LF included. Reads more where it must, so
 * `from` is counted from source.begin. False at the end of the file.
 */
static bool find_line_end(struct rows *rows, size_t from, size_t *end)
{
	struct source *source = &rows->source;

	for (size_t at = from;;) {
		const char *text = source->text + source->begin;
		size_t length = source->end - source->begin;

		while (at < length && text[at] != '\n' && text[at] != '\r')
			at++;
		if (at < length && (text[at] == '\n' || at + 1 < length || source->at_end)) {
			*end = at + 1;
			if (text[at] == '\r' && at + 1 < length && text[at + 1] == '\n')
				*end = at + 2;
			return true;
		}
		*end = length;
		if (source->at_end || length > LONGEST_ROW)
			return false;
		source_more(source);
	}
}

static enum rows_answer parser_problem(struct rows *rows)
{
	if (rows->too_much || csv_get_buffer_size(&rows->parser) > LONGEST_FIELD)
		return too_much(rows);
	if (csv_error(&rows->parser) != CSV_EPARSE)
		cli_fail("out of memory");
	rows->number = rows->line;
	return broken(rows, "a quote inside a field that is not quoted, or text behind a closing quote "
		"(what follows cannot be told apart)");
}

/* A row that holds a quote: given to libcsv line by line until it says that the row is whole. */
static enum rows_answer parse(struct rows *rows)
{
	struct source *source = &rows->source;

	start_parser(rows);
	rows->count = rows->arena_used = 0;
	rows->row_done = rows->too_much = false;
	do {
		size_t length;
		bool ended = find_line_end(rows, 0, &length);
		const char *line = source->text + source->begin;

		if (length > LONGEST_ROW)
			return too_much(rows);
		if (length > 0 && memchr(line, '\0', length) != NULL)
			return broken(rows, "holds a NUL byte (want text)");
		if (csv_parse(&rows->parser, line, length, take_field, take_row, rows) != length ||
			rows->too_much)
			return parser_problem(rows);
		source->begin += length;
		rows->line += ended;
		if (!ended && csv_fini(&rows->parser, take_field, take_row, rows) != 0)
			return broken(rows, "a quote that is opened in this row is never closed");
		if (!ended)
			break;
	} while (!rows->row_done);
	for (size_t i = 0, used = 0; i < rows->count; used += rows->fields[i++].length)
		rows->fields[i].at = rows->arena + used;
	return ROWS_ROW;
}

/* Makes each TAB and line end of the field one blank, in place. */
static void blank(struct rows *rows, struct text *field)
{
	char *bytes = (char *)(size_t)field->at; /* the buffers are ours */
	size_t kept = 0;

	for (size_t i = 0; i < field->length; i++) {
		bool line_end = bytes[i] == '\r' && i + 1 < field->length && bytes[i + 1] == '\n';

		i += line_end;
		bytes[kept++] = bytes[i] == '\t' || bytes[i] == '\r' || bytes[i] == '\n' ? ' ' : bytes[i];
	}
	field->length = kept;
	rows->blanked++;
}

static bool has_control(struct text field)
{
	for (size_t i = 0; i < field.length; i++)
		if (field.at[i] == '\t' || field.at[i] == '\r' || field.at[i] == '\n')
			return true;
	return false;
}

static void finish(struct rows *rows, bool control, bool high)
{
	rows->utf8 = true;
	for (size_t i = 0; control && i < rows->count; i++)
		if (has_control(rows->fields[i]))
			blank(rows, &rows->fields[i]);
	for (size_t i = 0; high && rows->utf8 && i < rows->count; i++)
		rows->utf8 = utf8_valid(rows->fields[i]);
}

/* Cuts the row at source.begin, which has no quote; *quoted where it has one after all. */
static enum rows_answer cut(struct rows *rows, bool *quoted)
{
	struct source *source = &rows->source;
	const char *at, *field;
	bool control, high;

again:
	rows->count = 0;
	control = high = false;
	at = field = source->text + source->begin;
	for (;;) {
		unsigned char byte;

		while (byte = (unsigned char)*at, !stops[byte]) {
			high |= byte >= 0x80;
			at++;
		}
		if (byte == '\n' || byte == '\r')
			break;
		if (byte == '"') {
			*quoted = true;
			return ROWS_ROW;
		}
		if (byte == '\0')
			return broken(rows, "holds a NUL byte (want text)");
		control |= byte == '\t';
		if (byte == ',') {
			if (!add_field(rows, field, (size_t)(at - field)))
				return too_much(rows);
			field = at + 1;
		}
		at++;
	}
	/* Stopped at the line feed behind the text, or at a CR of which the LF may be still to come. */
	if (!source->at_end && at + (*at == '\r') >= source->text + source->end) {
		if (source->end - source->begin > LONGEST_ROW)
			return too_much(rows);
		source_more(source);
		goto again;
	}
	if (!add_field(rows, field, (size_t)(at - field)))
		return too_much(rows);
	if (at < source->text + source->end) {
		at += *at == '\r' && at + 1 < source->text + source->end && at[1] == '\n' ? 2 : 1;
		rows->line++;
	}
	source->begin = (size_t)(at - source->text);
	finish(rows, control, high);
	return ROWS_ROW;
}

static bool row_is_empty(const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		if (rows_trim(rows->fields[i]).length > 0)
			return false;
	return true;
}

enum rows_answer rows_next(struct rows *rows)
{
	struct source *source = &rows->source;

	for (;;) {
		enum rows_answer answer;
		bool quoted = false;

		if (source->begin == source->end && !source->at_end)
			source_more(source);
		if (source->begin == source->end) {
			if (source->at_end)
				return ROWS_END;
			continue;
		}
		rows->number = rows->line;
		answer = cut(rows, &quoted);
		if (quoted) {
			answer = parse(rows);
			if (answer == ROWS_ROW)
				finish(rows, true, true);
		}
		if (answer != ROWS_ROW || (rows->count > 0 && !row_is_empty(rows)))
			return answer;
		rows->empty += rows->count > 1;
	}
}

struct text rows_trim_ends(struct text text)
{
	for (;;) {
		if (text.length > 0 && text.at[0] == ' ') {
			text.at++;
			text.length--;
		} else if (text.length > 1 && memcmp(text.at, "\xc2\xa0", 2) == 0) {
			text.at += 2;
			text.length -= 2;
		} else {
			break;
		}
	}
	for (;;) {
		if (text.length > 0 && text.at[text.length - 1] == ' ')
			text.length--;
		else if (text.length > 1 && memcmp(text.at + text.length - 2, "\xc2\xa0", 2) == 0)
			text.length -= 2;
		else
			return text;
	}
}
