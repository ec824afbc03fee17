/*
 * crew: a stream counted by several processes, each of which takes the lines of its own persons.
 *
 * Sums of parts are the figure of the whole (DESIGN.md section 1), so what they count is added
 * together, to the digit. The processes stand in a row. Each has the whole stream, knows each day
 * of it, and takes the lines of a share of the persons; at the end it adds what the one behind it
 * has counted to its own and gives it to the one before. The first alone speaks and writes. They
 * share no memory. What makes one fail is said by the first, and of several that which stands
 * earliest in the stream, as if there were one process.
 */
#ifndef KPI_CREW_H
#define KPI_CREW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "stream.h"
#include "text.h"

/* All zero: one process alone. */
struct crew {
	uint64_t from, to; /* its persons: those whose hash is from from to below to; to 0: everybody */
	pid_t behind; /* the process behind, or 0 */
	int results; /* ... and the pipe that it tells by, */
	bool heard; /* ... from which some has been read */
	int before; /* the pipe to the process before, or 0: this is the first */
	struct stream *in;
	size_t step; /* the reader's: how far it is at the line now read, for what fails there */
	void (*pipe_signal)(int signal); /* what SIGPIPE did before */
	char *taken, *put; /* what the one behind has told, and what is to be told */
	size_t taken_count, taken_used, put_count, put_capacity;
};

/*
 * Begins, once the header has been read: with as many processes as the environment says by
 * KPI_PROCESSES, or where it does not and the stream is long, as there are processors to run on.
 * Where the input is no pipe and no file, or no process can be had, with fewer or alone.
 * first_has_more: it takes some lines of all persons.
 */
void crew_start(struct crew *crew, struct stream *in, bool first_has_more);

static inline bool crew_is_first(const struct crew *crew)
{
	return crew->before == 0;
}

/* Whether the person's lines are this process's to take. The hash is the same in each run, so that
 * who finds what does not change from run to run; where ids are chosen to collide, one works
 * alone. */
static inline bool crew_is_mine(const struct crew *crew, struct text person)
{
	uint64_t first, last, hash;

	if (crew->to == 0)
		return true;
	text_ends(person, &first, &last);
	hash = (first ^ (last << 29 | last >> 35)) * 0x9e3779b97f4a7c15u;
	hash = (hash ^ hash >> 32) * 0xd6e8feb86659fd93u >> 32;
	return hash >= crew->from && hash < crew->to;
}

/* The stream has ended: waits for the process behind, if there is one. */
void crew_gather(struct crew *crew);

/* Then, by all in the same order: the sum of this and what those behind have in its place; */
uint64_t crew_add(struct crew *crew, uint64_t own);

/* ... or bytes that are told to the process before, and taken from the one behind. */
void crew_put(struct crew *crew, const void *bytes, size_t length);
void crew_take(struct crew *crew, void *bytes, size_t length);
void crew_put_text(struct crew *crew, struct text text);
/* The text holds until the crew ends. */
struct text crew_take_text(struct crew *crew);

/* Tells the process before, and does not return, unless this is the first. */
void crew_end(struct crew *crew);

#endif
