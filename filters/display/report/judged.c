#include "judged.h"

#include "html.h"
#include "memory.h"
#include "words.h"

/* Signals are of single periods: kpi-spc takes no rolling figures. */
static struct text signal_of(const struct measure *measure, const struct line *line)
{
	const struct line *single = measure->rolling.count > 0 ? &measure->whole : line;

	if (single->count == 0 || single->last == NULL)
		return text_of("");
	return line_text(single, single->last, EXTRA_SIGNAL);
}

static void add(struct judgement *judgement, const struct measure *measure, const struct line *line)
{
	struct judged *judged;

	if (line->last == NULL)
		return;
	judgement->list = memory_grow(judgement->list, &judgement->capacity, judgement->count + 1,
		sizeof *judgement->list);
	judged = &judgement->list[judgement->count++];
	*judged = (struct judged){ .measure = measure, .line = line,
		.rag = mark_rag_of(line, line->last),
		.direction = mark_direction_of(line, line->last),
		.signal_name = signal_of(measure, line) };
	judged->signal = mark_signal_of(measure, judged->signal_name);
	judgement->rags[judged->rag]++;
	judgement->directions[judged->direction]++;
	judgement->signals[judged->signal]++;
}

struct judgement judge(const struct board *board, size_t first, size_t end)
{
	struct judgement judgement = { 0 };

	for (size_t i = first; i < end; i++) {
		const struct line *lines;
		size_t count = measure_lines(&board->measures[i], &lines);

		for (size_t j = 0; j < count; j++)
			add(&judgement, &board->measures[i], &lines[j]);
	}
	return judgement;
}

void judged_link(struct writer *writer, const struct judged *judged)
{
	html_format(writer, "<a href=\"#%s\">", judged->measure->id);
	html_string(writer, judged->measure->title);
	if (judged->line->label[0] != '\0') {
		html_put(writer, ": ");
		html_string(writer, judged->line->label);
	}
	html_put(writer, "</a>");
}

void judged_value(struct writer *writer, const struct board *board, const struct judged *judged)
{
	const struct line *line = judged->line;
	char words[WORDS_SIZE];

	html_put(writer, "<b>");
	words_value(writer, line, line->last);
	html_put(writer, "</b>");
	if (board->latest == NULL || line->last->time.first != line->last->time.last ||
		line->last->time.last != board->latest->time.last) {
		words_period(line->source->figures.period, line->last->time, words);
		html_put(writer, "<small>");
		html_string(writer, words);
		html_put(writer, "</small>");
	}
}
