/* kpi-tally - add observations up to figures by period and group */
#include <stdlib.h>

#include "add.h"
#include "cli.h"
#include "date.h"
#include "memory.h"
#include "stream.h"
#include "tally.h"
#include "writer.h"

#define MOST_GROUPS 8

enum option { BY, GROUP, ROLLING, TO_DATE, TOTAL, INTERVAL, MEDIAN, DISTINCT, PART, ADD, DECIMALS };

static const struct cli_option options[] = {
	[BY] = { "by", 'b', "PERIOD", PERIOD_NAMES },
	[GROUP] = { "group", 'g', "COLUMN", "figures for each value of the column" },
	[ROLLING] = { "rolling", 'r', "N", "over the N periods that end with each" },
	[TO_DATE] = { "to-date", 0, NULL, "from 1 April to each period" },
	[TOTAL] = { "total", 't', NULL, "also (all) for each group column" },
	[INTERVAL] = { "interval", 'i', NULL, "also low and high, a 95% confidence interval" },
	[MEDIAN] = { "median", 0, NULL, "also median and 90th percentile of lengths" },
	[DISTINCT] = { "distinct", 0, "COLUMN", "count the different values of the column" },
	[PART] = { "part", 'p', NULL, "unfinished periods too, marked *" },
	[ADD] = { "add", 0, NULL, "add figures of shards" },
	[DECIMALS] = { "decimals", 'd', "N", "decimals of values that are no counts (1)" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-tally",
	.about = "add observations up to figures by period and group",
	.usage = "kpi-tally -b period [-g column]... [-r n | --to-date] [-t] [-i] [--median]"
		 " [--distinct column] [-p] [-d n]\n"
		 "kpi-tally --add [-d n]",
	.options = options,
};

struct places {
	size_t date, event, person, measure, part, num, den, unit, basis, since, due, distinct;
	size_t groups[MOST_GROUPS];
};

static int read_number(const char *name, const char *value, int least, int most)
{
	char *end;
	long number = strtol(value, &end, 10);

	if (*value == '\0' || *end != '\0' || number < least || number > most)
		cli_usage("--%s: '%s' (want a number from %d to %d)", name, value, least, most);
	return (int)number;
}

static void check_options(const struct tally_options *wanted, bool by, bool add)
{
	bool others = by || wanted->group_count > 0 || wanted->rolling > 0 || wanted->to_date ||
		wanted->total || wanted->interval || wanted->median || wanted->part ||
		wanted->distinct != NULL;

	if (add && others)
		cli_usage("--add adds figures that are made (want no other option than --decimals)");
	if (!add && !by)
		cli_usage("--by is missing (want " PERIOD_NAMES ")");
	if (wanted->rolling > 0 && wanted->to_date)
		cli_usage("--rolling and --to-date exclude each other");
	if (wanted->rolling > 0 && wanted->period == PERIOD_ALL)
		cli_usage("--rolling: there is one period of all");
	if (wanted->to_date && wanted->period != PERIOD_DAY && wanted->period != PERIOD_MONTH &&
		wanted->period != PERIOD_QUARTER)
		cli_usage("--to-date: wants --by day, month or quarter");
	if (wanted->total && wanted->group_count == 0)
		cli_usage("--total goes with --group");
}

static void find_places(const struct stream *in, const struct tally_options *wanted,
	struct places *places)
{
	if (stream_find(in, "measure") == STREAM_NO_COLUMN)
		cli_fail("%s:1: header: no column 'measure' (events go through a measure first, such as "
			 "kpi-count)", in->name);
	*places = (struct places){ .date = stream_need(in, "date"), .event = stream_need(in, "event"),
		.person = stream_need(in, "person"), .measure = stream_need(in, "measure"),
		.part = stream_need(in, "part"), .num = stream_need(in, "num"),
		.den = stream_need(in, "den"), .unit = stream_need(in, "unit"),
		.basis = stream_need(in, "basis"), .since = stream_need(in, "since"),
		.due = stream_need(in, "due"), .distinct = STREAM_NO_COLUMN };
	if (wanted->distinct != NULL)
		places->distinct = stream_need(in, wanted->distinct);
	for (size_t i = 0; i < wanted->group_count; i++)
		places->groups[i] = stream_need(in, wanted->groups[i]);
}

static int32_t read_day(const struct stream *in, size_t place, const char *column)
{
	struct text text = stream_field(in, place);
	char shown[CLI_VALUE_SIZE];
	struct date date;

	if (!date_parse(text, &date))
		stream_fail(in, column, "not a date: %s (want YYYY-MM-DD)", cli_value(text, shown));
	return date.day;
}

static bool read_stock(const struct stream *in, const struct places *places)
{
	struct text basis = stream_field(in, places->basis);

	if (!text_is(basis, "flow") && !text_is(basis, "stock"))
		stream_fail(in, "basis", "neither flow nor stock");
	return text_is(basis, "stock");
}

static int64_t read_amount(const struct stream *in, size_t place, const char *column)
{
	struct text text = stream_field(in, place);
	char shown[CLI_VALUE_SIZE];
	int64_t amount;

	if (text.length == 0)
		return TALLY_EMPTY;
	if (!sum_parse(text, &amount))
		stream_fail(in, column, "not a number: %s", cli_value(text, shown));
	return amount;
}

static void add_observation(struct tally *tally, const struct stream *in,
	const struct places *places, size_t group_count)
{
	struct text groups[MOST_GROUPS];
	struct tally_line line = {
		.part = stream_field(in, places->part), .groups = groups,
		.distinct = stream_field(in, places->distinct), .stock = read_stock(in, places),
		.day = read_day(in, places->date, "date"),
		.num = read_amount(in, places->num, "num"), .den = read_amount(in, places->den, "den") };

	for (size_t i = 0; i < group_count; i++)
		groups[i] = stream_field(in, places->groups[i]);
	/* A census that found nothing says so in a line without event and person. */
	line.nobody = line.stock && stream_field(in, places->event).length == 0 &&
		stream_field(in, places->person).length == 0;
	line.measure = tally_measure(tally, stream_field(in, places->measure),
		stream_field(in, places->unit));
	if (line.measure == TALLY_OTHER_UNIT)
		stream_fail(in, "unit", "the measure has another unit on a line before");
	tally_day(tally, line.day);
	tally_add(tally, &line);
}

static void read_all(struct tally *tally, struct stream *in, const struct tally_options *wanted)
{
	struct places places;

	find_places(in, wanted, &places);
	while (stream_next(in)) {
		struct text measure;

		stream_cut(in);
		measure = stream_field(in, places.measure);
		if (stream_field(in, places.date).length == 0) {
			tally_covered(tally);
			if (measure.length > 0)
				tally_cover(tally, measure, stream_field(in, places.unit),
					read_stock(in, &places), read_day(in, places.since, "since"),
					read_day(in, places.due, "due"));
		} else if (measure.length > 0) {
			add_observation(tally, in, &places, wanted->group_count);
		} else {
			tally_day(tally, read_day(in, places.date, "date"));
		}
	}
}

int main(int argc, char **argv)
{
	char *groups[MOST_GROUPS];
	struct tally_options wanted = { .decimals = 1, .groups = groups };
	struct stream in;
	struct writer out;
	const char *value;
	bool by = false, add = false;
	int option, operands = 1;

	cli_start(&program);
	while ((option = cli_next(&program, argc, argv, &value, &operands)) >= 0) {
		switch ((enum option)option) {
		case BY:
			by = period_parse(value, &wanted.period);
			if (!by)
				cli_usage("--by: '%s' (want " PERIOD_NAMES ")", value);
			break;
		case GROUP:
			if (wanted.group_count == MOST_GROUPS)
				cli_usage("--group: more than %d columns", MOST_GROUPS);
			groups[wanted.group_count++] = memory_copy(value, strlen(value));
			break;
		case ROLLING:
			wanted.rolling = read_number("rolling", value, 1, 10000);
			break;
		case TO_DATE:
			wanted.to_date = true;
			break;
		case TOTAL:
			wanted.total = true;
			break;
		case INTERVAL:
			wanted.interval = true;
			break;
		case MEDIAN:
			wanted.median = true;
			break;
		case DISTINCT:
			wanted.distinct = value;
			break;
		case PART:
			wanted.part = true;
			break;
		case ADD:
			add = true;
			break;
		case DECIMALS:
			wanted.decimals = read_number("decimals", value, 0, 6);
			break;
		}
	}
	cli_no_operands(argc, argv, operands);
	check_options(&wanted, by, add);
	writer_open(&out, 1, "stdout");
	stream_open(&in, 0, "stdin", &out);
	if (add) {
		add_figures(&in, &out, wanted.decimals);
	} else {
		struct tally *tally = tally_new(&wanted);
		size_t uncovered;

		read_all(tally, &in, &wanted);
		uncovered = tally_write(tally, &out);
		if (uncovered > 0)
			cli_say("%zu measures have no cover line of their own in a stream that has cover "
				"lines: no figures of them", uncovered);
		tally_free(tally);
	}
	writer_close(&out);
	stream_close(&in);
	for (size_t i = 0; i < wanted.group_count; i++)
		free(groups[i]);
	return 0;
}
