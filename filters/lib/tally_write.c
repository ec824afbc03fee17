/* tally_write: the figures of a tally. */
#include "tally_cells.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "date.h"
#include "interval.h"
#include "memory.h"

/* What a figure adds up: one cell, or those of a window of periods. */
struct figure {
	int64_t num, den;
	size_t pending;
	struct bag nums, dens, lengths;
	bool has_census;
};

static int compare_values(const void *one, const void *other)
{
	const int64_t *a = one, *b = other;

	return (*a > *b) - (*a < *b);
}

static void pour(struct bag *into, const struct bag *bag)
{
	if (bag->count == 0)
		return;
	into->values = memory_grow(into->values, &into->capacity, into->count + bag->count,
		sizeof *into->values);
	memcpy(into->values + into->count, bag->values, bag->count * sizeof *bag->values);
	into->count += bag->count;
}

static int64_t count_different(struct bag *bag)
{
	int64_t different = 0;

	if (bag->count > 0)
		qsort(bag->values, bag->count, sizeof *bag->values, compare_values);
	for (size_t i = 0; i < bag->count; i++)
		different += i == 0 || bag->values[i] != bag->values[i - 1];
	return different * SUM_ONE;
}

/* Adds the flows of the periods and takes the stocks of their last census day. */
static void add_up(const struct tally *tally, const struct series *series, int32_t first,
	int32_t last, struct figure *figure)
{
	const struct tally_measure *measure = &tally->measures[series->measure];
	bool taken = false;

	figure->num = figure->den = 0;
	figure->pending = figure->nums.count = figure->dens.count = figure->lengths.count = 0;
	for (int32_t period = last; period >= first; period--) {
		const struct cell *cell = tally_cell(series, period);
		int32_t census = tally_census(measure, period);
		bool has_flow = cell != NULL, is_last = census != DATE_NO_DAY && !taken;

		if (is_last && cell != NULL && cell->day == census) {
			sum_add(&figure->num, cell->stock_num);
			sum_add(&figure->den, cell->stock_den);
		}
		/* The values of a stock count on its last census day alone. */
		if (has_flow && (!measure->has_stock || (is_last && cell->day == census))) {
			pour(&figure->nums, &cell->nums);
			pour(&figure->dens, &cell->dens);
			pour(&figure->lengths, &cell->lengths);
		}
		taken = taken || census != DATE_NO_DAY;
		if (has_flow) {
			sum_add(&figure->num, cell->num);
			sum_add(&figure->den, cell->den);
			figure->pending += cell->pending;
		}
	}
	figure->has_census = taken;
	if (tally->options.distinct != NULL) {
		figure->num = count_different(&figure->nums);
		figure->den = count_different(&figure->dens);
	}
}

/*
 * The quantile as R's type 7 (Hyndman and Fan, The American Statistician 50, 1996): at
 * h = (n - 1) p between the two nearest, in exact tenths of p.
 */
static size_t quantile(struct bag *bag, int64_t tenths, int decimals, char text[SUM_SIZE])
{
	size_t place;
	int64_t part, low, high;

	text[0] = '\0';
	if (bag->count == 0)
		return 0;
	qsort(bag->values, bag->count, sizeof *bag->values, compare_values);
	place = (bag->count - 1) * (size_t)tenths;
	part = (int64_t)(place % 10);
	low = bag->values[place / 10];
	high = part == 0 ? low : bag->values[place / 10 + 1];
	if (__builtin_mul_overflow(low, 10 - part, &low) ||
		__builtin_mul_overflow(high, part, &high) || __builtin_add_overflow(low, high, &low))
		cli_fail("a median is too large to be worked out exactly");
	return sum_ratio(low, 10 * SUM_ONE, 1, decimals, text);
}

/* Figures of one unit, `days` with a den among them, are no rates, whatever their nums happen to
 * be. */
static enum tally_interval interval_of(const struct tally_measure *measure, bool has_den)
{
	bool scaled = sum_scale(text_of(measure->unit)) != 1;

	if (has_den != scaled)
		return TALLY_NO_INTERVAL;
	if (has_den && !measure->no_share)
		return TALLY_SHARE;
	return measure->no_count ? TALLY_NO_INTERVAL : TALLY_RATE;
}

size_t tally_interval(enum tally_interval kind, int64_t num, int64_t den, bool has_den,
	struct text unit, int decimals, char text[TALLY_INTERVAL_SIZE])
{
	double scale = (double)sum_scale(unit);
	struct interval interval;

	if (kind == TALLY_NO_INTERVAL || (has_den && den <= 0))
		return (size_t)snprintf(text, TALLY_INTERVAL_SIZE, "\t");
	if (kind == TALLY_SHARE) {
		interval = interval_share(num / SUM_ONE, den / SUM_ONE);
	} else {
		interval = interval_count(num / SUM_ONE);
		if (has_den)
			scale /= (double)den / SUM_ONE;
	}
	return (size_t)snprintf(text, TALLY_INTERVAL_SIZE, "%.*f\t%.*f", decimals,
		interval.low * scale, decimals, interval.high * scale);
}

static void put_amount(struct writer *writer, int64_t amount)
{
	char text[SUM_SIZE];
	size_t length = sum_format(amount, text);

	writer_put(writer, text, length);
	writer_byte(writer, '\t');
}

static void write_figure(const struct tally *tally, struct writer *writer,
	const struct series *series, struct text key, struct text period, struct figure *figure,
	bool pending)
{
	const struct tally_options *options = &tally->options;
	const struct tally_measure *measure = &tally->measures[series->measure];
	bool has_den = measure->decided ? measure->has_den : strcmp(measure->unit, "count") != 0;
	int decimals = strcmp(measure->unit, "count") == 0 ? 0 : options->decimals;
	char value[SUM_SIZE];
	int64_t scale = sum_scale(text_of(measure->unit));
	/* A share or rate without its denominator has no value, nor has a stock without a census. */
	size_t length = sum_ratio(figure->num, has_den ? figure->den : scale == 1 ? SUM_ONE : 0, scale,
		decimals, value);

	writer_put(writer, key.at, series->head.length);
	writer_byte(writer, '\t');
	writer_text(writer, period);
	writer_put(writer, key.at + series->head.length, key.length - series->head.length);
	writer_byte(writer, '\t');
	put_amount(writer, figure->num);
	if (has_den)
		put_amount(writer, figure->den);
	else
		writer_byte(writer, '\t');
	writer_put(writer, value, measure->has_stock && !figure->has_census ? 0 : length);
	writer_byte(writer, '\t');
	writer_text(writer, text_of(measure->unit));
	writer_byte(writer, '\t');
	writer_text(writer, text_of(!measure->has_stock ? "flow"
		: !measure->has_flow                    ? "stock"
							: "flow and stock"));
	if (options->distinct != NULL) {
		writer_byte(writer, '\t');
		writer_text(writer, text_of(options->distinct));
	}
	if (options->interval) {
		char interval[TALLY_INTERVAL_SIZE];

		length = tally_interval(interval_of(measure, has_den), figure->num, figure->den,
			has_den, text_of(measure->unit), options->decimals, interval);
		writer_byte(writer, '\t');
		writer_put(writer, interval, length);
	}
	if (options->median)
		for (int64_t tenths = 5; tenths <= 9; tenths += 4) {
			writer_byte(writer, '\t');
			length = quantile(&figure->lengths, tenths, options->decimals, value);
			writer_put(writer, value, length);
		}
	if (pending) {
		writer_byte(writer, '\t');
		length = sum_format((int64_t)figure->pending * SUM_ONE, value);
		writer_put(writer, value, length);
	}
	writer_end_line(writer);
}

static void write_header(const struct tally *tally, struct writer *writer, bool pending)
{
	writer_text(writer, text_of("measure\tpart\tperiod"));
	for (size_t i = 0; i < tally->options.group_count; i++) {
		writer_byte(writer, '\t');
		writer_text(writer, text_of(tally->options.groups[i]));
	}
	writer_text(writer, text_of("\tnum\tden\tvalue\tunit\tbasis"));
	if (tally->options.distinct != NULL)
		writer_text(writer, text_of("\tdistinct"));
	if (tally->options.interval)
		writer_text(writer, text_of("\tlow\thigh"));
	if (tally->options.median)
		writer_text(writer, text_of("\tmedian\tp90"));
	if (pending)
		writer_text(writer, text_of("\tpending"));
	writer_end_line(writer);
}

/* The window of periods that ends with this one. */
static int32_t window_first(const struct tally_options *options, int32_t period)
{
	if (options->rolling > 0)
		return period - options->rolling + 1;
	if (options->to_date)
		return period_of(options->period,
			period_first(PERIOD_FY, period_of(PERIOD_FY, period_first(options->period, period))));
	return period;
}

/* The periods that the measure has figures of; false where there are none. */
static bool find_range(const struct tally *tally, const struct tally_measure *measure,
	int32_t *first_day, int32_t *last_day)
{
	*first_day = tally->covered ? measure->since : tally->first_day;
	*last_day = tally->covered ? measure->due : tally->last_day;
	return tally->covered ? measure->covered : tally->first_day != DATE_NO_DAY;
}

/* Whether the series is only the place of a measure in which nothing was found. */
static bool is_empty_place(const struct tally *tally, uint32_t number)
{
	struct text key = names_text(&tally->keys, number);
	size_t name = (size_t)((const char *)memchr(key.at, '\t', key.length) - key.at);

	for (size_t i = name; i < key.length; i++)
		if (key.at[i] != '\t')
			return false;
	return !tally->series[number].filled;
}

struct period_name {
	char text[2 * PERIOD_SIZE + 8];
	size_t length;
};

static struct period_name name_period(const struct tally_options *options, int32_t first,
	int32_t period, bool whole)
{
	struct period_name name;

	name.length = 0;
	if (options->rolling > 0 || options->to_date) {
		name.length = period_name(options->period, first, name.text);
		memcpy(name.text + name.length, "..", 2);
		name.length += 2;
	}
	name.length += period_name(options->period, period, name.text + name.length);
	if (!whole)
		name.text[name.length++] = '*';
	return name;
}

/* The figures of the series from to end, which are of one measure and part: period by period. */
static void write_part(const struct tally *tally, struct writer *writer, const uint32_t *order,
	size_t from, size_t end, bool pending, struct figure *figure)
{
	const struct tally_options *options = &tally->options;
	const struct tally_measure *measure = &tally->measures[tally->series[order[from]].measure];
	int32_t first_day, last_day, first, last;

	if (!find_range(tally, measure, &first_day, &last_day))
		return;
	first = period_of(options->period, first_day);
	last = period_of(options->period, last_day);
	for (int32_t period = first; period <= last; period++) {
		int32_t begin = window_first(options, period);
		bool whole = !tally->covered || options->period == PERIOD_ALL ||
			(period_first(options->period, begin) >= first_day &&
				period_last(options->period, period) <= last_day);
		struct period_name name;

		if (!whole && !options->part)
			continue;
		if (options->rolling > 0 && begin < first)
			continue;
		name = name_period(options, begin, period, whole);
		for (size_t i = from; i < end; i++) {
			const struct series *series = &tally->series[order[i]];

			add_up(tally, series, begin, period, figure);
			if (measure->has_stock && !figure->has_census && figure->pending == 0)
				continue;
			write_figure(tally, writer, series, names_text(&tally->keys, order[i]),
				(struct text){ name.text, name.length }, figure, pending);
		}
	}
}

struct sorted {
	struct text key;
	uint32_t number;
};

static int compare_keys(const void *one, const void *other)
{
	return text_compare(((const struct sorted *)one)->key, ((const struct sorted *)other)->key);
}

/* The series in the order of their keys (a TAB is below every other byte of a field), less those
 * that only keep a place where the measure has others. */
static uint32_t *sort_series(const struct tally *tally, size_t *count)
{
	struct sorted *sorted = memory_new(tally->keys.count, sizeof *sorted);
	size_t *of_measure = memory_new(tally->measure_names.count, sizeof *of_measure);
	uint32_t *order = memory_new(tally->keys.count, sizeof *order);

	for (uint32_t i = 0; i < tally->keys.count; i++) {
		sorted[i] = (struct sorted){ names_text(&tally->keys, i), i };
		of_measure[tally->series[i].measure]++;
	}
	if (tally->keys.count > 0)
		qsort(sorted, tally->keys.count, sizeof *sorted, compare_keys);
	*count = 0;
	for (uint32_t i = 0; i < tally->keys.count; i++)
		if (of_measure[tally->series[sorted[i].number].measure] == 1 ||
			!is_empty_place(tally, sorted[i].number))
			order[(*count)++] = sorted[i].number;
	free(of_measure);
	free(sorted);
	return order;
}

static bool any_pending(const struct tally *tally)
{
	for (size_t i = 0; i < tally->keys.count; i++)
		for (size_t j = 0; j < tally->series[i].count; j++)
			if (tally->series[i].cells[j].pending > 0)
				return true;
	return false;
}

static bool same_part(const struct tally *tally, uint32_t a, uint32_t b)
{
	struct text key_a = names_text(&tally->keys, a), key_b = names_text(&tally->keys, b);

	key_a.length = tally->series[a].head.length;
	key_b.length = tally->series[b].head.length;
	return text_same(key_a, key_b);
}

size_t tally_write(struct tally *tally, struct writer *writer)
{
	struct figure figure = { 0 };
	bool pending = any_pending(tally);
	size_t count, uncovered = 0;
	uint32_t *order = sort_series(tally, &count);

	write_header(tally, writer, pending);
	for (size_t from = 0, end; from < count; from = end) {
		for (end = from + 1; end < count && same_part(tally, order[from], order[end]);)
			end++;
		write_part(tally, writer, order, from, end, pending, &figure);
	}
	for (size_t i = 0; i < tally->measure_names.count; i++)
		uncovered += tally->covered && tally->measures[i].seen && !tally->measures[i].covered;
	free(figure.nums.values);
	free(figure.dens.values);
	free(figure.lengths.values);
	free(order);
	return uncovered;
}
