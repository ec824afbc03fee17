#ifndef SAMPLES_LIFE_H
#define SAMPLES_LIFE_H

/* One child, and what happens to it; each part of a life writes its rows and says when it ends. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rows.h"
#include "world.h"

enum { NEEDS = 64, YEAR = 365 };

struct life {
	struct world *w;
	uint64_t rng;
	uint32_t id;
	int32_t born, adult;		/* the eighteenth birthday */
	int16_t plans;			/* child protection plans so far */
	size_t case_row;		/* the open case's first row */
	size_t needs;			/* which kind of team the open case needs, from which day */
	struct {
		int32_t day;
		enum kind kind;
	} need[NEEDS];
};

/* All that happens to child number id. */
void life_run(struct world *w, uint32_t id);

/* A row about the child. */
struct row *life_tell(struct life *l, int32_t day, const char *event);

/* From this day the open case needs another kind of team. */
void life_need(struct life *l, int32_t day, enum kind kind);

/* The earlier of two days. */
int32_t life_sooner(int32_t a, int32_t b);

/* plans.c: a child in need plan, a child protection plan; the day on which each ends. */
int32_t plans_need(struct life *l, int32_t day, int32_t mean);
int32_t plans_protect(struct life *l, int32_t day, bool *care);

/* Visits of a category on working days from day to end, each about interval working days on. */
void plans_visits(struct life *l, int32_t day, int32_t end, const char *category,
	int32_t interval, int32_t late);

/* care.c: a time in care; the day on which the case may close. Short breaks are respite. */
int32_t care_run(struct life *l, int32_t day, bool court, bool settled);
int32_t care_short_breaks(struct life *l, int32_t day);

/*
 * looked.c: what a child in care is given, between the two days; placed for adoption from
 * adopted_from (or never). True if the last placement is with foster carers.
 */
bool looked_after(struct life *l, int32_t from, int32_t until, int32_t adopted_from);

/*
 * leaving.c: from the placement order to adoption (the day of it, and of the placement); support
 * after it; the years after care, and when they end.
 */
int32_t leaving_adoption(struct life *l, int32_t order, int32_t *placed);
void leaving_adopted(struct life *l, int32_t day);
int32_t leaving_run(struct life *l, int32_t day, bool fostered);

/* casework.c: who holds the case, and the work and voice around it. */
void casework_run(struct life *l, int32_t open, int32_t close);

#endif
