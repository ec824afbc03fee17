#ifndef SAMPLES_RANDOM_H
#define SAMPLES_RANDOM_H

/*
 * Random numbers in integers alone, so that a seed gives the same stream on every machine.
 * The state is one uint64_t that the caller owns; any value will do as a seed.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One of several texts; weights are out of 1000, the last entry takes what is left. */
struct choice {
	const char *text;
	uint32_t weight;
};

/* splitmix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. */
static inline uint64_t random_next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* 0 to n - 1; 0 where n is 0. */
static inline uint32_t random_below(uint64_t *state, uint32_t n)
{
	return (uint32_t)(((random_next(state) >> 32) * n) >> 32);
}

/* low to high, both in. */
static inline int32_t random_between(uint64_t *state, int32_t low, int32_t high)
{
	return low + (int32_t)random_below(state, (uint32_t)(high - low + 1));
}

/* True permille times in a thousand. */
static inline bool random_chance(uint64_t *state, int32_t permille)
{
	return (int32_t)random_below(state, 1000) < permille;
}

/*
 * A waiting time with the given mean (exponential), without logarithms: von Neumann's method
 * of comparing uniform numbers ("Various techniques used in connection with random digits", 1951).
 */
static inline int32_t random_wait(uint64_t *state, int32_t mean)
{
	uint64_t whole = 0;

	for (;;) {
		uint64_t first = random_next(state) >> 32, last = first, next;
		unsigned run = 1;

		while ((next = random_next(state) >> 32) < last) {
			last = next;
			run++;
		}
		if (run % 2 == 1)
			return (int32_t)((((whole << 32) + first) * (uint64_t)mean) >> 32);
		whole++;
	}
}

/* The text of one choice. */
static inline const char *random_pick(uint64_t *state, const struct choice *choices, size_t count)
{
	uint32_t left = random_below(state, 1000);
	size_t i;

	for (i = 0; i + 1 < count; i++) {
		if (left < choices[i].weight)
			break;
		left -= choices[i].weight;
	}
	return choices[i].text;
}

#define RANDOM_PICK(state, choices) \
	random_pick((state), (choices), sizeof(choices) / sizeof((choices)[0]))

#endif
