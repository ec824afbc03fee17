/*
 * census: one file, the children in need census or the workforce census, told by its elements.
 */
#ifndef CIN_CENSUS_H
#define CIN_CENSUS_H

#include "child.h"
#include "output.h"
#include "worker.h"
#include "xml.h"

enum census_kind { CENSUS_UNKNOWN, CENSUS_CHILDREN, CENSUS_WORKFORCE };

struct census {
	struct xml xml;
	struct output *output;
	enum census_kind kind;
	int32_t reference; /* the header's ReferenceDate; DATE_NO_DAY */
	int32_t until; /* the day of which it tells: what --as-of, --covers or the header say */

	/* depths at which they are open; 0: none is */
	size_t child_depth, case_depth, worker_depth;
	struct child child;
	struct worker worker;
};

/* Opens the file and reads its header, so that its cover can be told before its events. */
void census_open(struct census *census, int file, const char *name, struct output *output);

/* Reads the rest, writes its events and closes the file. */
void census_read(struct census *census);

#endif
