#include "words.h"

#include <stdio.h>

#include "date.h"
#include "html.h"
#include "sum.h"

static const char *const months[] = { "January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December" };

const char *words_one_period(enum period period)
{
	static const char *const names[] = { "day", "week", "month", "quarter", "year", "year",
		"period" };

	return names[period];
}

const char *words_periods(enum period period)
{
	static const char *const names[] = { "days", "weeks", "months", "quarters",
		"financial years", "years", "periods" };

	return names[period];
}

void words_day(int32_t day, char words[WORDS_SIZE])
{
	int32_t year, month, day_of_month;

	date_civil(day, &year, &month, &day_of_month);
	snprintf(words, WORDS_SIZE, "%d %s %d", (int)day_of_month, months[month - 1], (int)year);
}

static void one_period(enum period period, int32_t number, char words[WORDS_SIZE])
{
	int32_t first = period_first(period, number), year, month, day_of_month;
	char name[PERIOD_SIZE];

	if (period == PERIOD_DAY) {
		words_day(first, words);
		return;
	}
	if (period == PERIOD_ALL) {
		snprintf(words, WORDS_SIZE, "the whole time");
		return;
	}
	date_civil(first, &year, &month, &day_of_month);
	if (period == PERIOD_MONTH) {
		snprintf(words, WORDS_SIZE, "%s %d", months[month - 1], (int)year);
	} else if (period == PERIOD_QUARTER) {
		snprintf(words, WORDS_SIZE, "%s to %s %d", months[month - 1], months[month + 1],
			(int)year);
	} else if (period == PERIOD_WEEK) {
		char day[WORDS_SIZE];

		words_day(first, day);
		snprintf(words, WORDS_SIZE, "week of %.30s", day);
	} else {
		period_name(period, number, name);
		snprintf(words, WORDS_SIZE, "%.20s", name);
	}
}

void words_period(enum period period, struct figure_time time, char words[WORDS_SIZE])
{
	char last[WORDS_SIZE];

	one_period(period, time.last, time.first == time.last ? words : last);
	if (time.first != time.last)
		snprintf(words, WORDS_SIZE, "%d %s to %.50s", (int)(time.last - time.first + 1),
			words_periods(period), last);
}

void words_when(struct writer *writer, const struct line *line, const struct figure *figure)
{
	enum period period = line->source->figures.period;
	/* How a stock stood in an unfinished period is not how its end will be. */
	bool stock = text_is(line_value(line, figure, FIGURE_BASIS), "stock") && !figure->time.part;
	char words[WORDS_SIZE];

	words_period(period, figure->time, words);
	if (stock)
		html_put(writer, period == PERIOD_DAY ? "on " : "at the end of ");
	else if (figure->time.first != figure->time.last)
		html_put(writer, "in the ");
	else
		html_put(writer, period == PERIOD_DAY ? "on "
			: period == PERIOD_WEEK ? "in the " : "in ");
	html_string(writer, words);
	if (figure->time.part)
		html_put(writer, " so far");
}

void words_tick(enum period period, int32_t number, char words[WORDS_SIZE])
{
	int32_t year, month, day_of_month;
	char name[PERIOD_SIZE];

	if (period == PERIOD_DAY || period == PERIOD_WEEK || period == PERIOD_MONTH ||
		period == PERIOD_QUARTER) {
		date_civil(period_first(period, number), &year, &month, &day_of_month);
		if (period == PERIOD_DAY || period == PERIOD_WEEK)
			snprintf(words, WORDS_SIZE, "%d %.3s %d", (int)day_of_month,
				months[month - 1], (int)year);
		else
			snprintf(words, WORDS_SIZE, "%.3s %d", months[month - 1], (int)year);
		return;
	}
	period_name(period, number, name);
	snprintf(words, WORDS_SIZE, "%.20s", period == PERIOD_ALL ? "all" : name);
}

/* A count is of what the title says, and a mean too. */
static bool is_said(struct text unit)
{
	return unit.length > 0 && !text_is(unit, "count") && !text_is(unit, "mean");
}

static void put_unit(struct writer *writer, struct text unit)
{
	if (text_is(unit, "%")) {
		html_put(writer, "%");
	} else if (is_said(unit)) {
		html_put(writer, " ");
		html_text(writer, unit);
	}
}

void words_amount(struct writer *writer, struct text number, struct text unit)
{
	int64_t amount;

	if (number.length == 0) {
		html_put(writer, "none");
	} else if (text_is(number, FIGURE_HIDDEN)) {
		html_put(writer, "suppressed");
	} else {
		html_number(writer, number);
		/* Comparators have marks such as `low` in a number's place. */
		if (sum_parse(number, &amount))
			put_unit(writer, unit);
	}
}

void words_rounded(struct writer *writer, int64_t amount, struct text unit)
{
	char text[SUM_SIZE];
	size_t length = sum_ratio(amount, SUM_ONE, 1, 1, text);

	words_amount(writer, (struct text){ text, length }, unit);
}

void words_value(struct writer *writer, const struct line *line, const struct figure *figure)
{
	struct text value = line_value(line, figure, FIGURE_VALUE);

	if (value.length == 0)
		html_put(writer, "no cases");
	else
		words_amount(writer, value, line_value(line, figure, FIGURE_UNIT));
}

void words_headline(struct writer *writer, const struct line *line, const struct figure *figure)
{
	struct text value = line_value(line, figure, FIGURE_VALUE);
	struct text unit = line_value(line, figure, FIGURE_UNIT);
	int64_t amount;

	if (words_sign(unit).length > 0 || !is_said(unit) || !sum_parse(value, &amount)) {
		words_value(writer, line, figure);
		return;
	}
	html_number(writer, value);
	html_put(writer, "<small>");
	put_unit(writer, unit);
	html_put(writer, "</small>");
}

struct text words_sign(struct text unit)
{
	return text_is(unit, "%") ? unit : text_of("");
}

void words_made_of(struct writer *writer, const struct line *line, const struct figure *figure,
	const char *before, const char *after)
{
	struct text num = line_value(line, figure, FIGURE_NUM);
	struct text den = line_value(line, figure, FIGURE_DEN);
	struct text value = line_value(line, figure, FIGURE_VALUE);
	struct text unit = line_value(line, figure, FIGURE_UNIT);

	if (num.length == 0 || den.length == 0 || value.length == 0 || text_is(value, FIGURE_HIDDEN))
		return;
	html_put(writer, before);
	words_amount(writer, num, text_of(""));
	html_put(writer, text_is(unit, "%") ? " of "
		: text_is(unit, "per 10,000") ? " among " : " in all, over ");
	words_amount(writer, den, text_of(""));
	html_put(writer, after);
}

void words_cell(struct writer *writer, struct text number)
{
	if (number.length == 0)
		html_put(writer, "<span class=\"none\">\xe2\x80\x93</span>");
	else if (text_is(number, FIGURE_HIDDEN))
		html_put(writer, "<abbr title=\"suppressed\">c</abbr>");
	else
		html_number(writer, number);
}
