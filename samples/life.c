/* a child's way through the front door, as often as it is needed */

#include "calendar.h"
#include "life.h"
#include "random.h"

enum path {
	PATH_CONTACT, PATH_EARLY_HELP, PATH_NFA, PATH_ASSESSED, PATH_NEED, PATH_PROTECT, PATH_CARE,
	PATH_SHORT_BREAK, PATH_FOSTERED, PATH_LEAVER
};

struct route {
	enum path path;
	uint32_t share;			/* of a thousand */
};

/* First meetings; cases taken over from the authority's predecessor; later meetings. */
static const struct route arrivals[] = {
	{ PATH_CONTACT, 45 }, { PATH_EARLY_HELP, 95 }, { PATH_NFA, 80 }, { PATH_ASSESSED, 320 },
	{ PATH_NEED, 265 }, { PATH_PROTECT, 135 }, { PATH_CARE, 49 }, { PATH_SHORT_BREAK, 4 },
	{ PATH_FOSTERED, 7 },
};
static const struct route taken[] = {
	{ PATH_EARLY_HELP, 80 }, { PATH_ASSESSED, 80 }, { PATH_NEED, 400 }, { PATH_PROTECT, 130 },
	{ PATH_CARE, 210 }, { PATH_SHORT_BREAK, 10 }, { PATH_LEAVER, 90 },
};
static const struct route again[] = {
	{ PATH_CONTACT, 60 }, { PATH_EARLY_HELP, 40 }, { PATH_NFA, 90 }, { PATH_ASSESSED, 340 },
	{ PATH_NEED, 240 }, { PATH_PROTECT, 190 }, { PATH_CARE, 50 },
};

static const struct choice ethnicities[] = {
	{ "WBRI", 690 }, { "WOTH", 60 }, { "MWBC", 45 }, { "MOTH", 40 }, { "APKN", 55 },
	{ "AOTH", 30 }, { "BAFR", 40 }, { "BOTH", 15 }, { "OOTH", 15 }, { "NOBT", 10 },
};
static const struct choice sources[] = {
	{ "6", 290 }, { "2A", 170 }, { "3A", 60 }, { "3B", 70 }, { "3F", 50 }, { "5B", 110 },
	{ "1A", 60 }, { "1D", 30 }, { "4", 40 }, { "7", 40 }, { "8", 30 }, { "9", 50 },
};

int32_t life_sooner(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

struct row *life_tell(struct life *l, int32_t day, const char *event)
{
	struct row *row = rows_add(&l->w->rows, day, event);

	row->person = l->id;
	return row;
}

void life_need(struct life *l, int32_t day, enum kind kind)
{
	if (l->needs == NEEDS)
		return;
	l->need[l->needs].day = day;
	l->need[l->needs++].kind = kind;
}

/* A contact and what was decided; returns the day of the decision. */
static int32_t contact(struct life *l, int32_t day, const char *source, const char *result)
{
	int32_t minute = random_between(&l->rng, 495, 1065), later;
	uint32_t ref = world_ref(l->w);
	struct row *row = life_tell(l, day, "contact");

	row->minute = (int16_t)minute;
	row->ref = ref;
	row->category = source;
	row->team = TEAM_MASH;
	if (random_chance(&l->rng, world_trend(l->w, day, 200, 60)))
		later = random_between(&l->rng, 1441, 4200);
	else
		later = random_chance(&l->rng, 600) ? random_between(&l->rng, 20, 400)
			: random_between(&l->rng, 900, 1440);
	day += (minute + later) / 1440;
	row = life_tell(l, day, "contact_decision");
	row->minute = (int16_t)((minute + later) % 1440);
	row->ref = ref;
	row->result = result;
	row->team = TEAM_MASH;
	return day;
}

/* The single assessment, or an initial one and perhaps a core one; returns when it is over. */
static int32_t assess(struct life *l, int32_t day)
{
	bool parts = random_chance(&l->rng, 180);
	int32_t in_time = world_trend(l->w, day, 720, 900);
	const char *category = parts ? "initial" : "single";

	for (;;) {
		int32_t limit = !parts ? 43 : category[0] == 'i' ? 10 : 35;
		uint32_t ref = world_ref(l->w);
		int32_t length, end;
		struct row *row;

		if (random_chance(&l->rng, in_time))
			length = limit - random_between(&l->rng, 0,
				random_between(&l->rng, 0, limit - 3));
		else
			length = limit + 3 + random_wait(&l->rng, limit / 3);
		end = calendar_work_after(day, length);
		row = life_tell(l, day, "assessment_start");
		row->ref = ref;
		row->category = category;
		life_tell(l, end, "assessment_end")->ref = ref;
		if (category[0] != 'i' || !random_chance(&l->rng, 450))
			return end;
		category = "core";
		day = calendar_work_after(end, 1);
	}
}

/* Strategy discussion, enquiry and conference; true if it makes a plan, from day *plan. */
static bool enquire(struct life *l, int32_t day, int32_t conference, int32_t *plan)
{
	uint32_t ref = world_ref(l->w);
	bool planned = random_chance(&l->rng, 860);
	struct row *row;

	life_tell(l, day, "strategy_discussion")->ref = ref;
	life_tell(l, calendar_work(day + random_between(&l->rng, 0, 2)), "s47_start")->ref = ref;
	*plan = day;
	if (!random_chance(&l->rng, conference))
		return false;
	if (random_chance(&l->rng, world_trend(l->w, day, 950, 620)))
		day = calendar_work_after(day, 15 - random_between(&l->rng, 0, 6));
	else
		day = calendar_work_after(day, 16 + random_wait(&l->rng, 5));
	row = life_tell(l, day, "icpc");
	row->ref = ref;
	row->result = planned ? "plan" : "no plan";
	*plan = day;
	return planned;
}

/* From a plan on, until the case has nothing more to do. */
static int32_t serve(struct life *l, int32_t day, enum path path, bool settled)
{
	bool care = path == PATH_CARE;

	if (path == PATH_NEED) {
		life_need(l, day, KIND_SAFEGUARDING);
		day = plans_need(l, day, 215);
		if (day < l->adult - 120 && random_chance(&l->rng, 70)
				&& enquire(l, day, 900, &day))
			path = PATH_PROTECT;
		else
			care = day < l->adult && random_chance(&l->rng, 30);
	}
	if (path == PATH_PROTECT) {
		life_need(l, day, KIND_SAFEGUARDING);
		day = plans_protect(l, day, &care);
		if (!care && day < l->adult && random_chance(&l->rng, 550))
			day = plans_need(l, day, 90);
	}
	if (care && day < l->adult - 30)
		day = care_run(l, day, path == PATH_PROTECT || random_chance(&l->rng, 350),
			settled);
	return day;
}

/* Private fostering: watched over by visits until it ends. */
static int32_t fostered(struct life *l, int32_t day)
{
	int32_t end = life_sooner(calendar_work(day + 60 + random_wait(&l->rng, 220)), l->adult);

	life_need(l, day, KIND_SAFEGUARDING);
	life_tell(l, day, "private_fostering_start");
	plans_visits(l, day, end, "private fostering", 25, 150);
	life_tell(l, end, "private_fostering_end");
	return end;
}

/* Help to a family outside social care; returns the day on which it ends. */
static int32_t early_help(struct life *l, int32_t day)
{
	int32_t end = calendar_work(day + 40 + random_wait(&l->rng, 130)), at;

	life_tell(l, day, "eh_start")->team = TEAM_EARLY_HELP;
	if (random_chance(&l->rng, 300))
		life_tell(l, day, "caf_start")->team = TEAM_EARLY_HELP;
	if (random_chance(&l->rng, 200))
		life_tell(l, day, "family_programme")->team = TEAM_TARGETED;
	at = calendar_work(day + 7);
	while (at <= end && at <= l->w->last) {
		life_tell(l, at, "eh_attendance")->team = TEAM_EARLY_HELP;
		at = calendar_work(at + random_between(&l->rng, 6, 15));
	}
	life_tell(l, end, "eh_end")->team = TEAM_EARLY_HELP;
	return end;
}

/* One time with social care, from referral to closure; returns the day after which it is over. */
static int32_t involve(struct life *l, int32_t day, enum path path, bool settled)
{
	uint32_t ref = world_ref(l->w);
	int32_t open, end, plan = 0;
	bool planned = false;

	if (!settled) {
		const char *source = RANDOM_PICK(&l->rng, sources);
		struct row *row;

		if (random_chance(&l->rng, 300))
			contact(l, calendar_work(day - random_between(&l->rng, 5, 60)), source,
				"nfa");
		day = contact(l, day, source, "referral");
		row = life_tell(l, day, "referral");
		row->ref = ref;
		row->category = source;
		row->team = TEAM_MASH;
		row->result = path == PATH_NFA ? "nfa" : NULL;
		if (path == PATH_NFA)
			return day;
	}
	open = day;
	l->case_row = l->w->rows.count;
	l->needs = 0;
	life_need(l, open, path == PATH_SHORT_BREAK ? KIND_DISABLED : KIND_ASSESSMENT);
	life_tell(l, open, "case_open")->ref = ref;
	end = day = calendar_work(open);
	if (!settled || path == PATH_ASSESSED)
		end = assess(l, calendar_work(day + random_between(&l->rng, 0, 2)));
	if (path == PATH_PROTECT && !settled) {
		day = calendar_work(day + random_between(&l->rng, 0, 20));
		planned = enquire(l, day, 1000, &plan);
		if (!planned && random_chance(&l->rng, 500))
			path = PATH_ASSESSED;
		else if (!planned)
			path = PATH_NEED;
		if (!planned && plan > end)
			end = plan;
	} else if (path == PATH_ASSESSED && random_chance(&l->rng, 130)) {
		enquire(l, calendar_work(day + random_between(&l->rng, 1, 15)), 120, &plan);
		if (plan > end)
			end = plan;
	}
	switch (path) {
	case PATH_NEED:
	case PATH_CARE:
		end = serve(l, end, path, settled);
		break;
	case PATH_PROTECT:
		plan = serve(l, planned ? plan : day, path, settled);
		end = plan > end ? plan : end;
		break;
	case PATH_SHORT_BREAK:
		end = care_short_breaks(l, end);
		break;
	case PATH_FOSTERED:
		end = fostered(l, end);
		break;
	case PATH_LEAVER:
		end = leaving_run(l, day, false);
		break;
	default:
		break;
	}
	end = calendar_work(end + random_between(&l->rng, 1, 9));
	life_tell(l, end, "case_closed")->ref = ref;
	casework_run(l, open, end);
	return end;
}

static enum path choose(const struct route *route, size_t routes, uint32_t at)
{
	size_t i;

	for (i = 0; i + 1 < routes && at >= route[i].share; i++)
		at -= route[i].share;
	return route[i].path;
}

#define CHOOSE(routes, at) choose((routes), sizeof(routes) / sizeof((routes)[0]), (at))

static int32_t age_in_days(struct life *l, enum path path)
{
	switch (path) {
	case PATH_LEAVER:
		return 18 * YEAR + 10 + random_between(&l->rng, 0, 700);
	case PATH_SHORT_BREAK:
		return 6 * YEAR + random_between(&l->rng, 0, 9 * YEAR);
	case PATH_CARE:
		if (random_chance(&l->rng, 400))
			return 13 * YEAR + random_between(&l->rng, 0, 4 * YEAR);
		return random_between(&l->rng, 1, 14 * YEAR);
	case PATH_PROTECT:
		if (random_chance(&l->rng, 60))
			return -random_between(&l->rng, 20, 110);
		return random_between(&l->rng, 1, random_between(&l->rng, 4 * YEAR, 17 * YEAR));
	default:
		return random_between(&l->rng, 1, 17 * YEAR);
	}
}

void life_run(struct world *w, uint32_t id)
{
	struct life l = { .w = w, .rng = w->seed * 0x2545f4914f6cdd1du + id, .id = id };
	struct person *person = &w->rows.child[id];
	uint32_t span = (uint32_t)(w->last - w->first + 1);
	/* Evenly spread, so that a small authority too has some of everything. */
	uint32_t even = id * 2654435769u;
	uint32_t stock = 4294967295u / (64 + 51 * w->years) * 64;
	bool settled = even < stock;
	enum path path;
	int32_t day;

	if (settled) {
		path = CHOOSE(taken, (uint32_t)((uint64_t)even * 1000 / stock));
		day = calendar_work(w->first + random_between(&l.rng, 0, 45));
	} else {
		path = CHOOSE(arrivals, (uint32_t)((uint64_t)(even - stock) * 1000 /
			(4294967295u - stock + 1u)));
		day = calendar_work(w->first + (int32_t)random_below(&l.rng, span));
	}
	l.born = day - age_in_days(&l, path);
	l.adult = calendar_months(l.born, 18 * 12);
	person->born = l.born;
	person->sex = random_chance(&l.rng, 525) ? "M" : "F";
	person->ethnicity = RANDOM_PICK(&l.rng, ethnicities);
	l.plans = random_chance(&l.rng, 120) ? 1 : 0;
	for (;;) {
		if (path == PATH_CONTACT || path == PATH_EARLY_HELP) {
			day = contact(&l, day, RANDOM_PICK(&l.rng, sources),
				path == PATH_CONTACT ? "nfa" : "early help");
			if (path == PATH_EARLY_HELP)
				day = early_help(&l,
					calendar_work(day + random_between(&l.rng, 3, 25)));
			day += 30;
		} else {
			day = involve(&l, day, path, settled);
		}
		settled = false;
		if (day > w->last || !random_chance(&l.rng, world_trend(w, day, 800, 280)))
			return;
		day = calendar_work(day + 20 + random_wait(&l.rng, 190));
		if (day > w->last || day > l.adult - 200)
			return;
		path = CHOOSE(again, random_below(&l.rng, 1000));
	}
}
