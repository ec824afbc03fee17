/* utf8: the characters at the borders of RFC 3629's table (section 4), and what stands beside
 * them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "utf8.h"

static const struct {
	const char *bytes;
	uint32_t code;
} good[] = {
	{ "\x01", 0x01 }, { "\x7f", 0x7f }, { "\xc2\x80", 0x80 }, { "\xdf\xbf", 0x7ff },
	{ "\xe0\xa0\x80", 0x800 }, { "\xed\x9f\xbf", 0xd7ff }, { "\xee\x80\x80", 0xe000 },
	{ "\xef\xbf\xbf", 0xffff }, { "\xf0\x90\x80\x80", 0x10000 },
	{ "\xf4\x8f\xbf\xbf", 0x10ffff },
};

static const char *const bad[] = {
	"\x80", "\xbf", /* the rest of nothing */
	"\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", /* longer than need be */
	"\xed\xa0\x80", "\xed\xbf\xbf", /* surrogates */
	"\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", /* over U+10FFFF */
	"\xc2", "\xe0\xa0", "\xf0\x90\x80", /* cut */
	"\xc2\x41", "\xe0\xa0\x41", "\xf0\x90\x80\x41", "\xc2\xc2",
};

static void reads_characters(void **state)
{
	uint32_t code;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_int_equal(utf8_character(text_of(good[i].bytes), &code), strlen(good[i].bytes));
		assert_int_equal(code, good[i].code);
		assert_true(utf8_valid(text_of(good[i].bytes)));
	}
}

static void refuses_what_is_none(void **state)
{
	uint32_t code;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		assert_int_equal(utf8_character(text_of(bad[i]), &code), 0);
		assert_false(utf8_valid(text_of(bad[i])));
	}
}

static void looks_at_all_of_a_text(void **state)
{
	(void)state;
	assert_true(utf8_valid((struct text){ "", 0 }));
	assert_true(utf8_valid((struct text){ "a\0b", 3 }));
	assert_true(utf8_valid(text_of("a\xc2\xa3\xe2\x82\xac")));
	assert_false(utf8_valid(text_of("a\xc2\xa3\x80")));
	assert_false(utf8_valid(text_of("ab\xe2\x82")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_characters),
		cmocka_unit_test(refuses_what_is_none),
		cmocka_unit_test(looks_at_all_of_a_text),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
