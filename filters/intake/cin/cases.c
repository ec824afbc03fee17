#include "cases.h"

#include <stdio.h>

#include "date.h"

/* A ref is what the event belongs to and its first day, so that the next year's return gives the
 * same one; of several that begin on one day the later ones are numbered. */
#define REF_SIZE 64

struct telling {
	const struct child *child;
	struct person person;
	struct output *output;
	int32_t until;
	bool rejected; /* one of the child's cases at least */
};

static bool is_used(const struct child *child, const struct group *group)
{
	return child->groups[group->of].problem.element == NULL;
}

static void make_ref(const struct child *child, const struct group *group, const char *name,
	size_t day, char ref[REF_SIZE])
{
	const struct group *other = child->groups;
	char first[DATE_SIZE], number[24] = "";
	size_t nth = 1;

	for (; other < group; other++)
		nth += other->kind == group->kind && other->days[day] == group->days[day] &&
			is_used(child, other);
	date_format((struct date){ group->days[day], DATE_NO_MINUTE }, first);
	if (nth > 1)
		snprintf(number, sizeof number, "-%zu", nth);
	snprintf(ref, REF_SIZE, "%s-%s%s", name, first, number);
}

static void tell(const struct telling *telling, struct event event)
{
	if (event.day != DATE_NO_DAY)
		output_event(telling->output, &telling->person, &event);
}

static const char *text_at(const struct telling *telling, const struct group *group, size_t text)
{
	return texts_at(&telling->child->texts, group->texts[text]);
}

/* A plan starts on the day of its conference (rule 2885 of the census). Where a case of the child
 * was rejected the plan may be in it. */
static const char *decided(const struct telling *telling, int32_t day)
{
	const struct child *child = telling->child;

	for (size_t i = 0; i < child->count; i++)
		if (child->groups[i].kind == GROUP_CP_PLAN && is_used(child, &child->groups[i]) &&
			child->groups[i].days[DAY_START] == day)
			return "plan";
	return telling->rejected ? NULL : "no plan";
}

static void tell_assessment(const struct telling *telling, const struct group *group)
{
	char ref[REF_SIZE];

	make_ref(telling->child, group, "assessment", DAY_START, ref);
	tell(telling, (struct event){ "assessment_start", group->days[DAY_START], .ref = ref });
	tell(telling, (struct event){ "assessment_end", group->days[DAY_END], .ref = ref });
}

static void tell_cin_plan(const struct telling *telling, const struct group *group)
{
	char ref[REF_SIZE];

	make_ref(telling->child, group, "cin", DAY_START, ref);
	tell(telling, (struct event){ "cin_start", group->days[DAY_START], .ref = ref });
	tell(telling, (struct event){ "cin_end", group->days[DAY_END], .ref = ref });
}

/* The enquiry's start is the day of the strategy discussion that decided on it: so the census guide
 * defines S47ActualStartDate. */
static void tell_enquiry(const struct telling *telling, const struct group *group)
{
	char ref[REF_SIZE];

	make_ref(telling->child, group, "s47", DAY_START, ref);
	tell(telling, (struct event){ "strategy_discussion", group->days[DAY_START], .ref = ref });
	tell(telling, (struct event){ "s47_start", group->days[DAY_START], .ref = ref });
	tell(telling, (struct event){ "icpc", group->days[DAY_OTHER], .ref = ref,
		.result = decided(telling, group->days[DAY_OTHER]) });
}

/* The last day on which the census knows the plan's category. */
static int32_t last_known(const struct telling *telling, const struct group *group)
{
	int32_t day = telling->until;

	if (group->days[DAY_END] != DATE_NO_DAY && group->days[DAY_END] < day)
		day = group->days[DAY_END];
	return day < group->days[DAY_START] ? group->days[DAY_START] : day;
}

static void tell_cp_plan(const struct telling *telling, const struct group *group)
{
	const struct child *child = telling->child;
	const char *category = text_at(telling, group, TEXT_FIRST);
	const char *latest = text_at(telling, group, TEXT_SECOND);
	size_t place = (size_t)(group - child->groups);
	char ref[REF_SIZE];

	make_ref(child, group, "cp", DAY_START, ref);
	tell(telling, (struct event){ "cp_start", group->days[DAY_START], .ref = ref,
		.category = category, .previous = text_at(telling, group, TEXT_THIRD) });
	for (size_t i = 0; i < child->review_count; i++)
		if (child->reviews[i].group == place)
			tell(telling, (struct event){ "cp_review", child->reviews[i].day, .ref = ref });
	if (*latest != '\0' && strcmp(latest, category) != 0)
		tell(telling, (struct event){ "cp_category", last_known(telling, group), .ref = ref,
			.category = latest });
	tell(telling, (struct event){ "cp_end", group->days[DAY_END], .ref = ref });
}

static void tell_plo(const struct telling *telling, const struct group *group)
{
	int32_t court = group->days[DAY_OTHER], end = group->days[DAY_END];
	char ref[REF_SIZE];

	if (group->days[DAY_START] != DATE_NO_DAY) {
		make_ref(telling->child, group, "plo", DAY_START, ref);
		tell(telling, (struct event){ "plo_start", group->days[DAY_START], .ref = ref });
		tell(telling, (struct event){ "plo_end", end != DATE_NO_DAY ? end : court, .ref = ref,
			.result = text_at(telling, group, TEXT_FIRST) });
	}
	if (court == DATE_NO_DAY)
		return;
	make_ref(telling->child, group, "court", DAY_OTHER, ref);
	tell(telling, (struct event){ "proceedings_start", court, .ref = ref });
}

static void tell_group(const struct telling *telling, const struct group *group)
{
	switch (group->kind) {
	case GROUP_ASSESSMENT:
		tell_assessment(telling, group);
		break;
	case GROUP_CIN_PLAN:
		tell_cin_plan(telling, group);
		break;
	case GROUP_ENQUIRY:
		tell_enquiry(telling, group);
		break;
	case GROUP_CP_PLAN:
		tell_cp_plan(telling, group);
		break;
	case GROUP_PLO:
		tell_plo(telling, group);
		break;
	default:
		break;
	}
}

static void tell_case(const struct telling *telling, size_t place)
{
	const struct child *child = telling->child;
	const struct group *group = &child->groups[place];
	const char *source = text_at(telling, group, TEXT_FIRST);
	char ref[REF_SIZE], conference[REF_SIZE];

	make_ref(child, group, "referral", DAY_START, ref);
	tell(telling, (struct event){ "referral", group->days[DAY_START], .ref = ref,
		.category = source, .result = group->nfa ? "nfa" : NULL });
	if (!group->nfa)
		tell(telling, (struct event){ "case_open", group->days[DAY_START], .ref = ref });
	for (size_t i = place + 1; i < child->count && child->groups[i].of == place; i++)
		tell_group(telling, &child->groups[i]);
	if (group->days[DAY_OTHER] != DATE_NO_DAY) {
		make_ref(child, group, "icpc", DAY_OTHER, conference);
		tell(telling, (struct event){ "icpc", group->days[DAY_OTHER], .ref = conference,
			.result = decided(telling, group->days[DAY_OTHER]) });
	}
	if (!group->nfa)
		tell(telling, (struct event){ "case_closed", group->days[DAY_END], .ref = ref,
			.category = text_at(telling, group, TEXT_SECOND) });
}

/* The day of birth, or the one expected of a child not yet born. */
static int32_t born_day(struct child *child)
{
	int32_t day = DATE_NO_DAY;
	size_t which = child->own[CHILD_BORN] > 0 ? CHILD_BORN : CHILD_EXPECTED;
	struct value value = { which == CHILD_BORN ? "PersonBirthDate" : "ExpectedPersonBirthDate",
		child->lines[which], text_of(texts_at(&child->texts, child->own[which])) };

	if (child->own[which] > 0)
		value_day(&value, &day, &child->problem);
	return day;
}

void cases_write(struct child *child, const char *file, int32_t until, struct output *output)
{
	size_t sex = child->own[child->own[CHILD_SEX] > 0 ? CHILD_SEX : CHILD_GENDER];
	struct telling telling = { .child = child, .output = output, .until = until };

	output->without += child->count == 0;
	telling.person = (struct person){ .id = texts_at(&child->texts, child->own[CHILD_ID]),
		.sex = value_sex(texts_at(&child->texts, sex)),
		.ethnicity = texts_at(&child->texts, child->own[CHILD_ETHNICITY]),
		.born = born_day(child) };
	for (size_t i = 0; i < child->count; i++) {
		struct group *group = &child->groups[i];

		if (group->kind != GROUP_CASE)
			continue;
		if (child->own[CHILD_ID] == 0)
			problem_note(&child->problem, "LAchildID", group->line, "missing");
		if (child->problem.element != NULL)
			group->problem = child->problem;
		telling.rejected = telling.rejected || group->problem.element != NULL;
	}
	for (size_t i = 0; i < child->count; i++) {
		const struct group *group = &child->groups[i];

		if (group->kind != GROUP_CASE)
			continue;
		if (group->problem.element != NULL) {
			output->rejected++;
			rejects_add(&output->rejects, file, group->problem.line, group->problem.element,
				group->problem.reason);
			continue;
		}
		output->used++;
		tell_case(&telling, i);
	}
}
