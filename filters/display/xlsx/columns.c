#include "columns.h"

#include "memory.h"

struct known {
	const char *name; /* a name that ends in a blank begins a column's */
	const char *title; /* NULL: the column's own name */
	const char *meaning;
};

/* In the order of kpi-table: what a figure is of, its groups, its numbers, and what later filters
 * add, in the order in which those stand in a pipe. */
static const struct known before[] = {
	{ "measure", "Measure", "What is counted, by its short name." },
	{ "part", "Part", "Which part of the measure, where it has parts." },
	{ "period", "Period",
		"The day, week, month, quarter or year. 2018-05..2019-04 is all from the first to the "
		"last; a period with * behind it was not over." },
};

static const struct known group = { NULL, NULL, "The figures are given for each of these." };

static const struct known after[] = {
	{ "num", "Numerator",
		"The number counted. Of what happened, all in the period; of how things stood, those "
		"on the last day on which the period was counted." },
	{ "den", "Denominator",
		"The number out of which they were counted; empty where a measure is a plain count." },
	{ "value", "Value",
		"The figure: the numerator divided by the denominator (times 100 for %, times 10,000 "
		"for per 10,000), or the numerator alone. Empty where there was nothing to divide by." },
	{ "unit", "Unit", "What the value is counted in." },
	{ "basis", "Basis",
		"flow: what happened in the period. stock: how it stood at the period's end." },
	{ "distinct", "Different", "Of which column the different values were counted." },
	{ "low", "95% interval from",
		"The lower end of the 95% confidence interval: how low the value could be by chance." },
	{ "high", "95% interval to",
		"The upper end of the 95% confidence interval: how high the value could be by chance." },
	{ "median", "Median", "Half of the lengths are no longer than this." },
	{ "p90", "90th percentile", "Nine of ten lengths are no longer than this." },
	{ "pending", "Undecided", "Known, but not yet decided: in neither of the two numbers." },
	{ "centre", "Centre line", "The middle of the measure's control chart." },
	{ "lower", "Lower limit",
		"A value below this is more than the usual rise and fall of the measure." },
	{ "upper", "Upper limit",
		"A value above this is more than the usual rise and fall of the measure." },
	{ "signal", "Signal", "What the control chart says of the value, if anything." },
	{ "limits", "Limits", "trial: the limits rest on few values yet. set: on enough." },
	{ "target", "Target", "What the value is to be held against." },
	{ "rag", "Rating", "red, amber or green: how the value stands against its target." },
	{ "previous", "Period before", "The value of the period before." },
	{ "last_year", "A year before", "The value of the same period a year before." },
	{ "direction", "Direction",
		"Since the period before: better, worse or same; up or down where neither is better." },
	{ "vs ", NULL,
		"The value of those with whom this is compared; a letter there is the mark that its "
		"publisher put in a number's place." },
	{ "rank", "Rank", "The place among all that are compared; 1 is the best." },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_known(const struct known *known, struct text column)
{
	size_t length = strlen(known->name);

	return text_is(column, known->name) ||
		(known->name[length - 1] == ' ' && column.length > length &&
			memcmp(column.at, known->name, length) == 0);
}

/* Its place in the order, and what is known of it. */
static size_t find(struct text column, const struct known **known)
{
	for (size_t i = 0; i < COUNT(before); i++)
		if (is_known(*known = &before[i], column))
			return i;
	for (size_t i = 0; i < COUNT(after); i++)
		if (is_known(*known = &after[i], column))
			return COUNT(before) + 1 + i;
	*known = &group;
	return COUNT(before);
}

size_t *columns_order(const struct figures *figures)
{
	size_t *order = memory_new(figures->width, sizeof *order), count = 0;
	const struct known *known;

	for (size_t place = 0; place <= COUNT(before) + COUNT(after); place++)
		for (size_t i = 0; i < figures->width; i++)
			if (find(figures->columns[i], &known) == place)
				order[count++] = i;
	return order;
}

struct text columns_title(struct text column)
{
	const struct known *known;

	find(column, &known);
	return known->title != NULL ? text_of(known->title) : column;
}

struct text columns_meaning(struct text column)
{
	const struct known *known;

	find(column, &known);
	return text_of(known->meaning);
}

enum rating columns_rating(struct text word)
{
	return text_is(word, "red") ? RATING_RED
		: text_is(word, "amber") ? RATING_AMBER
		: text_is(word, "green") ? RATING_GREEN
					 : RATING_NONE;
}

struct origin columns_origin(const struct figures *figures, const struct figure *figure,
	size_t column)
{
	return (struct origin){ figures->name, figure->line, figures->columns[column].at };
}
