/* what a child in care is given: placements, reviews, health, school, and what goes wrong */

#include "calendar.h"
#include "life.h"
#include "random.h"

static const struct choice grades[] = {
	{ "good", 560 }, { "outstanding", 150 }, { "requires improvement", 240 },
	{ "inadequate", 0 },
};
static const struct choice participation[] = {
	{ "PN1", 620 }, { "PN2", 60 }, { "PN3", 40 }, { "PN4", 60 }, { "PN5", 100 }, { "PN6", 0 },
};

static const char *placement_type(struct life *l, int32_t day)
{
	int32_t age = (day - l->born) / YEAR;

	if (age >= 11 && random_chance(&l->rng, world_trend(l->w, day, 200, 50)))
		return "external residential";
	if (age >= 16 && random_chance(&l->rng, 250))
		return "independent";
	if (age >= 10 && random_chance(&l->rng, 130))
		return "children's home";
	if (random_chance(&l->rng, 200))
		return "kinship";
	return random_chance(&l->rng, 60) ? "with parents" : "foster";
}

/* One placement after the other; true if the last is foster care. */
static bool placements(struct life *l, int32_t day, int32_t until, int32_t adopted_from)
{
	bool restless = day - l->born > 9 * YEAR && random_chance(&l->rng, 160);
	int32_t stop = life_sooner(until, l->w->last), next;
	const char *type = NULL;
	size_t count = 0;

	while (day < until && day <= stop) {
		uint32_t ref = world_ref(l->w);
		struct row *row = life_tell(l, day, "placement_start");

		if (day >= adopted_from) {
			type = "placed for adoption";
			next = until;
		} else {
			type = placement_type(l, day);
			next = day + 20 + random_wait(&l->rng, restless ? 80 : 900);
			if (count == 0 && random_chance(&l->rng, 200))
				next = day + random_between(&l->rng, 4, 40);
			next = life_sooner(calendar_work(next), until);
			next = life_sooner(next, adopted_from);
		}
		row->ref = ref;
		row->category = type;
		row->grade = random_chance(&l->rng, world_trend(l->w, day, 0, 300)) ? "good"
			: RANDOM_PICK(&l->rng, grades);
		life_tell(l, next, "placement_end")->ref = ref;
		day = next;
		count++;
	}
	return type != NULL && type[0] == 'f';
}

static void reviews(struct life *l, int32_t day, int32_t until)
{
	int32_t stop = life_sooner(until, l->w->last);
	size_t review;
	bool permanent = false;

	for (review = 0;; review++) {
		int32_t due = review == 0 ? calendar_work_after(day, 20)
			: calendar_months(day, review == 1 ? 3 : 6);

		if (random_chance(&l->rng, world_trend(l->w, day, 880, 960)))
			due -= random_between(&l->rng, 0, review == 0 ? 7 : review == 1 ? 14 : 25);
		else
			due += random_between(&l->rng, 1, 40);
		day = calendar_works(due) ? due : calendar_work(due - 3);
		if (day >= stop)
			return;
		if (day - l->born < 1461)
			life_tell(l, day, "cla_review")->result = "PN0";
		else
			life_tell(l, day, "cla_review")->result =
				random_chance(&l->rng, world_trend(l->w, day, 110, 40)) ? "PN7"
				: RANDOM_PICK(&l->rng, participation);
		life_tell(l, day, "plan_update")->category = "cla";
		if (review >= 1 && !permanent
				&& random_chance(&l->rng, world_trend(l->w, day, 800, 930))) {
			life_tell(l, day, "permanence_considered");
			permanent = true;
		}
	}
}

/* A check again and again: first after some days, then every few, late now and then. */
static void checks(struct life *l, const char *event, int32_t from, int32_t until, int32_t first,
	int32_t every, int32_t late)
{
	int32_t stop = life_sooner(until, l->w->last);
	int32_t day = from + random_between(&l->rng, 10, first);

	while ((day = calendar_work(day)) < stop) {
		life_tell(l, day, event);
		day += every - random_between(&l->rng, 4, every / 6);
		if (random_chance(&l->rng, world_trend(l->w, day, late, late / 2)))
			day += random_between(&l->rng, every / 6, every / 2);
	}
}

static void troubles(struct life *l, int32_t from, int32_t until)
{
	int32_t stop = life_sooner(until, l->w->last), day, mean;
	bool runs = random_chance(&l->rng, 200);

	for (day = from + 10; day + 30 < stop; day += 30)
		if (day - l->born > 10 * YEAR + 10
				&& random_chance(&l->rng, world_trend(l->w, day, 22, 6)))
			life_tell(l, day + random_between(&l->rng, 0, 29), "offence");
	day = l->born + 11 * YEAR > from ? l->born + 11 * YEAR : from;
	mean = runs ? 45 : 1800;
	for (;;) {
		int32_t minute, away;
		uint32_t ref;
		struct row *row;

		day += 2 + random_wait(&l->rng, mean);
		minute = random_between(&l->rng, 0, 1439);
		away = random_chance(&l->rng, 800) ? random_between(&l->rng, 90, 900)
			: random_between(&l->rng, 900, 6000);
		if (day + (minute + away) / 1440 >= stop)
			return;
		ref = world_ref(l->w);
		row = life_tell(l, day, "missing_start");
		row->ref = ref;
		row->minute = (int16_t)minute;
		day += (minute + away) / 1440;
		row = life_tell(l, day, "missing_end");
		row->ref = ref;
		row->minute = (int16_t)((minute + away) % 1440);
	}
}

bool looked_after(struct life *l, int32_t from, int32_t until, int32_t adopted_from)
{
	int32_t school = l->born + 3 * YEAR > from ? l->born + 3 * YEAR : from;
	bool fostered = placements(l, from, until, adopted_from);

	reviews(l, from, until);
	plans_visits(l, from, until, "cla", 28, 180);
	checks(l, "health_assessment", from, until, 28, from - l->born < 5 * YEAR ? 182 : 364, 160);
	checks(l, "dental_check", school, until, 110, 364, 240);
	checks(l, "pep", school, until, 25, 180, 140);
	troubles(l, from, until);
	return fostered;
}
