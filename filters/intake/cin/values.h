/*
 * values: what stands in a record, read and kept until the record is whole; the first thing wrong
 * with it.
 */
#ifndef CIN_VALUES_H
#define CIN_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

/* Years outside these are slips or stand for "none", as in kpi-events. */
#define VALUES_FIRST_YEAR 1900
#define VALUES_LAST_YEAR 2199

/* Where and why a record cannot be used; element is NULL while nothing is wrong. It shows of a
 * value only what cli_value shows. */
struct problem {
	const char *element;
	size_t line;
	char reason[96];
};

/* Keeps the problem, unless one was there before. */
void problem_note(struct problem *problem, const char *element, size_t line, const char *format,
	...) __attribute__((format(printf, 4, 5)));

/* One value of an element: text, and where it stood. text.at is NULL where it was too long. */
struct value {
	const char *element;
	size_t line;
	struct text text;
};

/* Each notes the problem and gives false where the value is not what it should be. */
bool value_day(const struct value *value, int32_t *day, struct problem *problem);
/* 0, 1, false or true */
bool value_flag(const struct value *value, bool *flag, struct problem *problem);
/* not below 0 */
bool value_number(const struct value *value, struct problem *problem);
/* no longer than an element's text may be */
bool value_short(const struct value *value, struct problem *problem);

/* Texts kept together; each ends in a NUL, and 0 is the place of the empty one. */
struct texts {
	char *bytes;
	size_t used, capacity;
};

/* Keeps a copy in which a TAB, CR and LF is a blank; its place. */
size_t texts_keep(struct texts *texts, struct text text);
const char *texts_at(const struct texts *texts, size_t place);
void texts_clear(struct texts *texts);
void texts_free(struct texts *texts);

/* M, F or U; GenderCurrent had digits for it until 2024. Any other code stays what it is. */
const char *value_sex(const char *code);

#endif
