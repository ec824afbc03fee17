/*
 * pending: `--pending`, what is not decided yet when the stream ends: who falls due next.
 */
#ifndef KPI_PENDING_H
#define KPI_PENDING_H

#include "span.h"

/*
 * Writes an undecided observation, dated as-of, for each open span for which decide fills in since,
 * due and what was carried and returns true; in the order of due (none comes last), then of the
 * opening's line. The spans must keep their lines.
 */
void pending_write(struct run *run, const struct spans *spans,
	bool (*decide)(void *state, const struct span *span, struct unit *unit), void *state);

#endif
