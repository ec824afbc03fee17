#include "words.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

static void keep(struct words *words, char *word)
{
	words->list = memory_grow(words->list, &words->capacity, words->count + 2,
		sizeof *words->list);
	words->list[words->count++] = word;
	words->list[words->count] = NULL;
}

void words_begin(struct words *words, const char *first)
{
	*words = (struct words){ 0 };
	words_add(words, first);
}

void words_add(struct words *words, const char *word)
{
	keep(words, memory_copy(word, strlen(word)));
}

/* Reads one word at *at into word; false where it is not ended. */
static bool read_word(const char **at, char *word)
{
	char quote = '\0';
	size_t used = 0;

	for (; **at != '\0' && (quote != '\0' || strchr(" \t\r\n", **at) == NULL); (*at)++) {
		char byte = **at;

		if (byte == quote && quote != '\0') {
			quote = '\0';
		} else if (quote == '\0' && (byte == '\'' || byte == '"')) {
			quote = byte;
		} else if (byte == '\\' && quote != '\'') {
			(*at)++;
			if (**at == '\0')
				return false;
			/* In double quotes a backslash is itself but before what it can keep. */
			if (quote == '"' && **at != '"' && **at != '\\')
				word[used++] = '\\';
			word[used++] = **at;
		} else {
			word[used++] = byte;
		}
	}
	word[used] = '\0';
	return quote == '\0';
}

bool words_split(struct words *words, const char *text)
{
	for (;;) {
		char *word;
		bool ended;

		text += strspn(text, " \t\r\n");
		if (*text == '\0')
			return true;
		word = memory_new(strlen(text) + 1, 1);
		ended = read_word(&text, word);
		if (!ended) {
			free(word);
			return false;
		}
		keep(words, word);
	}
}

char **words_list(struct words *words)
{
	return words->list;
}

void words_free(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->list[i]);
	free(words->list);
}
