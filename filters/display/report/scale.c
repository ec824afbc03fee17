#include "scale.h"

#include "sum.h"

#define STEPS 4 /* at most so many steps and two more */
#define LARGEST (INT64_MAX / 16)

void scale_start(struct scale *scale)
{
	*scale = (struct scale){ .low = 1, .high = 0 };
}

static int64_t within(int64_t amount)
{
	return amount > LARGEST ? LARGEST : amount < -LARGEST ? -LARGEST : amount;
}

void scale_take(struct scale *scale, int64_t amount)
{
	bool none = scale->low > scale->high;

	amount = within(amount);
	if (none || amount < scale->low)
		scale->low = amount;
	if (none || amount > scale->high)
		scale->high = amount;
}

/* The least of 1, 2, 5, 10, 20 ... times least that cuts the span into no more than STEPS. */
static int64_t step_for(int64_t span, int64_t least)
{
	for (int64_t unit = least;; unit *= 10)
		for (int i = 0; i < 3; i++) {
			int64_t step = unit * (i == 0 ? 1 : i == 1 ? 2 : 5);

			if (step >= LARGEST || span / step < STEPS)
				return step;
		}
}

static int64_t floor_to(int64_t amount, int64_t step)
{
	return (amount / step - (amount % step < 0)) * step;
}

void scale_settle(struct scale *scale, int64_t least)
{
	int64_t span = scale->high - scale->low;

	/* From 0 where that wastes no more than half of the height. */
	if (scale->low > 0 && scale->low <= span) {
		scale->low = 0;
		span = scale->high;
	}
	scale->step = step_for(span, least);
	scale->bottom = floor_to(scale->low, scale->step);
	scale->top = -floor_to(-scale->high, scale->step);
	if (scale->top == scale->bottom && scale->bottom >= scale->step)
		scale->bottom -= scale->step;
	else if (scale->top == scale->bottom)
		scale->top += scale->step;
}

int scale_place(const struct scale *scale, int64_t amount, int height)
{
	double part;

	amount = within(amount);
	if (amount <= scale->bottom)
		return height;
	if (amount >= scale->top)
		return 0;
	part = (double)(amount - scale->bottom) / (double)(scale->top - scale->bottom);
	return height - (int)(part * height + 0.5);
}
