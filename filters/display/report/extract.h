/*
 * extract: what an event stream says that it covers, for the head of the page.
 */
#ifndef KPI_REPORT_EXTRACT_H
#define KPI_REPORT_EXTRACT_H

#include <stdint.h>

#include "cover.h"

struct extract {
	struct covers covers; /* none: the stream has no cover lines */
	int32_t first, last; /* days of the events, where there are no cover lines; or DATE_NO_DAY */
};

/* Reads the stream up to its first event, or where it has no cover lines to its end. */
void extract_read(struct extract *extract, const char *path);
void extract_free(struct extract *extract);

/* The last day of what is covered, or DATE_NO_DAY. */
int32_t extract_as_of(const struct extract *extract);

#endif
