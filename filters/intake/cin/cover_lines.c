#include "cover_lines.h"

#include "date.h"

/* YEAR: all of the reporting year. LATEST: as it was at its end. DAY: of its last day alone. */
enum extent { YEAR, LATEST, DAY };

struct line {
	const char *event, *category;
	enum extent extent;
	int32_t since; /* the year in which the first reporting year that has it begins; 0: all have */
};

/*
 * The census holds every case that was open in the year. The change of a plan's category has no
 * date in it. Proceedings that had no pre-proceedings are not in it, so theirs are not told.
 */
static const struct line children[] = {
	{ "referral", NULL, YEAR, 0 },
	{ "case_open", NULL, YEAR, 0 },
	{ "case_closed", NULL, YEAR, 0 },
	{ "assessment_start", NULL, YEAR, 0 },
	{ "assessment_end", NULL, YEAR, 0 },
	{ "strategy_discussion", NULL, YEAR, 0 },
	{ "s47_start", NULL, YEAR, 0 },
	{ "icpc", NULL, YEAR, 0 },
	{ "cin_start", NULL, YEAR, 0 },
	{ "cin_end", NULL, YEAR, 0 },
	{ "cp_start", NULL, YEAR, 0 },
	{ "cp_review", NULL, YEAR, 0 },
	{ "cp_end", NULL, YEAR, 0 },
	{ "cp_category", NULL, LATEST, 0 },
	{ "plo_start", NULL, YEAR, 2026 },
	{ "plo_end", NULL, YEAR, 2026 },
	{ NULL, NULL, YEAR, 0 },
};

/*
 * The authority's own workers are in it if they worked there in the year, agency workers if they
 * were there at its end. Days lost are the year's sum, dated on its last day, so that no month has
 * them.
 */
static const struct line workforce[] = {
	{ "worker_start", "permanent", YEAR, 0 },
	{ "worker_start", "nqsw", YEAR, 0 },
	{ "worker_start", "agency", DAY, 0 },
	{ "worker_end", "permanent", YEAR, 0 },
	{ "worker_end", "nqsw", YEAR, 0 },
	{ "worker_end", "agency", DAY, 0 },
	{ "absence_end", NULL, DAY, 0 },
	{ NULL, NULL, YEAR, 0 },
};

struct reach reach_of_year(int32_t reference)
{
	return (struct reach){ COVER_ALL, date_add_months(reference, -12) + 1, reference };
}

void cover_lines_write(enum census_kind kind, const struct reach *reach, struct output *output)
{
	const struct line *line = kind == CENSUS_CHILDREN ? children : workforce;

	for (; line->event != NULL; line++) {
		const char *word = reach->kind == COVER_HISTORY && line->extent == YEAR ? "history" : "all";

		if (line->since > 0 && reach_of_year(reach->to).from < date_day(line->since, 1, 1))
			continue;
		output_cover(output, line->event, line->category,
			line->extent == LATEST ? "latest" : word,
			line->extent == DAY ? reach->to : reach->from, reach->to);
	}
}
