/*
 * cases: a child's cases as events.
 */
#ifndef CIN_CASES_H
#define CIN_CASES_H

#include "child.h"
#include "output.h"

/* Writes the events of the child, which has ended. file: as messages call it; until: the day as of
 * which the census tells. */
void cases_write(struct child *child, const char *file, int32_t until, struct output *output);

#endif
