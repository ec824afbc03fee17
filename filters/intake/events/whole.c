#include "whole.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "dates.h"
#include "memory.h"

#define BLOCK 64
#define LINES ((size_t)64 << 10) /* gathered before they go to the writer */
#define MOST_PLACES 16 /* date and event are among so many first columns */

/* Of 64 bytes: which are what, a bit each; odd are those that only the reader understands. */
struct marks {
	uint64_t commas, ends, blanks, odd;
};

#if defined(__SSE2__) && !defined(KPI_PORTABLE)
/* Marks the bytes, and writes them with TABs for commas. */
static inline struct marks mark(const char *from, char *to)
{
	const __m128i comma = _mm_set1_epi8(','), end = _mm_set1_epi8('\n');
	const __m128i blank = _mm_set1_epi8(' '), quote = _mm_set1_epi8('"');
	const __m128i change = _mm_set1_epi8(',' ^ '\t');
	struct marks marks = { 0, 0, 0, 0 };

	for (unsigned i = 0; i < BLOCK; i += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(from + i));
		__m128i is_comma = _mm_cmpeq_epi8(bytes, comma), is_end = _mm_cmpeq_epi8(bytes, end);
		/* Signed: a byte over 0x7f is less than a blank too. */
		__m128i odd = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmplt_epi8(bytes, blank));

		marks.commas |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_comma) << i;
		marks.ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_end) << i;
		marks.odd |= (uint64_t)(uint32_t)_mm_movemask_epi8(odd) << i;
		marks.blanks |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, blank)) << i;
		_mm_storeu_si128((__m128i *)(void *)(to + i),
			_mm_xor_si128(bytes, _mm_and_si128(is_comma, change)));
	}
	marks.odd &= ~marks.ends;
	return marks;
}
#else
static inline struct marks mark(const char *from, char *to)
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
#endif

void whole_open(struct whole *whole, const struct extract *extract, const struct header *header,
	const struct columns *columns)
{
	*whole = (struct whole){ .able = extract->plain && header->count == columns->count,
		.fields = columns->count, .date = columns_find(columns, "date"),
		.event = columns_find(columns, "event") };
	for (size_t i = 0; i < columns->count && whole->able; i++)
		whole->able = strcmp(header->names[i], columns->names[i]) == 0;
	if (whole->able)
		whole->able = whole->date < MOST_PLACES && whole->event < MOST_PLACES;
	if (whole->able)
		whole->lines = memory_new(LINES + BLOCK, 1);
}

void whole_close(struct whole *whole)
{
	free(whole->lines);
	*whole = (struct whole){ 0 };
}

/* Whether the text is a date that would be written with the same bytes. */
static bool is_day(struct whole *whole, struct text text)
{
	static const enum date_form iso = FORM_ISO;
	struct date date;

	if (text.length == whole->day_length && memcmp(text.at, whole->day, text.length) == 0)
		return text.length > 0;
	whole->day_length = 0;
	if (text.length >= DATE_SIZE || dates_read(&iso, 1, text, &date) != DATES_READ)
		return false;
	whole->day_length = date_format(date, whole->day);
	return text_same(text, (struct text){ whole->day, whole->day_length });
}

/* The field between two of the row's commas, or its ends. */
static struct text field(const char *row, const size_t *commas, size_t number)
{
	size_t begin = number == 0 ? 0 : commas[number - 1] + 1;

	return (struct text){ row + begin, commas[number] - begin };
}

/*
 * Writes the row, its line end included, and returns its length; 0 where it cannot be copied or is
 * not all there. At most `most` bytes, of which whole blocks can be read; as many may be written.
 */
static size_t copy_row(struct whole *whole, const char *row, size_t most, char *to)
{
	size_t commas[MOST_PLACES + 1], count = 0;
	uint64_t before = 1; /* a field begins: no blank may follow */
	bool blank = false;

	for (size_t at = 0; at + BLOCK <= most; at += BLOCK) {
		struct marks marks = mark(row + at, to + at);
		uint64_t upto = marks.ends ^ (marks.ends - 1); /* up to the first line end */
		uint64_t places = (marks.commas | marks.ends) & upto;
		size_t length;

		if (marks.odd & upto || marks.blanks & upto & (places << 1 | before | places >> 1) ||
			(blank && places & 1))
			return 0;
		before = places >> 63;
		blank = marks.blanks >> 63;
		for (uint64_t left = places; left != 0 && count <= MOST_PLACES; left &= left - 1)
			commas[count++] = at + (size_t)__builtin_ctzll(left);
		if (count > MOST_PLACES)
			count = MOST_PLACES + 1;
		whole->seen += (size_t)__builtin_popcountll(places);
		if (marks.ends == 0)
			continue;
		length = at + (size_t)__builtin_ctzll(marks.ends);
		return length + 1;
	}
	return 0;
}
