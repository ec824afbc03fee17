#include "worker.h"

#include <string.h>

#include "date.h"

/* The Department's guide to the workforce census; 2017 to 2025 have these. */
static const char *const elements[WORKER_TEXTS] = { "SWENo", "AgencyWorker", "RoleStartDate",
	"StartOrigin", "RoleEndDate", "WorkingDaysLost", "PersonBirthDate", "GenderCurrent", "Sex",
	"Ethnicity" };

void worker_begin(struct worker *worker, size_t line)
{
	texts_clear(&worker->texts);
	memset(worker->own, 0, sizeof worker->own);
	worker->line = line;
	worker->problem.element = NULL;
}

void worker_free(struct worker *worker)
{
	texts_free(&worker->texts);
}

void worker_value(struct worker *worker, const struct value *value)
{
	for (size_t i = 0; i < WORKER_TEXTS; i++) {
		if (strcmp(value->element, elements[i]) != 0)
			continue;
		if (worker->own[i] > 0)
			problem_note(&worker->problem, elements[i], value->line, "given twice");
		else if (value_short(&(struct value){ elements[i], value->line, value->text },
				&worker->problem))
			worker->own[i] = texts_keep(&worker->texts, value->text);
		worker->lines[i] = value->line;
	}
}

static const char *own(const struct worker *worker, size_t which)
{
	return texts_at(&worker->texts, worker->own[which]);
}

static struct value value_of(const struct worker *worker, size_t which)
{
	return (struct value){ elements[which], worker->lines[which], text_of(own(worker, which)) };
}

static int32_t day_of(struct worker *worker, size_t which)
{
	struct value value = value_of(worker, which);
	int32_t day = DATE_NO_DAY;

	if (worker->own[which] > 0)
		value_day(&value, &day, &worker->problem);
	return day;
}

static void need(struct worker *worker, size_t which)
{
	if (worker->own[which] == 0)
		problem_note(&worker->problem, elements[which], worker->line, "missing");
}

/* StartOrigin 1: came newly qualified. */
static const char *category_of(struct worker *worker)
{
	struct value value = value_of(worker, WORKER_AGENCY);
	bool agency = false;

	need(worker, WORKER_AGENCY);
	if (worker->own[WORKER_AGENCY] > 0)
		value_flag(&value, &agency, &worker->problem);
	if (agency)
		return "agency";
	return strcmp(own(worker, WORKER_ORIGIN), "1") == 0 ? "nqsw" : "permanent";
}

void worker_write(struct worker *worker, const char *file, int32_t until, struct output *output)
{
	size_t sex = worker->own[WORKER_SEX] > 0 ? WORKER_SEX : WORKER_GENDER;
	struct person person = { own(worker, WORKER_ID), value_sex(own(worker, sex)),
		own(worker, WORKER_ETHNICITY), day_of(worker, WORKER_BORN) };
	struct event start = { "worker_start", day_of(worker, WORKER_START),
		.category = category_of(worker) };
	struct event end = { "worker_end", day_of(worker, WORKER_END), .category = start.category };
	struct event absence = { "absence_end", until, .result = own(worker, WORKER_LOST) };
	struct value lost = value_of(worker, WORKER_LOST);

	need(worker, WORKER_ID);
	need(worker, WORKER_START);
	if (worker->own[WORKER_LOST] > 0)
		value_number(&lost, &worker->problem);
	if (worker->problem.element != NULL) {
		output->rejected++;
		rejects_add(&output->rejects, file, worker->problem.line, worker->problem.element,
			worker->problem.reason);
		return;
	}
	output->used++;
	output_event(output, &person, &start);
	if (end.day != DATE_NO_DAY)
		output_event(output, &person, &end);
	if (worker->own[WORKER_LOST] > 0)
		output_event(output, &person, &absence);
}
