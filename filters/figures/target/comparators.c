#include "comparators.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "memory.h"
#include "sum.h"
#include "utf8.h"

enum column { AREA, MEASURE, PERIOD, VALUE, PART, KIND };

static const char *const column_names[] = { "area", "measure", "period", "value", "?part", "?kind",
	NULL };

/*
 * What the Department for Education publishes in the place of a number: confidential, rounds to 0,
 * of low reliability, unavailable, not applicable, and what was written for some of them before
 * (analysts' guide, Open Data Standards, "Data symbols").
 */
static const char *const marks[] = { "c", "low", "k", "~", "u", "x", ":", "z" };

static bool is_mark(struct text text)
{
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (text_is(text, marks[i]))
			return true;
	return text.length == 0;
}

/* The key of a figure or of a row; the caller frees its text. */
static struct text new_key(struct text measure, struct text part, struct text period)
{
	size_t size = measure.length + part.length + period.length + 3;
	char *key = memory_new(size, 1);

	snprintf(key, size, "%.*s\t%.*s\t%.*s", (int)measure.length, measure.at, (int)part.length,
		part.at, (int)period.length, period.at);
	return (struct text){ key, size - 1 };
}

static void check_area(const char *path, const struct sheet_row *row)
{
	struct text area = text_of(row->text[AREA]);

	if (area.length == 0)
		cli_fail("%s:%zu: area: empty (want a name)", path, row->line);
	if (strpbrk(area.at, "\t\r\n") != NULL)
		cli_fail("%s:%zu: area: has a TAB or the end of a line in it (want a name)", path,
			row->line);
	if (!utf8_valid(area))
		cli_fail("%s:%zu: area: not UTF-8 (want text in UTF-8)", path, row->line);
}

static void read_value(const char *path, const struct sheet_row *row, struct comparator *comparator)
{
	struct text value = text_of(row->text[VALUE]);
	char shown[CLI_VALUE_SIZE];

	comparator->has_value = sum_parse(value, &comparator->value);
	if (!comparator->has_value && !is_mark(value))
		cli_fail("%s:%zu: value: not a number: %s (want one, nothing, or a mark: "
			 "c low k ~ u x : z)", path, row->line, cli_value(value, shown));
}

/* An area is an average in all its rows or in none: one that was forgotten would be ranked. */
static uint32_t add_area(struct comparators *comparators, const struct sheet_row *row)
{
	const char *path = comparators->sheet.path, *kind = row->text[KIND];
	uint32_t known = comparators->areas.count;
	uint32_t area = names_add(&comparators->areas, text_of(row->text[AREA]));
	bool average = strcmp(kind, "average") == 0;

	if (!average && *kind != '\0')
		cli_fail("%s:%zu: kind: neither average nor empty", path, row->line);
	if (area == known)
		comparators->averages[area] = average;
	else if (comparators->averages[area] != average)
		cli_fail("%s:%zu: kind: not what the area's first row says", path, row->line);
	return area;
}

static void add_row(struct comparators *comparators, size_t at)
{
	const struct sheet_row *row = &comparators->sheet.rows[at];
	struct comparator *comparator = &comparators->rows[at];
	struct text key = new_key(text_of(row->text[MEASURE]), text_of(row->text[PART]),
		text_of(row->text[PERIOD]));
	size_t *head = &comparators->heads[names_add(&comparators->keys, key)];

	free((char *)(uintptr_t)key.at);
	comparator->area = add_area(comparators, row);
	for (size_t i = *head; i > 0; i = comparators->rows[i - 1].next)
		if (comparators->rows[i - 1].area == comparator->area)
			cli_fail("%s:%zu: area: a second row for its measure, part and period",
				comparators->sheet.path, row->line);
	comparator->next = *head;
	*head = at + 1;
	read_value(comparators->sheet.path, row, comparator);
}

void comparators_read(struct comparators *comparators, const char *path)
{
	sheet_read(&comparators->sheet, path, column_names);
	comparators->rows = memory_new(comparators->sheet.count, sizeof *comparators->rows);
	comparators->averages = memory_new(comparators->sheet.count, sizeof *comparators->averages);
	comparators->heads = memory_new(comparators->sheet.count, sizeof *comparators->heads);
	comparators->used = memory_new(comparators->sheet.count, sizeof *comparators->used);
	names_open(&comparators->areas);
	names_open(&comparators->keys);
	for (size_t i = 0; i < comparators->sheet.count; i++) {
		check_area(path, &comparators->sheet.rows[i]);
		add_row(comparators, i);
	}
}

void comparators_free(struct comparators *comparators)
{
	sheet_free(&comparators->sheet);
	names_close(&comparators->areas);
	names_close(&comparators->keys);
	free(comparators->rows);
	free(comparators->averages);
	free(comparators->heads);
	free(comparators->used);
}

char *comparators_column(const struct comparators *comparators, uint32_t area)
{
	struct text name = names_text(&comparators->areas, area);
	size_t size = name.length + sizeof "vs ";
	char *column = memory_new(size, 1);

	snprintf(column, size, "vs %.*s", (int)name.length, name.at);
	return column;
}

void comparators_put(struct comparators *comparators, const struct figures *figures,
	struct figure *figure, const char *better, size_t first)
{
	struct text key = new_key(figure_text(figures, figure, FIGURE_MEASURE),
		figure_text(figures, figure, FIGURE_PART),
		figure_text(figures, figure, FIGURE_PERIOD));
	uint32_t number = names_find(&comparators->keys, key);
	size_t ranked = 0, ahead = 0;
	char rank[2 * CLI_COUNT_SIZE];
	int64_t own;

	free((char *)(uintptr_t)key.at);
	if (number == NAMES_NONE)
		return;
	comparators->used[number] = true;
	if (!figure_amount(figures, figure, figures->place[FIGURE_VALUE], &own))
		better = "";
	for (size_t i = comparators->heads[number]; i > 0; i = comparators->rows[i - 1].next) {
		const struct comparator *other = &comparators->rows[i - 1];

		figure_set(figure, first + other->area,
			text_of(comparators->sheet.rows[i - 1].text[VALUE]));
		if (*better == '\0' || !other->has_value || comparators->averages[other->area])
			continue;
		ranked++;
		ahead += strcmp(better, "high") == 0 ? other->value > own : other->value < own;
	}
	if (ranked == 0)
		return;
	snprintf(rank, sizeof rank, "%zu of %zu", ahead + 1, ranked + 1);
	figure_set(figure, first + comparators->areas.count, text_of(rank));
}

void comparators_tell(const struct comparators *comparators)
{
	size_t unused = 0;
	char count[CLI_COUNT_SIZE], of[CLI_COUNT_SIZE];

	for (uint32_t key = 0; key < comparators->keys.count; key++)
		for (size_t i = comparators->used[key] ? 0 : comparators->heads[key]; i > 0;
			i = comparators->rows[i - 1].next)
			unused++;
	if (unused > 0)
		cli_say("%s: %s of %s rows fit no figure", comparators->sheet.path,
			cli_count(unused, count), cli_count(comparators->sheet.count, of));
}
