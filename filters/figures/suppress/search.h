/*
 * search: other counts that would look the same. Moves one cell by one and, in each relation that
 * no longer holds, another cell, until all hold again; the way that gives up least is taken.
 */
#ifndef KPI_SUPPRESS_SEARCH_H
#define KPI_SUPPRESS_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "relations.h"

struct search {
	const struct relations *relations;
	int64_t *amounts; /* by cell, in millionths: as they are after the moves made so far */
	const int64_t *costs; /* by cell: what hiding it gives up; 0 where it is hidden already */
	const int64_t *floors; /* by cell: it may not be moved below */
	const int64_t *ceilings; /* nor above; NULL: without limit */

	/* the search's own */
	bool any_way;
	struct step *steps;
	size_t step_count, step_capacity;
	uint32_t *heap;
	size_t heap_count, heap_capacity;
	int32_t *moves; /* by cell, along the way that is looked at */
	int32_t *off; /* by relation: by how much it does not hold */
	uint64_t *seen, round; /* by relation, in which round it was weighed last */
	uint32_t *way; /* the cells moved, after search_move said true */
	size_t way_count, way_capacity;
};

/* amounts, costs and floors stay the caller's. */
void search_open(struct search *search, const struct relations *relations, int64_t *amounts,
	const int64_t *costs, const int64_t *floors);
void search_close(struct search *search);

/* Moves the cell by one, up (1) or down (-1), with others in the way. False where none is found. */
bool search_move(struct search *search, uint32_t cell, int32_t direction);

#endif
