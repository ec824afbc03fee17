#include "search.h"

#include <stdlib.h>

#include "memory.h"
#include "sum.h"

/* Ways looked at before the search is given up: of the cheapest, then of any. More is then hidden
 * than need be; nothing less. */
#define MOST_CHEAPEST 1000
#define MOST_ANY 4000
/* Of the cells that could be moved in a relation, how many hidden and how many shown are tried. */
#define MOST_HIDDEN 16
#define MOST_SHOWN 4

#define NO_STEP UINT32_MAX
#define NO_RELATION SIZE_MAX
#define NO_WAY INT64_MAX

struct step {
	uint32_t before, cell;
	int32_t move;
	uint32_t depth;
	bool weighed; /* total is its own, not that of the step before */
	int64_t cost; /* of the way so far */
	int64_t total; /* of the way and of what the relations that do not hold will take at least */
};

void search_open(struct search *search, const struct relations *relations, int64_t *amounts,
	const int64_t *costs, const int64_t *floors)
{
	*search = (struct search){ .relations = relations, .amounts = amounts, .costs = costs,
		.floors = floors,
		.moves = memory_new(relations->cell_count, sizeof *search->moves),
		.off = memory_new(relations->count, sizeof *search->off),
		.seen = memory_new(relations->count, sizeof *search->seen) };
}

void search_close(struct search *search)
{
	free(search->steps);
	free(search->heap);
	free(search->moves);
	free(search->off);
	free(search->seen);
	free(search->way);
}

/* The cheapest first. Where any way will do, the furthest; of its cells the one after which most
 * holds, then the cheapest. */
static bool is_before(const struct search *search, uint32_t a, uint32_t b)
{
	const struct step *one = &search->steps[a], *other = &search->steps[b];

	if (search->any_way && one->depth != other->depth)
		return one->depth > other->depth;
	if (one->total != other->total)
		return one->total < other->total;
	if (one->cost != other->cost)
		return one->cost < other->cost;
	return a > b;
}

static void put_in_heap(struct search *search, uint32_t number)
{
	size_t at = search->heap_count++;

	search->heap = memory_grow(search->heap, &search->heap_capacity, search->heap_count,
		sizeof *search->heap);
	for (; at > 0 && is_before(search, number, search->heap[(at - 1) / 2]); at = (at - 1) / 2)
		search->heap[at] = search->heap[(at - 1) / 2];
	search->heap[at] = number;
}

static void put_step(struct search *search, struct step step)
{
	search->steps = memory_grow(search->steps, &search->step_capacity, search->step_count + 1,
		sizeof *search->steps);
	search->steps[search->step_count] = step;
	put_in_heap(search, (uint32_t)search->step_count++);
}

static uint32_t take_step(struct search *search)
{
	uint32_t first = search->heap[0], last = search->heap[--search->heap_count];
	size_t at = 0;

	for (size_t next; (next = 2 * at + 1) < search->heap_count; at = next) {
		if (next + 1 < search->heap_count &&
			is_before(search, search->heap[next + 1], search->heap[next]))
			next++;
		if (!is_before(search, search->heap[next], last))
			break;
		search->heap[at] = search->heap[next];
	}
	search->heap[at] = last;
	return first;
}

/* Makes (sign 1) or takes back (-1) the moves of the way that ends with the step. */
static void walk(struct search *search, uint32_t step, int32_t sign)
{
	const struct relations *relations = search->relations;

	for (; step != NO_STEP; step = search->steps[step].before) {
		uint32_t cell = search->steps[step].cell;
		int32_t move = sign * search->steps[step].move;

		search->moves[cell] += move;
		for (size_t i = relations->first_of[cell]; i < relations->first_of[cell + 1]; i++)
			search->off[relations->of_cell[i].relation] += move * relations->of_cell[i].sign;
	}
}

static bool may_move(const struct search *search, uint32_t cell, int32_t move)
{
	int64_t amount = search->amounts[cell] + (int64_t)move * SUM_ONE;

	if (move < 0)
		return amount >= search->floors[cell];
	return search->ceilings == NULL || amount <= search->ceilings[cell];
}

/* What moving the term's cell so that the relation comes to hold gives up; NO_WAY: it cannot be. */
static int64_t cost_of(const struct search *search, size_t relation, const struct term *term,
	int32_t *move)
{
	*move = (search->off[relation] > 0) == (term->sign > 0) ? -1 : 1;
	if (search->moves[term->cell] != 0 || !may_move(search, term->cell, *move))
		return NO_WAY;
	return search->costs[term->cell];
}

/* The least cost of a cell that can be moved in the relation, and how many can. */
static int64_t least_cost(const struct search *search, size_t relation, size_t *choices)
{
	const struct relations *relations = search->relations;
	int64_t least = NO_WAY;
	int32_t move;

	*choices = 0;
	for (size_t i = relations->first_term[relation]; i < relations->first_term[relation + 1]; i++) {
		int64_t cost = cost_of(search, relation, &relations->terms[i], &move);

		*choices += cost != NO_WAY;
		if (cost < least)
			least = cost;
	}
	return least;
}

/*
 * What the relations that do not hold will take at least, the way that ends with the step being
 * walked; NO_WAY where one cannot be made to hold. *next is the one that leaves least choice.
 */
static int64_t weigh_rest(struct search *search, uint32_t step, size_t *next)
{
	const struct relations *relations = search->relations;
	size_t fewest = SIZE_MAX, choices;
	int64_t rest = 0;

	*next = NO_RELATION;
	search->round++;
	for (; step != NO_STEP; step = search->steps[step].before) {
		uint32_t cell = search->steps[step].cell;

		for (size_t i = relations->first_of[cell]; i < relations->first_of[cell + 1]; i++) {
			size_t relation = relations->of_cell[i].relation;
			int64_t least;

			if (search->off[relation] == 0 || search->seen[relation] == search->round)
				continue;
			search->seen[relation] = search->round;
			least = least_cost(search, relation, &choices);
			if (least == NO_WAY)
				return NO_WAY;
			rest += least;
			if (choices < fewest || (choices == fewest && relation < *next)) {
				fewest = choices;
				*next = relation;
			}
		}
	}
	return rest;
}

/* How many relations more would not hold if the cell were moved. */
static int64_t more_off(const struct search *search, uint32_t cell, int32_t move)
{
	const struct relations *relations = search->relations;
	int64_t more = 0;

	for (size_t i = relations->first_of[cell]; i < relations->first_of[cell + 1]; i++) {
		int32_t off = search->off[relations->of_cell[i].relation];

		more += (off + move * relations->of_cell[i].sign != 0) - (off != 0);
	}
	return more;
}

/* Goes on from the step by the cells of the relation that may be moved: of the shown ones the
 * cheapest and the total, by which there is a way at last. */
static void go_on(struct search *search, uint32_t step, size_t relation)
{
	const struct relations *relations = search->relations;
	struct step shown[MOST_SHOWN + 1];
	size_t shown_count = 0, hidden_count = 0;

	for (size_t i = relations->first_term[relation]; i < relations->first_term[relation + 1]; i++) {
		const struct term *term = &relations->terms[i];
		struct step next = { .before = step, .cell = term->cell,
			.depth = search->steps[step].depth + 1 };
		int64_t cost = cost_of(search, relation, term, &next.move);
		size_t at = shown_count;

		if (cost == NO_WAY)
			continue;
		next.cost = search->steps[step].cost + cost;
		next.total = next.cost > search->steps[step].total ? next.cost : search->steps[step].total;
		if (search->any_way)
			next.total = more_off(search, term->cell, next.move);
		if (cost == 0 && hidden_count++ < MOST_HIDDEN)
			put_step(search, next);
		if (cost == 0)
			continue;
		if (term->sign < 0) {
			put_step(search, next);
			continue;
		}
		for (; at > 0 && shown[at - 1].cost > next.cost; at--)
			shown[at] = shown[at - 1];
		shown[at] = next;
		shown_count += shown_count < MOST_SHOWN;
	}
	for (size_t i = shown_count; i > 0; i--)
		put_step(search, shown[i - 1]);
}

static void keep_way(struct search *search, uint32_t step)
{
	search->way_count = 0;
	for (; step != NO_STEP; step = search->steps[step].before) {
		search->way = memory_grow(search->way, &search->way_capacity, search->way_count + 1,
			sizeof *search->way);
		search->way[search->way_count++] = search->steps[step].cell;
		search->amounts[search->steps[step].cell] += (int64_t)search->steps[step].move * SUM_ONE;
	}
}

static bool find_way(struct search *search, uint32_t cell, int32_t direction, bool any_way)
{
	search->any_way = any_way;
	search->step_count = 0;
	search->heap_count = 0;
	put_step(search, (struct step){ .before = NO_STEP, .cell = cell, .move = direction,
		.cost = search->costs[cell] });
	while (search->heap_count > 0 && search->step_count < (any_way ? MOST_ANY : MOST_CHEAPEST)) {
		uint32_t number = take_step(search);
		size_t next;
		int64_t rest;

		walk(search, number, 1);
		rest = weigh_rest(search, number, &next);
		if (next == NO_RELATION && rest == 0) {
			walk(search, number, -1);
			keep_way(search, number);
			return true;
		}
		if (rest != NO_WAY && !search->any_way && !search->steps[number].weighed) {
			search->steps[number].weighed = true;
			search->steps[number].total = search->steps[number].cost + rest;
		}
		if (rest != NO_WAY && !search->any_way && search->heap_count > 0 &&
			!is_before(search, number, search->heap[0]))
			put_in_heap(search, number);
		else if (rest != NO_WAY)
			go_on(search, number, next);
		walk(search, number, -1);
	}
	return false;
}

bool search_move(struct search *search, uint32_t cell, int32_t direction)
{
	if (!may_move(search, cell, direction))
		return false;
	/* Where many measures hang together the cheapest way is lost among those nearly as cheap. */
	return find_way(search, cell, direction, false) || find_way(search, cell, direction, true);
}
