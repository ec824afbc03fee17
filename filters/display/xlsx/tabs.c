#include "tabs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "memory.h"

/* Excel's limit, in its characters. */
#define LARGEST 31

/* `History` is Excel's own; of a name's ends it takes no apostrophe, and a blank would not show. */
#define RESERVED "history"
#define NOT_AT_ENDS " '"

static size_t bytes_of(unsigned char first)
{
	return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* The beginning that fits. */
static struct text cut(struct text text, size_t largest)
{
	struct text fits = { text.at, 0 };

	while (fits.length < text.length) {
		struct text more = { text.at,
			fits.length + bytes_of((unsigned char)text.at[fits.length]) };

		if (cell_length(more) > largest)
			break;
		fits = more;
	}
	while (fits.length > 0 && strchr(NOT_AT_ENDS, fits.at[fits.length - 1]) != NULL)
		fits.length--;
	return fits;
}

/*
 * Names that differ only in capitals are one to Excel. Which letters of other alphabets are pairs
 * is not known here, so all of those are taken for one: at worst a sheet is numbered needlessly.
 */
static bool take(struct names *taken, const char *name)
{
	char *folded = memory_copy(name, strlen(name));
	size_t used = 0;
	uint32_t count = taken->count;

	for (const char *at = name; *at != '\0'; at += bytes_of((unsigned char)*at))
		folded[used++] = (unsigned char)*at >= 0x80 ? '?'
			: *at >= 'A' && *at <= 'Z'          ? (char)(*at - 'A' + 'a')
							    : *at;
	names_add(taken, (struct text){ folded, used });
	free(folded);
	return taken->count > count;
}

char *tabs_name(struct names *taken, struct text wanted)
{
	char *plain = cell_text(wanted), *name;
	size_t size = strlen(plain) + 64;
	struct text from;

	names_add(taken, text_of(RESERVED));
	for (char *at = plain; *at != '\0'; at++)
		if ((unsigned char)*at < ' ' || strchr("[]:*?/\\", *at) != NULL)
			*at = '-';
	from = text_of(plain + strspn(plain, NOT_AT_ENDS));
	if (from.length == 0)
		from = text_of("Sheet");
	name = memory_new(size, 1);
	for (size_t number = 1;; number++) {
		char suffix[32] = "";
		struct text kept;

		if (number > 1)
			snprintf(suffix, sizeof suffix, " (%zu)", number);
		kept = cut(from, LARGEST - strlen(suffix));
		snprintf(name, size, "%.*s%s", (int)kept.length, kept.at, suffix);
		if (take(taken, name))
			break;
	}
	free(plain);
	return name;
}
