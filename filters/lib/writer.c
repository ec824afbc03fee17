#include "writer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"

#define BLOCK ((size_t)256 << 10)

void writer_open(struct writer *writer, int file, const char *name)
{
	*writer = (struct writer){ .file = file, .name = name };
	writer->block = memory_grow(NULL, &writer->capacity, 2 * BLOCK, 1);
}

static void write_out(struct writer *writer, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t wrote = write(writer->file, writer->block + done, length - done);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			cli_fail("%s: cannot write: %s", writer->name, strerror(errno));
		done += (size_t)wrote;
	}
	memmove(writer->block, writer->block + length, writer->used - length);
	writer->used -= length;
	writer->lines_end -= length < writer->lines_end ? length : writer->lines_end;
}

void writer_flush(struct writer *writer)
{
	write_out(writer, writer->lines_end);
}

void writer_room(struct writer *writer, size_t length)
{
	if (writer->lines_end >= BLOCK)
		writer_flush(writer);
	writer->block = memory_grow(writer->block, &writer->capacity, writer->used + length, 1);
}

void writer_close(struct writer *writer)
{
	write_out(writer, writer->used);
	if (close(writer->file) != 0)
		cli_fail("%s: cannot write: %s", writer->name, strerror(errno));
	free(writer->block);
	*writer = (struct writer){ .file = -1 };
}
