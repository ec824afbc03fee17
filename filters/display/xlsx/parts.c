#define _GNU_SOURCE /* fopencookie */
#include "parts.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "memory.h"

struct part {
	char *bytes;
	size_t size, capacity;
	size_t at;
};

static ssize_t write_part(void *cookie, const char *bytes, size_t size)
{
	struct part *part = cookie;

	part->bytes = memory_grow(part->bytes, &part->capacity, part->at + size, 1);
	memcpy(part->bytes + part->at, bytes, size);
	part->at += size;
	if (part->at > part->size)
		part->size = part->at;
	return (ssize_t)size;
}

static ssize_t read_part(void *cookie, char *bytes, size_t size)
{
	struct part *part = cookie;
	size_t left = part->at < part->size ? part->size - part->at : 0;

	if (size > left)
		size = left;
	if (size > 0)
		memcpy(bytes, part->bytes + part->at, size);
	part->at += size;
	return (ssize_t)size;
}

static int seek_part(void *cookie, off64_t *offset, int whence)
{
	struct part *part = cookie;
	off64_t from = whence == SEEK_SET ? 0
		: whence == SEEK_CUR      ? (off64_t)part->at
					  : (off64_t)part->size;

	if (*offset < -from)
		return -1;
	*offset += from;
	part->at = (size_t)*offset;
	return 0;
}

static int close_part(void *cookie)
{
	struct part *part = cookie;

	free(part->bytes);
	free(part);
	return 0;
}

FILE *lxw_tmpfile(char *folder)
{
	static const cookie_io_functions_t functions = { read_part, write_part, seek_part,
		close_part };
	struct part *part = memory_new(1, sizeof *part);

	(void)folder;
	return fopencookie(part, "w+", functions);
}
