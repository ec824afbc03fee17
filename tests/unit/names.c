/* names: a million texts made numbers and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "names.h"

#define MANY 1000000u

/*
 * A text of its own for each number, of 1 to 24 bytes: its digits in base 7 behind a mixed run of
 * filler, so that many share beginnings, ends and lengths, and some hold NULs.
 */
static struct text text_for(uint32_t number, char text[64])
{
	size_t length = (size_t)(number * 2654435761u >> 28), filler = length;

	for (size_t i = 0; i < filler; i++)
		text[i] = (char)(i % 3 == 0 ? 'C' : i % 3 == 1 ? '\0' : 0xc3);
	do
		text[length++] = (char)('0' + number % 7);
	while ((number /= 7) > 0);
	return (struct text){ text, length };
}

static void numbers_a_million(void **state)
{
	struct names names;
	char text[64];

	(void)state;
	names_open(&names);
	for (uint32_t i = 0; i < MANY; i++) {
		if (i % 5 == 0)
			assert_int_equal(names_find(&names, text_for(i, text)), NAMES_NONE);
		assert_int_equal(names_add(&names, text_for(i, text)), i);
	}
	assert_int_equal(names.count, MANY);
	/* In another order: 611,953 is prime to a million, so each number comes once. */
	for (uint32_t i = 0, at = 0; i < MANY; i++, at = (at + 611953) % MANY) {
		struct text want = text_for(at, text);

		assert_int_equal(names_find(&names, want), at);
		assert_int_equal(names_add(&names, want), at);
		assert_true(text_same(names_text(&names, at), want));
	}
	assert_int_equal(names.count, MANY);
	assert_int_equal(names_find(&names, text_for(MANY, text)), NAMES_NONE);
	names_close(&names);
}

/* Texts drawn at random, most of them more than once, against a table of who came when. */
static void numbers_in_the_order_of_coming(void **state)
{
	static uint32_t came[4096];
	uint64_t random = 7;
	uint32_t count = 0;
	struct names names;

	(void)state;
	memset(came, 0xff, sizeof came);
	names_open(&names);
	for (int i = 0; i < 1000000; i++) {
		uint32_t drawn;
		char text[64];

		random = random * 6364136223846793005u + 1442695040888963407u;
		drawn = (uint32_t)(random >> 52);
		if (came[drawn] == NAMES_NONE)
			came[drawn] = count++;
		assert_int_equal(names_add(&names, text_for(drawn, text)), came[drawn]);
	}
	assert_int_equal(names.count, count);
	names_close(&names);
}

/* Texts that come and are forgotten at random, against a table of who is known by which number. */
static void gives_a_number_again(void **state)
{
	static uint32_t number_of[4096], owner_of[4096];
	uint64_t random = 11;
	uint32_t known = 0, most = 0;
	struct names names;

	(void)state;
	memset(number_of, 0xff, sizeof number_of);
	memset(owner_of, 0xff, sizeof owner_of);
	names_open(&names);
	for (int i = 0; i < 1000000; i++) {
		uint32_t drawn, number;
		struct text want;
		char text[64];

		random = random * 6364136223846793005u + 1442695040888963407u;
		drawn = (uint32_t)(random >> 52);
		want = text_for(drawn, text);
		number = number_of[drawn];
		assert_int_equal(names_find(&names, want), number);
		/* Now more come than go, now the other way. */
		if (number != NAMES_NONE && (random >> 20) % 8 < (i / 50000 % 2 ? 7 : 1)) {
			names_forget(&names, number);
			assert_int_equal(names_find(&names, want), NAMES_NONE);
			names_forget(&names, number);
			number_of[drawn] = owner_of[number] = NAMES_NONE;
			known--;
			continue;
		}
		if (number != NAMES_NONE) {
			assert_int_equal(names_add(&names, want), number);
		} else {
			number = names_add(&names, want);
			assert_in_range(number, 0, 4095);
			assert_int_equal(owner_of[number], NAMES_NONE);
			number_of[drawn] = number;
			owner_of[number] = drawn;
			known++;
			most = known > most ? known : most;
		}
		assert_true(text_same(names_text(&names, number), want));
		assert_int_equal(names.known, known);
		assert_int_equal(names.count, most);
	}
	for (uint32_t i = 0; i < 4096; i++) {
		char text[64];

		assert_int_equal(names_find(&names, text_for(i, text)), number_of[i]);
	}
	names_close(&names);
}

/* What is forgotten makes room: a million texts, ten known at a time, take what a few thousand
 * would. */
static void takes_room_for_what_is_known(void **state)
{
	struct names names;
	char text[64];

	(void)state;
	names_open(&names);
	for (uint32_t i = 0; i < MANY; i++) {
		names_add(&names, text_for(i, text));
		if (i >= 10)
			names_forget(&names, names_find(&names, text_for(i - 10, text)));
	}
	assert_int_equal(names.known, 10);
	assert_int_equal(names.count, 11);
	assert_in_range(names.arena_capacity, 1, 4096);
	assert_int_equal(names.slot_count, 1024);
	names_close(&names);
}

static void tells_like_texts_apart(void **state)
{
	static const struct text texts[] = { { "", 0 }, { "a", 1 }, { "a\0", 2 }, { "\0a", 2 },
		{ "\0", 1 }, { "\0\0", 2 }, { "12345678", 8 }, { "123456780", 9 }, { "12345678\0", 9 },
		{ "1234567812345678", 16 }, { "A", 1 }, { "\xc3\xa9", 2 }, { "\xc3", 1 } };
	const uint32_t count = sizeof texts / sizeof texts[0];
	struct names names;

	(void)state;
	names_open(&names);
	assert_int_equal(names_find(&names, texts[0]), NAMES_NONE);
	for (uint32_t round = 0; round < 2; round++)
		for (uint32_t i = 0; i < count; i++)
			assert_int_equal(names_add(&names, texts[i]), i);
	for (uint32_t i = 0; i < count; i++)
		assert_true(text_same(names_text(&names, i), texts[i]));
	names_close(&names);
}

static void holds_a_long_text(void **state)
{
	static char text[3 << 20];
	struct names names;

	(void)state;
	memset(text, 'x', sizeof text);
	names_open(&names);
	assert_int_equal(names_add(&names, (struct text){ text, sizeof text }), 0);
	assert_int_equal(names_add(&names, (struct text){ text, sizeof text - 1 }), 1);
	assert_int_equal(names_find(&names, (struct text){ text, sizeof text }), 0);
	assert_int_equal(names_text(&names, 1).length, sizeof text - 1);
	names_close(&names);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_a_million),
		cmocka_unit_test(numbers_in_the_order_of_coming),
		cmocka_unit_test(gives_a_number_again),
		cmocka_unit_test(takes_room_for_what_is_known),
		cmocka_unit_test(tells_like_texts_apart),
		cmocka_unit_test(holds_a_long_text),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
