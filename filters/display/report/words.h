/*
 * words: periods and numbers of figures as a reader says them.
 */
#ifndef KPI_REPORT_WORDS_H
#define KPI_REPORT_WORDS_H

#include "board.h"
#include "writer.h"

#define WORDS_SIZE 96

/* `March 2020`, `January to March 2020`, `12 months to March 2020`. */
void words_period(enum period period, struct figure_time time, char words[WORDS_SIZE]);

/* The same of one figure, with what a stock or an unfinished period is: `at the end of ...`. */
void words_when(struct writer *writer, const struct line *line, const struct figure *figure);

/* A period short enough for an axis: `Mar 2020`. */
void words_tick(enum period period, int32_t number, char words[WORDS_SIZE]);

/* `1 April 2019`. */
void words_day(int32_t day, char words[WORDS_SIZE]);

/* What one period is called, such as `month`, and several. */
const char *words_one_period(enum period period);
const char *words_periods(enum period period);

/* A number with its unit behind it: `71.0%`, `12.5 days`; an empty or a hidden one in words. */
void words_amount(struct writer *writer, struct text number, struct text unit);

/* The same rounded half up to one decimal: centre and limits come with four. */
void words_rounded(struct writer *writer, int64_t amount, struct text unit);

/* The same of the figure's value; and with the unit in an element of its own. */
void words_value(struct writer *writer, const struct line *line, const struct figure *figure);
void words_headline(struct writer *writer, const struct line *line, const struct figure *figure);

/* The sign of a unit that is one, such as `%`; of others nothing, where they need no repeating. */
struct text words_sign(struct text unit);

/* What the value was made of, between before and after: `120 of 169`; nothing for a plain count, or
 * where the value is empty or hidden. */
void words_made_of(struct writer *writer, const struct line *line, const struct figure *figure,
	const char *before, const char *after);

/* A number in a column of numbers, whose heading says the unit. */
void words_cell(struct writer *writer, struct text number);

#endif
