#include "cell.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "sum.h"

#define MOST_DIGITS 15

static bool is_hexadecimal(char byte)
{
	return byte != '\0' && strchr("0123456789abcdefABCDEF", byte) != NULL;
}

/* Whether `_xHHHH_` begins here. */
static bool is_escape(struct text text, size_t at)
{
	if (text.length - at < 7 || memcmp(text.at + at, "_x", 2) != 0 || text.at[at + 6] != '_')
		return false;
	for (size_t i = at + 2; i < at + 6; i++)
		if (!is_hexadecimal(text.at[i]))
			return false;
	return true;
}

/* Whether U+FFFE or U+FFFF begins here. */
static bool is_no_character(struct text text, size_t at)
{
	return text.length - at >= 3 && (memcmp(text.at + at, "\xef\xbf\xbe", 3) == 0 ||
						memcmp(text.at + at, "\xef\xbf\xbf", 3) == 0);
}

char *cell_text(struct text text)
{
	char *copy = NULL;
	size_t used = 0, capacity = 0;

	for (size_t i = 0; i < text.length; i++) {
		const char *escape = NULL;

		copy = memory_grow(copy, &capacity, used + 8, 1);
		if (is_escape(text, i))
			escape = "_x005F_";
		else if (is_no_character(text, i))
			escape = text.at[i + 2] == '\xbe' ? "_xFFFE_" : "_xFFFF_";
		if (escape == NULL) {
			copy[used++] = text.at[i];
			continue;
		}
		memcpy(copy + used, escape, 7);
		used += 7;
		i += text.at[i] == '_' ? 0 : 2;
	}
	copy = memory_grow(copy, &capacity, used + 1, 1);
	copy[used] = '\0';
	return copy;
}

size_t cell_width(struct text text)
{
	size_t width = 0;

	for (size_t i = 0; i < text.length; i++)
		width += ((unsigned char)text.at[i] & 0xc0) != 0x80;
	return width;
}

/* A character of four bytes is two units of UTF-16. */
size_t cell_length(struct text text)
{
	size_t length = cell_width(text);

	for (size_t i = 0; i < text.length; i++)
		length += (unsigned char)text.at[i] >= 0xf0;
	return length;
}

bool cell_number(struct text text, double *number, int *decimals)
{
	char copy[SUM_SIZE];
	int64_t amount;
	int digits = 0;

	if (text.length >= sizeof copy || !sum_parse(text, &amount))
		return false;
	*decimals = 0;
	for (size_t i = 0; i < text.length; i++) {
		digits += text.at[i] > '0' || (text.at[i] == '0' && digits > 0);
		if (text.at[i] == '.')
			*decimals = (int)(text.length - i - 1);
	}
	if (digits > MOST_DIGITS)
		return false;
	memcpy(copy, text.at, text.length);
	copy[text.length] = '\0';
	*number = strtod(copy, NULL);
	return true;
}
