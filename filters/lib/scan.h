/*
 * scan: where lines end and fields are divided, 64 bytes at a time.
 *
 * Each function has a vector twin for processors with AVX2 and one that needs nothing; both give
 * the same (tests/unit/scan.c). make OPTIMISE='-O2 -DKPI_PORTABLE' leaves the vector twin out.
 *
 * Up to SCAN_BYTES behind the end may be looked at, never taken: they must be there.
 */
#ifndef KPI_SCAN_H
#define KPI_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(KPI_PORTABLE)
#define SCAN_WIDE
#endif

#define SCAN_BYTES 64

struct scan_line {
	uint32_t end; /* where its LF stands */
	uint32_t tabs; /* how many were found up to there: less those of the line before, its own */
};

struct scan {
	size_t at, end; /* what is left of the block */
	uint32_t tabs; /* found so far */
	bool counts; /* else tabs are of no interest, and 0 */
};

/* The next lines of the block, less than SCAN_LINES; scan goes on behind them. 0: no line ends in
 * what was left, and all of it was looked at. So many that they are still in the first cache when
 * read. */
#define SCAN_LINES 256
size_t scan_lines(const char *block, struct scan *scan, struct scan_line lines[SCAN_LINES]);

/* The first most fields of the line; returns how many it has. odd: a NUL or CR is in it. */
size_t scan_fields(struct text line, struct text *fields, size_t most, bool *odd);

/* Whether this processor has what vector twins want: AVX2, which comes with BMI and POPCNT. */
bool scan_is_wide(void);

/* The twins that need nothing, for the tests. */
size_t scan_lines_portable(const char *block, struct scan *scan, struct scan_line *lines);
size_t scan_fields_portable(struct text line, struct text *fields, size_t most, bool *odd);

#endif
