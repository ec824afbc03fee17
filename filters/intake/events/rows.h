/*
 * rows: the rows of a CSV (RFC 4180), each with the line that it begins on.
 *
 * Rows without a quote are cut here; the others go to libcsv, in its strict mode. Both take LF,
 * CR LF and CR as the end of a row, and keep blanks. Limits: a field 1 MiB, a row 16 MiB, 4,096
 * columns.
 */
#ifndef EVENTS_ROWS_H
#define EVENTS_ROWS_H

#include <csv.h>
#include <stdbool.h>
#include <stddef.h>

#include "source.h"
#include "text.h"

enum rows_answer { ROWS_ROW, ROWS_END, ROWS_BROKEN };

struct rows {
	struct source source;

	/* the present row; its fields hold until the next */
	size_t number; /* the line that it begins on, from 1 */
	struct text *fields;
	size_t count;
	bool utf8; /* false: it holds bytes that are no text */

	size_t blanked; /* cells so far in which TABs and line ends became blanks */
	size_t empty; /* rows so far of nothing but commas and blanks, passed over */
	char problem[128]; /* after ROWS_BROKEN, with the line in number */

	/* the reader's own */
	size_t line;
	size_t capacity;
	struct csv_parser parser;
	bool parsing, row_done, too_much;
	char *arena;
	size_t arena_used, arena_capacity;
};

void rows_open(struct rows *rows, int file, const char *name, struct writer *writer);

/* Begins again at the first row; not after rows_settle. */
void rows_restart(struct rows *rows, enum encoding encoding);
void rows_settle(struct rows *rows);

/*
 * The next row that is not empty. In its fields a TAB, a CR, an LF and a CR LF are one blank each.
 * Broken: a quote never closed or out of place, a NUL, a limit; nothing after it can be trusted.
 */
enum rows_answer rows_next(struct rows *rows);

/* Ends the filter with the problem of a broken row. */
_Noreturn void rows_fail(const struct rows *rows);

void rows_close(struct rows *rows);

/* The text without blanks, no-break spaces (0xC2 0xA0) included, at its ends. */
struct text rows_trim_ends(struct text text);

static inline struct text rows_trim(struct text text)
{
	unsigned char first, last;

	if (text.length == 0)
		return text;
	first = (unsigned char)text.at[0];
	last = (unsigned char)text.at[text.length - 1];
	return first == ' ' || first == 0xc2 || last == ' ' || last == 0xa0 ? rows_trim_ends(text)
		: text;
}

#endif
