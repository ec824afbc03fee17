/* stream: lines and fields, however they come through the pipe, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "child.h"
#include "stream.h"

/* Grows as it is put together by the tests; what follows a line in it is its end, as written. */
struct content {
	char *bytes;
	size_t length, capacity;
};

static void put(struct content *content, const char *bytes, size_t length)
{
	if (content->length + length > content->capacity) {
		content->capacity = 2 * (content->length + length);
		content->bytes = realloc(content->bytes, content->capacity);
		assert_non_null(content->bytes);
	}
	memcpy(content->bytes + content->length, bytes, length);
	content->length += length;
}

/* A pipe that gives the content in parts of so many bytes; *writer is the process at its end. */
static int pour(const struct content *content, size_t part, pid_t *writer)
{
	int ends[2];

	fflush(NULL);
	assert_int_equal(pipe(ends), 0);
	*writer = fork();
	assert_true(*writer >= 0);
	if (*writer == 0) {
		close(ends[0]);
		for (size_t done = 0; done < content->length;) {
			size_t left = content->length - done;
			ssize_t wrote = write(ends[1], content->bytes + done, left < part ? left : part);

			if (wrote < 0)
				_exit(1);
			done += (size_t)wrote;
		}
		_exit(0);
	}
	close(ends[1]);
	return ends[0];
}

static uint64_t draw(uint64_t *random)
{
	*random = *random * 6364136223846793005u + 1442695040888963407u;
	return *random >> 33;
}

/* A header of three columns and lines of every length, some of them longer than a block. */
static struct content content_of(size_t lines, const char *end, bool ended)
{
	struct content content = { 0 };
	uint64_t random = 3;

	put(&content, "one\ttwo\tthree", 13);
	put(&content, end, strlen(end));
	for (size_t i = 0; i < lines; i++) {
		for (int field = 0; field < 3; field++) {
			size_t length = draw(&random) % (i % 1000 == 999 ? 400000 : i % 7 == 0 ? 1 : 60);

			for (size_t j = 0; j < length; j++)
				put(&content, &"abcdefgh \xc3\xa9,\"z"[draw(&random) % 14], 1);
			if (field < 2)
				put(&content, "\t", 1);
		}
		if (i + 1 < lines || ended)
			put(&content, end, strlen(end));
	}
	return content;
}

/* Reads it back and holds each line and field against the content itself. */
static void assert_read(const struct content *content, size_t part, size_t ending)
{
	const char *at = content->bytes, *last = at + content->length;
	struct stream stream;
	size_t number = 1;
	pid_t writer;
	int status, file = pour(content, part, &writer);

	stream_open(&stream, file, "test", NULL);
	assert_int_equal(stream.column_count, 3);
	assert_string_equal(stream.header, "one\ttwo\tthree");
	at += 13 + ending;
	while (stream_next(&stream)) {
		const char *end = memchr(at, '\n', (size_t)(last - at));
		const char *from = at;
		size_t length = end == NULL ? (size_t)(last - at) : (size_t)(end - at) + 1 - ending;

		assert_int_equal(stream.number, ++number);
		assert_int_equal(stream.line.length, length);
		assert_memory_equal(stream.line.at, at, length);
		assert_int_equal(stream.tabs, 2);
		stream_cut(&stream);
		for (size_t i = 0; i < 3; i++) {
			const char *tab = memchr(from, '\t', (size_t)(at + length - from));
			struct text want = { from, (size_t)((tab ? tab : at + length) - from) };

			assert_true(text_same(stream_field(&stream, i), want));
			assert_true(text_same(stream_field_of(stream.line, i), want));
			from += want.length + 1;
		}
		at = end == NULL ? last : end + 1;
	}
	assert_true(at == last);
	assert_false(stream_next(&stream));
	stream_close(&stream);
	close(file);
	assert_int_equal(waitpid(writer, &status, 0), writer);
	assert_int_equal(status, 0);
}

static void reads_lines(void **state)
{
	static const size_t parts[] = { 1000, 4096, 65536, 1 << 20 };

	(void)state;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		struct content content = content_of(5000, "\n", true);

		assert_read(&content, parts[i], 1);
		free(content.bytes);
	}
}

static void reads_the_same_without_a_last_end(void **state)
{
	struct content content = content_of(3000, "\n", false);

	(void)state;
	assert_read(&content, 1 << 16, 1);
	free(content.bytes);
}

static void reads_crlf(void **state)
{
	struct content content = content_of(3000, "\r\n", true);

	(void)state;
	assert_read(&content, 777, 2);
	free(content.bytes);
}

static void reads_byte_by_byte(void **state)
{
	struct content content = content_of(300, "\r\n", true);

	(void)state;
	assert_read(&content, 1, 2);
	free(content.bytes);
}

static void reads_a_header_alone(void **state)
{
	struct content content = content_of(0, "\n", true);

	(void)state;
	assert_read(&content, 100, 1);
	free(content.bytes);
}

static void finds_columns(void **state)
{
	struct content content = content_of(1, "\n", true);
	struct stream stream;
	pid_t writer;
	int file = pour(&content, 100, &writer);

	(void)state;
	stream_open(&stream, file, "test", NULL);
	assert_int_equal(stream_find(&stream, "one"), 0);
	assert_int_equal(stream_need(&stream, "three"), 2);
	assert_int_equal(stream_find(&stream, "thre"), STREAM_NO_COLUMN);
	assert_int_equal(stream_find(&stream, ""), STREAM_NO_COLUMN);
	assert_int_equal(stream_field(&stream, STREAM_NO_COLUMN).length, 0);
	/* A line that ends before the column: empty, not what was there before. */
	assert_true(stream_next(&stream));
	stream_close(&stream);
	close(file);
	waitpid(writer, NULL, 0);
	free(content.bytes);
}

static void read_all(const void *content)
{
	struct stream stream;
	pid_t writer;

	stream_open(&stream, pour(content, 1 << 16, &writer), "test", NULL);
	while (stream_next(&stream))
		stream_cut(&stream);
}

static void refuses_what_is_no_stream(void **state)
{
	static const struct {
		struct text content;
		const char *message;
	} bad[] = {
		{ { "", 0 }, "test: empty" },
		{ { "a,b\n1,2\n", 8 }, "test:1: header: a CSV" },
		{ { "a\ta\n", 4 }, "test:1: header: columns 1 and 2 have one name" },
		{ { "a\t\n", 3 }, "test:1: header: column 2 has no name" },
		{ { "\n", 1 }, "test:1: header: column 1 has no name" },
		{ { "\xef\xbb\xbf" "a\tb\n", 7 }, "test:1: header: begins with a byte order mark" },
		{ { "a\0\tb\n", 5 }, "test:1: header: holds a NUL" },
		{ { "a\tb\n1\n", 6 }, "test:2: line: has 1 fields (want 2" },
		{ { "a\tb\n1\t2\n1\t2\t3\n", 14 }, "test:3: line: has 3 fields (want 2" },
		{ { "a\tb\n\n", 5 }, "test:2: line: has 1 fields (want 2" },
		{ { "a\tb\n1\t\0\n", 8 }, "test:2: line: holds a NUL" },
		{ { "a\tb\n1\r\t2\n", 9 }, "test:2: line: holds a CR" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct content content = { (char *)(uintptr_t)bad[i].content.at, bad[i].content.length, 0 };
		char said[1024];

		assert_int_equal(child_status(read_all, &content, said, sizeof said), 2);
		if (strstr(said, bad[i].message) == NULL)
			fail_msg("said '%s', not '%s'", said, bad[i].message);
	}
}

static void read_a_folder(const void *data)
{
	struct stream stream;
	FILE *folder = fopen("/", "r");

	(void)data;
	stream_open(&stream, fileno(folder), "test", NULL);
}

static void tells_a_failed_read(void **state)
{
	char said[1024];

	(void)state;
	assert_int_equal(child_status(read_a_folder, NULL, said, sizeof said), 2);
	assert_non_null(strstr(said, "test: cannot read: "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_lines),
		cmocka_unit_test(reads_the_same_without_a_last_end),
		cmocka_unit_test(reads_crlf),
		cmocka_unit_test(reads_byte_by_byte),
		cmocka_unit_test(reads_a_header_alone),
		cmocka_unit_test(finds_columns),
		cmocka_unit_test(refuses_what_is_no_stream),
		cmocka_unit_test(tells_a_failed_read),
	};

	return cmocka_run_group_tests_name("stream", tests, NULL, NULL);
}
