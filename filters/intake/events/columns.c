#include "columns.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "rows.h"

size_t columns_find(const struct columns *columns, const char *name)
{
	for (size_t i = 0; i < columns->count; i++)
		if (strcmp(columns->names[i], name) == 0)
			return i;
	return COLUMNS_NONE;
}

size_t columns_add(struct columns *columns, const char *name)
{
	size_t found = columns_find(columns, name);

	if (found != COLUMNS_NONE)
		return found;
	columns->names = memory_grow(columns->names, &columns->capacity, columns->count + 1,
		sizeof *columns->names);
	columns->names[columns->count] = memory_copy(name, strlen(name));
	return columns->count++;
}

char *columns_fold(struct text name)
{
	char *folded = memory_new(name.length + 1, 1);
	size_t used = 0;
	bool blank = false;

	for (size_t i = 0; i < name.length; i++) {
		bool no_break = i + 1 < name.length && memcmp(name.at + i, "\xc2\xa0", 2) == 0;

		if (no_break || name.at[i] == ' ' || name.at[i] == '\t') {
			blank = used > 0;
			i += no_break;
			continue;
		}
		if (blank)
			folded[used++] = ' ';
		blank = false;
		folded[used++] = name.at[i] >= 'A' && name.at[i] <= 'Z'
			? (char)(name.at[i] | 0x20) : name.at[i];
	}
	return folded;
}

struct header header_new(const struct text *fields, size_t count, size_t line)
{
	struct header header = { .count = count, .line = line };

	header.names = memory_new(count, sizeof *header.names);
	header.folded = memory_new(count, sizeof *header.folded);
	for (size_t i = 0; i < count; i++) {
		struct text name = rows_trim(fields[i]);

		header.names[i] = memory_copy(name.at, name.length);
		header.folded[i] = columns_fold(name);
	}
	return header;
}

void header_free(struct header *header)
{
	for (size_t i = 0; i < header->count; i++) {
		free(header->names[i]);
		free(header->folded[i]);
	}
	free(header->names);
	free(header->folded);
	*header = (struct header){ 0 };
}

size_t header_find(const struct header *header, const char *name, bool *twice)
{
	char *folded = columns_fold(text_of(name));
	size_t found = COLUMNS_NONE;

	*twice = false;
	for (size_t i = 0; i < header->count; i++) {
		if (strcmp(header->folded[i], folded) != 0)
			continue;
		*twice = found != COLUMNS_NONE;
		if (!*twice)
			found = i;
	}
	free(folded);
	return found;
}
