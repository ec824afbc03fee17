#include "spark.h"

#include "html.h"
#include "scale.h"

#define WIDTH 100
#define HEIGHT 24
#define MARGIN 3
#define FIGURES 24

static size_t whole_of(const struct line *line)
{
	return line->count - (line->count > 0 && line->figures[line->count - 1]->time.part);
}

static int y_of(const struct scale *scale, int64_t amount)
{
	return MARGIN + scale_place(scale, amount, HEIGHT - 2 * MARGIN);
}

void spark_write(struct writer *writer, const struct line *line)
{
	size_t end = whole_of(line), from = end > FIGURES ? end - FIGURES : 0, values = 0;
	struct scale scale;
	bool joined = false;
	int x = 0, y = 0;
	int64_t amount;

	scale_start(&scale);
	for (size_t i = from; i < end; i++)
		if (!line->figures[i]->time.part && line_amount(line, line->figures[i], &amount)) {
			scale_take(&scale, amount);
			values++;
		}
	if (values < 2)
		return;
	scale.bottom = scale.low;
	scale.top = scale.high > scale.low ? scale.high : scale.low + 1;
	html_format(writer, "<svg class=\"spark\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\" "
		"focusable=\"false\"><path d=\"", WIDTH, HEIGHT);
	for (size_t i = from; i < end; i++) {
		if (line->figures[i]->time.part || !line_amount(line, line->figures[i], &amount)) {
			joined = false;
			continue;
		}
		x = MARGIN + (int)((i - from) * (WIDTH - 2 * MARGIN) / (end - 1 - from));
		y = y_of(&scale, amount);
		html_format(writer, "%s%d %d", joined ? "L" : "M", x, y);
		joined = true;
	}
	html_format(writer, "\"/><circle cx=\"%d\" cy=\"%d\" r=\"2.5\"/></svg>", x, y);
}
