#define _GNU_SOURCE /* sched_getaffinity */
#include "processes.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "cli.h"

#define MOST_ASKED 64
#define MOST_UNASKED 8 /* the first has to do with each, so that many more would win little */

static size_t count_processors(void)
{
	cpu_set_t set;
	int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;

	return count < MOST_UNASKED ? (size_t)count : MOST_UNASKED;
}

size_t processes_count(bool is_long)
{
	const char *asked = getenv("KPI_PROCESSES");
	char *end;
	long count;

	if (asked == NULL || *asked == '\0')
		return is_long ? count_processors() : 1;
	errno = 0;
	count = strtol(asked, &end, 10);
	if (errno != 0 || *end != '\0' || count < 1 || count > MOST_ASKED)
		cli_fail("KPI_PROCESSES: '%.20s' (want a number from 1 to %d)", asked, MOST_ASKED);
	return (size_t)count;
}

pid_t processes_new(void)
{
	pid_t before = getpid(), made;

	/* Where it is ignored, which is inherited, a process's number may be another's before it is
	 * awaited. */
	signal(SIGCHLD, SIG_DFL);
	made = fork();
	if (made == 0 && (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != before))
		_exit(CLI_FAILED);
	return made;
}

void processes_tell(int file, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t written = write(file, at, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			_exit(CLI_FAILED);
		at += written;
		length -= (size_t)written;
	}
}

bool processes_hear(int file, void *bytes, size_t length)
{
	char *at = bytes;

	while (length > 0) {
		ssize_t got = read(file, at, length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		length -= (size_t)got;
	}
	return true;
}
