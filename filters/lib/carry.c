#include "carry.h"

#include <stdlib.h>

#include "memory.h"
#include "run.h"

struct carry *carry_find(const struct run *run, unsigned option, size_t order)
{
	struct reader *reader = run->reader;
	const char *selector = "";
	struct carry *carry;

	for (size_t i = 0; i < run->event_count; i++)
		if (run->events[i].option == option && run->events[i].order == order)
			selector = run->events[i].selector.text;
	for (size_t i = 0; i < reader->carry_count; i++)
		if (reader->carries[i]->to == run->to &&
			strcmp(reader->carries[i]->selector, selector) == 0)
			return reader->carries[i];
	carry = memory_new(1, sizeof *carry);
	carry->selector = selector;
	carry->to = run->to;
	reader->carries = memory_grow(reader->carries, &reader->carry_capacity,
		reader->carry_count + 1, sizeof(struct carry *));
	reader->carries[reader->carry_count++] = carry;
	return carry;
}

static void forget(struct carried *carried)
{
	free(carried->line);
	*carried = (struct carried){ .line = NULL };
}

/* What came on the last day for those who have nothing open is not wanted: a span that opens later
 * wants a later line. */
static void begin_day(struct carry *carry)
{
	for (size_t i = 0; i < carry->today.count; i++) {
		uint32_t person = carry->today.lines[i].key;

		if (person >= carry->open_capacity || carry->open[person] == 0)
			forget(&carry->latest[person]);
	}
	daybook_clear(&carry->today);
	carry->settled = false;
}

void carry_add(struct carry *carry, const struct run *run, const struct event *event)
{
	size_t number = run->reader->in.number;

	if (carry->number == number)
		return;
	carry->number = number;
	if (carry->settled)
		begin_day(carry);
	daybook_add(&carry->today, run, event, event->person, 0, 0);
}

void carry_hold(struct carry *carry, uint32_t person)
{
	carry->open = memory_grow(carry->open, &carry->open_capacity, (size_t)person + 1,
		sizeof *carry->open);
	carry->open[person]++;
}

/* A line of today may still be wanted by a span that opens today in another measure. */
void carry_release(struct carry *carry, const struct run *run, uint32_t person)
{
	struct carried *latest =
		person < carry->latest_capacity ? &carry->latest[person] : NULL;

	carry->open[person]--;
	if (carry->open[person] == 0 && latest != NULL && latest->date.day < run->day)
		forget(latest);
}

/* The first of those that share it settles it for all. */
void carry_settle(struct carry *carry, const struct run *run)
{
	if (carry->settled)
		return;
	carry->settled = true;
	daybook_sort(&carry->today, run);
	for (size_t i = 0; i < carry->today.count; i++) {
		const struct day_line *line = &carry->today.lines[i];
		struct carried *carried;

		carry->latest = memory_grow(carry->latest, &carry->latest_capacity,
			(size_t)line->key + 1, sizeof *carry->latest);
		carried = &carry->latest[line->key];
		forget(carried);
		*carried = (struct carried){ line->date, kept_new(line->line) };
	}
}

const struct carried *carry_latest(const struct carry *carry, uint32_t person, int32_t day)
{
	const struct carried *carried;

	if (person >= carry->latest_capacity)
		return NULL;
	carried = &carry->latest[person];
	return carried->line != NULL && carried->date.day >= day ? carried : NULL;
}

void carry_free(struct carry *carry)
{
	for (size_t i = 0; i < carry->latest_capacity; i++)
		free(carry->latest[i].line);
	free(carry->latest);
	free(carry->open);
	daybook_free(&carry->today);
	free(carry);
}
