/*
 * kinds: what each event is to spans (scripts/events.tsv): a point, or one that opens or closes
 * them.
 */
#ifndef KPI_KINDS_H
#define KPI_KINDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cover.h"
#include "names.h"

enum role { ROLE_POINT, ROLE_OPENS, ROLE_CLOSES };

struct kind {
	enum role role;
	char *others; /* the names in its closed_by or within, with blanks between */
	/* The numbers of the opening events that it goes with: an opening's own alone, those that a
	 * closing ends, those in whose spans a point belongs. None: it is not judged by spans. */
	uint32_t *openings;
	size_t count, capacity;
	bool unjudged; /* of an opening: the extract has not all starts and ends of its spans */
};

struct kinds {
	struct names names;
	struct kind *list; /* by the event's number */
	size_t capacity;
};

/* The events that are built in, or those of a file like scripts/events.tsv; a mistake in it ends
 * the filter. */
void kinds_open(struct kinds *kinds, const char *file);
void kinds_close(struct kinds *kinds);

/* The event's kind, or NULL for one that is not known. */
const struct kind *kinds_find(const struct kinds *kinds, struct text event);

/* Settles which spans can be judged in a stream that covers this. */
void kinds_settle(struct kinds *kinds, const struct covers *covers);

#endif
