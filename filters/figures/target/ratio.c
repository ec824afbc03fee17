#include "ratio.h"

#include "sum.h"

void ratio_need(const struct figures *figures)
{
	figures_need(figures, FIGURE_NUM);
	figures_need(figures, FIGURE_DEN);
	figures_need(figures, FIGURE_UNIT);
}

bool ratio_of(const struct figures *figures, const struct figure *figure, struct ratio *ratio)
{
	int64_t num, den, shown;
	bool has_den = figure_amount(figures, figure, figures->place[FIGURE_DEN], &den);
	bool has_num = figure_amount(figures, figure, figures->place[FIGURE_NUM], &num);

	if (!figure_amount(figures, figure, figures->place[FIGURE_VALUE], &shown) || !has_num)
		return false;
	if (!has_den) {
		*ratio = ratio_of_amount(num);
		return figure_text(figures, figure, FIGURE_DEN).length == 0;
	}
	*ratio = (struct ratio){
		(ratio_wide)sum_scale(figure_text(figures, figure, FIGURE_UNIT)) * num, den
	};
	if (den < 0) {
		ratio->above = -ratio->above;
		ratio->below = -den;
	}
	return den != 0;
}

struct ratio ratio_of_amount(ratio_wide amount)
{
	return (struct ratio){ amount, SUM_ONE };
}

/* Whole parts first: what they leave is less than below, and its products fit. */
int ratio_compare(struct ratio a, struct ratio b)
{
	ratio_wide left = a.above / a.below, right = b.above / b.below;

	if (left == right) {
		left = (a.above % a.below) * b.below;
		right = (b.above % b.below) * a.below;
	}
	return (left > right) - (left < right);
}
