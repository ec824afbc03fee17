#include "periods.h"

#include <stdlib.h>

#include "memory.h"

#define ADVICE "(take rolling figures out: kpi-where 'period!=[.][.]', or keep one period of " \
	"all: kpi-where 'period=2019-03$')"

static bool is_stock(const struct figures *figures, const struct figure *figure)
{
	return text_is(figure_text(figures, figure, FIGURE_BASIS), "stock");
}

static void check_series(const struct figures *figures, struct figure *const *order)
{
	const struct figure *before = NULL;

	for (size_t i = 0; i < figures->count; i++) {
		if (is_stock(figures, order[i]))
			continue;
		if (before != NULL && before->series == order[i]->series &&
			order[i]->time.first <= before->time.last)
			figure_fail(figures, order[i], "period",
				"overlaps with another: their difference would tell what is hidden " ADVICE);
		before = order[i];
	}
}

static int by_first(const void *left, const void *right)
{
	const struct figure *a = *(struct figure *const *)left, *b = *(struct figure *const *)right;

	if (a->time.first != b->time.first)
		return a->time.first < b->time.first ? -1 : 1;
	if (a->time.last != b->time.last)
		return a->time.last < b->time.last ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

/* Whether shorter periods, of figures in the order of their firsts, fill the figure's. */
static bool is_made_up(const struct figure *whole, struct figure *const *order, size_t count)
{
	int32_t filled = whole->time.first - 1;

	for (size_t i = 0; i < count && order[i]->time.first <= filled + 1; i++) {
		const struct figure_time *time = &order[i]->time;
		bool within = time->first >= whole->time.first && time->last <= whole->time.last;
		bool same = time->first == whole->time.first && time->last == whole->time.last;

		if (within && !same && time->last > filled)
			filled = time->last;
	}
	return filled == whole->time.last;
}

static void check_sums(const struct figures *figures, struct figure **order)
{
	const struct figure *before = NULL;
	size_t count = 0;

	for (size_t i = 0; i < figures->count; i++)
		if (!is_stock(figures, order[i]))
			order[count++] = order[i];
	if (count > 0)
		qsort(order, count, sizeof(struct figure *), by_first);
	for (size_t i = 0; i < count; i++) {
		const struct figure_time *time = &order[i]->time;
		bool known = before != NULL && before->time.first == time->first &&
			before->time.last == time->last;

		before = order[i];
		if (!known && time->first < time->last && is_made_up(order[i], order, count))
			figure_fail(figures, order[i], "period",
				"made up of others in the stream: with them it would tell what is hidden "
				ADVICE);
	}
}

void periods_check(struct figures *figures)
{
	struct figure **order;

	if (figures->count == 0)
		return;
	figures_periods(figures);
	order = figures_by_series(figures);
	check_series(figures, order);
	check_sums(figures, order);
	free(order);
}
