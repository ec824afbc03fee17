#include "catalogue.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "cli.h"
#include "sum.h"

static const char *const column_names[] = { "measure", "theme", "title", "unit", "better", "target",
	"amber", "filter", "options", "rolling", "split", "source", NULL };

/* Whether the text is a number, as targets and tolerances are; nothing is one too. */
static bool is_number(const char *text)
{
	int64_t amount;

	return *text == '\0' || sum_parse(text_of(text), &amount);
}

static void check_row(const struct sheet *catalogue, const struct sheet_row *row)
{
	const char *better = row->text[CATALOGUE_BETTER], *rolling = row->text[CATALOGUE_ROLLING];

	if (strcmp(better, "") != 0 && strcmp(better, "high") != 0 && strcmp(better, "low") != 0)
		cli_fail("%s:%zu: better: '%.20s' (want high, low or nothing)", catalogue->path,
			row->line, better);
	if (strspn(rolling, "0123456789") != strlen(rolling) || rolling[0] == '0')
		cli_fail("%s:%zu: rolling: '%.20s' (want a number of periods, or nothing)",
			catalogue->path, row->line, rolling);
	for (int column = CATALOGUE_TARGET; column <= CATALOGUE_AMBER; column++)
		if (!is_number(row->text[column]))
			cli_fail("%s:%zu: %s: '%.20s' (want a number, or nothing)", catalogue->path,
				row->line, column_names[column], row->text[column]);
}

void catalogue_read(struct sheet *catalogue, const char *path)
{
	sheet_read(catalogue, path, column_names);
	for (size_t i = 0; i < catalogue->count; i++)
		check_row(catalogue, &catalogue->rows[i]);
}

const struct sheet_row *catalogue_find(const struct sheet *catalogue, struct text measure)
{
	for (size_t i = 0; i < catalogue->count; i++)
		if (text_is(measure, catalogue->rows[i].text[CATALOGUE_MEASURE]))
			return &catalogue->rows[i];
	return NULL;
}
