/*
 * random: feeds a fuzz target with random bytes, where libFuzzer cannot be had.
 *
 *   random SECONDS [SEED]
 *
 * The bytes are drawn from those that a CSV is made of, so that few of the inputs are dull.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define LONGEST 200

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* xorshift64* (Vigna 2016). */
static uint32_t draw(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return (uint32_t)(*state * 0x2545f4914f6cdd1du >> 32);
}

int main(int argc, char **argv)
{
	static const char likely[] = "aaaa    ,,,,,,\"\"\"\"\"\"\n\n\n\n\r\r\t\xc2\xa0";
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1, state, runs = 0;
	time_t end = time(NULL) + (argc > 1 ? strtol(argv[1], NULL, 10) : 10);

	state = seed * 2 + 1;
	for (; time(NULL) < end; runs++) {
		uint8_t bytes[LONGEST];
		size_t length = draw(&state) % LONGEST;

		for (size_t i = 0; i < length; i++)
			bytes[i] = draw(&state) % 32 == 0 || i == 0
				? (uint8_t)draw(&state)
				: (uint8_t)likely[draw(&state) % (sizeof likely - 1)];
		LLVMFuzzerTestOneInput(bytes, length);
	}
	printf("%llu runs from seed %llu\n", (unsigned long long)runs, (unsigned long long)seed);
	return 0;
}
