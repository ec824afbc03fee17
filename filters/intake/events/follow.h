/*
 * follow: events that are held back until all rows of an extract are known: `unless COLUMN` of a
 * map.
 *
 * Such an event is given only where no row of its person has the event's day in that column. A row
 * that goes on from another one's end begins nothing; where the other is not in the files, it does.
 */
#ifndef EVENTS_FOLLOW_H
#define EVENTS_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "names.h"
#include "text.h"
#include "writer.h"

struct follow {
	struct names ends; /* event, person and day that some row has in the event's column, */
	uint32_t *times; /* ... and how many rows, by number */
	size_t time_capacity;
	struct held_event *list;
	size_t count, capacity;
	char *lines; /* those that are held back, each with its line end */
	size_t used, line_capacity;
	char *key; /* room to put one together */
	size_t key_capacity;
	size_t row; /* the number of the present one */
	size_t given, without; /* events given at the end; rows that then gave none */
};

void follow_open(struct follow *follow);
void follow_close(struct follow *follow);

/* A row of the person has that day in the column of this event of the extract. */
void follow_end(struct follow *follow, size_t event, struct text person, struct text day);

/* Holds back the event's line, which happens to the person that day. own: its row has that day in
 * the column itself, and does not go on from itself. */
void follow_hold(struct follow *follow, size_t event, struct text person, struct text day, bool own,
	struct text line);

/* The row is over; it gave so many events that were not held back. */
void follow_end_row(struct follow *follow, size_t events);

/* All rows are known: writes the events that follow no other row, and counts. */
void follow_give(struct follow *follow, struct writer *writer);

#endif
