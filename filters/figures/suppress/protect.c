#include "protect.h"

#include <stdlib.h>

#include "memory.h"
#include "search.h"
#include "sum.h"

static bool is_hidden(const struct protection *protection, size_t figure, enum place place)
{
	uint32_t cell = numbers_cell(protection->numbers, figure, place);

	return cell != NO_CELL && protection->hidden[cell];
}

bool protection_hides(const struct protection *protection, size_t figure, enum place place)
{
	/* Without its base nothing is shown of a figure, not even that it is 0; without num not what
	 * is pending. */
	return is_hidden(protection, figure, DEN) || is_hidden(protection, figure, place) ||
		(place == PENDING && is_hidden(protection, figure, NUM));
}

static bool is_shown(const struct protection *protection, size_t place)
{
	return place % PLACES != REST && !protection_hides(protection, place / PLACES, place % PLACES);
}

/* Whether 0 would not be seen in this place: then what is hidden there may be 0. */
static bool may_be_none(const struct protection *protection, size_t place)
{
	size_t figure = place / PLACES;

	switch ((enum place)(place % PLACES)) {
	case NUM:
	case REST:
		return is_hidden(protection, figure, DEN);
	case PENDING:
		return is_hidden(protection, figure, DEN) || is_hidden(protection, figure, NUM);
	case DEN:
	case PLACES:
		break;
	}
	return false;
}

struct work {
	struct protection *protection;
	int64_t *costs, *floors, *ceilings; /* by cell */
	struct search search;
};

/* Beyond this all costs are the same, and no sum of them is too large. */
#define MOST_COST ((int64_t)1 << 50)

/* What hiding the cell gives up: its amount wherever it stands. The Department hides "the next
 * smallest data item" (House of Commons Hansard, 8 January 2008, question 174305). */
static void weigh(struct work *work, uint32_t cell)
{
	const struct protection *protection = work->protection;
	const struct numbers *numbers = protection->numbers;
	int64_t units = protection->relations->amounts[cell] / SUM_ONE + 1;

	work->costs[cell] = 0;
	work->floors[cell] = 0;
	work->ceilings[cell] = INT64_MAX;
	for (size_t i = numbers->first_place[cell]; i < numbers->first_place[cell + 1]; i++) {
		size_t place = numbers->cell_places[i];

		if (is_shown(protection, place) && work->costs[cell] < MOST_COST)
			work->costs[cell] += units;
		if (!may_be_none(protection, place))
			work->floors[cell] = SUM_ONE;
		if (place % PLACES != REST && numbers_is_small(protection->relations->amounts[cell]))
			work->ceilings[cell] = (int64_t)MOST_SMALL * SUM_ONE;
	}
}

static void hide(struct work *work, uint32_t cell)
{
	const struct numbers *numbers = work->protection->numbers;

	if (cell >= numbers->cell_count || work->protection->hidden[cell])
		return;
	work->protection->hidden[cell] = true;
	for (size_t i = numbers->first_place[cell]; i < numbers->first_place[cell + 1]; i++)
		for (enum place place = NUM; place < PLACES; place++) {
			size_t figure = numbers->cell_places[i] / PLACES;

			if (numbers_cell(numbers, figure, place) != NO_CELL)
				weigh(work, numbers_cell(numbers, figure, place));
		}
}

static void hide_small(struct work *work)
{
	const struct numbers *numbers = work->protection->numbers;

	for (size_t i = 0; i < numbers->figures->count; i++)
		for (enum place place = NUM; place < PLACES; place++) {
			int64_t amount = numbers_amount(numbers, i, place);

			if (amount == NO_COUNT || !numbers_is_small(amount))
				continue;
			hide(work, numbers_cell(numbers, i, place));
			/* num and den together would tell the rest. */
			if (place == REST && numbers_cell(numbers, i, NUM) != NO_CELL)
				hide(work, numbers_cell(numbers, i, NUM));
		}
}

/* Whether the count is one that must not be known. A cell that stands nowhere is what a total holds
 * beyond its groups, which is a group; or what they hold beyond it, which is none. */
static bool is_guarded(const struct work *work, uint32_t cell)
{
	const struct relations *relations = work->protection->relations;
	bool stands = cell < work->protection->numbers->cell_count;

	return (stands || relations->of_cell[relations->first_of[cell]].sign > 0) &&
		numbers_is_small(relations->amounts[cell]);
}

/* Hides all that is bound up with the cell: all of it could then be twice as much. */
static void hide_all_around(struct work *work, uint32_t cell)
{
	const struct relations *relations = work->protection->relations;
	bool *seen = memory_new(relations->cell_count, sizeof *seen);
	uint32_t *open = memory_new(relations->cell_count, sizeof *open);
	size_t count = 0;

	open[count++] = cell;
	seen[cell] = true;
	while (count > 0) {
		uint32_t at = open[--count];

		hide(work, at);
		for (size_t i = relations->first_of[at]; i < relations->first_of[at + 1]; i++) {
			size_t relation = relations->of_cell[i].relation;

			for (size_t j = relations->first_term[relation];
				j < relations->first_term[relation + 1]; j++)
				if (!seen[relations->terms[j].cell]) {
					seen[relations->terms[j].cell] = true;
					open[count++] = relations->terms[j].cell;
				}
		}
	}
	free(open);
	free(seen);
}

/* Moves the cell by one until it is the limit, from what all are in truth; how often it went. */
static size_t move_to(struct work *work, uint32_t cell, int32_t direction, int64_t limit)
{
	const struct relations *relations = work->protection->relations;
	struct search *search = &work->search;
	uint32_t *moved = NULL;
	size_t count = 0, capacity = 0, moves = 0;

	while ((direction > 0 ? search->amounts[cell] < limit : search->amounts[cell] > limit) &&
		search_move(search, cell, direction)) {
		moves++;
		for (size_t i = 0; i < search->way_count; i++) {
			moved = memory_grow(moved, &capacity, count + 1, sizeof *moved);
			moved[count++] = search->way[i];
			hide(work, search->way[i]);
		}
	}
	for (size_t i = 0; i < count; i++)
		search->amounts[moved[i]] = relations->amounts[moved[i]];
	free(moved);
	return moves;
}

/*
 * First another number with which all small counts stay small, for whoever takes all that is hidden
 * for small (5 and 5 are 10); then all from the true one to 5, and those below as far as it goes: a
 * total of three that are hidden, each 1 or more, is never 2.
 */
static void protect(struct work *work, uint32_t cell)
{
	const int64_t most = (int64_t)MOST_SMALL * SUM_ONE;
	int64_t amount = work->protection->relations->amounts[cell];
	size_t moves;

	work->search.ceilings = work->ceilings;
	moves = move_to(work, cell, 1, amount + SUM_ONE <= most ? amount + SUM_ONE : amount);
	if (moves == 0)
		moves = move_to(work, cell, -1, amount - SUM_ONE);
	work->search.ceilings = NULL;
	moves += move_to(work, cell, 1, most);
	moves += move_to(work, cell, -1, SUM_ONE);
	if (moves == 0)
		moves = move_to(work, cell, 1, amount + SUM_ONE);
	if (moves == 0)
		hide_all_around(work, cell);
}

static size_t count_hidden(const struct protection *protection)
{
	size_t count = 0;

	for (size_t i = 0; i < protection->numbers->figures->count; i++)
		count += protection_hides(protection, i, NUM) || protection_hides(protection, i, DEN) ||
			protection_hides(protection, i, PENDING);
	return count;
}

void protection_find(struct protection *protection, const struct numbers *numbers,
	const struct relations *relations)
{
	size_t cells = relations->cell_count;
	struct work work = { .protection = protection,
		.costs = memory_new(cells, sizeof *work.costs),
		.floors = memory_new(cells, sizeof *work.floors),
		.ceilings = memory_new(cells, sizeof *work.ceilings) };
	int64_t *amounts = memory_new(cells, sizeof *amounts);

	*protection = (struct protection){ .numbers = numbers, .relations = relations,
		.hidden = memory_new(cells, sizeof *protection->hidden) };
	for (size_t i = 0; i < cells; i++) {
		amounts[i] = relations->amounts[i];
		work.ceilings[i] = INT64_MAX;
	}
	for (uint32_t i = 0; i < numbers->cell_count; i++)
		weigh(&work, i);
	hide_small(&work);
	protection->small = count_hidden(protection);
	search_open(&work.search, relations, amounts, work.costs, work.floors);
	for (uint32_t i = 0; i < cells; i++)
		if (is_guarded(&work, i))
			protect(&work, i);
	protection->others = count_hidden(protection) - protection->small;
	search_close(&work.search);
	free(amounts);
	free(work.ceilings);
	free(work.floors);
	free(work.costs);
}

void protection_free(struct protection *protection)
{
	free(protection->hidden);
}
