/*
 * scan: which of 64 bytes are TABs and which are line ends, as bits (the first byte is bit 0).
 *
 * The vector twin compares 16 bytes at a time; the portable one eight bytes in a word. Both are
 * tested against each other in tests/unit.
 */
#ifndef KPI_SCAN_H
#define KPI_SCAN_H

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define SCAN_BYTES 64

struct scan {
	uint64_t tabs;
	uint64_t ends;
};

static inline struct scan scan_portable(const char *bytes)
{
	const uint64_t low = 0x0101010101010101u, seven = 0x7f7f7f7f7f7f7f7fu;
	struct scan scan = { 0, 0 };

	for (unsigned i = 0; i < SCAN_BYTES; i += 8) {
		uint64_t word, tab, end;

		memcpy(&word, bytes + i, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		word = __builtin_bswap64(word);
#endif
		/* A byte is zero where its seven low bits carry nothing into the top bit and the top bit
		 * is clear; the product gathers the eight top bits into one byte. */
		tab = word ^ (low * '\t');
		end = word ^ (low * '\n');
		tab = ~(((tab & seven) + seven) | tab | seven);
		end = ~(((end & seven) + seven) | end | seven);
		scan.tabs |= (((tab >> 7) * 0x0102040810204080u) >> 56) << i;
		scan.ends |= (((end >> 7) * 0x0102040810204080u) >> 56) << i;
	}
	return scan;
}

#ifdef __SSE2__
static inline struct scan scan_vector(const char *bytes)
{
	const __m128i tab = _mm_set1_epi8('\t'), end = _mm_set1_epi8('\n');
	struct scan scan = { 0, 0 };

	for (unsigned i = 0; i < SCAN_BYTES; i += 16) {
		__m128i part = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));

		scan.tabs |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(part, tab)) << i;
		scan.ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(part, end)) << i;
	}
	return scan;
}
#endif

static inline struct scan scan_bytes(const char *bytes)
{
#if defined(__SSE2__) && !defined(KPI_PORTABLE)
	return scan_vector(bytes);
#else
	return scan_portable(bytes);
#endif
}

#endif
