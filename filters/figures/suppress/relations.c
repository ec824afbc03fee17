#include "relations.h"

#include <stdlib.h>

#include "memory.h"
#include "names.h"
#include "parts.h"

void relations_term(struct relations *relations, uint32_t cell, int32_t sign)
{
	if (cell == NO_CELL)
		return;
	relations->terms = memory_grow(relations->terms, &relations->term_capacity,
		relations->term_count + 1, sizeof *relations->terms);
	relations->terms[relations->term_count++] = (struct term){ cell, sign };
}

static int compare_terms(const void *left, const void *right)
{
	const struct term *a = left, *b = right;

	return (a->cell > b->cell) - (a->cell < b->cell);
}

/* Makes one term of those of one cell; what stands on both sides is in neither. */
static size_t unite_terms(struct term *terms, size_t count)
{
	size_t kept = 0;

	qsort(terms, count, sizeof *terms, compare_terms);
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && terms[kept - 1].cell == terms[i].cell)
			terms[kept - 1].sign += terms[i].sign;
		else
			terms[kept++] = terms[i];
		kept -= terms[kept - 1].sign == 0;
	}
	return kept;
}

/* One without terms is none; one that is there already, as of two measures with one base, is not
 * kept twice. */
void relations_end(struct relations *relations)
{
	size_t first = relations->first_term[relations->count], count = relations->term_count - first;
	size_t known = relations->known.count;
	struct term *terms;

	if (count == 0)
		return;
	terms = relations->terms + first;
	count = unite_terms(terms, count);
	relations->term_count = first;
	if (count == 0 || names_add(&relations->known, (struct text){ (const char *)terms,
			count * sizeof *terms }) < known)
		return;
	relations->term_count += count;
	relations->first_term = memory_grow(relations->first_term, &relations->capacity,
		relations->count + 2, sizeof *relations->first_term);
	relations->first_term[++relations->count] = relations->term_count;
}

static uint32_t add_cell(struct relations *relations, int64_t amount)
{
	relations->amounts = memory_grow(relations->amounts, &relations->cell_capacity,
		relations->cell_count + 1, sizeof *relations->amounts);
	relations->amounts[relations->cell_count] = amount;
	return (uint32_t)relations->cell_count++;
}

static void relate_shares(struct relations *relations, const struct numbers *numbers)
{
	for (size_t i = 0; i < numbers->figures->count; i++) {
		if (numbers_amount(numbers, i, REST) == NO_COUNT)
			continue;
		relations_term(relations, numbers_cell(numbers, i, NUM), 1);
		relations_term(relations, numbers_cell(numbers, i, REST), 1);
		relations_term(relations, numbers_cell(numbers, i, DEN), -1);
		relations_end(relations);
	}
}

struct member {
	uint32_t line; /* the figures that differ in one group alone */
	bool total;
	size_t figure;
};

static int compare_members(const void *left, const void *right)
{
	const struct member *a = left, *b = right;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->total != b->total)
		return a->total ? -1 : 1;
	return (a->figure > b->figure) - (a->figure < b->figure);
}

/*
 * The first member is the total. What it holds beyond the others (a group was taken out of the
 * stream) is a cell that stands nowhere; so, with the other sign, is what they hold beyond it (of
 * `--distinct`, those who are in two groups).
 */
static void relate_line(struct relations *relations, const struct numbers *numbers,
	const struct member *members, size_t count, enum place place)
{
	int64_t left = numbers_amount(numbers, members[0].figure, place);

	if (left == NO_COUNT || count == 1)
		return;
	for (size_t i = 1; i < count; i++) {
		int64_t amount = numbers_amount(numbers, members[i].figure, place);

		if (amount == NO_COUNT)
			return;
		left -= amount;
	}
	relations_term(relations, numbers_cell(numbers, members[0].figure, place), -1);
	for (size_t i = 1; i < count; i++)
		relations_term(relations, numbers_cell(numbers, members[i].figure, place), 1);
	if (left != 0)
		relations_term(relations, add_cell(relations, left > 0 ? left : -left), left > 0 ? 1 : -1);
	relations_end(relations);
}

static void relate_groups(struct relations *relations, const struct numbers *numbers, size_t group)
{
	const struct figures *figures = numbers->figures;
	struct member *members = memory_new(figures->count, sizeof *members);
	bool *others = memory_new(figures->width, sizeof *others);
	struct names lines;

	for (size_t i = 0; i < figures->width; i++)
		others[i] = i != group &&
			(figures->kinds[i] == FIGURE_KEY || figures->kinds[i] == FIGURE_WHEN);
	names_open(&lines);
	for (size_t i = 0; i < figures->count; i++)
		members[i] = (struct member){ figure_name(figures, &figures->list[i], others, &lines),
			text_is(figure_field(&figures->list[i], group), NUMBERS_TOTAL), i };
	names_close(&lines);
	free(others);
	if (figures->count > 0)
		qsort(members, figures->count, sizeof *members, compare_members);
	for (size_t from = 0, end; from < figures->count; from = end) {
		for (end = from + 1; end < figures->count && members[end].line == members[from].line;)
			end++;
		if (!members[from].total)
			continue;
		relate_line(relations, numbers, members + from, end - from, NUM);
		relate_line(relations, numbers, members + from, end - from, DEN);
		relate_line(relations, numbers, members + from, end - from, PENDING);
	}
	free(members);
}

static void index_cells(struct relations *relations)
{
	size_t *used = memory_new(relations->cell_count, sizeof *used);

	relations->first_of = memory_new(relations->cell_count + 1, sizeof *relations->first_of);
	relations->of_cell = memory_new(relations->term_count, sizeof *relations->of_cell);
	for (size_t i = 0; i < relations->term_count; i++)
		relations->first_of[relations->terms[i].cell + 1]++;
	for (size_t i = 0; i < relations->cell_count; i++)
		relations->first_of[i + 1] += relations->first_of[i];
	for (size_t i = 0; i < relations->count; i++)
		for (size_t j = relations->first_term[i]; j < relations->first_term[i + 1]; j++) {
			const struct term *term = &relations->terms[j];

			relations->of_cell[relations->first_of[term->cell] + used[term->cell]++] =
				(struct use){ (uint32_t)i, term->sign };
		}
	free(used);
}

void relations_find(struct relations *relations, const struct numbers *numbers)
{
	const struct figures *figures = numbers->figures;

	*relations = (struct relations){ 0 };
	names_open(&relations->known);
	relations->first_term = memory_grow(NULL, &relations->capacity, 1,
		sizeof *relations->first_term);
	for (size_t i = 0; i < numbers->cell_count; i++)
		add_cell(relations, numbers->amounts[numbers->cell_places[numbers->first_place[i]]]);
	relate_shares(relations, numbers);
	for (size_t i = 0; i < figures->width; i++)
		if (figures->kinds[i] == FIGURE_KEY && i != figures->place[FIGURE_MEASURE] &&
			i != figures->place[FIGURE_PART])
			relate_groups(relations, numbers, i);
	parts_relate(relations, numbers);
	names_close(&relations->known);
	index_cells(relations);
}

void relations_free(struct relations *relations)
{
	free(relations->terms);
	free(relations->first_term);
	free(relations->amounts);
	free(relations->first_of);
	free(relations->of_cell);
}
