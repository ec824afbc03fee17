/*
 * lexer: the words of a map: unquoted, "quoted" (with \" and \\), `|` and `=`; a line's end is a
 * word of its own, # begins a comment, and a backslash at a line's end joins the next line to it.
 */
#ifndef EVENTS_LEXER_H
#define EVENTS_LEXER_H

#include <stdbool.h>
#include <stddef.h>

enum token_kind { TOKEN_WORD, TOKEN_QUOTED, TOKEN_BAR, TOKEN_EQUALS, TOKEN_LINE, TOKEN_END };

struct token {
	enum token_kind kind;
	char *text; /* NUL ended; NULL for a bar and what follows in the list above */
	size_t line;
};

/* A place in the tokens of a text, and where messages say they are from. */
struct lexer {
	const char *name;
	struct token *tokens; /* ended by TOKEN_LINE, TOKEN_END */
	size_t count, capacity;
	size_t at;
};

/* Cuts the text into tokens; a mistake ends the filter. The tokens live as long as the program. */
void lexer_open(struct lexer *lexer, const char *name, const char *text, size_t length);

/* The present token, and the step to the next one. */
const struct token *lexer_token(const struct lexer *lexer);
void lexer_step(struct lexer *lexer);

/* Whether the present token is this unquoted word; lexer_take steps over it. */
bool lexer_is(const struct lexer *lexer, const char *word);
bool lexer_take(struct lexer *lexer, const char *word);

/* The text of a word or quoted text, stepping over it; if it is neither, `wanted` is told. */
char *lexer_text(struct lexer *lexer, const char *wanted);

/* Says `kpi-events: NAME:LINE: message`, and exit 2. */
_Noreturn void lexer_fail(const struct lexer *lexer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
