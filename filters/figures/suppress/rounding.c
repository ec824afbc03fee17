#include "rounding.h"

#include <string.h>

#include "numbers.h"
#include "sum.h"

/* What the profile makes of a count. */
struct made {
	bool there, hidden;
	int64_t amount; /* rounded */
};

static struct made make(const struct rounding *rounding, int64_t amount, bool there)
{
	int64_t base = (int64_t)rounding->base * SUM_ONE;
	int64_t size = amount < 0 ? -amount : amount;
	struct made made = { .there = there };

	if (!there)
		return made;
	made.hidden = amount > 0 && amount < (int64_t)(rounding->most_hidden + 1) * SUM_ONE;
	size = (size / base + (size % base >= base - size % base)) * base;
	made.amount = amount < 0 ? -size : size;
	return made;
}

static struct made read_count(const struct rounding *rounding, const struct figures *figures,
	const struct figure *figure, size_t column)
{
	int64_t amount = 0;
	bool there;

	if (text_is(figure_field(figure, column), FIGURE_HIDDEN))
		figure_fail(figures, figure, figures->columns[column].at,
			"hidden already (want figures in which nothing is hidden yet)");
	there = figure_amount(figures, figure, column, &amount);
	return make(rounding, amount, there);
}

static void set_count(struct figure *figure, size_t column, struct made made)
{
	char text[SUM_SIZE];

	if (!made.there)
		return;
	sum_format(made.amount, text);
	figure_set(figure, column, text_of(made.hidden ? FIGURE_HIDDEN : text));
}

/* Puts the text where there is a number; an empty field stays so. */
static void replace(const struct figures *figures, struct figure *figure, const char *column,
	const char *text)
{
	size_t place = figures_find(figures, column);

	if (figure_field(figure, place).length > 0)
		figure_set(figure, place, text_of(text));
}

static int decimals_of(struct text value)
{
	for (size_t i = 0; i < value.length; i++)
		if (value.at[i] == '.')
			return (int)(value.length - i - 1);
	return 0;
}

static void set_value(const struct figures *figures, struct figure *figure, struct made num,
	struct made den)
{
	struct text value = figure_text(figures, figure, FIGURE_VALUE);
	int64_t scale = sum_scale(figure_text(figures, figure, FIGURE_UNIT));
	char text[SUM_SIZE];

	sum_ratio(num.amount, den.there ? den.amount : SUM_ONE, scale, decimals_of(value), text);
	replace(figures, figure, "value", num.hidden || den.hidden ? FIGURE_HIDDEN : text);
}

/* The columns that are made of the single lines, or of exact numbers. */
static void replace_others(const struct figures *figures, struct figure *figure, const char *text)
{
	static const char *const others[] = { "low", "high", "median", "p90" };

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		replace(figures, figure, others[i], text);
}

/*
 * A mean is shown as it is where enough are in it, as NHS Digital does with "simple calculations".
 * Its sum is hidden: divided by the mean it would give den back.
 */
static void round_mean(const struct figures *figures, struct figure *figure, struct made den)
{
	bool none = den.amount == 0 && !den.hidden;

	set_count(figure, figures->place[FIGURE_DEN], den);
	replace(figures, figure, "num", none ? "0" : FIGURE_HIDDEN);
	if (!none && !den.hidden)
		return;
	replace(figures, figure, "value", none ? "" : FIGURE_HIDDEN);
	replace_others(figures, figure, none ? "" : FIGURE_HIDDEN);
}

static void round_figure(const struct rounding *rounding, const struct figures *figures,
	struct figure *figure)
{
	size_t pending = figures_find(figures, "pending");
	struct made num = read_count(rounding, figures, figure, figures->place[FIGURE_NUM]);
	struct made den = read_count(rounding, figures, figure, figures->place[FIGURE_DEN]);

	if (numbers_is_mean(figures, figure)) {
		round_mean(figures, figure, den);
	} else {
		set_value(figures, figure, num, den);
		set_count(figure, figures->place[FIGURE_NUM], num);
		set_count(figure, figures->place[FIGURE_DEN], den);
		/* As of a figure in which there is nothing, where den is rounded to 0. */
		replace_others(figures, figure,
			den.there && !den.hidden && den.amount == 0 ? "" : FIGURE_HIDDEN);
	}
	set_count(figure, pending, read_count(rounding, figures, figure, pending));
}

void rounding_apply(const struct rounding *rounding, struct figures *figures)
{
	for (size_t i = 0; i < figures->count; i++)
		round_figure(rounding, figures, &figures->list[i]);
}
