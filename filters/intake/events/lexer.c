#include "lexer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "memory.h"
#include "utf8.h"

static void add(struct lexer *lexer, enum token_kind kind, const char *text, size_t length,
	size_t line)
{
	if (lexer->count == lexer->capacity)
		lexer->tokens = memory_grow(lexer->tokens, &lexer->capacity, lexer->count + 1,
			sizeof *lexer->tokens);
	lexer->tokens[lexer->count++] = (struct token){ kind,
		text == NULL ? NULL : memory_copy(text, length), line };
}

/* Adds the quoted text that begins behind its quote; returns its length, closing quote included. */
static size_t add_quoted(struct lexer *lexer, const char *text, size_t length, size_t line)
{
	char *kept = memory_new(length + 1, 1);
	size_t used = 0, at = 0;

	while (at < length && text[at] != '"' && text[at] != '\n') {
		/* Only \" and \\ are escapes, so that a regular expression keeps its own. */
		if (text[at] == '\\' && at + 1 < length && (text[at + 1] == '"' || text[at + 1] == '\\'))
			at++;
		kept[used++] = text[at++];
	}
	if (at == length || text[at] == '\n')
		cli_fail("%s:%zu: a quote is not closed (want \"...\" on one line)", lexer->name, line);
	if (lexer->count == lexer->capacity)
		lexer->tokens = memory_grow(lexer->tokens, &lexer->capacity, lexer->count + 1,
			sizeof *lexer->tokens);
	lexer->tokens[lexer->count++] = (struct token){ TOKEN_QUOTED, kept, line };
	return at + 1;
}

void lexer_open(struct lexer *lexer, const char *name, const char *text, size_t length)
{
	size_t line = 1;

	*lexer = (struct lexer){ .name = name };
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		length -= 3;
	}
	if (memchr(text, '\0', length) != NULL || !utf8_valid((struct text){ text, length }))
		cli_fail("%s: not a text in UTF-8", name);
	for (size_t at = 0; at < length;) {
		size_t word = at;

		switch (text[at]) {
		case '\n':
			add(lexer, TOKEN_LINE, NULL, 0, line++);
			at++;
			break;
		case ' ':
		case '\t':
		case '\r':
			at++;
			break;
		case '\\':
			word += 1 + strspn(text + word + 1, "\r");
			if (word >= length || text[word] != '\n')
				cli_fail("%s:%zu: a backslash (want it at the line's end, or in quotes)", name,
					line);
			at = word + 1;
			line++;
			break;
		case '#':
			while (at < length && text[at] != '\n')
				at++;
			break;
		case '"':
			at += 1 + add_quoted(lexer, text + at + 1, length - at - 1, line);
			break;
		case '|':
		case '=':
			add(lexer, text[at] == '|' ? TOKEN_BAR : TOKEN_EQUALS, NULL, 0, line);
			at++;
			break;
		default:
			while (at < length && strchr(" \t\r\n\"|=#\\", text[at]) == NULL)
				at++;
			add(lexer, TOKEN_WORD, text + word, at - word, line);
		}
	}
	add(lexer, TOKEN_LINE, NULL, 0, line);
	add(lexer, TOKEN_END, NULL, 0, line);
}

const struct token *lexer_token(const struct lexer *lexer)
{
	return &lexer->tokens[lexer->at];
}

void lexer_step(struct lexer *lexer)
{
	if (lexer->tokens[lexer->at].kind != TOKEN_END)
		lexer->at++;
}

bool lexer_is(const struct lexer *lexer, const char *word)
{
	const struct token *token = lexer_token(lexer);

	return token->kind == TOKEN_WORD && strcmp(token->text, word) == 0;
}

bool lexer_take(struct lexer *lexer, const char *word)
{
	if (!lexer_is(lexer, word))
		return false;
	lexer_step(lexer);
	return true;
}

char *lexer_text(struct lexer *lexer, const char *wanted)
{
	const struct token *token = lexer_token(lexer);

	if (token->text == NULL)
		lexer_fail(lexer, "want %s here", wanted);
	lexer_step(lexer);
	return token->text;
}

void lexer_fail(const struct lexer *lexer, const char *format, ...)
{
	char message[512];
	va_list values;

	va_start(values, format);
	vsnprintf(message, sizeof message, format, values);
	va_end(values);
	cli_fail("%s:%zu: %s", lexer->name, lexer_token(lexer)->line, message);
}
