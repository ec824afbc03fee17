#include "marks.h"

#include <string.h>

#include "html.h"
#include "words.h"

enum rag mark_rag_of(const struct line *line, const struct figure *figure)
{
	struct text rag = line_text(line, figure, EXTRA_RAG);

	return text_is(rag, "red") ? RAG_RED
		: text_is(rag, "amber") ? RAG_AMBER
		: text_is(rag, "green") ? RAG_GREEN
		: RAG_NONE;
}

enum meaning mark_direction_of(const struct line *line, const struct figure *figure)
{
	struct text direction = line_text(line, figure, EXTRA_DIRECTION);

	return direction.length == 0 ? MEANING_NONE
		: text_is(direction, "better") ? MEANING_BETTER
		: text_is(direction, "worse") ? MEANING_WORSE
		: MEANING_NEUTRAL;
}

/* The signals of kpi-spc: which way they point, and their words. */
static const struct signal {
	const char *name;
	bool high;
	const char *words;
} signals[] = {
	{ "beyond upper", true, "a point above the upper limit" },
	{ "beyond lower", false, "a point below the lower limit" },
	{ "trend up", true, "a steady rise" },
	{ "trend down", false, "a steady fall" },
	{ "near upper", true, "points close to the upper limit" },
	{ "near lower", false, "points close to the lower limit" },
	{ "run above", true, "a run above the mean" },
	{ "run below", false, "a run below the mean" },
};

static const struct signal *find_signal(struct text name)
{
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		if (text_is(name, signals[i].name))
			return &signals[i];
	return NULL;
}

enum meaning mark_signal_of(const struct measure *measure, struct text signal)
{
	const struct signal *found = find_signal(signal);
	const char *better = measure->row != NULL ? measure->row->text[CATALOGUE_BETTER] : "";

	if (signal.length == 0)
		return MEANING_NONE;
	if (found == NULL || *better == '\0')
		return MEANING_NEUTRAL;
	return found->high == (strcmp(better, "high") == 0) ? MEANING_BETTER : MEANING_WORSE;
}

void mark_signal_words(struct writer *writer, struct text signal)
{
	const struct signal *found = find_signal(signal);

	if (found != NULL)
		html_put(writer, found->words);
	else
		html_text(writer, signal);
}

/* kind: rag, way or signal, each in its own column of an overview. */
static void open_mark(struct writer *writer, const char *kind, const char *class, const char *shape)
{
	html_format(writer,
		"<span class=\"mark %s %s\"><svg aria-hidden=\"true\" focusable=\"false\">"
		"<use href=\"#s-%s\"/></svg>",
		kind, class, shape);
}

static const char *const rag_classes[] = { "red", "amber", "green" };
static const char *const rag_words[] = { "Red", "Amber", "Green" };
static const char *const meaning_classes[] = { NULL, "neutral", "better", "worse" };
static const char *const signal_shapes[] = { NULL, "special", "improvement", "concern" };
static const char *const signal_words[] = { NULL, "Change", "Improvement", "Concern" };

void mark_rag(struct writer *writer, enum rag rag, bool brief)
{
	static const char *const more[] = { ": misses the target", ": close to the target",
		": meets the target" };

	if (rag == RAG_NONE)
		return;
	open_mark(writer, "rag", rag_classes[rag], rag_classes[rag]);
	html_put(writer, rag_words[rag]);
	html_put(writer, brief ? "" : more[rag]);
	html_put(writer, "</span>");
}

/* Which way the value went: by the exact ratio, as direction is, not by the rounded values. */
static const char *arrow_of(const struct measure *measure, struct text direction)
{
	bool high = measure->row != NULL && strcmp(measure->row->text[CATALOGUE_BETTER], "high") == 0;

	if (text_is(direction, "same"))
		return "level";
	if (text_is(direction, "better") || text_is(direction, "worse"))
		return high == text_is(direction, "better") ? "up" : "down";
	return text_is(direction, "up") ? "up" : "down";
}

void mark_direction(struct writer *writer, const struct measure *measure, const struct line *line,
	bool brief)
{
	static const struct {
		const char *name, *words, *behind;
	} known[] = {
		{ "better", "Better", " than" },
		{ "worse", "Worse", " than" },
		{ "same", "Same", " as" },
		{ "up", "Up", " on" },
		{ "down", "Down", " on" },
	};
	struct text direction = line_text(line, line->last, EXTRA_DIRECTION);

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (!text_is(direction, known[i].name))
			continue;
		open_mark(writer, "way", meaning_classes[mark_direction_of(line, line->last)],
			arrow_of(measure, direction));
		html_put(writer, known[i].words);
		if (!brief)
			html_format(writer, "%s the %s before", known[i].behind,
				words_one_period(line->source->figures.period));
		html_put(writer, "</span>");
	}
}

void mark_signal(struct writer *writer, const struct measure *measure, struct text signal,
	bool brief)
{
	enum meaning meaning = mark_signal_of(measure, signal);

	if (meaning == MEANING_NONE)
		return;
	open_mark(writer, "signal", meaning_classes[meaning], signal_shapes[meaning]);
	html_put(writer, signal_words[meaning]);
	if (!brief) {
		html_put(writer, ": ");
		mark_signal_words(writer, signal);
	}
	html_put(writer, "</span>");
}

void mark_counts(struct writer *writer, const size_t rags[4], const size_t meanings[4])
{
	for (enum rag rag = RAG_RED; rag < RAG_NONE; rag++)
		if (rags[rag] > 0) {
			open_mark(writer, "rag", rag_classes[rag], rag_classes[rag]);
			html_format(writer, "%zu %s</span>", rags[rag], rag_words[rag]);
		}
	for (enum meaning meaning = MEANING_WORSE; meaning > MEANING_NONE; meaning--)
		if (meanings[meaning] > 0) {
			open_mark(writer, "signal", meaning_classes[meaning], signal_shapes[meaning]);
			html_format(writer, "%zu %s</span>", meanings[meaning], signal_words[meaning]);
		}
}

void mark_shapes(struct writer *writer)
{
	static const char *const shapes[][2] = {
		{ "red", "M4.6 0h6.8L16 4.6v6.8L11.4 16H4.6L0 11.4V4.6z" },
		{ "amber", "M8 0l8 8-8 8-8-8z" },
		{ "green", "M8 0a8 8 0 1 1 0 16A8 8 0 1 1 8 0z"
			"M3.5 8.2L6.8 11.5l5.9-5.9-1.5-1.5L6.8 8.5 5 6.7z" },
		{ "up", "M8 1l7 7.5h-4V15H5V8.5H1z" },
		{ "down", "M8 15L1 7.5h4V1h6v6.5h4z" },
		{ "level", "M1 4h14v3H1zM1 9h14v3H1z" },
		{ "improvement", "M8 1a7 7 0 1 1 0 14A7 7 0 1 1 8 1z" },
		{ "concern", "M2 2h12v12H2z" },
		{ "special", "M8 0l8 8-8 8-8-8z" },
	};

	html_put(writer, "<svg class=\"shapes\" width=\"0\" height=\"0\" aria-hidden=\"true\" "
		"focusable=\"false\"><defs>");
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		html_format(writer,
			"<symbol id=\"s-%s\" viewBox=\"0 0 16 16\"><path d=\"%s\"/></symbol>",
			shapes[i][0], shapes[i][1]);
	html_put(writer, "</defs></svg>");
	writer_end_line(writer);
}
