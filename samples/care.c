/* a child's time in care: the court, the legal statuses, the end */

#include "calendar.h"
#include "life.h"
#include "random.h"

enum { STATUSES = 6 };

/* Legal statuses one after the other; each is an episode, the next begins as it ends. */
struct course {
	size_t statuses;
	struct {
		int32_t day;
		const char *status;
	} legal[STATUSES];
	int32_t until;			/* when care ends */
	int32_t adopted_from;		/* placed for adoption, or never */
	const char *reason;
};

static void status(struct course *c, int32_t day, const char *legal)
{
	c->legal[c->statuses].day = day;
	c->legal[c->statuses++].status = legal;
}

/* Care proceedings; returns the day on which the court decides. */
static int32_t proceedings(struct life *l, int32_t day)
{
	uint32_t ref = world_ref(l->w);
	int32_t length, end;

	if (random_chance(&l->rng, world_trend(l->w, day, 330, 560)))
		length = random_between(&l->rng, 126, 178);
	else
		length = 185 + random_wait(&l->rng, 60);
	end = calendar_work(day + length);
	life_tell(l, day, "proceedings_start")->ref = ref;
	life_tell(l, end, "proceedings_end")->ref = ref;
	return end;
}

/* Through the court: adoption, a care order, or home or to guardians. */
static void by_court(struct life *l, struct course *c, int32_t day)
{
	int32_t decided;

	if (random_chance(&l->rng, 120)) {
		status(c, day, "L2");
		day = calendar_work(day + random_between(&l->rng, 3, 7));
	}
	status(c, day, "C1");
	decided = proceedings(l, day);
	c->until = decided;
	if (decided - l->born < 5 * YEAR && random_chance(&l->rng, 750)) {
		status(c, decided, "E1");
		c->until = leaving_adoption(l, decided, &c->adopted_from);
		c->reason = "E11";
	} else if (random_chance(&l->rng, 600)) {
		status(c, decided, "C2");
		c->until = random_chance(&l->rng, 500) ? l->adult
			: decided + 200 + random_wait(&l->rng, 1100);
		c->reason = "E4A";
	} else {
		c->reason = random_chance(&l->rng, 500) ? "E45" : "E4A";
	}
}

static void write_course(struct life *l, const struct course *c)
{
	size_t i;

	for (i = 0; i < c->statuses; i++) {
		bool last = i + 1 == c->statuses;
		struct row *row = life_tell(l, c->legal[i].day, "cla_start");

		row->category = c->legal[i].status;
		row = life_tell(l, last ? c->until : c->legal[i + 1].day, "cla_end");
		row->category = c->legal[i].status;
		row->result = last ? c->reason : "X1";
	}
}

int32_t care_run(struct life *l, int32_t day, bool court, bool settled)
{
	struct course c = { .until = l->adult, .adopted_from = INT32_MAX, .reason = "E4A" };
	bool fostered;

	if (day <= l->born)
		day = l->born + 1;
	if (settled)
		court = random_chance(&l->rng, 250);
	if (court && l->adult - day > 2 * YEAR) {
		by_court(l, &c, day);
	} else if (settled && random_chance(&l->rng, 650)) {
		status(&c, day, "C2");
		c.until = random_chance(&l->rng, 550) ? l->adult
			: day + 40 + random_wait(&l->rng, 1000);
	} else {
		status(&c, day, "V2");
		if (random_chance(&l->rng, 400))
			c.until = day + 5 + random_wait(&l->rng, 70);
		else if (!random_chance(&l->rng, 300))
			c.until = day + 60 + random_wait(&l->rng, 600);
	}
	c.until = c.until < l->adult ? calendar_work(c.until) : l->adult;
	if (c.until >= l->adult) {
		c.until = l->adult;
		c.reason = "E17";
	}
	life_need(l, day, KIND_CARE);
	write_course(l, &c);
	fostered = looked_after(l, day, c.until, c.adopted_from);
	if (c.reason[1] == '1' && c.reason[2] == '1')
		leaving_adopted(l, c.until);
	if (c.until == l->adult && c.until - day > 91 && c.until <= l->w->last)
		return leaving_run(l, c.until, fostered);
	return c.until;
}

/* A disabled child at home, with a few nights away now and then: respite (V4). */
int32_t care_short_breaks(struct life *l, int32_t day)
{
	int32_t end = plans_need(l, day, 600), last = life_sooner(end, l->w->last);

	day = calendar_work(day + 40);
	while (day + 10 < last) {
		int32_t back = day + random_between(&l->rng, 2, 5);
		uint32_t ref = world_ref(l->w);
		struct row *row;

		life_tell(l, day, "cla_start")->category = "V4";
		row = life_tell(l, back, "cla_end");
		row->category = "V4";
		row->result = "E4A";
		row = life_tell(l, day, "placement_start");
		row->ref = ref;
		row->category = "respite";
		row->grade = "good";
		life_tell(l, back, "placement_end")->ref = ref;
		day = calendar_work(day + random_between(&l->rng, 25, 60));
	}
	return end;
}
