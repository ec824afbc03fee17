#include "numbers.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "names.h"
#include "same.h"
#include "sum.h"

bool numbers_is_small(int64_t amount)
{
	return amount > 0 && amount < (int64_t)(MOST_SMALL + 1) * SUM_ONE;
}

bool numbers_is_mean(const struct figures *figures, const struct figure *figure)
{
	struct text unit = figure_text(figures, figure, FIGURE_UNIT);

	/* The units that measures give to what they add up; any other num is taken for a count. */
	return figure_text(figures, figure, FIGURE_DEN).length > 0 &&
		(text_is(unit, "days") || text_is(unit, "mean") || text_is(unit, "points"));
}

static int64_t read_amount(const struct figures *figures, const struct figure *figure,
	size_t column)
{
	int64_t amount;

	if (text_is(figure_field(figure, column), FIGURE_HIDDEN))
		figure_fail(figures, figure, figures->columns[column].at,
			"hidden already (want figures in which nothing is hidden yet)");
	return figure_amount(figures, figure, column, &amount) ? amount : NO_COUNT;
}

static void read_amounts(struct numbers *numbers)
{
	const struct figures *figures = numbers->figures;
	size_t pending = figures_find(figures, "pending");

	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->list[i];
		int64_t *amounts = &numbers->amounts[i * PLACES];

		amounts[NUM] = read_amount(figures, figure, figures->place[FIGURE_NUM]);
		amounts[DEN] = read_amount(figures, figure, figures->place[FIGURE_DEN]);
		amounts[PENDING] = pending == STREAM_NO_COLUMN ? NO_COUNT
							       : read_amount(figures, figure, pending);
		amounts[REST] = NO_COUNT;
		if (numbers_is_mean(figures, figure))
			amounts[NUM] = NO_COUNT;
		else if (text_is(figure_text(figures, figure, FIGURE_UNIT), "%") &&
			amounts[NUM] != NO_COUNT && amounts[DEN] != NO_COUNT &&
			amounts[NUM] <= amounts[DEN])
			amounts[REST] = amounts[DEN] - amounts[NUM];
	}
}

struct place_in_order {
	uint32_t whole, totals, key;
	size_t figure;
};

static int compare_places(const void *left, const void *right)
{
	const struct place_in_order *a = left, *b = right;

	if (a->whole != b->whole)
		return a->whole < b->whole ? -1 : 1;
	if (a->totals != b->totals)
		return a->totals < b->totals ? -1 : 1;
	return (a->key > b->key) - (a->key < b->key);
}

/* The number that the names have for which of the figure's fields are totals. */
static uint32_t name_totals(const struct figures *figures, const struct figure *figure,
	struct names *names)
{
	char *text = memory_new(figures->width, 1);
	uint32_t number;

	for (size_t i = 0; i < figures->width; i++)
		text[i] = (char)text_is(figure->cells[i], NUMBERS_TOTAL);
	number = names_add(names, (struct text){ text, figures->width });
	free(text);
	return number;
}

static void order_figures(struct numbers *numbers)
{
	const struct figures *figures = numbers->figures;
	struct place_in_order *order = memory_new(figures->count, sizeof *order);
	bool *of_strand = memory_new(figures->width, sizeof *of_strand);
	bool *of_key = memory_new(figures->width, sizeof *of_key);
	struct names wholes, totals, keys;

	for (size_t i = 0; i < figures->width; i++) {
		of_strand[i] = i == figures->place[FIGURE_MEASURE] || i == figures->place[FIGURE_PART];
		of_key[i] = !of_strand[i] &&
			(figures->kinds[i] == FIGURE_KEY || figures->kinds[i] == FIGURE_WHEN);
	}
	names_open(&wholes);
	names_open(&totals);
	names_open(&keys);
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->list[i];

		order[i] = (struct place_in_order){
			figure_name(figures, figure, of_strand, &wholes),
			name_totals(figures, figure, &totals),
			figure_name(figures, figure, of_key, &keys), i };
		numbers->keys[i] = order[i].key;
	}
	if (figures->count > 0)
		qsort(order, figures->count, sizeof *order, compare_places);
	numbers->key_count = keys.count;
	numbers->strands = memory_new(figures->count, sizeof *numbers->strands);
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->list[order[i].figure];

		if (i == 0 || order[i].whole != order[i - 1].whole ||
			order[i].totals != order[i - 1].totals)
			numbers->strands[numbers->strand_count++] = (struct strand){
				figure_text(figures, figure, FIGURE_MEASURE),
				figure_text(figures, figure, FIGURE_PART), order[i].whole,
				order[i].totals, i, 0 };
		numbers->strands[numbers->strand_count - 1].count++;
		numbers->ordered[i] = order[i].figure;
	}
	names_close(&keys);
	names_close(&totals);
	names_close(&wholes);
	free(of_key);
	free(of_strand);
	free(order);
}

static void make_cells(struct numbers *numbers, size_t *same)
{
	size_t count = numbers->figures->count * PLACES, *used;

	for (size_t i = 0; i < count; i++)
		numbers->cells[i] = NO_CELL;
	for (size_t i = 0; i < count; i++) {
		size_t class = same_root(same, i);

		if (numbers->amounts[i] == NO_COUNT || numbers->amounts[i] == 0)
			continue;
		if (numbers->cells[class] == NO_CELL)
			numbers->cells[class] = (uint32_t)numbers->cell_count++;
		numbers->cells[i] = numbers->cells[class];
	}
	numbers->first_place = memory_new(numbers->cell_count + 1, sizeof *numbers->first_place);
	used = memory_new(numbers->cell_count, sizeof *used);
	for (size_t i = 0; i < count; i++)
		if (numbers->cells[i] != NO_CELL)
			numbers->first_place[numbers->cells[i] + 1]++;
	for (size_t i = 0; i < numbers->cell_count; i++)
		numbers->first_place[i + 1] += numbers->first_place[i];
	numbers->cell_places = memory_new(count, sizeof *numbers->cell_places);
	for (size_t i = 0; i < count; i++) {
		uint32_t cell = numbers->cells[i];

		if (cell != NO_CELL)
			numbers->cell_places[numbers->first_place[cell] + used[cell]++] = i;
	}
	free(used);
}

void numbers_read(struct numbers *numbers, const struct figures *figures)
{
	size_t count = figures->count * PLACES, *same = memory_new(count, sizeof *same);

	*numbers = (struct numbers){ .figures = figures,
		.amounts = memory_new(count, sizeof *numbers->amounts),
		.cells = memory_new(count, sizeof *numbers->cells),
		.keys = memory_new(figures->count, sizeof *numbers->keys),
		.ordered = memory_new(figures->count, sizeof *numbers->ordered) };
	read_amounts(numbers);
	order_figures(numbers);
	for (size_t i = 0; i < count; i++)
		same[i] = i;
	same_find(numbers, same);
	make_cells(numbers, same);
	free(same);
}

void numbers_free(struct numbers *numbers)
{
	free(numbers->amounts);
	free(numbers->cells);
	free(numbers->first_place);
	free(numbers->cell_places);
	free(numbers->keys);
	free(numbers->strands);
	free(numbers->ordered);
}
