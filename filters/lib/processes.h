/*
 * processes: what filters share that do their work by several processes.
 *
 * A process works for the one that made it, ends with it, and tells it what it found.
 */
#ifndef KPI_PROCESSES_H
#define KPI_PROCESSES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * How many to work by: what the environment says by KPI_PROCESSES (another value than a number of 1
 * to 64 ends the filter), or else, for what is long, as many as there are processors to run on.
 */
size_t processes_count(bool is_long);

/* fork(2); the new process is ended when this one ends, and is to be awaited. */
pid_t processes_new(void);

/* Tells, or does not return: who cannot tell has nobody left to tell it to. */
void processes_tell(int file, const void *bytes, size_t length);

/* Takes what was told; false where not all of it comes. */
bool processes_hear(int file, void *bytes, size_t length);

#endif
