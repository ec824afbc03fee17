/* sandbox: what is open stays usable, and nothing else can be had. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox.h"

enum { NOT_HERE = 77 };

/* The child's exit tells which of these did not hold; the parent has no sandbox. */
static int child(int file, const char *path)
{
	char byte, *memory;

	if (!sandbox_enter())
		return NOT_HERE;
	if (read(file, &byte, 1) != 1 || byte != 'k')
		return 1;
	if (write(file, "x", 1) != 1)
		return 2;
	memory = malloc((size_t)8 << 20);
	if (memory == NULL)
		return 3;
	memset(memory, 1, (size_t)8 << 20);
	free(memory);
	if (open(path, O_RDONLY) != -1 || errno != EPERM)
		return 4;
	if (open(path, O_WRONLY | O_CREAT, 0600) != -1 || errno != EPERM)
		return 5;
	if (socket(AF_INET, SOCK_STREAM, 0) != -1 || errno != EPERM)
		return 6;
	if (unlink(path) != -1 || errno != EPERM)
		return 7;
	if (execl("/bin/true", "true", (char *)NULL) != -1 || errno != EPERM)
		return 8;
	if (fork() != -1 || errno != EPERM)
		return 9;
	return 0;
}

static void keeps_to_what_is_open(void **state)
{
	char path[] = "/tmp/sandbox.XXXXXX";
	int file = mkstemp(path), status;
	pid_t pid;

	(void)state;
	assert_true(file >= 0);
	assert_int_equal(write(file, "k", 1), 1);
	assert_int_equal(lseek(file, 0, SEEK_SET), 0);
	pid = fork();
	if (pid == 0)
		_exit(child(file, path));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(file);
	assert_int_equal(unlink(path), 0);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == NOT_HERE)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(keeps_to_what_is_open) };

	return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
