#include "writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"

#define BLOCK ((size_t)256 << 10)
#define MOST_FILES 1024 /* that are looked at, whether they are the one to be emptied */

void writer_open(struct writer *writer, int file, const char *name)
{
	*writer = (struct writer){ .file = file, .name = name };
	writer->block = memory_grow(NULL, &writer->capacity, 2 * BLOCK, 1);
}

void writer_open_to(struct writer *writer, void (*give)(void *to, const char *bytes, size_t length),
	void *to)
{
	writer_open(writer, -1, NULL);
	writer->give = give;
	writer->to = to;
}

/* A slip in a file's name must not empty the extract that is read. */
static void check_not_open(int file, const char *name)
{
	struct stat made, other;

	if (fstat(file, &made) != 0 || !S_ISREG(made.st_mode))
		return;
	for (int open = 0; open < MOST_FILES; open++)
		if (open != file && fstat(open, &other) == 0 && other.st_dev == made.st_dev &&
			other.st_ino == made.st_ino)
			cli_fail("%s: is being read or written already (want another file)", name);
}

void writer_create(struct writer *writer, const char *name, mode_t mode)
{
	int file = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, mode);

	if (file < 0)
		cli_fail("%s: cannot open: %s", name, strerror(errno));
	check_not_open(file, name);
	/* What is no file, such as a pipe, has nothing to be emptied of. */
	if (ftruncate(file, 0) != 0 && errno != EINVAL)
		cli_fail("%s: cannot write: %s", name, strerror(errno));
	writer_open(writer, file, name);
}

static void write_to_file(const struct writer *writer, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t wrote = write(writer->file, writer->block + done, length - done);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			cli_fail("%s: cannot write: %s", writer->name, strerror(errno));
		done += (size_t)wrote;
	}
}

static void write_out(struct writer *writer, size_t length)
{
	if (writer->give != NULL)
		writer->give(writer->to, writer->block, length);
	else
		write_to_file(writer, length);
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
