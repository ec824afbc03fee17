/*
 * shares: a long file sorted by several processes, each of which has a share of its lines.
 *
 * The first process has the first lines. The others are made when it has read the header; each
 * reads its share and gives what it holds, day by day, to the first, which writes its own lines of
 * the day and then theirs. What is not plain in a share (a line that is wrong or has no date,
 * memory that cannot be had) makes that process end without a word: then the first leaves all of
 * them, and reads on by itself. So messages and output are those of one process.
 */
#ifndef KPI_SORT_SHARES_H
#define KPI_SORT_SHARES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "columns.h"
#include "days.h"
#include "stream.h"
#include "writer.h"

struct shares {
	struct share *list; /* of the other processes, in the order of the lines */
	size_t count;
	off_t place; /* of the file when they began: its offset is that of all of them */
};

/*
 * Gives shares of what the stream of a mapped file has not looked at yet to new processes, as many
 * as processes_count says, and holds them back from it. In a new process it returns the share, and
 * the stream has those lines alone; in this, NULL. Where not all can be had the stream stays whole.
 */
struct share *shares_begin(struct shares *shares, struct stream *stream);

/* In a new process that has read its share: gives the days. */
_Noreturn void shares_give(struct share *share, const struct days *days,
	const struct columns *columns);

/*
 * Waits until the other shares have been read; false where one cannot be given: there are none
 * then, and the stream goes on with what they were.
 */
bool shares_await(struct shares *shares, struct stream *stream);

/* The first day that the other shares have lines of and have not given yet; DAYS_END: none. */
size_t shares_next(const struct shares *shares);

/* Writes their lines of that day. False where a process ended early. */
bool shares_write(struct shares *shares, size_t day, struct writer *writer);

void shares_close(struct shares *shares);

#endif
