/*
 * fault: makes the n-th call of one kind fail, in a program that it is preloaded into (LD_PRELOAD).
 *
 * FAULT=KIND:N, KIND being malloc, read, write or fork. The call that fails says so by a byte on
 * descriptor 9, so that the test knows whether there was an n-th. glibc's own calls within itself
 * are not seen.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { TOLD = 9 };

/* glibc's own names for what stands here in their place. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static long left_of(const char *kind)
{
	const char *fault = getenv("FAULT");
	size_t length = strlen(kind);

	if (fault == NULL || strncmp(fault, kind, length) != 0 || fault[length] != ':')
		return 0;
	return strtol(fault + length + 1, NULL, 10);
}

/* Whether this call, the next of its kind, is to fail. left: LONG_MIN before the first. */
static int fails(const char *kind, long *left)
{
	if (*left < 0)
		*left = left_of(kind);
	if (*left == 0 || --*left > 0)
		return 0;
	syscall(SYS_write, TOLD, "!", 1);
	return 1;
}

static int memory_fails(void)
{
	static long left = -1;

	if (!fails("malloc", &left))
		return 0;
	errno = ENOMEM;
	return 1;
}

/* The system's headers name parameters with underscores before them.
 * NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */

void *malloc(size_t size)
{
	return memory_fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return memory_fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return memory_fails() ? NULL : __libc_realloc(old, size);
}

ssize_t read(int file, void *into, size_t length)
{
	static long left = -1;

	if (!fails("read", &left))
		return syscall(SYS_read, file, into, length);
	errno = EIO;
	return -1;
}

ssize_t write(int file, const void *from, size_t length)
{
	static long left = -1;

	if (!fails("write", &left))
		return syscall(SYS_write, file, from, length);
	errno = ENOSPC;
	return -1;
}

pid_t fork(void)
{
	static long left = -1;

	if (!fails("fork", &left))
		return _Fork();
	errno = EAGAIN;
	return -1;
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
