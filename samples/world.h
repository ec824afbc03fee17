#ifndef SAMPLES_WORLD_H
#define SAMPLES_WORLD_H

/* The authority that the children meet: its days, its teams and posts, its rows. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rows.h"

/* What kind of team a case needs. */
enum kind { KIND_ASSESSMENT, KIND_SAFEGUARDING, KIND_CARE, KIND_DISABLED, KIND_LEAVING, KINDS };

enum team {
	TEAM_NONE, TEAM_MASH, TEAM_ASSESSMENT_NORTH, TEAM_ASSESSMENT_SOUTH, TEAM_EAST, TEAM_CENTRAL,
	TEAM_WEST, TEAM_CARE, TEAM_DISABLED, TEAM_LEAVING, TEAM_EARLY_HELP, TEAM_ADOPTION,
	TEAM_TARGETED
};

/* Somebody in a post, from one day until another (not in). */
struct stint {
	uint32_t worker;
	int32_t from, until;
};

struct post {
	struct stint *stint;
	size_t stints;
	uint16_t *load;			/* cases held, by month of the stream */
	enum team team;
};

struct world {
	int32_t first, last;		/* the days of the stream */
	uint64_t seed;
	uint32_t children, population, years;
	uint32_t refs, workers;		/* the last numbers given out */
	size_t months;
	struct post *post;
	size_t posts;
	size_t kind_first[KINDS + 1];	/* kind k has those from kind_first[k], the next ends it */
	struct rows rows;
};

/* Makes the authority's posts, and its workforce's rows. */
void world_open(struct world *w);
void world_close(struct world *w);

/* A number (permille) that goes from one value on the first day to another on the last. */
int32_t world_trend(const struct world *w, int32_t day, int32_t from, int32_t to);

/* The next free ref. */
uint32_t world_ref(struct world *w);

/*
 * A worker of a kind of team for a case from day until until, the least loaded of a few. Returns
 * false if none is in post; shortens until to the end of the worker's stint.
 */
bool world_pick(struct world *w, uint64_t *rng, enum kind kind, int32_t day, int32_t *until,
	uint32_t *worker, enum team *team);

/* The first team of a kind: whose the case is while nobody holds it. */
enum team world_team(const struct world *w, enum kind kind);

/* What is counted by the year and not by the child: population, schools, carers, partners. */
void world_year(struct world *w);

#endif
