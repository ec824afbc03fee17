#include "html.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "cli.h"
#include "utf8.h"

#define REPLACEMENT "\xef\xbf\xbd"

void html_put(struct writer *writer, const char *markup)
{
	writer_text(writer, text_of(markup));
}

void html_format(struct writer *writer, const char *format, ...)
{
	char markup[1024];
	va_list values;
	int length;

	va_start(values, format);
	length = vsnprintf(markup, sizeof markup, format, values);
	va_end(values);
	if (length < 0 || (size_t)length >= sizeof markup)
		cli_fail("page: markup does not fit");
	writer_put(writer, markup, (size_t)length);
}

/* What HTML forbids or a reader cannot see: controls, noncharacters, and the embeddings, overrides
 * and isolates that make text read otherwise than it is written (Unicode, UAX 9; Trojan Source). */
static bool is_harmful(uint32_t code)
{
	return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7f && code < 0xa0) ||
		code == 0x61c || (code >= 0x202a && code <= 0x202e) ||
		(code >= 0x2066 && code <= 0x2069) || (code >= 0xfdd0 && code <= 0xfdef) ||
		(code & 0xfffe) == 0xfffe;
}

static const char *reference(char byte)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void html_text(struct writer *writer, struct text text)
{
	while (text.length > 0) {
		uint32_t code = 0;
		size_t length = utf8_character(text, &code);
		const char *instead = length == 1 ? reference(text.at[0]) : NULL;

		if (length == 0 || (is_harmful(code) && code != '\r'))
			instead = REPLACEMENT;
		else if (code == '\r')
			instead = text.length > 1 && text.at[1] == '\n' ? "" : "\n";
		if (instead != NULL)
			html_put(writer, instead);
		else
			writer_put(writer, text.at, length);
		length += length == 0;
		text.at += length;
		text.length -= length;
	}
}

void html_string(struct writer *writer, const char *text)
{
	html_text(writer, text_of(text));
}

void html_number(struct writer *writer, struct text number)
{
	size_t from = number.length > 0 && number.at[0] == '-', to = from;

	while (to < number.length && number.at[to] >= '0' && number.at[to] <= '9')
		to++;
	/* `3 of 11`, a suppressed figure: no number from end to end. */
	if (to == from || (to < number.length && number.at[to] != '.')) {
		html_text(writer, number);
		return;
	}
	if (from > 0)
		html_put(writer, "\xe2\x88\x92"); /* the minus sign, which is as wide as a digit */
	for (size_t at = from; at < to; at++) {
		if (at > from && (to - at) % 3 == 0)
			writer_byte(writer, ',');
		writer_byte(writer, number.at[at]);
	}
	html_text(writer, (struct text){ number.at + to, number.length - to });
}
