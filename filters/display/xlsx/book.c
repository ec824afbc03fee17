#define _GNU_SOURCE /* memfd_create */
#include "book.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"

/* The day that libxlsxwriter gives the parts of the zip too, 1 January 1980: no clock is read. */
#define CREATED 315532800

#define READ_SIZE ((size_t)64 << 10)

static void open_book(struct book *book, int file, const char *title)
{
	char path[32];
	lxw_workbook *workbook;
	lxw_doc_properties properties = { .title = (char *)(uintptr_t)title, .created = CREATED };

	*book = (struct book){ 0 };
	names_open(&book->tabs);
	snprintf(path, sizeof path, "/dev/fd/%d", file);
	book->looks.workbook = workbook = workbook_new(path);
	if (workbook == NULL || workbook_set_properties(workbook, &properties) != 0)
		cli_fail("libxlsxwriter: cannot begin a workbook");
}

static void close_book(struct book *book)
{
	lxw_error error = workbook_close(book->looks.workbook);

	if (error != LXW_NO_ERROR)
		cli_fail("libxlsxwriter: %s", lxw_strerror(error));
	names_close(&book->tabs);
}

/* Waits for the process that makes the workbook, and ends as it did if it failed. */
static void wait_for(pid_t maker)
{
	int status;

	while (waitpid(maker, &status, 0) < 0)
		if (errno != EINTR)
			cli_fail("cannot wait for the workbook: %s", strerror(errno));
	if (WIFSIGNALED(status))
		cli_fail("libxlsxwriter: ended by signal %d (is there memory enough?)",
			WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		exit(WEXITSTATUS(status));
}

static void copy(int file, struct writer *writer)
{
	ssize_t got;

	do {
		writer_room(writer, READ_SIZE);
		got = read(file, writer->block + writer->used, READ_SIZE);
		if (got < 0 && errno != EINTR)
			cli_fail("cannot read the workbook back: %s", strerror(errno));
		writer->used += got > 0 ? (size_t)got : 0;
	} while (got != 0);
	close(file);
}

/* Where memory runs out libxlsxwriter may crash, or leave things out: then no workbook is to be
 * written, and the reason told. So it works in another process, and errno is asked at the end. */
void book_make(const char *title, void (*fill)(struct book *book, void *with), void *with,
	struct writer *writer)
{
	/* In memory: nothing is left behind, however the filter ends. */
	int file = memfd_create("workbook", MFD_CLOEXEC);
	struct book book;
	pid_t maker;

	if (file < 0)
		cli_fail("cannot make a file in memory: %s", strerror(errno));
	maker = fork();
	if (maker < 0)
		cli_fail("cannot start a process: %s", strerror(errno));
	if (maker == 0) {
		errno = 0;
		open_book(&book, file, title);
		fill(&book, with);
		close_book(&book);
		if (errno == ENOMEM)
			cli_fail("out of memory");
		exit(0);
	}
	wait_for(maker);
	copy(file, writer);
}
