/*
 * child: runs in a process of its own what is meant to end the filter, and says how it ended.
 */
#ifndef KPI_UNIT_CHILD_H
#define KPI_UNIT_CHILD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Its exit status, or -1 if it did not exit; what it said on stderr is in said, NUL ended. */
static inline int child_status(void (*run)(const void *), const void *data, char *said, size_t size)
{
	int ends[2], status = 0;
	size_t used = 0;
	ssize_t got;
	pid_t child;

	/* What waits in stdio's buffers must not be written twice. */
	fflush(NULL);
	if (pipe(ends) != 0)
		return -1;
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		run(data);
		_exit(0);
	}
	close(ends[1]);
	while (used + 1 < size && (got = read(ends[0], said + used, size - 1 - used)) > 0)
		used += (size_t)got;
	said[used] = '\0';
	close(ends[0]);
	if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

#endif
