/*
 * relations: the sums that hold among the cells of a stream, by which a hidden one could be worked
 * out: num and rest are den; the groups of a column are its `(all)`; the parts of a measure are the
 * figure without a part, or another measure.
 */
#ifndef KPI_SUPPRESS_RELATIONS_H
#define KPI_SUPPRESS_RELATIONS_H

#include <stddef.h>
#include <stdint.h>

#include "names.h"
#include "numbers.h"

/* sign * cell, summed over the terms of a relation, is 0. */
struct term {
	uint32_t cell;
	int32_t sign;
};

/* Where a cell is a term. */
struct use {
	uint32_t relation;
	int32_t sign;
};

struct relations {
	struct term *terms;
	size_t term_count, term_capacity;
	size_t *first_term; /* by relation, and one more */
	size_t count, capacity;
	int64_t *amounts; /* by cell: those of the numbers, then what totals hold beyond their groups */
	size_t cell_count, cell_capacity;
	size_t *first_of; /* by cell, and one more: where its relations begin in of_cell */
	struct use *of_cell;
	struct names known; /* by their terms, while they are found */
};

/* Adds a term to the relation that is being made; NO_CELL, which is 0, is none. */
void relations_term(struct relations *relations, uint32_t cell, int32_t sign);

/* Ends the relation whose terms were added. */
void relations_end(struct relations *relations);

void relations_find(struct relations *relations, const struct numbers *numbers);
void relations_free(struct relations *relations);

#endif
