/* scan: lines and TABs by both twins, against looking at each byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scan.h"

#define LONGEST 2000

/* A block of so many bytes, with room behind that holds what would be found if it were taken. */
struct block {
	char bytes[LONGEST + SCAN_BYTES];
	size_t length;
};

static void fill_behind(struct block *block)
{
	for (size_t i = 0; i < SCAN_BYTES; i++)
		block->bytes[block->length + i] = "\n\t\r"[i % 3];
}

typedef size_t lines_function(const char *block, struct scan *scan, struct scan_line *lines);
typedef size_t fields_function(struct text line, struct text *fields, size_t most, bool *odd);

static void assert_lines(const struct block *block, size_t from, lines_function *find, bool counts)
{
	struct scan scan = { from, block->length, 0, counts };
	struct scan_line lines[SCAN_LINES];
	size_t count = find(block->bytes, &scan, lines), next = 0;
	uint32_t tabs = 0;

	for (size_t i = from; i < block->length; i++) {
		tabs += counts && block->bytes[i] == '\t';
		if (block->bytes[i] != '\n')
			continue;
		if (next == count) {
			count = find(block->bytes, &scan, lines);
			next = 0;
			assert_true(count > 0);
		}
		assert_int_equal(lines[next].end, i);
		assert_int_equal(lines[next].tabs, tabs);
		next++;
	}
	if (next == count && scan.at < scan.end)
		count = find(block->bytes, &scan, lines) + next;
	assert_int_equal(next, count);
	assert_int_equal(scan.at, block->length);
	assert_int_equal(scan.tabs, tabs);
}

#define MOST 7

static void assert_fields(const struct block *block, size_t from, fields_function *find)
{
	struct text fields[MOST + 1] = { [MOST] = { NULL, 0 } };
	struct text line = { block->bytes + from, block->length - from };
	const char *at = line.at;
	size_t want = 0;
	bool odd, has_odd = false;
	size_t count = find(line, fields, MOST, &odd);

	for (size_t i = 0; i <= line.length; i++) {
		has_odd = has_odd || (i < line.length && (line.at[i] == '\0' || line.at[i] == '\r'));
		if (i < line.length && line.at[i] != '\t')
			continue;
		if (want < MOST) {
			assert_ptr_equal(fields[want].at, at);
			assert_int_equal(fields[want].length, line.at + i - at);
		}
		at = line.at + i + 1;
		want++;
	}
	assert_int_equal(count, want);
	assert_null(fields[MOST].at);
	assert_int_equal(odd, has_odd);
}

static void assert_found(struct block *block, size_t from)
{
	fill_behind(block);
	for (int counts = 0; counts < 2; counts++) {
		assert_lines(block, from, scan_lines_portable, counts);
		assert_lines(block, from, scan_lines, counts);
	}
	assert_fields(block, from, scan_fields_portable);
	assert_fields(block, from, scan_fields);
}

/* Each byte at each place, among bytes that differ from a TAB or line end in one bit or by one. */
static void finds_each_byte_in_each_place(void **state)
{
	static const unsigned char around[] = { 0x00, 0x01, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 'x',
		0x80, 0x89, 0x8a, 0x8d, 0xff };
	struct block block = { .length = SCAN_BYTES };

	(void)state;
	for (size_t i = 0; i < sizeof around; i++)
		for (unsigned at = 0; at < SCAN_BYTES; at++)
			for (int byte = 0; byte < 256; byte++) {
				memset(block.bytes, around[i], block.length);
				block.bytes[at] = (char)byte;
				assert_found(&block, 0);
			}
}

/* Of every length, from odd addresses, with lines of every length from none on. */
static void finds_all_in_any_mix(void **state)
{
	static const char few[] = { '\t', '\n', '\r', '\v', 0, (char)0x89, 'b', 'a' };
	uint64_t random = 1;
	struct block block;

	(void)state;
	for (size_t round = 0; round < 6000; round++) {
		block.length = round % LONGEST;
		for (size_t i = 0; i < block.length; i++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			block.bytes[i] = round % 3 == 0 ? few[random >> 61]
				: round % 3 == 1        ? (char)(random >> 56)
				: random >> 58 == 0     ? '\n'
							: few[random >> 62 | 4];
		}
		assert_found(&block, block.length < 2 ? 0 : round / LONGEST);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_each_byte_in_each_place),
		cmocka_unit_test(finds_all_in_any_mix),
	};

	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
