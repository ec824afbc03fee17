#include "child.h"

#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "memory.h"

/* SIGN gives nothing, but tells that its group is there. */
enum form { DAY, TEXT, NUMBER, NFA, REVIEW, SIGN };

struct element {
	const char *name;
	enum group_kind kind;
	enum form form;
	unsigned at; /* among the group's days or texts */
};

/* The Department's children in need census: technical specifications, 2017-18 to 2026-27. */
static const struct element elements[] = {
	{ "CINreferralDate", GROUP_CASE, DAY, DAY_START },
	{ "CINclosureDate", GROUP_CASE, DAY, DAY_END },
	{ "DateOfInitialCPC", GROUP_CASE, DAY, DAY_OTHER }, /* an enquiry's too */
	{ "ReferralSource", GROUP_CASE, TEXT, TEXT_FIRST },
	{ "ReasonForClosure", GROUP_CASE, TEXT, TEXT_SECOND },
	{ "ReferralNFA", GROUP_CASE, NFA, 0 },
	{ "AssessmentActualStartDate", GROUP_ASSESSMENT, DAY, DAY_START },
	{ "AssessmentAuthorisationDate", GROUP_ASSESSMENT, DAY, DAY_END },
	{ "AssessmentInternalReviewDate", GROUP_ASSESSMENT, SIGN, 0 },
	{ "CINPlanStartDate", GROUP_CIN_PLAN, DAY, DAY_START },
	{ "CINPlanEndDate", GROUP_CIN_PLAN, DAY, DAY_END },
	{ "S47ActualStartDate", GROUP_ENQUIRY, DAY, DAY_START },
	{ "InitialCPCtarget", GROUP_ENQUIRY, SIGN, 0 },
	{ "ICPCnotRequired", GROUP_ENQUIRY, SIGN, 0 },
	{ "CPPstartDate", GROUP_CP_PLAN, DAY, DAY_START },
	{ "CPPendDate", GROUP_CP_PLAN, DAY, DAY_END },
	{ "InitialCategoryOfAbuse", GROUP_CP_PLAN, TEXT, TEXT_FIRST },
	{ "LatestCategoryOfAbuse", GROUP_CP_PLAN, TEXT, TEXT_SECOND },
	{ "NumberOfPreviousCPP", GROUP_CP_PLAN, NUMBER, TEXT_THIRD },
	{ "CPPreviewDate", GROUP_CP_PLAN, REVIEW, 0 },
	{ "PPStartDate", GROUP_PLO, DAY, DAY_START },
	{ "StepDecisionDate", GROUP_PLO, DAY, DAY_END },
	{ "CourtAppDate", GROUP_PLO, DAY, DAY_OTHER },
	{ "PPOutcome", GROUP_PLO, TEXT, TEXT_FIRST },
	{ NULL, GROUP_CASE, SIGN, 0 },
};

static const char *const own_elements[CHILD_TEXTS] = { "LAchildID", "PersonBirthDate",
	"ExpectedPersonBirthDate", "GenderCurrent", "Sex", "Ethnicity" };

static const char *start_element(enum group_kind kind)
{
	const struct element *element = elements;

	while (element->kind != kind || element->form != DAY || element->at != DAY_START)
		element++;
	return element->name;
}

void child_clear(struct child *child)
{
	texts_clear(&child->texts);
	child->count = child->review_count = 0;
	memset(child->open, 0, sizeof child->open);
	memset(child->own, 0, sizeof child->own);
	child->problem.element = NULL;
}

void child_free(struct child *child)
{
	texts_free(&child->texts);
	free(child->groups);
	free(child->reviews);
	*child = (struct child){ 0 };
}

static struct problem *case_problem(struct child *child, const struct group *group)
{
	return &child->groups[group->of].problem;
}

/* The group is whole: without a start it is no plan or enquiry that could be counted. Only
 * pre-proceedings may be a group that tells of something else (a meeting, an application). */
static void close_group(struct child *child, enum group_kind kind)
{
	const struct group *group = &child->groups[child->open[kind] - 1];

	child->open[kind] = 0;
	if (group->days[DAY_START] == DATE_NO_DAY &&
		(kind != GROUP_PLO || group->days[DAY_END] != DATE_NO_DAY))
		problem_note(case_problem(child, group), start_element(kind), group->line, "missing");
}

static void open_group(struct child *child, enum group_kind kind, size_t line, size_t depth)
{
	struct group *group;

	child->groups = memory_grow(child->groups, &child->capacity, child->count + 1,
		sizeof *child->groups);
	group = &child->groups[child->count++];
	*group = (struct group){ .kind = kind, .line = line, .depth = depth,
		.days = { DATE_NO_DAY, DATE_NO_DAY, DATE_NO_DAY } };
	child->open[kind] = child->count;
	group->of = child->open[GROUP_CASE] - 1;
}

bool child_case(struct child *child, size_t line, size_t depth)
{
	if (child->count >= CHILD_MOST)
		return false;
	open_group(child, GROUP_CASE, line, depth);
	return true;
}

void child_ended(struct child *child, size_t depth)
{
	/* The case is the first kind, and ends after what is in it. */
	for (size_t kind = GROUP_KINDS; kind-- > 0;)
		if (child->open[kind] > 0 && child->groups[child->open[kind] - 1].depth == depth)
			close_group(child, (enum group_kind)kind);
}

static void take_own(struct child *child, const struct value *value)
{
	for (size_t i = 0; i < CHILD_TEXTS; i++) {
		if (strcmp(value->element, own_elements[i]) != 0)
			continue;
		if (child->own[i] > 0)
			problem_note(&child->problem, own_elements[i], value->line, "given twice");
		else if (value_short(&(struct value){ own_elements[i], value->line, value->text },
				&child->problem))
			child->own[i] = texts_keep(&child->texts, value->text);
		child->lines[i] = value->line;
	}
}

static void take_value(struct child *child, struct group *group, const struct element *element,
	const struct value *given)
{
	struct problem *problem = case_problem(child, group);
	struct value value = { element->name, given->line, given->text };
	int32_t day;

	if (element->form == DAY) {
		value_day(&value, &group->days[element->at], problem);
	} else if (element->form == NFA) {
		value_flag(&value, &group->nfa, problem);
	} else if (element->form == REVIEW) {
		if (!value_day(&value, &day, problem))
			return;
		child->reviews = memory_grow(child->reviews, &child->review_capacity,
			child->review_count + 1, sizeof *child->reviews);
		child->reviews[child->review_count++] =
			(struct review){ (size_t)(group - child->groups), day };
	} else if (element->form != SIGN && value_short(&value, problem) &&
		(element->form == TEXT || value_number(&value, problem))) {
		group->texts[element->at] = texts_keep(&child->texts, value.text);
	}
}

static const struct element *find(const char *name)
{
	for (const struct element *element = elements; element->name != NULL; element++)
		if (strcmp(element->name, name) == 0)
			return element;
	return NULL;
}

/* A conference that is the case's own is one of a plan taken over from another authority. */
static enum group_kind kind_of(const struct child *child, const struct element *element,
	size_t depth)
{
	if (element->kind == GROUP_CASE && element->form == DAY && element->at == DAY_OTHER &&
		depth > child->groups[child->open[GROUP_CASE] - 1].depth + 1)
		return GROUP_ENQUIRY;
	return element->kind;
}

/* The element's bit in given; 0 for one that may come again. */
static unsigned bit_of(const struct element *element)
{
	switch (element->form) {
	case DAY:
		return 1U << element->at;
	case TEXT:
	case NUMBER:
		return 1U << (DAYS + element->at);
	case NFA:
		return 1U << (DAYS + TEXTS);
	default:
		return 0;
	}
}

/* The group that the element belongs to, a new one if need be. */
static struct group *group_of(struct child *child, const struct element *element, size_t line,
	size_t depth)
{
	enum group_kind kind = kind_of(child, element, depth);
	bool starts = kind != GROUP_CASE && element->form == DAY && element->at == DAY_START;

	if (starts && child->open[kind] > 0 &&
		(child->groups[child->open[kind] - 1].given & bit_of(element)) != 0)
		close_group(child, kind);
	if (child->open[kind] == 0)
		open_group(child, kind, line, depth - 1);
	return &child->groups[child->open[kind] - 1];
}

enum child_answer child_value(struct child *child, const struct value *value, size_t depth)
{
	const struct element *element = find(value->element);
	struct group *group;

	if (element == NULL) {
		take_own(child, value);
		return CHILD_TAKEN;
	}
	if (value->text.length == 0)
		return CHILD_TAKEN;
	if (child->open[GROUP_CASE] == 0)
		return CHILD_NO_CASE;
	if (child->count >= CHILD_MOST || child->review_count >= CHILD_MOST)
		return CHILD_TOO_MANY;
	group = group_of(child, element, value->line, depth);
	if ((group->given & bit_of(element)) != 0)
		problem_note(case_problem(child, group), element->name, value->line, "given twice");
	group->given |= bit_of(element);
	take_value(child, group, element, value);
	return CHILD_TAKEN;
}
