#include "choose.h"

#include <stdio.h>
#include <string.h>

#include "cli.h"

#define MOST_TITLE_ROWS 20
#define NOT_FOUND SIZE_MAX

static bool has_column(const struct value *wanted, const struct rows *rows)
{
	struct header header = header_new(rows->fields, rows->count, rows->number);
	bool has = false, twice;

	for (size_t i = 0; i < wanted->count && !has; i++)
		has = header_find(&header, wanted->names[i], &twice) != COLUMNS_NONE;
	header_free(&header);
	return has;
}

/* The row, counted from 0, that is the header if the file is of this extract. */
static size_t header_row(const struct extract *extract, struct rows *rows, const char *file,
	bool alone, bool *broken)
{
	if (extract->file != NULL && file != NULL &&
		regex_search(extract->file, text_of(file)) != REGEX_YES)
		return NOT_FOUND;
	if (file == NULL && extract->header.count == 0 && !alone)
		return NOT_FOUND;
	rows_restart(rows, extract->encoding);
	for (size_t row = 0; row <= MOST_TITLE_ROWS; row++) {
		enum rows_answer answer = rows_next(rows);

		*broken |= answer == ROWS_BROKEN;
		if (answer != ROWS_ROW)
			break;
		if (extract->header.count == 0 || has_column(&extract->header, rows))
			return row;
	}
	return NOT_FOUND;
}

static _Noreturn void refuse(const struct extracts *extracts, const char *name)
{
	char wanted[400] = "";
	size_t used = 0, shown = 0;

	for (size_t i = 0; i < extracts->count && shown < 3; i++) {
		const struct extract *extract = &extracts->list[i];
		const char *by = extract->header.count > 0 ? extract->header.names[0]
							   : regex_pattern(extract->file);

		if (used + strlen(by) + strlen(extract->name) + 32 > sizeof wanted)
			break;
		used += (size_t)snprintf(wanted + used, sizeof wanted - used, "%s%s '%s' for %s",
			shown == 0 ? "" : ", ", extract->header.count > 0 ? "column" : "file", by,
			extract->name);
		shown++;
	}
	cli_fail("%s: no extract of the maps takes it (want %s%s)", name, wanted,
		shown < extracts->count ? ", ..." : "");
}

/* Takes the present row for the header. */
static void take_header(struct rows *rows, struct header *header)
{
	if (!rows->utf8)
		cli_fail("%s:%zu: header: not UTF-8 (has the map the right encoding?)",
			rows->source.name, rows->number);
	*header = header_new(rows->fields, rows->count, rows->number);
	rows->blanked = 0;
	rows_settle(rows);
}

struct extract *choose_extract(const struct extracts *extracts, struct rows *rows,
	const char *file, struct header *header)
{
	size_t chosen = NOT_FOUND, best = NOT_FOUND;
	bool broken = false;

	for (size_t i = 0; i < extracts->count; i++) {
		const struct extract *extract = &extracts->list[i];
		size_t row = header_row(extract, rows, file, extracts->count == 1, &broken);

		if (row == NOT_FOUND || row > best)
			continue;
		if (row == best)
			cli_fail("%s: two extracts take it, %s and %s (want file or header to tell them "
				"apart)", rows->source.name, extracts->list[chosen].name, extract->name);
		chosen = i;
		best = row;
	}
	rows_restart(rows,
		chosen == NOT_FOUND ? ENCODING_UTF8 : extracts->list[chosen].encoding);
	if (chosen == NOT_FOUND) {
		enum rows_answer answer = rows_next(rows);

		if (answer == ROWS_END)
			cli_fail("%s: empty (want a header row)", rows->source.name);
		for (size_t row = 0; broken && row <= MOST_TITLE_ROWS; row++) {
			if (answer == ROWS_BROKEN)
				rows_fail(rows);
			answer = rows_next(rows);
		}
		refuse(extracts, rows->source.name);
	}
	for (size_t row = 0; row <= best; row++)
		if (rows_next(rows) == ROWS_BROKEN)
			rows_fail(rows);
	if (best > 0)
		cli_say("%s: header in line %zu: %zu row%s above it passed over", rows->source.name,
			rows->number, best, best == 1 ? "" : "s");
	take_header(rows, header);
	return &extracts->list[chosen];
}

void choose_header(struct rows *rows, struct header *header)
{
	enum rows_answer answer;

	rows_restart(rows, ENCODING_UTF8);
	answer = rows_next(rows);
	if (answer == ROWS_BROKEN)
		rows_fail(rows);
	if (answer == ROWS_END)
		cli_fail("%s: empty (want a header row)", rows->source.name);
	take_header(rows, header);
}
