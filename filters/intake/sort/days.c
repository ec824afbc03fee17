#define _GNU_SOURCE /* madvise and what it is told */
#include "days.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "date.h"
#include "memory.h"

#define YEARS 10000 /* of four digits */
#define MONTHS 12
#define DAYS_OF_MONTH 31
#define DAYS_OF_YEAR (MONTHS * DAYS_OF_MONTH) /* with room for the 31st of each month */

/* Measured: of 1 KiB they cost a tenth more time, larger ones gain nothing. */
#define LARGEST_PIECE ((size_t)4 << 10)

#define BLOCK ((size_t)32 << 20) /* its pages are taken as pieces come to lie in them */
#define PAGE ((uintptr_t)4096)
#define HUGE_BLOCKS 4 /* see begin_block */
#define READY ((size_t)2 << 20) /* see make_ready */

/* What a piece holds: a layout, twice, and one more for places. */
#define KIND(layout, places) ((layout) * 2 + (places))

/* A place: the line's address, then its length in four bytes. */
#define PLACE (sizeof(const char *) + sizeof(uint32_t))

/* Measured: lines that stay are far apart, and so many places ahead they are at hand in time. */
#define AHEAD (16 * PLACE)

/*
 * Lines of one day and layout, each with a LF behind, or places of such lines. A stream's line is
 * at most 64 MiB long.
 */
struct piece {
	struct piece *next; /* of the day */
	uint32_t used; /* of a day's last: after finish */
	uint32_t kind;
	char text[];
};

/* All that adding a line looks at: with each line of a shuffled stream it is another day's. */
struct day {
	struct piece *first, *last;
	char *end; /* behind its last line */
	uint32_t room; /* from there to the end of the last piece */
	uint32_t kind; /* of the last piece */
};

struct year {
	struct day days[DAYS_OF_YEAR];
};

void days_open(struct days *days)
{
	*days = (struct days){ .years = memory_new(YEARS, sizeof *days->years) };
}

void days_close(struct days *days)
{
	for (size_t i = 0; i < days->block_count; i++)
		free(days->blocks[i]);
	free(days->blocks);
	for (size_t i = 0; i < YEARS; i++)
		free(days->years[i]);
	free(days->years);
	*days = (struct days){ 0 };
}

static void begin_block(struct days *days, uint32_t kind, size_t size)
{
	char *block;

	days->blocks = memory_grow(days->blocks, &days->blocks_capacity, days->block_count + 1,
		sizeof *days->blocks);
	days->room = size > BLOCK ? size : BLOCK;
	days->used = days->ready = 0;
	block = memory_new(days->room, 1);
	days->blocks[days->block_count++] = block;
#ifdef MADV_HUGEPAGE
	/*
	 * Measured at a million lines (85 MB): 78 ms with huge pages, 92 without. Not for more: whole
	 * huge pages are soon used up, and at ten million lines a sort that asked for nothing else took
	 * 3.2 s in place of 1.0. Nor for places, which are few: behind other work 1.0 s with huge
	 * pages, 0.7 without. Failure is ignored.
	 */
	if (days->block_count <= HUGE_BLOCKS && kind % 2 == 0)
		(void)madvise((void *)((uintptr_t)block / PAGE * PAGE), days->room, MADV_HUGEPAGE);
#endif
}

/*
 * Has the pages of the next pieces made ready together, which would else be asked for one by one.
 * Measured: 850 MB of new memory take 0.2 s so, and 0.4 s else. Failure (an older kernel) is
 * ignored.
 */
static void make_ready(struct days *days)
{
#ifdef MADV_POPULATE_WRITE
	char *block = days->blocks[days->block_count - 1];
	size_t left = days->room - days->ready;

	(void)madvise((void *)((uintptr_t)(block + days->ready) / PAGE * PAGE),
		left < READY ? left : READY, MADV_POPULATE_WRITE);
#endif
	days->ready += READY;
}

/* Says in the last piece how long it is: while lines are added only the day knows. */
static void finish(struct day *day)
{
	if (day->last != NULL)
		day->last->used = (uint32_t)(day->end - day->last->text);
}

static void begin_piece(struct days *days, struct day *day, uint32_t kind, size_t length)
{
	size_t room = 0, size;
	struct piece *piece;

	finish(day);
	/* Twice the last one, so that few lines on each of many days take no large piece each. */
	if (day->last != NULL && day->last->kind == kind)
		room = (size_t)day->last->used * 2;
	room = room > LARGEST_PIECE ? LARGEST_PIECE : room;
	room = room < length ? length : room;
	size = (sizeof *piece + room + 7) / 8 * 8;
	if (days->room - days->used < size)
		begin_block(days, kind, size);
	if (days->used + size > days->ready)
		make_ready(days);
	piece = (struct piece *)(void *)(days->blocks[days->block_count - 1] + days->used);
	days->used += size;
	*piece = (struct piece){ .kind = kind };
	if (day->last == NULL)
		day->first = piece;
	else
		day->last->next = piece;
	day->last = piece;
	day->end = piece->text;
	day->room = (uint32_t)room;
	day->kind = kind;
}

/*
 * The top bits of those of eight bytes that are not as in form, where '0' stands for any digit.
 *
 * Exclusive or with form leaves 0 to 9 of a digit, for the four low bits of '0' are clear, and 0 of
 * any other byte that is the same. add, 0x7f less what may be left, carries all that is above it
 * into the top bit.
 */
static uint64_t unlike(const char *at, const char *form, const char *add)
{
	uint64_t bytes, formed, added;

	memcpy(&bytes, at, 8);
	memcpy(&formed, form, 8);
	memcpy(&added, add, 8);
	bytes ^= formed;
	return ((bytes + added) | bytes) & 0x8080808080808080u;
}

static size_t two_digits(const char *at)
{
	return (size_t)(unsigned char)at[0] * 10 + (size_t)(unsigned char)at[1] - 11 * '0';
}

static size_t year_of(const char *at)
{
	return two_digits(at) * 100 + two_digits(at + 2);
}

/*
 * The day of a YYYY-MM-DD that has come before, or NULL. Nearly every line's has, and that it is a
 * date was found then: measured, date_parse again would take 8 ns a line more.
 */
static struct day *find_known(const struct days *days, const char *at)
{
	struct year *year;
	size_t month, of_month;
	struct day *day;

	if ((unlike(at, "0000-00-", "\x76\x76\x76\x76\x7f\x76\x76\x7f") |
			unlike(at + 2, "00-00-00", "\x76\x76\x7f\x76\x76\x7f\x76\x76")) != 0)
		return NULL;
	year = days->years[year_of(at)];
	month = two_digits(at + 5) - 1;
	of_month = two_digits(at + 8) - 1;
	if (year == NULL || month >= MONTHS || of_month >= DAYS_OF_MONTH)
		return NULL;
	day = &year->days[month * DAYS_OF_MONTH + of_month];
	return day->last != NULL ? day : NULL;
}

static struct day *find(struct days *days, struct text text)
{
	struct day *known = text.length == 10 ? find_known(days, text.at) : NULL;
	struct year **year;
	size_t month, of_month;
	struct date date;

	if (known != NULL)
		return known;
	if (!date_parse(text, &date))
		return NULL;
	year = &days->years[year_of(text.at)];
	if (*year == NULL)
		*year = memory_new(1, sizeof **year);
	month = two_digits(text.at + 5) - 1;
	of_month = two_digits(text.at + 8) - 1;
	return &(*year)->days[month * DAYS_OF_MONTH + of_month];
}

/* Room for length bytes behind the last ones of the day and kind. */
static char *add(struct days *days, struct day *day, uint32_t kind, size_t length)
{
	char *added;

	if (day->room < length || day->kind != kind)
		begin_piece(days, day, kind, length);
	added = day->end;
	day->end += length;
	day->room -= (uint32_t)length;
	days->count++;
	return added;
}

char *days_add(struct days *days, struct text date, uint32_t layout, struct text line)
{
	struct day *day = find(days, date);
	char *held;

	if (day == NULL)
		return NULL;
	held = add(days, day, KIND(layout, 0), line.length + 1);
	memcpy(held, line.at, line.length);
	held[line.length] = '\n';
	/*
	 * Where the day's next line will stand: lines of a thousand other days come first, and by then
	 * it is at hand. Measured: without this a tenth more time, and a quarter on a busy machine.
	 */
	__builtin_prefetch(day->end + 64, 1);
	__builtin_prefetch(day->end + 128, 1);
	return held;
}

bool days_add_place(struct days *days, struct text date, uint32_t layout, struct text line)
{
	struct day *day = find(days, date);
	uint32_t length = (uint32_t)line.length;
	char *place;

	if (day == NULL)
		return false;
	place = add(days, day, KIND(layout, 1), PLACE);
	memcpy(place, &line.at, sizeof line.at);
	memcpy(place + sizeof line.at, &length, sizeof length);
	return true;
}

void days_drop(char *line)
{
	*line = '\0';
}

static void write_each(const struct piece *piece, const struct columns *columns,
	struct writer *writer)
{
	const char *at = piece->text, *end = at + piece->used;

	while (at < end) {
		size_t length = (size_t)((const char *)memchr(at, '\n', (size_t)(end - at)) - at);

		if (*at != '\0')
			columns_line(columns, piece->kind / 2, (struct text){ at, length }, writer);
		at += length + 1;
	}
}

static struct text line_at(const char *place)
{
	struct text line;
	uint32_t length;

	memcpy(&line.at, place, sizeof line.at);
	memcpy(&length, place + sizeof line.at, sizeof length);
	line.length = length;
	return line;
}

static void write_places(const struct piece *piece, const struct columns *columns,
	struct writer *writer)
{
	const char *at = piece->text, *end = at + piece->used;

	for (; at < end; at += PLACE) {
		const char *ahead = at + AHEAD < end ? line_at(at + AHEAD).at : at;

		__builtin_prefetch(ahead);
		__builtin_prefetch(ahead + 64);
		__builtin_prefetch(ahead + 128);
		columns_line(columns, piece->kind / 2, line_at(at), writer);
	}
}

static struct day *day_at(const struct days *days, size_t day)
{
	struct year *year = days->years[day / DAYS_OF_YEAR];

	return year == NULL ? NULL : &year->days[day % DAYS_OF_YEAR];
}

size_t days_next(const struct days *days, size_t from)
{
	for (size_t day = from; day < YEARS * DAYS_OF_YEAR;) {
		const struct day *at = day_at(days, day);

		if (at != NULL && at->last != NULL)
			return day;
		day = at != NULL ? day + 1 : (day / DAYS_OF_YEAR + 1) * DAYS_OF_YEAR;
	}
	return DAYS_END;
}

void days_write(const struct days *days, size_t day, const struct columns *columns, bool dropped,
	struct writer *writer)
{
	struct day *at = day_at(days, day);

	finish(at);
	for (const struct piece *piece = at->first; piece != NULL; piece = piece->next)
		if (piece->kind % 2 == 1) {
			write_places(piece, columns, writer);
		} else if (dropped || !columns_whole(columns, piece->kind / 2)) {
			write_each(piece, columns, writer);
		} else {
			writer_put(writer, piece->text, piece->used - 1);
			writer_end_line(writer);
		}
}
