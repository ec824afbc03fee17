#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "shares.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"
#include "processes.h"

/* Where less is left they would take longer to begin than to sort it. */
#define LONG ((size_t)16 << 20)

/* Memory that two processes have, used in turn; in each slot are lines of one day. */
#define SLOTS 8
#define SLOT ((size_t)512 << 10)

/* What the first is told of a slot: or that there is no other, by DAYS_END. */
struct filled {
	size_t day, length;
};

/*
 * Measured at ten million lines by two processes: by memory that both have 0.44 s, by a pipe 0.54.
 * The socket carries what is told of a slot, and back a byte for each that was taken; and a process
 * that has ended early is seen by it.
 */
struct share {
	pid_t process;
	int socket;
	char *slots;
	size_t turn; /* how many slots were filled, or taken */
	struct filled next; /* to be taken; in the process that fills, the day that is given */
};

static char *slot_of(const struct share *share)
{
	return share->slots + share->turn % SLOTS * SLOT;
}

/* --- beginning -------------------------------------------------------------------------------- */

static _Noreturn void end_quietly(void *state, const char *message)
{
	(void)state, (void)message;
	_exit(CLI_FAILED);
}

static void close_share(const struct share *share)
{
	close(share->socket);
	munmap(share->slots, SLOTS * SLOT);
}

/* Without the other processes. */
static void leave(struct shares *shares)
{
	for (size_t i = 0; i < shares->count; i++) {
		close_share(&shares->list[i]);
		kill(shares->list[i].process, SIGKILL);
		waitpid(shares->list[i].process, NULL, 0);
	}
	shares->count = 0;
}

/* Not by the default action, which may leave a core with people's lines in it. */
static _Noreturn void end_at_signal(int signal)
{
	(void)signal;
	_exit(CLI_FAILED);
}

/* The first tells what is to be told: of a file that became shorter, too. */
static struct share *begin_share(struct shares *shares, int socket)
{
	struct share *own = &shares->list[shares->count];

	cli_on_failure(end_quietly, NULL);
	signal(SIGBUS, end_at_signal);
	for (size_t i = 0; i < shares->count; i++)
		close_share(&shares->list[i]);
	close(own->socket);
	own->socket = socket;
	return own;
}

/* In the new process its share; in this one NULL, and the share is counted if it could be had. */
static struct share *add(struct shares *shares)
{
	struct share *share = &shares->list[shares->count];
	int ends[2];

	*share = (struct share){ 0 };
	share->slots = mmap(NULL, SLOTS * SLOT, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (share->slots == MAP_FAILED)
		return NULL;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
		munmap(share->slots, SLOTS * SLOT);
		return NULL;
	}
	share->socket = ends[0];
	share->process = processes_new();
	if (share->process == 0)
		return begin_share(shares, ends[1]);
	close(ends[1]);
	if (share->process < 0)
		close_share(share);
	else
		shares->count++;
	return NULL;
}

/* The begin of the first line behind a place of the text, or NULL. */
static const char *line_behind(struct text text, size_t place)
{
	const char *end = memchr(text.at + place, '\n', text.length - place);

	return end == NULL || end + 1 == text.at + text.length ? NULL : end + 1;
}

struct share *shares_begin(struct shares *shares, struct stream *stream)
{
	struct text left = stream->there;
	size_t count = processes_count(left.length >= LONG);
	const char *first = line_behind(left, left.length / count), *from = first, *to;

	if (count == 1)
		return NULL;
	shares->list = memory_new(count, sizeof *shares->list);
	shares->place = lseek(stream->file, 0, SEEK_CUR);
	for (size_t i = 1; i < count && from != NULL; i++, from = to) {
		struct share *own;

		to = i + 1 < count ? line_behind(left, left.length / count * (i + 1)) : NULL;
		own = add(shares);
		if (own != NULL) {
			stream_hold_back(stream, from);
			stream_go_past(stream);
			if (to != NULL)
				stream_hold_back(stream, to);
			return own;
		}
		if (shares->count < i) {
			leave(shares);
			return NULL;
		}
	}
	if (first != NULL)
		stream_hold_back(stream, first);
	return NULL;
}

/* --- giving ----------------------------------------------------------------------------------- */

static void give_slot(struct share *share, struct filled filled, const char *lines)
{
	char taken;

	if (share->turn >= SLOTS && !processes_hear(share->socket, &taken, 1))
		_exit(CLI_FAILED);
	memcpy(slot_of(share), lines, filled.length);
	share->turn++;
	processes_tell(share->socket, &filled, sizeof filled);
}

static void give_lines(void *to, const char *lines, size_t length)
{
	struct share *share = to;

	while (length > 0) {
		size_t part = length < SLOT ? length : SLOT;

		give_slot(share, (struct filled){ share->next.day, part }, lines);
		lines += part;
		length -= part;
	}
}

void shares_give(struct share *share, const struct days *days, const struct columns *columns)
{
	struct writer writer;
	size_t *day = &share->next.day;

	writer_open_to(&writer, give_lines, share);
	for (*day = days_next(days, 0); *day != DAYS_END; *day = days_next(days, *day + 1)) {
		days_write(days, *day, columns, false, &writer);
		writer_flush(&writer);
	}
	give_slot(share, (struct filled){ DAYS_END, 0 }, "");
	_exit(0);
}

/* --- taking ----------------------------------------------------------------------------------- */

static bool hear_next(struct share *share)
{
	return processes_hear(share->socket, &share->next, sizeof share->next);
}

/* One that has filled its last slot is gone, or goes without it; of another that is seen by what is
 * heard. */
static bool tell_taken(const struct share *share)
{
	return send(share->socket, "", 1, MSG_NOSIGNAL) == 1 || errno == EPIPE || errno == ECONNRESET;
}

bool shares_await(struct shares *shares, struct stream *stream)
{
	for (size_t i = 0; i < shares->count; i++)
		if (!hear_next(&shares->list[i])) {
			leave(shares);
			stream_go_on(stream);
			lseek(stream->file, shares->place, SEEK_SET);
			return false;
		}
	return true;
}

size_t shares_next(const struct shares *shares)
{
	size_t next = DAYS_END;

	for (size_t i = 0; i < shares->count; i++)
		if (shares->list[i].next.day < next)
			next = shares->list[i].next.day;
	return next;
}

/* What is longer than a slot was cut anywhere, so one may end in the middle of a line. */
static void write_slot(const struct share *share, struct writer *writer)
{
	const char *lines = slot_of(share);
	size_t length = share->next.length;

	if (lines[length - 1] == '\n') {
		writer_put(writer, lines, length - 1);
		writer_end_line(writer);
	} else {
		writer_put(writer, lines, length);
	}
}

bool shares_write(struct shares *shares, size_t day, struct writer *writer)
{
	for (size_t i = 0; i < shares->count; i++) {
		struct share *share = &shares->list[i];

		while (share->next.day == day) {
			write_slot(share, writer);
			share->turn++;
			if (!tell_taken(share) || !hear_next(share))
				return false;
		}
	}
	return true;
}

void shares_close(struct shares *shares)
{
	leave(shares);
	free(shares->list);
}
