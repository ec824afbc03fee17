#include "mapped.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli.h"

#define LEAST ((off_t)1 << 20)

/* A read of what a mapped file no longer has: it was made shorter. */
static _Noreturn void end_short(int signal)
{
	static const char message[] = "kpi-sort: a file was made shorter while it was sorted\n";
	ssize_t wrote = write(STDERR_FILENO, message, sizeof message - 1);

	(void)signal, (void)wrote;
	_exit(CLI_FAILED);
}

/* All but the file's end is mapped: a scan looks at bytes behind a line, and the last line may have
 * no LF. That part is read. */
bool mapped_open(struct mapped *mapped, struct stream *stream, int file, const char *name)
{
	struct mapped_file *added = &mapped->files[mapped->count];
	off_t from = lseek(file, 0, SEEK_CUR);

	if (from < 0 || mapped->count == MAPPED_MOST || fstat(file, &added->was) != 0 ||
		!S_ISREG(added->was.st_mode) || added->was.st_size - from < LEAST)
		return false;
	added->name = name;
	added->length = (size_t)added->was.st_size;
	added->file = dup(file);
	if (added->file < 0)
		return false;
	added->text = mmap(NULL, added->length, PROT_READ, MAP_PRIVATE, file, 0);
	if (added->text == MAP_FAILED || lseek(file, (off_t)added->length - SCAN_BYTES, SEEK_SET) < 0) {
		close(added->file);
		return false;
	}
	if (mapped->count++ == 0)
		sigaction(SIGBUS, &(struct sigaction){ .sa_handler = end_short }, NULL);
	stream_open_text(stream, (struct text){ added->text + from,
		added->length - (size_t)from - SCAN_BYTES }, file, name);
	return true;
}

/* What stands at the end, or goes on there, was read. */
bool mapped_holds(const struct mapped *mapped, struct text line)
{
	const struct mapped_file *last = &mapped->files[mapped->count - 1];

	return line.at >= last->text && line.at < last->text + last->length;
}

void mapped_check(const struct mapped *mapped)
{
	for (size_t i = 0; i < mapped->count; i++) {
		const struct stat *was = &mapped->files[i].was;
		struct stat now;

		if (fstat(mapped->files[i].file, &now) != 0 || now.st_size != was->st_size ||
			now.st_mtim.tv_sec != was->st_mtim.tv_sec ||
			now.st_mtim.tv_nsec != was->st_mtim.tv_nsec)
			cli_fail("%s: was written to while it was sorted", mapped->files[i].name);
	}
}

void mapped_close(struct mapped *mapped)
{
	for (size_t i = 0; i < mapped->count; i++) {
		munmap(mapped->files[i].text, mapped->files[i].length);
		close(mapped->files[i].file);
	}
	*mapped = (struct mapped){ .count = 0 };
}
