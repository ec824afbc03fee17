#include "caption.h"

#include "html.h"
#include "marks.h"
#include "sum.h"
#include "words.h"

static void put_period(struct writer *writer, const struct line *line, const struct figure *figure)
{
	char words[WORDS_SIZE];

	words_period(line->source->figures.period, figure->time, words);
	html_string(writer, words);
}

static void put_extreme(struct writer *writer, const char *name, const struct line *line,
	const struct figure *figure)
{
	html_put(writer, name);
	words_value(writer, line, figure);
	html_put(writer, " in ");
	put_period(writer, line, figure);
}

static void put_extremes(struct writer *writer, const struct line *line)
{
	const struct figure *low = NULL, *high = NULL;
	int64_t amount, least = 0, most = 0;

	for (size_t i = 0; i < line->count; i++) {
		if (!line_amount(line, line->figures[i], &amount))
			continue;
		if (low == NULL || amount < least) {
			low = line->figures[i];
			least = amount;
		}
		if (high == NULL || amount > most) {
			high = line->figures[i];
			most = amount;
		}
	}
	if (low == NULL || high == NULL)
		return;
	put_extreme(writer, " Lowest ", line, low);
	put_extreme(writer, ", highest ", line, high);
	html_put(writer, ".");
}

static void put_signals(struct writer *writer, const struct measure *measure,
	const struct line *line)
{
	size_t count[4] = { 0 };

	if (line->source->place[EXTRA_SIGNAL] == STREAM_NO_COLUMN)
		return;
	for (size_t i = 0; i < line->count; i++)
		count[mark_signal_of(measure, line_text(line, line->figures[i], EXTRA_SIGNAL))]++;
	html_format(writer, " Points that are signals: %zu of improvement, %zu of concern, %zu other.",
		count[MEANING_BETTER], count[MEANING_WORSE], count[MEANING_NEUTRAL]);
}

void caption_words(struct writer *writer, const struct measure *measure)
{
	const struct line *line = &measure->whole;

	html_format(writer, "<title id=\"%s-t\">", measure->id);
	html_string(writer, measure->title);
	html_format(writer, ", chart</title><desc id=\"%s-d\">%zu %s, ", measure->id, line->count,
		words_periods(line->source->figures.period));
	put_period(writer, line, line->figures[0]);
	html_put(writer, " to ");
	put_period(writer, line, line->figures[line->count - 1]);
	html_put(writer, ".");
	put_extremes(writer, line);
	put_signals(writer, measure, line);
	html_put(writer, "</desc>");
	writer_end_line(writer);
}

static bool amount_of(const struct line *line, enum extra extra, int64_t *amount)
{
	return figure_amount(&line->source->figures, line->last, line->source->place[extra], amount);
}

static bool has_negative(const struct line *line)
{
	int64_t amount;

	for (size_t i = 0; i < line->count; i++)
		if (line_amount(line, line->figures[i], &amount) && amount < 0)
			return true;
	return false;
}

/* A limit that no value can reach (below 0, above 100%) is none. */
static void put_range(struct writer *writer, const struct line *line)
{
	struct text unit = line_value(line, line->last, FIGURE_UNIT);
	int64_t lower, upper;
	bool low, high;

	if (!amount_of(line, EXTRA_LOWER, &lower) || !amount_of(line, EXTRA_UPPER, &upper))
		return;
	low = lower > 0 || has_negative(line);
	high = !text_is(unit, "%") || upper < 100 * SUM_ONE;
	html_put(writer, "<span class=\"key k-band\">Expected range ");
	if (low)
		words_rounded(writer, lower, high ? words_sign(unit) : unit);
	html_put(writer, low && high ? " to " : low ? " and above" : high ? "up to " : "any value");
	if (high)
		words_rounded(writer, upper, unit);
	if (text_is(line_text(line, line->last, EXTRA_LIMITS), "trial"))
		html_put(writer, " (on trial: few points)");
	html_put(writer, "</span> ");
}

void caption_key(struct writer *writer, const struct measure *measure)
{
	const struct line *line = &measure->whole;
	bool rolling = measure->rolling.count > 0;
	struct text aim = line_text(line, line->last, EXTRA_TARGET);
	int64_t centre;

	if (!rolling && aim.length == 0 && line->unfinished == NULL &&
		line_text(line, line->last, EXTRA_CENTRE).length == 0)
		return;
	html_put(writer, "<figcaption>");
	if (rolling)
		html_format(writer, "<span>Each point is a single %s.</span> ",
			words_one_period(line->source->figures.period));
	if (amount_of(line, EXTRA_CENTRE, &centre)) {
		html_put(writer, "<span class=\"key k-centre\">Mean ");
		words_rounded(writer, centre, line_value(line, line->last, FIGURE_UNIT));
		html_put(writer, "</span> ");
	}
	put_range(writer, line);
	if (!rolling && aim.length > 0) {
		html_put(writer, "<span class=\"key k-target\">Target ");
		words_amount(writer, aim, line_value(line, line->last, FIGURE_UNIT));
		html_put(writer, "</span> ");
	}
	if (line->unfinished != NULL)
		html_put(writer, "<span class=\"key k-ring\">Not yet whole</span>");
	html_put(writer, "</figcaption>");
	writer_end_line(writer);
}
