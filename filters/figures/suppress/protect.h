/*
 * protect: which cells must not be shown so that no count of 1 to 5 can be worked out from the
 * others (the profile dfe). "Any number between 1 and 5 inclusive has been suppressed and replaced
 * by 'c'. Secondary suppression has been applied where necessary": Department for Education,
 * Characteristics of children in need, data guidance, 2021. How is not said there; what is done
 * here goes by what an attacker could do.
 */
#ifndef KPI_SUPPRESS_PROTECT_H
#define KPI_SUPPRESS_PROTECT_H

#include <stdbool.h>
#include <stddef.h>

#include "numbers.h"
#include "relations.h"

struct protection {
	const struct numbers *numbers;
	const struct relations *relations;
	bool *hidden; /* by cell */
	size_t small; /* how many cells were hidden for themselves */
	size_t others; /* how many to protect them */
};

/*
 * Hides the small counts, and as little else as it finds with which this holds: for each small
 * count there are other counts for all that is hidden, in which it is another number, and which
 * agree with all that is shown and with all relations; and, where the search finds them, such for
 * each number from the true one up to 5, and for those below as far as any could be. Zeros are
 * taken to be known to all.
 */
void protection_find(struct protection *protection, const struct numbers *numbers,
	const struct relations *relations);
void protection_free(struct protection *protection);

/* Whether the number at this place of the figure is not to be shown. */
bool protection_hides(const struct protection *protection, size_t figure, enum place place);

#endif
