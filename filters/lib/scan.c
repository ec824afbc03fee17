/*
 * scan: lines and fields found by comparing 64 bytes at once, the answers as bits of a number (the
 * first byte is bit 0).
 *
 * Every byte of every stream comes through here. Measured on lines of 85 bytes: with AVX2 (which
 * comes with BMI and POPCNT) finding their ends takes 4 ns a line, without it 17.
 */
#include "scan.h"

#ifdef SCAN_WIDE
#include <immintrin.h>
#define WIDE __attribute__((target("avx2,bmi,popcnt")))
#endif

#define ALWAYS static inline __attribute__((always_inline))

/* Which of 64 bytes are what is asked for. */
struct found {
	uint64_t tabs, ends, odd;
};

/* A byte of the word is zero where its seven low bits carry nothing into the top bit and the top
 * bit is clear; the product gathers the eight top bits into one byte. */
ALWAYS uint64_t zeros(uint64_t word)
{
	const uint64_t seven = 0x7f7f7f7f7f7f7f7fu;

	word = ~(((word & seven) + seven) | word | seven);
	return ((word >> 7) * 0x0102040810204080u) >> 56;
}

ALWAYS struct found find_portable(const char *bytes)
{
	const uint64_t low = 0x0101010101010101u;
	struct found found = { 0, 0, 0 };

	for (unsigned i = 0; i < SCAN_BYTES; i += 8) {
		uint64_t word;

		memcpy(&word, bytes + i, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		word = __builtin_bswap64(word);
#endif
		found.tabs |= zeros(word ^ low * '\t') << i;
		found.ends |= zeros(word ^ low * '\n') << i;
		found.odd |= (zeros(word ^ low * '\r') | zeros(word)) << i;
	}
	return found;
}

#ifdef SCAN_WIDE
WIDE static inline uint64_t equal(__m256i low, __m256i high, char byte)
{
	const __m256i wanted = _mm256_set1_epi8(byte);

	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)) |
		(uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)) << 32;
}

WIDE static inline struct found find_wide(const char *bytes)
{
	const __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
	const __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32));

	return (struct found){ equal(low, high, '\t'), equal(low, high, '\n'),
		equal(low, high, '\r') | equal(low, high, '\0') };
}
#else
#define find_wide find_portable
#endif

/* The line that ends at the lowest bit; where none is left, what is written next stands over it. */
ALWAYS struct scan_line line_of(const struct scan *scan, uint64_t ends, uint64_t tabs)
{
	return (struct scan_line){
		(uint32_t)scan->at + (uint32_t)__builtin_ctzll(ends | UINT64_C(1) << 63),
		scan->tabs + (uint32_t)__builtin_popcountll(tabs & (ends ^ (ends - 1))) };
}

/*
 * The one text of both twins: wide and counts are known where it is compiled, and what is not asked
 * of found is not worked out. Two lines are written whether or not they end here: a branch for each
 * would be guessed wrong once a line, which takes longer than all else.
 */
ALWAYS size_t lines_of(const char *block, struct scan *given, struct scan_line *lines, bool wide,
	bool counts)
{
	struct scan scan = *given;
	size_t count = 0;

	for (; scan.at < scan.end && count < SCAN_LINES - SCAN_BYTES - 2; scan.at += SCAN_BYTES) {
		struct found found = wide ? find_wide(block + scan.at) : find_portable(block + scan.at);
		size_t left = scan.end - scan.at, last;

		if (!counts)
			found.tabs = 0;
		if (left < SCAN_BYTES) {
			found.tabs &= (UINT64_C(1) << left) - 1;
			found.ends &= (UINT64_C(1) << left) - 1;
		}
		last = count + (size_t)__builtin_popcountll(found.ends);
		lines[count] = line_of(&scan, found.ends, found.tabs);
		found.ends &= found.ends - 1;
		lines[count + 1] = line_of(&scan, found.ends, found.tabs);
		for (count += 2; count < last; count++) {
			found.ends &= found.ends - 1;
			lines[count] = line_of(&scan, found.ends, found.tabs);
		}
		count = last;
		scan.tabs += (uint32_t)__builtin_popcountll(found.tabs);
	}
	if (scan.at > scan.end)
		scan.at = scan.end;
	*given = scan;
	return count;
}

ALWAYS size_t fields_of(struct text line, struct text *fields, size_t most, bool *odd, bool wide)
{
	const char *from = line.at, *end = line.at + line.length;
	size_t count = 0;
	uint64_t any = 0;

	for (const char *at = line.at; at < end; at += SCAN_BYTES) {
		struct found found = wide ? find_wide(at) : find_portable(at);

		if (end - at < SCAN_BYTES) {
			found.tabs &= (UINT64_C(1) << (end - at)) - 1;
			found.odd &= (UINT64_C(1) << (end - at)) - 1;
		}
		any |= found.odd;
		for (; found.tabs != 0; found.tabs &= found.tabs - 1, count++) {
			const char *tab = at + __builtin_ctzll(found.tabs);

			if (count < most)
				fields[count] = (struct text){ from, (size_t)(tab - from) };
			from = tab + 1;
		}
	}
	if (count < most)
		fields[count] = (struct text){ from, (size_t)(end - from) };
	*odd = any != 0;
	return count + 1;
}

size_t scan_lines_portable(const char *block, struct scan *scan, struct scan_line *lines)
{
	return scan->counts ? lines_of(block, scan, lines, false, true)
			    : lines_of(block, scan, lines, false, false);
}

size_t scan_fields_portable(struct text line, struct text *fields, size_t most, bool *odd)
{
	return fields_of(line, fields, most, odd, false);
}

#ifdef SCAN_WIDE
WIDE static size_t lines_wide(const char *block, struct scan *scan, struct scan_line *lines)
{
	return scan->counts ? lines_of(block, scan, lines, true, true)
			    : lines_of(block, scan, lines, true, false);
}

WIDE static size_t fields_wide(struct text line, struct text *fields, size_t most, bool *odd)
{
	return fields_of(line, fields, most, odd, true);
}

bool scan_is_wide(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
		__builtin_cpu_supports("popcnt");
}
#else
#define lines_wide scan_lines_portable
#define fields_wide scan_fields_portable

bool scan_is_wide(void)
{
	return false;
}
#endif

size_t scan_lines(const char *block, struct scan *scan, struct scan_line lines[SCAN_LINES])
{
	return scan_is_wide() ? lines_wide(block, scan, lines)
			      : scan_lines_portable(block, scan, lines);
}

size_t scan_fields(struct text line, struct text *fields, size_t most, bool *odd)
{
	return scan_is_wide() ? fields_wide(line, fields, most, odd)
			  : scan_fields_portable(line, fields, most, odd);
}
