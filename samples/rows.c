/* the rows of the stream: kept, sorted and written */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "random.h"
#include "rows.h"

enum { OUT_SIZE = 1 << 20, OUT_ROW = 4096 };

struct out {
	char *at, *start;
	char separator;
	bool failed;
};

static const char header[] = "date\tevent\tperson\tref\tworker\tteam\tcategory\tresult\tnote\t"
	"born\tprevious\tgrade\tdiscussed\treflection\tsex\tethnicity";
static const char *const answers[] = { "", "no", "yes" };

static _Noreturn void no_memory(void)
{
	fputs("authority: out of memory\n", stderr);
	exit(2);
}

void *rows_memory(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size);

	if (p == NULL)
		no_memory();
	return p;
}

struct row *rows_add(struct rows *rows, int32_t day, const char *event)
{
	struct row *row = &rows->spare;

	if (day >= rows->first && day <= rows->last) {
		if (rows->count == rows->room) {
			rows->room = rows->room ? rows->room * 2 : 4096;
			rows->row = realloc(rows->row, rows->room * sizeof(*rows->row));
			if (rows->row == NULL)
				no_memory();
		}
		row = &rows->row[rows->count++];
	}
	memset(row, 0, sizeof(*row));
	row->day = day;
	row->event = event;
	row->number = row->minute = row->previous = -1;
	row->person_kind = 'C';
	row->ref_kind = 'R';
	return row;
}

void rows_free(struct rows *rows)
{
	free(rows->row);
	rows->row = NULL;
	rows->count = rows->room = 0;
}

static void flush(struct out *out)
{
	size_t size = (size_t)(out->at - out->start);

	if (fwrite(out->start, 1, size, stdout) != size)
		out->failed = true;
	out->at = out->start;
}

static void put_text(struct out *out, const char *text)
{
	size_t size;

	if (text == NULL)
		return;
	size = strlen(text);
	if (out->separator == ',' && strpbrk(text, ",\"") != NULL) {
		*out->at++ = '"';
		for (; *text; text++) {
			if (*text == '"')
				*out->at++ = '"';
			*out->at++ = *text;
		}
		*out->at++ = '"';
		return;
	}
	memcpy(out->at, text, size);
	out->at += size;
}

/* A number of at least so many digits, zeros before it. */
static void put_number(struct out *out, uint32_t number, int width)
{
	char digits[16];
	int n = 0;

	do {
		digits[n++] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0 || n < width);
	while (n > 0)
		*out->at++ = digits[--n];
}

/* C000123 and R0000123, W0042 and V0012 (a post), A01 (an area). */
static void put_id(struct out *out, char kind, uint32_t number)
{
	int width = kind == 'R' ? 7 : kind == 'W' || kind == 'V' ? 4 : kind == 'A' ? 2 : 6;

	if (number == 0)
		return;
	*out->at++ = kind;
	put_number(out, number, width);
}

static void put_day(struct out *out, int32_t day)
{
	calendar_write(out->at, day);
	out->at += 10;
}

static void put_row(struct out *out, const struct rows *rows, const struct row *row)
{
	const struct person *child = row->person_kind == 'C' ? &rows->child[row->person] : NULL;
	char s = out->separator;

	put_day(out, row->day);
	if (row->minute >= 0) {
		*out->at++ = 'T';
		put_number(out, (uint32_t)row->minute / 60, 2);
		*out->at++ = ':';
		put_number(out, (uint32_t)row->minute % 60, 2);
	}
	*out->at++ = s;
	put_text(out, row->event);
	*out->at++ = s;
	put_id(out, row->person_kind, row->person);
	*out->at++ = s;
	put_id(out, row->ref_kind, row->ref);
	*out->at++ = s;
	put_id(out, 'W', row->worker);
	*out->at++ = s;
	put_text(out, rows->teams[row->team]);
	*out->at++ = s;
	put_text(out, row->category);
	*out->at++ = s;
	if (row->result == NULL && row->number >= 0)
		put_number(out, (uint32_t)row->number, 1);
	put_text(out, row->result);
	*out->at++ = s;
	put_text(out, row->note);
	*out->at++ = s;
	if (child != NULL)
		put_day(out, child->born);
	*out->at++ = s;
	if (row->previous >= 0)
		put_number(out, (uint32_t)row->previous, 1);
	*out->at++ = s;
	put_text(out, row->grade);
	*out->at++ = s;
	put_text(out, answers[row->discussed]);
	*out->at++ = s;
	put_text(out, answers[row->reflection]);
	*out->at++ = s;
	put_text(out, child != NULL ? child->sex : NULL);
	*out->at++ = s;
	put_text(out, child != NULL ? child->ethnicity : NULL);
	*out->at++ = '\n';
}

static void put_heading(struct out *out, const struct rows *rows, bool covers)
{
	const char *p;
	int i;

	for (p = header; *p; p++)
		if (*p == '\t')
			*out->at++ = out->separator;
		else
			*out->at++ = *p;
	*out->at++ = '\n';
	if (!covers)
		return;
	*out->at++ = out->separator;
	*out->at++ = '*';
	for (i = 2; i <= 7; i++)
		*out->at++ = out->separator;
	put_text(out, "history ");
	put_day(out, rows->first);
	*out->at++ = '/';
	put_day(out, rows->last);
	for (i = 8; i <= 15; i++)
		*out->at++ = out->separator;
	*out->at++ = '\n';
}

/* One stable counting pass, by the minute or by the day. */
static void sort_pass(const struct rows *rows, const uint32_t *from, uint32_t *to, bool by_day)
{
	size_t keys = by_day ? (size_t)(rows->last - rows->first + 1) : 1441;
	uint32_t *place = rows_memory(keys + 1, sizeof(*place));
	size_t i, k;

	for (i = 0; i < rows->count; i++) {
		const struct row *r = &rows->row[from[i]];
		place[1 + (by_day ? r->day - rows->first : r->minute + 1)]++;
	}
	for (k = 1; k <= keys; k++)
		place[k] += place[k - 1];
	for (i = 0; i < rows->count; i++) {
		const struct row *r = &rows->row[from[i]];
		to[place[by_day ? r->day - rows->first : r->minute + 1]++] = from[i];
	}
	free(place);
}

bool rows_write(const struct rows *rows, enum format format, bool covers, uint64_t shuffle)
{
	uint32_t *order = rows_memory(rows->count, sizeof(*order));
	uint32_t *spare = rows_memory(rows->count, sizeof(*spare));
	struct out out = { .separator = format == FORMAT_CSV ? ',' : '\t' };
	size_t i;

	for (i = 0; i < rows->count; i++)
		order[i] = (uint32_t)i;
	sort_pass(rows, order, spare, false);
	sort_pass(rows, spare, order, true);
	if (shuffle != 0)
		for (i = rows->count; i > 1; i--) {
			size_t j = random_below(&shuffle, (uint32_t)i);
			uint32_t kept = order[i - 1];

			order[i - 1] = order[j];
			order[j] = kept;
		}
	out.start = out.at = rows_memory(OUT_SIZE + OUT_ROW, 1);
	put_heading(&out, rows, covers);
	for (i = 0; i < rows->count && !out.failed; i++) {
		put_row(&out, rows, &rows->row[order[i]]);
		if (out.at - out.start >= OUT_SIZE)
			flush(&out);
	}
	flush(&out);
	free(out.start);
	free(order);
	free(spare);
	return !out.failed && fflush(stdout) == 0;
}
