/* the work around an open case: who holds it, supervision, audits, and what families say */

#include "calendar.h"
#include "life.h"
#include "random.h"

enum { HOLDS = 160 };

struct hold {
	int32_t from;
	uint32_t worker;
	enum team team;
};

static const struct choice grades[] = {
	{ "good", 480 }, { "adequate", 340 }, { "outstanding", 40 }, { "inadequate", 0 },
};
static const char *const graded[] = { "voice of the child", "assessment", "planning" };
/* Standards that are met or not, and how often: timescales least, working together most. */
static const struct {
	const char *standard;
	int32_t met;
} standards[] = {
	{ "working together", 970 }, { "timescales", 700 }, { "management oversight", 790 },
	{ "recording", 850 },
};
static const struct choice complaints[] = {
	{ "Waited nine weeks for the assessment to be finished; nobody explained the delay", 110 },
	{ "Phone calls and emails were not returned for three weeks", 110 },
	{ "Social worker was rude during the visit, and arrived an hour late", 80 },
	{ "Report sent to the wrong address; other people could read it", 50 },
	{ "We have had four social workers this year and must tell our story again each time", 90 },
	{ "The minutes say that I \"refused\" help, which is not true", 60 },
	{ "Contact with my children was cancelled on the day without notice", 90 },
	{ "Not told of the meeting until after it had been held", 70 },
	{ "Unhappy with the decision to end the package of support", 60 },
	{ "Money for clothing (£120) promised in March has still not been paid", 50 },
	{ "Placement is too far from school: two buses, and nobody listened", 60 },
	{ "Worker did not turn up for the visit, twice, and no one let us know", 60 },
	{ "Felt judged by the worker; her attitude was unprofessional", 50 },
	{ "Disagree with what the assessment says about my home", 0 },
};
static const struct choice satisfaction[] = {
	{ "satisfied", 430 }, { "very satisfied", 270 }, { "dissatisfied", 200 },
	{ "very dissatisfied", 0 },
};
static const struct {
	const char *question;
	int32_t yes;
} asked[] = {
	{ "knew of the local offer", 330 }, { "told of personal budgets", 140 },
	{ "listened to", 780 }, { "have your say", 700 },
};

static void audit(struct life *l, int32_t day)
{
	uint32_t ref = world_ref(l->w);
	bool family = random_chance(&l->rng, 60);
	struct row *row = life_tell(l, day, "audit");
	size_t i;

	row->ref = ref;
	row->category = family ? "caf" : "overall";
	row->team = family ? TEAM_TARGETED : TEAM_NONE;
	row->result = random_chance(&l->rng, world_trend(l->w, day, 0, 220)) ? "good"
		: RANDOM_PICK(&l->rng, grades);
	row->discussed = random_chance(&l->rng, world_trend(l->w, day, 620, 900))
		? ANSWER_YES : ANSWER_NO;
	row->reflection = random_chance(&l->rng, world_trend(l->w, day, 450, 820))
		? ANSWER_YES : ANSWER_NO;
	if (family)
		return;
	for (i = 0; i < sizeof(graded) / sizeof(graded[0]); i++) {
		row = life_tell(l, day, "audit");
		row->ref = ref;
		row->category = graded[i];
		row->result = random_chance(&l->rng, world_trend(l->w, day, 0, 200)) ? "good"
			: RANDOM_PICK(&l->rng, grades);
	}
	for (i = 0; i < sizeof(standards) / sizeof(standards[0]); i++) {
		row = life_tell(l, day, "audit");
		row->ref = ref;
		row->category = standards[i].standard;
		row->result = random_chance(&l->rng, standards[i].met) ? "met" : "not met";
	}
	if (random_chance(&l->rng, 250)) {
		static const struct choice found[] = {
			{ "unchanged", 800 }, { "lowered", 140 }, { "raised", 0 },
		};
		row = life_tell(l, calendar_work(day + random_between(&l->rng, 5, 25)),
			"audit_moderation");
		row->ref = ref;
		row->result = RANDOM_PICK(&l->rng, found);
	}
}

static void feedback(struct life *l, int32_t day)
{
	size_t i;
	struct row *row = life_tell(l, day, "feedback");

	row->category = "satisfied with the help";
	row->result = RANDOM_PICK(&l->rng, satisfaction);
	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		if (!random_chance(&l->rng, 600))
			continue;
		row = life_tell(l, day, "feedback");
		row->category = asked[i].question;
		row->result = random_chance(&l->rng, asked[i].yes) ? "yes" : "no";
	}
}

/* Harm from outside the family, and going missing, of the older ones. */
static void adolescence(struct life *l, int32_t open, int32_t close)
{
	int32_t day = calendar_work(open + random_between(&l->rng, 10, 60)), end;

	if (day - l->born < 12 * YEAR || day - l->born > 17 * YEAR || day >= close)
		return;
	if (random_chance(&l->rng, 60)) {
		end = life_sooner(close, calendar_work(day + 60 + random_wait(&l->rng, 120)));
		life_tell(l, day, "cse_start");
		life_tell(l, end, "cse_end");
	}
	if (random_chance(&l->rng, 90))
		life_tell(l, day, "clinic_seen");
	if (random_chance(&l->rng, 90)) {
		end = life_sooner(close, calendar_work(day + 60 + random_wait(&l->rng, 60)));
		life_tell(l, end, "therapy_end")->result = random_chance(&l->rng, 940) ? "reduced"
			: "not reduced";
	}
}

static void supervise(struct life *l, int32_t day, int32_t close)
{
	close = life_sooner(close, l->w->last + 1);
	for (;;) {
		if (random_chance(&l->rng, world_trend(l->w, day, 330, 130)))
			day += random_between(&l->rng, 43, 80);
		else
			day += random_between(&l->rng, 26, 40);
		day = calendar_work(day);
		if (day >= close)
			return;
		life_tell(l, day, "supervision");
	}
}

/* Month by month, what may happen to any open case. */
static void voices(struct life *l, int32_t open, int32_t close)
{
	int32_t month, last = life_sooner(close, l->w->last);

	for (month = open; month < last; month += 30) {
		int32_t day = calendar_work(month + random_between(&l->rng, 0, 29));

		if (day >= close)
			return;
		if (random_chance(&l->rng, 22))
			audit(l, day);
		if (day - l->born > 7 * YEAR
				&& random_chance(&l->rng, world_trend(l->w, day, 15, 45)))
			life_tell(l, day, "momo");
		if (random_chance(&l->rng, 9))
			life_tell(l, day, "complaint")->note = RANDOM_PICK(&l->rng, complaints);
		if (random_chance(&l->rng, 7))
			life_tell(l, day, "compliment")->note =
				"Thank you for the help; it made a difference";
		if (random_chance(&l->rng, 20))
			feedback(l, day);
	}
}

static enum kind kind_on(const struct life *l, int32_t day, int32_t *until)
{
	enum kind kind = l->need[0].kind;
	size_t i;

	for (i = 1; i < l->needs; i++) {
		if (l->need[i].day > day) {
			*until = life_sooner(*until, l->need[i].day);
			break;
		}
		kind = l->need[i].kind;
	}
	return kind;
}

/* Worker after worker, from the day the case opens; some days nobody has it. */
static size_t allocate(struct life *l, int32_t open, int32_t close, struct hold *hold)
{
	size_t holds = 0;
	int32_t day = open, until;
	struct row *row;

	if (random_chance(&l->rng, world_trend(l->w, open, 140, 40)))
		day = calendar_work(day + random_between(&l->rng, 3, 15));
	else
		day += random_between(&l->rng, 0, 1);
	while (day < close && day <= l->w->last && holds + 2 < HOLDS) {
		struct hold *next = &hold[holds];
		enum kind kind;

		until = life_sooner(close, day + 40 + random_wait(&l->rng, 800));
		kind = kind_on(l, day, &until);
		if (!world_pick(l->w, &l->rng, kind, day, &until, &next->worker, &next->team)) {
			day += 3;
			continue;
		}
		next->from = day;
		holds++;
		row = life_tell(l, day, "allocated");
		row->worker = next->worker;
		row->team = (uint8_t)next->team;
		day = until;
		if (until >= close)
			break;
		if (random_chance(&l->rng, world_trend(l->w, day, 160, 60))) {
			row = life_tell(l, day, "unallocated");
			row->worker = next->worker;
			row->team = (uint8_t)next->team;
			hold[holds].from = day;
			hold[holds].worker = 0;
			hold[holds].team = next->team;
			holds++;
			day += random_between(&l->rng, 2, 16);
		}
	}
	return holds;
}

void casework_run(struct life *l, int32_t open, int32_t close)
{
	struct hold hold[HOLDS];
	size_t holds, i, h;

	supervise(l, open, close);
	voices(l, open, close);
	adolescence(l, open, close);
	holds = allocate(l, open, close, hold);
	for (i = l->case_row; i < l->w->rows.count; i++) {
		struct row *row = &l->w->rows.row[i];

		if (row->team != TEAM_NONE)
			continue;
		row->team = (uint8_t)world_team(l->w, l->need[0].kind);
		for (h = 0; h < holds && hold[h].from <= row->day; h++) {
			row->worker = hold[h].worker;
			row->team = (uint8_t)hold[h].team;
		}
	}
}
