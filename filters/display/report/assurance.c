#include "assurance.h"

#include "html.h"

enum assurance { ASSURANCE_NONE, ASSURANCE_PASSES, ASSURANCE_MISSES, ASSURANCE_EITHER };

static bool amount_of(const struct line *line, enum extra extra, int64_t *amount)
{
	return figure_amount(&line->source->figures, line->last, line->source->place[extra], amount);
}

/* A target at a limit is met there. */
static enum assurance assure(const struct measure *measure)
{
	const struct line *line = &measure->whole;
	int64_t target, lower, upper;
	const char *better;

	if (measure->rolling.count > 0 || line->count == 0 || line->last == NULL ||
		measure->row == NULL ||
		!text_is(line_text(line, line->last, EXTRA_LIMITS), "set") ||
		!amount_of(line, EXTRA_TARGET, &target) ||
		!amount_of(line, EXTRA_LOWER, &lower) || !amount_of(line, EXTRA_UPPER, &upper))
		return ASSURANCE_NONE;
	better = measure->row->text[CATALOGUE_BETTER];
	if (*better == '\0')
		return ASSURANCE_NONE;
	if (*better == 'h' ? lower >= target : upper <= target)
		return ASSURANCE_PASSES;
	if (*better == 'h' ? upper < target : lower > target)
		return ASSURANCE_MISSES;
	return ASSURANCE_EITHER;
}

void assurance_write(struct writer *writer, const struct measure *measure)
{
	static const char *const says[] = {
		[ASSURANCE_PASSES] = "it will meet the target every time: the whole expected range does.",
		[ASSURANCE_MISSES] = "it will keep missing the target: nothing in the expected range "
				     "meets it.",
		[ASSURANCE_EITHER] = "chance decides whether it meets the target, which is within the "
				     "expected range.",
	};
	enum assurance assurance = assure(measure);

	if (assurance == ASSURANCE_NONE)
		return;
	html_put(writer, "<p class=\"aside\">If nothing changes, ");
	html_put(writer, says[assurance]);
	html_put(writer, "</p>");
	writer_end_line(writer);
}
