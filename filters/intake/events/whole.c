#include "whole.h"

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "dates.h"

#define BLOCK 64
#define LONGEST ((size_t)16 << 10) /* a longer row is not copied */
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
		.event = columns_find(columns, "event"),
		.first_day = date_day(DATES_FIRST_YEAR, 1, 1),
		.last_day = date_day(DATES_LAST_YEAR, 12, 31) };
	for (size_t i = 0; i < columns->count && whole->able; i++)
		whole->able = strcmp(header->names[i], columns->names[i]) == 0;
	if (whole->date >= MOST_PLACES || whole->event >= MOST_PLACES)
		whole->able = false;
}

/* Whether the text is a date that would be written with the same bytes: midnight would not. */
static bool is_day(const struct whole *whole, struct text text)
{
	struct date date;

	return date_parse(text, &date) && date.day >= whole->first_day && date.day <= whole->last_day &&
		date.minute != 0;
}

/* The edges that a row has had so far: where its first fields end, and how many there are. */
struct edges {
	size_t places[MOST_PLACES];
	size_t known, count;
};

static inline void add_edges(struct edges *edges, uint64_t marks, size_t at)
{
	edges->count += (size_t)__builtin_popcountll(marks);
	for (; marks != 0 && edges->known < MOST_PLACES; marks &= marks - 1)
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
static size_t copy_row(const struct whole *whole, const char *row, size_t most, char *to)
{
	struct edges edges = { .known = 0 };
	uint64_t begins = 1; /* bit 0: a field begins with the block */
	uint64_t blank = 0; /* bit 0: the last block ended in a blank */

	for (size_t at = 0; at + BLOCK <= most; at += BLOCK) {
		struct marks marks = mark(row + at, to + at);
		uint64_t mine = marks.ends ^ (marks.ends - 1); /* up to the first line end, or all */
		uint64_t ends = (marks.commas | marks.ends) & mine;
		uint64_t beside = ends << 1 | begins | ends >> 1;

		if (((marks.odd | (marks.blanks & beside)) & mine) != 0 || (blank & ends) != 0)
			return 0;
		begins = ends >> 63;
		blank = marks.blanks >> 63;
		add_edges(&edges, ends, at);
		if (marks.ends == 0)
			continue;
		if (edges.count != whole->fields || field(row, &edges, whole->event).length == 0 ||
			!is_day(whole, field(row, &edges, whole->date)))
			return 0;
		return at + (size_t)__builtin_ctzll(marks.ends) + 1;
	}
	return 0;
}

size_t whole_copy(struct whole *whole, struct rows *rows, struct writer *writer)
{
	struct source *source = &rows->source;
	size_t copied = 0;

	while (whole->able) {
		size_t most = source->end - source->begin, length;

		most = most < LONGEST ? most : LONGEST;
		if (writer->capacity - writer->used < LONGEST)
			writer_room(writer, LONGEST);
		length = copy_row(whole, source->text + source->begin, most,
			writer->block + writer->used);
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
