/*
 * words: a text cut into words as a shell cuts them (blanks divide; '...' and "..." keep them
 * together; a backslash keeps the next character), without any expansion.
 */
#ifndef KPI_WORDS_H
#define KPI_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct words {
	char **list; /* ended by NULL */
	size_t count, capacity;
};

/* Begins with a first word (argv[0]). */
void words_begin(struct words *words, const char *first);
void words_add(struct words *words, const char *word);

/* Adds the words of the text; false where a quote is open or a backslash is last. */
bool words_split(struct words *words, const char *text);

char **words_list(struct words *words);
void words_free(struct words *words);

#endif
