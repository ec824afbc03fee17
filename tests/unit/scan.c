/* scan: both ways of finding TABs and line ends, against looking at each byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scan.h"

static void assert_found(const char *bytes)
{
	struct scan want = { 0, 0 }, got = scan_portable(bytes);

	for (unsigned i = 0; i < SCAN_BYTES; i++) {
		want.tabs |= (uint64_t)(bytes[i] == '\t') << i;
		want.ends |= (uint64_t)(bytes[i] == '\n') << i;
	}
	assert_true(got.tabs == want.tabs);
	assert_true(got.ends == want.ends);
	got = scan_bytes(bytes);
	assert_true(got.tabs == want.tabs);
	assert_true(got.ends == want.ends);
#ifdef __SSE2__
	got = scan_vector(bytes);
	assert_true(got.tabs == want.tabs);
	assert_true(got.ends == want.ends);
#endif
}

/* Each byte at each place, among bytes that differ from a TAB or line end in one bit or by one. */
static void finds_each_byte_in_each_place(void **state)
{
	static const unsigned char around[] = { 0x00, 0x01, 0x08, 0x09, 0x0a, 0x0b, 'x', 0x80, 0x89,
		0x8a, 0xff };

	(void)state;
	for (size_t i = 0; i < sizeof around; i++)
		for (unsigned at = 0; at < SCAN_BYTES; at++)
			for (int byte = 0; byte < 256; byte++) {
				char bytes[SCAN_BYTES];

				memset(bytes, around[i], sizeof bytes);
				bytes[at] = (char)byte;
				assert_found(bytes);
			}
}

static void finds_all_in_any_mix(void **state)
{
	static const char few[] = { '\t', '\n', '\b', '\v', 0, (char)0x89, (char)0x8a, 'a' };
	uint64_t random = 1;

	(void)state;
	for (int round = 0; round < 200000; round++) {
		/* One byte more, so that the scan also begins at odd addresses. */
		char bytes[SCAN_BYTES + 1];

		for (size_t i = 0; i < sizeof bytes; i++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			bytes[i] = round % 2 == 0 ? few[random >> 61] : (char)(random >> 56);
		}
		assert_found(bytes + round % 4 / 2);
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
