#ifndef SAMPLES_ROWS_H
#define SAMPLES_ROWS_H

/* The stream under construction: rows in any order, sorted by date when they are written. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum answer { ANSWER_NONE, ANSWER_NO, ANSWER_YES };

/* Texts are constants and are not owned. */
struct row {
	const char *event, *category, *result, *note, *grade;
	uint32_t person, ref, worker;	/* 0: none */
	int32_t day;
	int32_t number;			/* the result, where result is NULL; negative: none */
	int16_t minute;			/* of the day; negative: no time */
	int16_t previous;		/* negative: none */
	char person_kind, ref_kind;	/* the letter before the number */
	uint8_t team;			/* an index of rows.teams; 0: none */
	uint8_t discussed, reflection;	/* enum answer */
};

struct person {
	int32_t born;
	const char *sex, *ethnicity;
};

struct rows {
	struct row *row;
	size_t count, room;
	int32_t first, last;		/* rows of other days are not kept */
	struct row spare;
	struct person *child;		/* of row.person, where person_kind is C */
	const char *const *teams;
};

enum format { FORMAT_TSV, FORMAT_CSV };

/*
 * A new row with all else empty. The pointer holds until the next call. A day outside first to
 * last gives a row that is thrown away. Ends the program where memory ends.
 */
struct row *rows_add(struct rows *rows, int32_t day, const char *event);

/* In date order, or shuffled by a seed that is not 0. True if all of it was written. */
bool rows_write(const struct rows *rows, enum format format, bool covers, uint64_t shuffle);

/* The memory of the rows; the people are the caller's. */
void rows_free(struct rows *rows);

/* calloc that ends the program where memory ends. */
void *rows_memory(size_t count, size_t size);

#endif
