#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"

#define MANIFEST "manifest.tsv"
#define TEMPORARY ".part"
#define BLOCK ((size_t)256 << 10)
#define EIGHT 8 /* bytes of a check sum at a time */

static _Noreturn void fail(const struct files *files, const char *name, const char *what)
{
	cli_fail("%s%s%s: cannot %s: %s", files->folder, *name != '\0' ? "/" : "", name, what,
		strerror(errno));
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Whether the name is that of a shard or manifest with this tail. */
static bool is_ours(const char *name, const char *tail)
{
	if (is_digit(name[0]) && is_digit(name[1]) && strncmp(name + 2, ".tsv", 4) == 0)
		return strcmp(name + 6, tail) == 0;
	return strncmp(name, MANIFEST, strlen(MANIFEST)) == 0 &&
		strcmp(name + strlen(MANIFEST), tail) == 0;
}

/* Removes such files, or says whether there are any. */
static bool look_for(const struct files *files, const char *tail, bool remove_them)
{
	int again = openat(files->descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *listing = again < 0 ? NULL : fdopendir(again);
	const struct dirent *entry;
	bool any = false;

	if (listing == NULL)
		fail(files, "", "read");
	for (errno = 0; (entry = readdir(listing)) != NULL; errno = 0) {
		if (!is_ours(entry->d_name, tail))
			continue;
		any = true;
		if (remove_them && unlinkat(files->descriptor, entry->d_name, 0) != 0)
			fail(files, entry->d_name, "remove");
	}
	if (errno != 0)
		fail(files, "", "read");
	closedir(listing);
	return any;
}

/* Shards hold whole lines: nobody else is to read them. */
static int make(const struct files *files, const char *name)
{
	int file = openat(files->descriptor, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (file < 0)
		fail(files, name, "make");
	return file;
}

void files_open(struct files *files, const char *folder, size_t count, bool replace)
{
	*files = (struct files){ .folder = folder, .count = count, .replace = replace };
	files->list = memory_new(count, sizeof *files->list);
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		fail(files, "", "make");
	files->descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (files->descriptor < 0)
		fail(files, "", "open");
	if (flock(files->descriptor, LOCK_EX | LOCK_NB) != 0)
		fail(files, "", "lock (is another kpi-shard at work?)");
	if (!replace && look_for(files, "", false))
		cli_fail("%s: has the shards of an earlier run (want another folder, or --replace)",
			folder);
	look_for(files, TEMPORARY, true);
	for (size_t i = 0; i < count; i++) {
		struct shard_file *file = &files->list[i];

		snprintf(file->name, sizeof file->name, "%02zu.tsv" TEMPORARY, i);
		writer_open(&file->writer, make(files, file->name), file->name);
	}
}

void files_fill(struct files *files, size_t at, const char *bytes, size_t length)
{
	for (size_t i = 0; i < files->count; i++) {
		struct shard_file *file = &files->list[i];

		writer_flush(&file->writer);
		if (pwrite(file->writer.file, bytes, length, (off_t)at) != (ssize_t)length)
			fail(files, file->name, "write");
	}
}

/*
 * By k, what a byte that k more bytes follow adds to the sum, so that eight are added at a time
 * (Kounavis and Berry, "A systematic approach to building high performance software-based CRC
 * generators", 2005). Measured on 848 MB: 0.5 s, by one byte at a time 2.6.
 */
struct tables {
	uint32_t of[EIGHT][256];
};

static void make_tables(struct tables *tables)
{
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t rest = i << 24;

		for (int bit = 0; bit < 8; bit++)
			rest = rest << 1 ^ (rest >> 31 != 0 ? 0x04c11db7u : 0);
		tables->of[0][i] = rest;
	}
	for (size_t k = 1; k < EIGHT; k++)
		for (size_t i = 0; i < 256; i++)
			tables->of[k][i] = tables->of[k - 1][i] << 8 ^
				tables->of[0][tables->of[k - 1][i] >> 24];
}

static uint32_t add_bytes(uint32_t sum, const unsigned char *at, size_t count,
	const struct tables *tables)
{
	const uint32_t (*of)[256] = tables->of;

	for (; count >= EIGHT; at += EIGHT, count -= EIGHT)
		sum = of[7][sum >> 24 ^ at[0]] ^ of[6][(sum >> 16 & 0xff) ^ at[1]] ^
			of[5][(sum >> 8 & 0xff) ^ at[2]] ^ of[4][(sum & 0xff) ^ at[3]] ^
			of[3][at[4]] ^ of[2][at[5]] ^ of[1][at[6]] ^ of[0][at[7]];
	for (; count > 0; at++, count--)
		sum = sum << 8 ^ of[0][sum >> 24 ^ *at];
	return sum;
}

/* What cksum(1) says of the file (POSIX.1-2017, cksum): it is read as it lies there. */
static uint32_t check_sum(const struct files *files, const struct shard_file *file,
	const struct tables *tables, size_t *length)
{
	unsigned char *block = memory_new(BLOCK, 1);
	uint32_t sum = 0;
	ssize_t got;

	*length = 0;
	while ((got = pread(file->writer.file, block, BLOCK, (off_t)*length)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			fail(files, file->name, "read");
		sum = add_bytes(sum, block, (size_t)got, tables);
		*length += (size_t)got;
	}
	for (size_t left = *length; left > 0; left >>= 8)
		sum = add_bytes(sum, &(unsigned char){ left & 0xff }, 1, tables);
	free(block);
	return ~sum;
}

static void sync_file(const struct files *files, int file, const char *name)
{
	if (fsync(file) != 0)
		fail(files, name, "sync");
}

static void write_manifest(struct files *files)
{
	const char *name = MANIFEST TEMPORARY;
	struct tables tables;
	struct writer writer;

	make_tables(&tables);
	writer_open(&writer, make(files, name), name);
	writer_text(&writer, text_of("file\tlines\tbytes\tcksum"));
	writer_end_line(&writer);
	for (size_t i = 0; i < files->count; i++) {
		struct shard_file *file = &files->list[i];
		size_t length;
		uint32_t sum = check_sum(files, file, &tables, &length);
		char line[128];

		snprintf(line, sizeof line, "%02zu.tsv\t%zu\t%zu\t%lu", i, file->lines, length,
			(unsigned long)sum);
		writer_text(&writer, text_of(line));
		writer_end_line(&writer);
	}
	writer_flush(&writer);
	sync_file(files, writer.file, name);
	writer_close(&writer);
}

static void give_name(const struct files *files, const char *temporary)
{
	char name[64];

	snprintf(name, sizeof name, "%.*s", (int)(strlen(temporary) - strlen(TEMPORARY)), temporary);
	if (renameat(files->descriptor, temporary, files->descriptor, name) != 0)
		fail(files, temporary, "rename");
}

/* The manifest goes before what it speaks of. */
static void remove_earlier(const struct files *files)
{
	if (unlinkat(files->descriptor, MANIFEST, 0) != 0 && errno != ENOENT)
		fail(files, MANIFEST, "remove");
	sync_file(files, files->descriptor, "");
	look_for(files, "", true);
}

void files_finish(struct files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		writer_flush(&files->list[i].writer);
		sync_file(files, files->list[i].writer.file, files->list[i].name);
	}
	write_manifest(files);
	for (size_t i = 0; i < files->count; i++)
		writer_close(&files->list[i].writer);
	if (files->replace)
		remove_earlier(files);
	for (size_t i = 0; i < files->count; i++)
		give_name(files, files->list[i].name);
	sync_file(files, files->descriptor, "");
	give_name(files, MANIFEST TEMPORARY);
	sync_file(files, files->descriptor, "");
	close(files->descriptor);
	free(files->list);
	*files = (struct files){ .descriptor = -1 };
}
