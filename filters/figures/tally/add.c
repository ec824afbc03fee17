/* add: figures of shards added up; a figure is known by measure, part, period and groups. */
#include "add.h"

#include <stdlib.h>

#include "cli.h"
#include "memory.h"
#include "names.h"
#include "sum.h"
#include "tally.h"

enum column { MEASURE, PART, PERIOD, NUM, DEN, VALUE, UNIT, BASIS, DISTINCT, LOW, HIGH, PENDING,
	COLUMNS };

static const char *const names_of_columns[COLUMNS] = { "measure", "part", "period", "num", "den",
	"value", "unit", "basis", "distinct", "low", "high", "pending" };

struct total {
	int64_t num, den, pending;
	bool has_den; /* a part has one, ... */
	bool may_have_den, lacks_den; /* ... one in which nothing was found has 0, one has none */
	bool has_value, has_interval;
	bool lacks_interval; /* a part has a value, and no interval */
	bool no_share; /* a part's interval is that of a rate */
	char *tail; /* unit and basis */
};

struct addition {
	struct stream *in;
	size_t places[COLUMNS];
	size_t *groups; /* places of the group columns */
	size_t group_count;
	struct names keys;
	struct total *totals;
	size_t capacity;
	char *scratch;
	size_t scratch_capacity;
};

static void find_columns(struct addition *addition)
{
	const struct stream *in = addition->in;

	for (size_t i = 0; i < COLUMNS; i++)
		addition->places[i] = i >= DISTINCT
			? stream_find(in, names_of_columns[i])
			: stream_need(in, names_of_columns[i]);
	if (stream_find(in, "median") != STREAM_NO_COLUMN)
		cli_fail("%s:1: median: a median of shards is not the whole's (tally the observations)",
			in->name);
	addition->groups = memory_new(in->column_count, sizeof *addition->groups);
	for (size_t i = 0; i < in->column_count; i++) {
		bool known = false;

		for (size_t j = 0; j < COLUMNS; j++)
			known = known || addition->places[j] == i;
		if (!known)
			addition->groups[addition->group_count++] = i;
	}
}

static void put(struct addition *addition, size_t *used, struct text text)
{
	addition->scratch = memory_grow(addition->scratch, &addition->scratch_capacity,
		*used + text.length + 1, 1);
	if (text.length > 0)
		memcpy(addition->scratch + *used, text.at, text.length);
	*used += text.length;
	addition->scratch[(*used)++] = '\t';
}

static struct total *find_total(struct addition *addition)
{
	size_t used = 0;
	uint32_t number;

	for (size_t i = MEASURE; i <= PERIOD; i++)
		put(addition, &used, stream_field(addition->in, addition->places[i]));
	for (size_t i = 0; i < addition->group_count; i++)
		put(addition, &used, stream_field(addition->in, addition->groups[i]));
	number = names_add(&addition->keys, (struct text){ addition->scratch, used - 1 });
	addition->totals = memory_grow(addition->totals, &addition->capacity, (size_t)number + 1,
		sizeof *addition->totals);
	return &addition->totals[number];
}

static int64_t read_amount(const struct addition *addition, enum column column)
{
	struct text text = stream_field(addition->in, addition->places[column]);
	char shown[CLI_VALUE_SIZE];
	int64_t amount = 0;

	if (text.length > 0 && !sum_parse(text, &amount))
		stream_fail(addition->in, names_of_columns[column], "not a number: %s",
			cli_value(text, shown));
	return amount;
}

/* Whether the part's interval is that of a share: its figures do not say, but it can be worked
 * out. */
static bool is_share(const struct addition *addition, int64_t num, int64_t den)
{
	const struct stream *in = addition->in;
	struct text low = stream_field(in, addition->places[LOW]), unit, high;
	const char *point = memchr(low.at, '.', low.length);
	int decimals = point == NULL ? 0 : (int)(low.at + low.length - point) - 1;
	char interval[TALLY_INTERVAL_SIZE];
	size_t length;

	if (den < num)
		return false;
	unit = stream_field(in, addition->places[UNIT]);
	high = stream_field(in, addition->places[HIGH]);
	length = tally_interval(TALLY_SHARE, num, den, true, unit, decimals, interval);
	return length == low.length + 1 + high.length && memcmp(interval, low.at, low.length) == 0 &&
		memcmp(interval + low.length + 1, high.at, high.length) == 0;
}

static void add_amounts(const struct addition *addition, struct total *total, int64_t num,
	int64_t den)
{
	const struct stream *in = addition->in;
	bool has_den = stream_field(in, addition->places[DEN]).length > 0;
	bool has_value = stream_field(in, addition->places[VALUE]).length > 0;
	bool has_interval = stream_field(in, addition->places[LOW]).length > 0;

	sum_add(&total->num, num);
	sum_add(&total->den, den);
	total->has_den = total->has_den || (has_den && (num != 0 || den != 0 || has_value));
	total->may_have_den = total->may_have_den || has_den;
	total->lacks_den = total->lacks_den || !has_den;
	total->has_value = total->has_value || has_value;
	total->has_interval = total->has_interval || has_interval;
	total->lacks_interval = total->lacks_interval || (has_value && !has_interval);
	total->no_share = total->no_share ||
		(has_interval && !(has_den && is_share(addition, num, den)));
}

static void add_line(struct addition *addition)
{
	const struct stream *in = addition->in;
	struct text distinct = stream_field(in, addition->places[DISTINCT]);
	struct text unit = stream_field(in, addition->places[UNIT]);
	struct text basis = stream_field(in, addition->places[BASIS]);
	struct total *total = find_total(addition);
	size_t used = 0;

	if (distinct.length > 0 && !text_is(distinct, "person"))
		stream_fail(in, "distinct",
			"only different persons can be added (shards are cut by person)");
	put(addition, &used, unit);
	put(addition, &used, basis);
	if (addition->places[DISTINCT] != STREAM_NO_COLUMN)
		put(addition, &used, distinct);
	if (total->tail == NULL)
		total->tail = memory_copy(addition->scratch, used - 1);
	else if (!text_is((struct text){ addition->scratch, used - 1 }, total->tail))
		stream_fail(in, "unit",
			"unit or basis differ from another figure of the same measure, part and period");
	add_amounts(addition, total, read_amount(addition, NUM), read_amount(addition, DEN));
	if (addition->places[PENDING] != STREAM_NO_COLUMN)
		sum_add(&total->pending, read_amount(addition, PENDING));
}

struct sorted {
	struct text key;
	const struct total *total;
};

static int compare(const void *one, const void *other)
{
	return text_compare(((const struct sorted *)one)->key, ((const struct sorted *)other)->key);
}

static void put_amount(struct writer *writer, int64_t amount)
{
	char text[SUM_SIZE];
	size_t length = sum_format(amount, text);

	writer_byte(writer, '\t');
	writer_put(writer, text, length);
}

static void write_total(const struct addition *addition, struct writer *writer,
	const struct sorted *sorted, enum tally_interval kind, int decimals)
{
	const struct total *total = sorted->total;
	bool has_den = total->has_den || (total->may_have_den && !total->lacks_den);
	struct text unit = { total->tail, strcspn(total->tail, "\t") };
	char value[SUM_SIZE];
	int all_decimals = decimals;
	size_t length;

	if (text_is(unit, "count"))
		decimals = 0;
	/* A share or rate without its denominator has no value, nor has a stock that no part
	 * counted. */
	length = sum_ratio(total->num, has_den ? total->den : sum_scale(unit) == 1 ? SUM_ONE : 0,
		sum_scale(unit), decimals, value);
	writer_text(writer, sorted->key);
	put_amount(writer, total->num);
	if (has_den)
		put_amount(writer, total->den);
	else
		writer_byte(writer, '\t');
	writer_byte(writer, '\t');
	writer_put(writer, value, total->has_value ? length : 0);
	writer_byte(writer, '\t');
	writer_text(writer, text_of(total->tail));
	if (addition->places[LOW] != STREAM_NO_COLUMN) {
		char interval[TALLY_INTERVAL_SIZE];

		length = tally_interval(kind, total->num, total->den, has_den, unit, all_decimals,
			interval);
		writer_byte(writer, '\t');
		writer_put(writer, interval, length);
	}
	if (addition->places[PENDING] != STREAM_NO_COLUMN)
		put_amount(writer, total->pending);
	writer_end_line(writer);
}

/* Whether the figure has neither part nor groups, as the place of a measure has in which a shard
 * found nothing. */
static bool is_place(struct text key)
{
	size_t field = MEASURE;

	for (size_t i = 0; i < key.length; i++) {
		if (key.at[i] == '\t')
			field++;
		else if (field != MEASURE && field != PERIOD)
			return false;
	}
	return true;
}

static bool is_nothing(const struct total *total)
{
	return total->num == 0 && total->den == 0 && total->pending == 0;
}

static bool same_measure(struct text a, struct text b)
{
	a.length = (size_t)((const char *)memchr(a.at, '\t', a.length) - a.at);
	b.length = (size_t)((const char *)memchr(b.at, '\t', b.length) - b.at);
	return text_same(a, b);
}

/* The figures from to end are of one measure. A place in which all shards found nothing goes, where
 * the measure has parts or groups. */
static void write_measure(const struct addition *addition, struct writer *writer,
	const struct sorted *sorted, size_t from, size_t end, int decimals)
{
	bool others = false, filled = false, has_interval = false, lacks_interval = false;
	enum tally_interval kind = TALLY_SHARE;

	for (size_t i = from; i < end; i++) {
		has_interval = has_interval || sorted[i].total->has_interval;
		lacks_interval = lacks_interval || sorted[i].total->lacks_interval;
		if (sorted[i].total->no_share)
			kind = TALLY_RATE;
		others = others || !is_place(sorted[i].key);
		filled = filled || (is_place(sorted[i].key) && !is_nothing(sorted[i].total));
	}
	if (lacks_interval || !has_interval)
		kind = TALLY_NO_INTERVAL;
	for (size_t i = from; i < end; i++)
		if (!others || filled || !is_place(sorted[i].key))
			write_total(addition, writer, &sorted[i], kind, decimals);
}

static void write_all(const struct addition *addition, struct writer *writer, int decimals)
{
	size_t count = addition->keys.count;
	struct sorted *sorted = memory_new(count, sizeof *sorted);

	writer_text(writer, text_of("measure\tpart\tperiod"));
	for (size_t i = 0; i < addition->group_count; i++) {
		writer_byte(writer, '\t');
		writer_text(writer, addition->in->columns[addition->groups[i]]);
	}
	writer_text(writer, text_of("\tnum\tden\tvalue\tunit\tbasis"));
	for (size_t i = DISTINCT; i <= PENDING; i++)
		if (addition->places[i] != STREAM_NO_COLUMN) {
			writer_byte(writer, '\t');
			writer_text(writer, text_of(names_of_columns[i]));
		}
	writer_end_line(writer);
	for (uint32_t i = 0; i < count; i++)
		sorted[i] = (struct sorted){ names_text(&addition->keys, i), &addition->totals[i] };
	if (count > 0)
		qsort(sorted, count, sizeof *sorted, compare);
	for (size_t from = 0, end; from < count; from = end) {
		for (end = from; end < count && same_measure(sorted[from].key, sorted[end].key);)
			end++;
		write_measure(addition, writer, sorted, from, end, decimals);
	}
	free(sorted);
}

void add_figures(struct stream *in, struct writer *writer, int decimals)
{
	struct addition addition = { .in = in };

	find_columns(&addition);
	names_open(&addition.keys);
	while (stream_next(in)) {
		stream_cut(in);
		if (text_is(in->line, in->header))
			stream_fail(in, "line", "a second header (want figures of all shards under one)");
		add_line(&addition);
	}
	write_all(&addition, writer, decimals);
	for (uint32_t i = 0; i < addition.keys.count; i++)
		free(addition.totals[i].tail);
	names_close(&addition.keys);
	free(addition.totals);
	free(addition.groups);
	free(addition.scratch);
}
