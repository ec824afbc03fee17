#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "catalogue.h"
#include "cli.h"
#include "columns.h"
#include "memory.h"
#include "names.h"
#include "pages.h"

/* Of a column, in characters, for sentences. */
#define WIDEST 80

/* What kpi-xlsx itself says. */
static const struct origin own = { 0 };

struct notes {
	struct page page;
	size_t row; /* the next */
};

/* What the list of measures says of each: the catalogue's columns, and how many figures it has. */
static const struct {
	const char *title;
	enum catalogue_column from;
	const char *name; /* for messages */
} listed[] = {
	{ "Measure", CATALOGUE_TITLE, "title" },
	{ "Source", CATALOGUE_SOURCE, "source" },
	{ "Short name", CATALOGUE_MEASURE, "measure" },
	{ "Theme", CATALOGUE_THEME, "theme" },
	{ "Better", CATALOGUE_BETTER, "better" },
	{ "Target", CATALOGUE_TARGET, "target" },
	{ "Amber within", CATALOGUE_AMBER, "amber" },
};

#define LISTED (sizeof listed / sizeof listed[0])

static void put_header(struct notes *notes, size_t column, const char *text)
{
	page_text(&notes->page, notes->row, column, text_of(text), LOOK_HEADER, RATING_NONE, own);
}

/* One line of a list of names and what they mean. */
static void put_pair(struct notes *notes, struct text name, struct origin origin,
	struct text meaning)
{
	page_text(&notes->page, notes->row, 0, name, LOOK_WRAPPED, RATING_NONE, origin);
	page_text(&notes->page, notes->row++, 1, meaning, LOOK_WRAPPED, RATING_NONE, own);
}

static void put_columns(struct notes *notes, const struct figures *figures)
{
	size_t *order = columns_order(figures);

	notes->row++;
	put_header(notes, 0, "Column");
	put_header(notes, 1, "What it says");
	notes->row++;
	for (size_t i = 0; i < figures->width; i++)
		put_pair(notes, columns_title(figures->columns[order[i]]),
			(struct origin){ figures->name, 1, "header" },
			columns_meaning(figures->columns[order[i]]));
	put_pair(notes, text_of(FIGURE_HIDDEN), own,
		text_of("In a number's place: not shown, so that nobody can be made out."));
	free(order);
}

/* How many figures each measure has, by its number in names. */
static size_t *count_figures(const struct figures *figures, struct names *names)
{
	size_t *counts = NULL, capacity = 0;

	for (size_t i = 0; i < figures->count; i++) {
		uint32_t number = names_add(names,
			figure_text(figures, &figures->list[i], FIGURE_MEASURE));

		counts = memory_grow(counts, &capacity, number + (size_t)1, sizeof *counts);
		counts[number]++;
	}
	return counts;
}

static void put_measures(struct notes *notes, const struct figures *figures,
	const struct sheet *catalogue)
{
	struct names names;
	size_t *counts;

	names_open(&names);
	counts = count_figures(figures, &names);
	notes->row++;
	for (size_t i = 0; i < LISTED; i++)
		put_header(notes, i, listed[i].title);
	put_header(notes, LISTED, "Figures here");
	notes->row++;
	for (size_t r = 0; r < catalogue->count; r++) {
		const struct sheet_row *row = &catalogue->rows[r];
		struct text measure = text_of(row->text[CATALOGUE_MEASURE]);
		uint32_t number = names_find(&names, measure);
		char count[32];

		/* A ratio has two rows, of which the first speaks. */
		if (catalogue_find(catalogue, measure) != row)
			continue;
		for (size_t i = 0; i < LISTED; i++) {
			struct text text = text_of(row->text[listed[i].from]);
			struct origin origin = { catalogue->path, row->line, listed[i].name };

			if (listed[i].from == CATALOGUE_TARGET || listed[i].from == CATALOGUE_AMBER)
				page_figure(&notes->page, notes->row, i, text, RATING_NONE, origin);
			else
				page_text(&notes->page, notes->row, i, text, LOOK_WRAPPED,
					RATING_NONE, origin);
		}
		snprintf(count, sizeof count, "%zu", number == NAMES_NONE ? 0 : counts[number]);
		page_figure(&notes->page, notes->row++, LISTED, text_of(count), RATING_NONE, own);
	}
	names_close(&names);
	free(counts);
}

/* The file's lines, as they are. */
static void put_file(struct notes *notes, const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t capacity = 0;
	ssize_t got;

	if (file == NULL)
		cli_fail("%s: cannot open: %s", path, strerror(errno));
	notes->row++;
	put_header(notes, 0, "Notes");
	notes->row++;
	for (size_t number = 1; (got = getline(&line, &capacity, file)) > 0; number++) {
		struct text text = { line, (size_t)got };

		while (text.length > 0 && strchr("\r\n", line[text.length - 1]) != NULL)
			text.length--;
		page_text(&notes->page, notes->row++, 0, text, LOOK_BESIDE, RATING_NONE,
			(struct origin){ path, number, "line" });
	}
	if (ferror(file))
		cli_fail("%s: cannot read: %s", path, strerror(errno));
	fclose(file);
	free(line);
}

void pages_notes(struct book *book, const struct figures *figures, const struct sheet *catalogue,
	const char *path, const char *title)
{
	struct notes notes = { .row = 0 };

	page_begin(&notes.page, book, text_of("Notes"), own);
	notes.page.widest = WIDEST;
	page_text(&notes.page, notes.row++, 0, text_of(title != NULL ? title : "Notes"), LOOK_TITLE,
		RATING_NONE, own);
	put_columns(&notes, figures);
	if (catalogue != NULL)
		put_measures(&notes, figures, catalogue);
	if (path != NULL)
		put_file(&notes, path);
	page_end(&notes.page);
}
