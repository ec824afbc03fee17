#include "utf8.h"

size_t utf8_character(struct text text, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char head = (unsigned char)text.at[0];
	size_t length = head < 0x80 ? 1 : head < 0xc0 ? 0 : head < 0xe0 ? 2 : head < 0xf0 ? 3 : 4;

	if (length == 0 || length > text.length || head > 0xf4)
		return 0;
	*code = length == 1 ? head : head & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		unsigned char next = (unsigned char)text.at[i];

		if ((next & 0xc0) != 0x80)
			return 0;
		*code = *code << 6 | (next & 0x3f);
	}
	if (length > 1 && *code < least[length])
		return 0;
	return *code > 0x10ffff || (*code >= 0xd800 && *code < 0xe000) ? 0 : length;
}

bool utf8_valid(struct text text)
{
	uint32_t code;

	for (size_t length; text.length > 0; text.at += length, text.length -= length) {
		length = utf8_character(text, &code);
		if (length == 0)
			return false;
	}
	return true;
}
