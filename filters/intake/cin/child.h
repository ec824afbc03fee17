/*
 * child: one Child of the children in need census, kept until it ends.
 *
 * A child has cases (CINdetails), and a case has groups: assessments, plans, enquiries. A group is
 * told by its elements, not by what stands around them: it begins with the first of them, and ends
 * where their parent ends or its start date comes again. So groups may stand side by side in
 * CINdetails or be wrapped in a list.
 */
#ifndef CIN_CHILD_H
#define CIN_CHILD_H

#include "values.h"

enum group_kind { GROUP_CASE, GROUP_ASSESSMENT, GROUP_CIN_PLAN, GROUP_ENQUIRY, GROUP_CP_PLAN,
	GROUP_PLO, GROUP_KINDS };

/* The days and texts of a group; what they are, child.c's table says. */
enum { DAY_START, DAY_END, DAY_OTHER, DAYS };
enum { TEXT_FIRST, TEXT_SECOND, TEXT_THIRD, TEXTS };

struct group {
	enum group_kind kind;
	size_t of; /* the place of its case */
	int32_t days[DAYS]; /* DATE_NO_DAY: not given */
	size_t texts[TEXTS];
	bool nfa; /* of a case: no further action */
	unsigned given; /* which have been, as bits */
	size_t line, depth; /* of its first element's; its own */
	struct problem problem; /* of a case: of it or of any of its groups */
};

struct review {
	size_t group;
	int32_t day;
};

enum { CHILD_ID, CHILD_BORN, CHILD_EXPECTED, CHILD_GENDER, CHILD_SEX, CHILD_ETHNICITY,
	CHILD_TEXTS };

struct child {
	struct texts texts;
	struct group *groups;
	size_t count, capacity;
	struct review *reviews;
	size_t review_count, review_capacity;
	size_t open[GROUP_KINDS]; /* places plus one; 0: none */

	size_t own[CHILD_TEXTS], lines[CHILD_TEXTS];
	struct problem problem; /* of all its cases */
};

/* No child has as many groups or reviews. */
#define CHILD_MOST 4096

void child_clear(struct child *child);
void child_free(struct child *child);

/* A case begins; false where the child has CHILD_MOST groups. */
bool child_case(struct child *child, size_t line, size_t depth);

enum child_answer { CHILD_TAKEN, CHILD_TOO_MANY, CHILD_NO_CASE };

/* An element that holds no other; those that give no event are passed over. CHILD_NO_CASE: it
 * stands outside of CINdetails. */
enum child_answer child_value(struct child *child, const struct value *value, size_t depth);

/* Whatever stands at that depth has ended. */
void child_ended(struct child *child, size_t depth);

#endif
