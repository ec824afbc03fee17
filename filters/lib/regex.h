/*
 * regex: PCRE2 patterns with limits. A pattern is at most 4 KiB; it searches (write ^ and $ to take
 * the whole), in UTF-8. Reaching the match limit is an answer of its own, never "no match".
 */
#ifndef KPI_REGEX_H
#define KPI_REGEX_H

#include <stdbool.h>

#include "text.h"

struct regex;

enum regex_answer { REGEX_NO, REGEX_YES, REGEX_LIMIT, REGEX_NOT_UTF8 };

/* Compiles the pattern; on a mistake returns NULL and writes what is wrong to problem. */
struct regex *regex_new(struct text pattern, char *problem, size_t problem_size);
void regex_free(struct regex *regex);

enum regex_answer regex_search(const struct regex *regex, struct text subject);

/* The pattern as it was given, NUL ended. */
const char *regex_pattern(const struct regex *regex);

/* What an answer other than yes and no means, for a message. */
const char *regex_problem(enum regex_answer answer);

#endif
