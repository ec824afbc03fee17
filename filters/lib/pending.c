#include "pending.h"

#include <stdlib.h>

#include "memory.h"

struct undecided {
	const struct span *span;
	struct unit unit;
};

static int32_t day_or_last(struct date due)
{
	return due.day == DATE_NO_DAY ? INT32_MAX : due.day;
}

static int compare(const void *one, const void *other)
{
	const struct undecided *a = one, *b = other;
	int32_t day_a = day_or_last(a->unit.due), day_b = day_or_last(b->unit.due);

	if (day_a != day_b)
		return day_a < day_b ? -1 : 1;
	if (a->unit.due.minute != b->unit.due.minute)
		return a->unit.due.minute < b->unit.due.minute ? -1 : 1;
	return text_compare(a->unit.line, b->unit.line);
}

void pending_write(struct run *run, const struct spans *spans,
	bool (*decide)(void *state, const struct span *span, struct unit *unit), void *state)
{
	struct undecided *list = memory_new(spans->count, sizeof *list);
	struct text *room = memory_new(spans->carry_count, sizeof *room);
	size_t count = 0;

	for (size_t i = 0; i < spans->count; i++) {
		struct undecided *undecided = &list[count];

		*undecided = (struct undecided){ .span = &spans->list[i], .unit = {
			.line = kept_text(spans->list[i].line), .day = run_last(run), .num = UNIT_EMPTY,
			.den = UNIT_EMPTY, .since = { DATE_NO_DAY, DATE_NO_MINUTE },
			.due = { DATE_NO_DAY, DATE_NO_MINUTE } } };
		if (spans->list[i].ended == DATE_NO_DAY &&
			decide(state, &spans->list[i], &undecided->unit))
			count++;
	}
	qsort(list, count, sizeof *list, compare);
	for (size_t i = 0; i < count; i++) {
		list[i].unit.carried = room;
		list[i].unit.carried_count = spans_carried(spans, list[i].span, room);
		run_observe(run, &list[i].unit);
	}
	free(room);
	free(list);
}
