/* writer: every byte once and in order, whole lines first, and a failed write told. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "child.h"
#include "writer.h"

/* A file without a name, which the writer closes; the other number reads what is in it. */
static int new_file(int *reader)
{
	char path[] = "/tmp/kpi-unit.XXXXXX";
	int file = mkstemp(path);

	assert_true(file >= 0);
	*reader = open(path, O_RDONLY);
	assert_true(*reader >= 0);
	unlink(path);
	return file;
}

static void assert_next(int reader, const char *want)
{
	char got[256];
	ssize_t length = read(reader, got, sizeof got - 1);

	assert_true(length >= 0);
	got[length] = '\0';
	assert_string_equal(got, want);
}

static void flushes_whole_lines(void **state)
{
	struct writer writer;
	int reader;

	(void)state;
	writer_open(&writer, new_file(&reader), "test");
	writer_text(&writer, text_of("abc"));
	writer_flush(&writer);
	assert_next(reader, "");
	writer_end_line(&writer);
	writer_text(&writer, text_of("de"));
	writer_flush(&writer);
	assert_next(reader, "abc\n");
	writer_byte(&writer, 'f');
	writer_end_line(&writer);
	writer_put(&writer, "", 0);
	assert_next(reader, "");
	writer_flush(&writer);
	assert_next(reader, "def\n");
	writer_text(&writer, text_of("the rest"));
	writer_close(&writer);
	assert_next(reader, "the rest");
	close(reader);
}

/* Lines of 0 to 300,000 bytes, 20 MB of them: through several blocks, and longer than one. */
static void writes_all(void **state)
{
	static char line[300000], got[300001];
	size_t lengths[700];
	uint64_t random = 5;
	struct writer writer;
	int file, reader;
	FILE *back;

	(void)state;
	for (size_t i = 0; i < sizeof line; i++)
		line[i] = (char)('a' + i % 23);
	file = new_file(&reader);
	writer_open(&writer, file, "test");
	for (size_t i = 0; i < 700; i++) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		lengths[i] = i == 350 ? sizeof line : (random >> 40) % (i % 9 == 0 ? sizeof line : 10000);
		/* In two parts, so that a block is also full in the middle of a line. */
		writer_put(&writer, line, lengths[i] / 3);
		writer_put(&writer, line + lengths[i] / 3, lengths[i] - lengths[i] / 3);
		writer_end_line(&writer);
	}
	writer_close(&writer);
	back = fdopen(reader, "r");
	assert_non_null(back);
	for (size_t i = 0; i < 700; i++) {
		assert_int_equal(fread(got, 1, lengths[i] + 1, back), lengths[i] + 1);
		assert_memory_equal(got, line, lengths[i]);
		assert_int_equal(got[lengths[i]], '\n');
	}
	assert_int_equal(fgetc(back), EOF);
	fclose(back);
}

static void write_to_full(const void *lines)
{
	struct writer writer;

	writer_open(&writer, open("/dev/full", O_WRONLY), "test");
	for (size_t i = 0; i < *(const size_t *)lines; i++) {
		writer_text(&writer, text_of("a line"));
		writer_end_line(&writer);
	}
	writer_close(&writer);
}

static void close_twice(const void *data)
{
	struct writer writer;
	int reader;

	(void)data;
	writer_open(&writer, new_file(&reader), "test");
	close(writer.file);
	writer_close(&writer);
}

static void tells_a_failed_write(void **state)
{
	static const size_t few = 1, many = 1000000;
	char said[256];

	(void)state;
	assert_int_equal(child_status(write_to_full, &few, said, sizeof said), 2);
	assert_non_null(strstr(said, "test: cannot write: No space left on device"));
	assert_int_equal(child_status(write_to_full, &many, said, sizeof said), 2);
	assert_non_null(strstr(said, "test: cannot write: No space left on device"));
	assert_int_equal(child_status(close_twice, NULL, said, sizeof said), 2);
	assert_non_null(strstr(said, "test: cannot write: "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(flushes_whole_lines),
		cmocka_unit_test(writes_all),
		cmocka_unit_test(tells_a_failed_write),
	};

	return cmocka_run_group_tests_name("writer", tests, NULL, NULL);
}
