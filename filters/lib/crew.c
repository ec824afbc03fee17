/* crew: several processes for one stream. */
#define _GNU_SOURCE /* F_SETPIPE_SZ */
#include "crew.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"
#include "processes.h"

#define EVERYBODY (UINT64_C(1) << 32) /* hashes are below */
#define LONG_FILE ((off_t)1 << 20)
#define PIPE_SIZE (1 << 20)
#define LONG_READ ((size_t)48 << 10) /* what writes a long stream writes it in large blocks */

/* What a process tells the one before: this, and as many bytes as it says. */
struct result {
	uint64_t failed; /* then the bytes are its message, */
	uint64_t line, step; /* ... of this line, and how far it was there */
	int64_t place; /* where the file ended; below 0: no file */
	uint64_t length;
};

#define MESSAGE_SIZE 4096

/* --- telling ---------------------------------------------------------------------------------- */

/* The process behind is let come to its end, and says how it went. */
static bool await(struct crew *crew, struct result *result)
{
	crew->heard = true;
	stream_copy(crew->in, 0);
	signal(SIGPIPE, crew->pipe_signal);
	return processes_hear(crew->results, result, sizeof *result);
}

static _Noreturn void tell_failure(const struct crew *crew, const struct result *result,
	const char *message)
{
	if (!crew_is_first(crew)) {
		processes_tell(crew->before, result, sizeof *result);
		processes_tell(crew->before, message, result->length);
		_exit(CLI_FAILED);
	}
	fwrite(message, 1, result->length, stderr);
	exit(CLI_FAILED);
}

static bool is_earlier(const struct result *a, const struct result *b)
{
	return a->line != b->line ? a->line < b->line : a->step < b->step;
}

/* This process fails: it says so, unless one behind failed earlier in the stream. */
static void fail(void *state, const char *message)
{
	struct crew *crew = state;
	struct result own = { .failed = 1, .line = crew->in->number, .step = crew->step,
		.length = strlen(message) };
	struct result behind;
	char other[MESSAGE_SIZE];

	if (crew->behind != 0 && !crew->heard && await(crew, &behind) && behind.failed &&
		is_earlier(&behind, &own) && behind.length <= sizeof other &&
		processes_hear(crew->results, other, behind.length))
		tell_failure(crew, &behind, other);
	tell_failure(crew, &own, message);
}

/* --- beginning -------------------------------------------------------------------------------- */

static bool is_pipe(int file)
{
	struct stat status;

	return fstat(file, &status) == 0 && S_ISFIFO(status.st_mode);
}

static bool is_long(const struct stream *in)
{
	struct stat status;

	if (fstat(in->file, &status) != 0)
		return false;
	if (S_ISREG(status.st_mode))
		return status.st_size >= LONG_FILE;
	return S_ISFIFO(status.st_mode) && in->end - in->begin >= LONG_READ;
}

/* The input once more for another process: a pipe that what is read is copied to (*copy its other
 * end), or the file, opened again at the same place. Below 0: it cannot be had. */
static int input_again(const struct stream *in, int *copy)
{
	off_t place;
	int ends[2];

	*copy = 0;
	if (!is_pipe(in->file)) {
		place = lseek(in->file, 0, SEEK_CUR);
		ends[0] = place < 0 ? -1 : open("/dev/stdin", O_RDONLY);
		if (ends[0] >= 0 && lseek(ends[0], place, SEEK_SET) != place) {
			close(ends[0]);
			return -1;
		}
		return ends[0];
	}
	if (pipe(ends) != 0)
		return -1;
	(void)fcntl(ends[1], F_SETPIPE_SZ, PIPE_SIZE);
	*copy = ends[1];
	return ends[0];
}

/* This process is the new one: nothing of the one before is left open in it but the way to tell. */
static void begin_behind(struct crew *crew, int input, int copy, const int results[2])
{
	if (dup2(input, STDIN_FILENO) < 0)
		_exit(CLI_FAILED);
	close(input);
	if (copy != 0)
		close(copy);
	close(results[0]);
	if (crew->before != 0)
		close(crew->before);
	crew->before = results[1];
}

/* Gives the persons from there on to a process behind; true in that process, which goes on so. */
static bool split(struct crew *crew, uint64_t from)
{
	pid_t made;
	int results[2], copy, input = input_again(crew->in, &copy);

	if (input < 0)
		return false;
	if (pipe(results) != 0) {
		close(input);
		if (copy != 0)
			close(copy);
		return false;
	}
	made = processes_new();
	if (made == 0) {
		begin_behind(crew, input, copy, results);
		crew->from = from;
		return true;
	}
	close(input);
	close(results[1]);
	if (made < 0) {
		close(results[0]);
		if (copy != 0)
			close(copy);
		return false;
	}
	crew->to = from;
	crew->behind = made;
	crew->results = results[0];
	stream_copy(crew->in, copy);
	/* One that has failed reads no more: that is seen by the copying, and no signal. */
	crew->pipe_signal = signal(SIGPIPE, SIG_IGN);
	return false;
}

/* The first has the smaller share, three quarters of another's, where it has more to do. Measured:
 * a catalogue with kpi-load takes 3.8 s by two processes, and 4.1 where their shares are alike. */
void crew_start(struct crew *crew, struct stream *in, bool first_has_more)
{
	size_t count = processes_count(is_long(in)), less = first_has_more ? 1 : 0;

	if (count == 1)
		return;
	crew->in = in;
	crew->to = EVERYBODY;
	cli_on_failure(fail, crew);
	for (size_t place = 1; place < count; place++)
		if (!split(crew, EVERYBODY / (4 * count - less) * (4 * place - less)))
			return;
}

/* --- the end ---------------------------------------------------------------------------------- */

static int64_t find_place(const struct crew *crew)
{
	return lseek(crew->in->file, 0, SEEK_CUR);
}

void crew_gather(struct crew *crew)
{
	struct result result;
	bool whole;

	if (crew->behind == 0)
		return;
	whole = await(crew, &result);
	if (whole) {
		crew->taken_count = result.length;
		crew->taken = memory_new(result.length, 1);
		whole = processes_hear(crew->results, crew->taken, result.length);
	}
	if (!whole)
		cli_fail("a process that counted a share of the persons ended early");
	if (result.failed)
		tell_failure(crew, &result, crew->taken);
	if (result.place != find_place(crew))
		cli_fail("%s: was changed while it was read", crew->in->name);
	close(crew->results);
	waitpid(crew->behind, NULL, 0);
}

void crew_put(struct crew *crew, const void *bytes, size_t length)
{
	crew->put = memory_grow(crew->put, &crew->put_capacity, crew->put_count + length, 1);
	if (length > 0)
		memcpy(crew->put + crew->put_count, bytes, length);
	crew->put_count += length;
}

void crew_put_text(struct crew *crew, struct text text)
{
	crew_put(crew, &text.length, sizeof text.length);
	crew_put(crew, text.at, text.length);
}

static const char *take(struct crew *crew, size_t length)
{
	const char *at = crew->taken + crew->taken_used;

	if (length > crew->taken_count - crew->taken_used)
		cli_fail("a process that counted a share of the persons told too little");
	crew->taken_used += length;
	return at;
}

void crew_take(struct crew *crew, void *bytes, size_t length)
{
	memcpy(bytes, take(crew, length), length);
}

struct text crew_take_text(struct crew *crew)
{
	struct text text;

	crew_take(crew, &text.length, sizeof text.length);
	text.at = take(crew, text.length);
	return text;
}

uint64_t crew_add(struct crew *crew, uint64_t own)
{
	uint64_t behind = 0;

	if (crew->behind != 0)
		crew_take(crew, &behind, sizeof behind);
	own += behind;
	if (!crew_is_first(crew))
		crew_put(crew, &own, sizeof own);
	return own;
}

void crew_end(struct crew *crew)
{
	struct result result = { .length = crew->put_count };

	free(crew->taken);
	if (crew_is_first(crew))
		return;
	result.place = find_place(crew);
	processes_tell(crew->before, &result, sizeof result);
	processes_tell(crew->before, crew->put, crew->put_count);
	_exit(0);
}
