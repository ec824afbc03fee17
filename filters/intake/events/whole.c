#include "whole.h"

#include <stdint.h>
#include <string.h>

#include "scan.h"

#ifdef SCAN_WIDE
#include <immintrin.h>
#define WIDE __attribute__((target("avx2,bmi,popcnt")))
#endif

#include "dates.h"

#define ALWAYS static inline __attribute__((always_inline))

#define BLOCK 64
#define LONGEST ((size_t)16 << 10) /* a longer row is not copied */
#define MOST_PLACES 16 /* date and event are among so many first columns */

/* Of 64 bytes: which are what, a bit each; odd are those that only the reader understands. */
struct marks {
	uint64_t commas, ends, blanks, odd;
};

/* Marks the bytes, and writes them with TABs for commas. */
ALWAYS struct marks mark_portable(const char *from, char *to)
{
	struct marks marks = { 0, 0, 0, 0 };

	for (unsigned i = 0; i < BLOCK; i++) {
		unsigned char byte = (unsigned char)from[i];

		marks.commas |= (uint64_t)(byte == ',') << i;
		marks.ends |= (uint64_t)(byte == '\n') << i;
		marks.blanks |= (uint64_t)(byte == ' ') << i;
		marks.odd |= (uint64_t)((byte < ' ' && byte != '\n') || byte == '"' || byte > 0x7f) << i;
		to[i] = byte == ',' ? '\t' : (char)byte;
	}
	return marks;
}

#ifdef SCAN_WIDE
WIDE static inline struct marks mark_wide(const char *from, char *to)
{
	const __m256i comma = _mm256_set1_epi8(','), end = _mm256_set1_epi8('\n');
	const __m256i blank = _mm256_set1_epi8(' '), quote = _mm256_set1_epi8('"');
	const __m256i change = _mm256_set1_epi8(',' ^ '\t');
	struct marks marks = { 0, 0, 0, 0 };

	for (unsigned i = 0; i < BLOCK; i += 32) {
		__m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(from + i));
		__m256i is_comma = _mm256_cmpeq_epi8(bytes, comma);
		/* Signed: a byte over 0x7f is less than a blank too. */
		__m256i odd =
			_mm256_or_si256(_mm256_cmpeq_epi8(bytes, quote), _mm256_cmpgt_epi8(blank, bytes));

		marks.commas |= (uint64_t)(uint32_t)_mm256_movemask_epi8(is_comma) << i;
		marks.ends |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, end))
			<< i;
		marks.blanks |=
			(uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, blank)) << i;
		marks.odd |= (uint64_t)(uint32_t)_mm256_movemask_epi8(odd) << i;
		_mm256_storeu_si256((__m256i *)(void *)(to + i),
			_mm256_xor_si256(bytes, _mm256_and_si256(is_comma, change)));
	}
	marks.odd &= ~marks.ends;
	return marks;
}
#else
#define mark_wide mark_portable
#endif

void whole_open(struct whole *whole, const struct extract *extract, const struct header *header,
	const struct columns *columns)
{
	*whole = (struct whole){ .able = extract->plain && header->count == columns->count,
		.fields = columns->count, .date = columns_find(columns, "date"),
		.event = columns_find(columns, "event"),
		.first_day = date_day(DATES_FIRST_YEAR, 1, 1),
		.last_day = date_day(DATES_LAST_YEAR, 12, 31) };
	for (size_t i = 0; i < columns->count && whole->able; i++)
		whole->able = strcmp(header->names[i], columns->names[i]) == 0;
	whole->known = 1 + (whole->date > whole->event ? whole->date : whole->event);
	whole->able = whole->able && whole->known <= MOST_PLACES;
}

/* Whether the text is a date that would be written with the same bytes: midnight would not. */
static bool is_day(const struct whole *whole, struct text text)
{
	struct date date;

	return date_parse(text, &date) && date.day >= whole->first_day && date.day <= whole->last_day &&
		date.minute != 0;
}

/*
 * The edges that a row has had so far: where its first fields end, and how many there are.
 * Measured: to know the places of all took a third of the time.
 */
struct edges {
	size_t places[MOST_PLACES];
	size_t known, count;
};

ALWAYS void add_edges(struct edges *edges, size_t most, uint64_t marks, size_t at)
{
	edges->count += (size_t)__builtin_popcountll(marks);
	for (; edges->known < most && marks != 0; marks &= marks - 1)
		edges->places[edges->known++] = at + (size_t)__builtin_ctzll(marks);
}

static struct text field(const char *row, const struct edges *edges, size_t number)
{
	size_t begin = number == 0 ? 0 : edges->places[number - 1] + 1;

	return (struct text){ row + begin, edges->places[number] - begin };
}

/*
 * Writes the row, its line end included, and returns its length; 0 where it cannot be copied or is
 * not all there. `most` bytes can be read, and as many written.
 */
ALWAYS size_t copy_row(const struct whole *whole, const char *row, size_t most, char *to, bool wide)
{
	struct edges edges = { .known = 0 };
	uint64_t begins = 1; /* bit 0: a field begins with the block */
	uint64_t blank = 0; /* bit 0: the last block ended in a blank */

	for (size_t at = 0; at + BLOCK <= most; at += BLOCK) {
		struct marks marks =
			wide ? mark_wide(row + at, to + at) : mark_portable(row + at, to + at);
		uint64_t mine = marks.ends ^ (marks.ends - 1); /* up to the first line end, or all */
		uint64_t ends = (marks.commas | marks.ends) & mine;
		uint64_t beside = ends << 1 | begins | ends >> 1;

		if (((marks.odd | (marks.blanks & beside)) & mine) != 0 || (blank & ends) != 0)
			return 0;
		begins = ends >> 63;
		blank = marks.blanks >> 63;
		add_edges(&edges, whole->known, ends, at);
		if (marks.ends == 0)
			continue;
		if (edges.count != whole->fields || field(row, &edges, whole->event).length == 0 ||
			!is_day(whole, field(row, &edges, whole->date)))
			return 0;
		return at + (size_t)__builtin_ctzll(marks.ends) + 1;
	}
	return 0;
}

ALWAYS size_t copy(struct whole *whole, struct rows *rows, struct writer *writer, bool wide)
{
	struct source *source = &rows->source;
	size_t copied = 0;

	while (whole->able) {
		size_t most = source->end - source->begin, length;

		most = most < LONGEST ? most : LONGEST;
		if (writer->capacity - writer->used < LONGEST)
			writer_room(writer, LONGEST);
		length = copy_row(whole, source->text + source->begin, most,
			writer->block + writer->used, wide);
		if (length == 0)
			break;
		writer->used += length;
		writer->lines_end = writer->used;
		source->begin += length;
		rows->line++;
		copied++;
	}
	return copied;
}

#ifdef SCAN_WIDE
WIDE static size_t copy_wide(struct whole *whole, struct rows *rows, struct writer *writer)
{
	return copy(whole, rows, writer, true);
}
#endif

size_t whole_copy(struct whole *whole, struct rows *rows, struct writer *writer)
{
#ifdef SCAN_WIDE
	if (scan_is_wide())
		return copy_wide(whole, rows, writer);
#endif
	return copy(whole, rows, writer, false);
}
