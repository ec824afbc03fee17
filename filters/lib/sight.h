/*
 * sight: most lines are of the day of the line before, and of an event that nobody names: they are
 * gone by without being read. reader->stem is how such a line begins: the day and a TAB.
 */
#ifndef KPI_SIGHT_H
#define KPI_SIGHT_H

#include "named.h"

/* No line begins so that it could be gone by, until one is noted. */
void sight_forget(struct reader *reader);

/* The lines that follow may begin as the present one. is_known: its date was read, and its day has
 * begun. */
void sight_note(struct reader *reader, bool is_known);

/* Goes by the lines in the stream's block that need not be looked at. */
void sight_go_by(struct reader *reader);

/* The event field of the present line, which is not cut. */
struct text sight_event(const struct reader *reader);

#endif
