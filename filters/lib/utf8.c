#include "utf8.h"

/* How many bytes the character at `at` has, of those left; 0 where it is none. */
static size_t character_length(const unsigned char *at, size_t left)
{
	size_t length = at[0] < 0x80 ? 1 : at[0] < 0xc2 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3
		: at[0] < 0xf5 ? 4 : 0;

	if (length == 0 || length > left)
		return 0;
	for (size_t i = 1; i < length; i++)
		if (at[i] < 0x80 || at[i] > 0xbf)
			return 0;
	if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
		(at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f))
		return 0;
	return length;
}

bool utf8_valid(struct text text)
{
	const unsigned char *bytes = (const unsigned char *)text.at;

	for (size_t at = 0, length; at < text.length; at += length) {
		length = character_length(bytes + at, text.length - at);
		if (length == 0)
			return false;
	}
	return true;
}
