/* children in need plans, child protection plans, and the way to court */

#include "calendar.h"
#include "life.h"
#include "random.h"

static const struct choice abuse[] = {
	{ "NEG", 480 }, { "EMO", 360 }, { "PHY", 80 }, { "SAB", 50 }, { "MUL", 30 },
};

/* A score of the quality of social work with the family, better as the years go by. */
static void score(struct life *l, int32_t day, const char *category)
{
	struct row *row = life_tell(l, day, "sqrs");

	row->category = category;
	row->number = world_trend(l->w, day, 48, 62) + random_between(&l->rng, -15, 20);
}

void plans_visits(struct life *l, int32_t day, int32_t end, const char *category,
	int32_t interval, int32_t late)
{
	int32_t alone = world_trend(l->w, day, 600, 780);

	end = life_sooner(end, l->w->last);
	for (;;) {
		struct row *row;
		int32_t wait = interval - random_between(&l->rng, 0, interval / 3);

		if (random_chance(&l->rng, world_trend(l->w, day, late, late / 2)))
			wait = interval + 1 + random_wait(&l->rng, interval / 2);
		day = calendar_work_after(day, wait);
		if (day > end)
			return;
		row = life_tell(l, day, "visit");
		row->category = category;
		while (random_chance(&l->rng, 70)) {
			row->result = "not seen";
			day = calendar_work_after(day, random_between(&l->rng, 1, 3));
			if (day > end)
				return;
			row = life_tell(l, day, "visit");
			row->category = category;
		}
		row->result = day - l->born > 4 * YEAR && random_chance(&l->rng, alone)
			? "seen alone" : "seen";
	}
}

/* The plan looked at again, every few months. */
static void updates(struct life *l, int32_t day, int32_t end, const char *category)
{
	end = life_sooner(end, l->w->last);
	while ((day = calendar_work(day + random_between(&l->rng, 80, 190))) < end) {
		life_tell(l, day, "plan_update")->category = category;
		if (random_chance(&l->rng, 700))
			score(l, calendar_work_after(day, 1), category);
	}
}

int32_t plans_need(struct life *l, int32_t day, int32_t mean)
{
	uint32_t ref = world_ref(l->w);
	int32_t end;

	day = calendar_work_after(day, random_between(&l->rng, 0, 5));
	end = calendar_work(day + 35 + random_wait(&l->rng, mean));
	if (end > l->adult)
		end = day + 7 > l->adult ? day + 7 : l->adult;
	life_tell(l, day, "cin_start")->ref = ref;
	plans_visits(l, day, end, "cin", 20, 260);
	updates(l, day, end, "cin");
	if (day - l->born > 10 * YEAR && end - day > 60 && random_chance(&l->rng, 160)) {
		int32_t help = calendar_work(day + random_between(&l->rng, 5, 30));

		life_tell(l, help, "edge_start");
		life_tell(l, life_sooner(end,
			calendar_work(help + random_between(&l->rng, 50, 160))),
			"edge_end");
	}
	life_tell(l, end, "cin_end")->ref = ref;
	return end;
}

/* The public law outline's steps before court; returns when they end. */
static int32_t before_court(struct life *l, int32_t day)
{
	uint32_t ref = world_ref(l->w);
	int32_t end;

	end = calendar_work(day + 50 + random_wait(&l->rng, world_trend(l->w, day, 130, 70)));
	life_tell(l, day, "plo_start")->ref = ref;
	life_tell(l, end, "plo_end")->ref = ref;
	return end;
}

/* The share, permille, of plans that end at their first, second, ... review. */
static int32_t ending(size_t review)
{
	static const int32_t share[] = { 210, 540, 640, 600 };

	return review < sizeof(share) / sizeof(share[0]) ? share[review] : 400;
}

/*
 * A plan and its reviews, the last of them on the day that it ends. *care comes back true where
 * the child then comes into care by way of the court.
 */
int32_t plans_protect(struct life *l, int32_t day, bool *care)
{
	uint32_t ref = world_ref(l->w);
	const char *category = RANDOM_PICK(&l->rng, abuse), *to;
	int32_t start = day, end = day, court = 0, leave = INT32_MAX;
	size_t review;
	struct row *row;

	row = life_tell(l, day, "cp_start");
	row->ref = ref;
	row->category = category;
	row->previous = l->plans++;
	if (day > l->born && day < l->adult - 2 * YEAR && random_chance(&l->rng, 130)) {
		int32_t plo = calendar_work(day + random_between(&l->rng, 30, 240));

		leave = court = before_court(l, plo);
		*care = random_chance(&l->rng, 500);
		if (!*care)
			leave = INT32_MAX;
		if (leave > l->adult - 60)
			leave = INT32_MAX, *care = false;
	}
	for (review = 0;; review++) {
		int32_t due = calendar_months(end, review ? 6 : 3);

		if (random_chance(&l->rng, world_trend(l->w, start, 870, 960)))
			day = due - random_between(&l->rng, 0, review ? 30 : 14);
		else
			day = due + 1 + random_wait(&l->rng, 20);
		day = calendar_works(day) ? day : calendar_work(day - 3 > start ? day - 3 : day);
		if (day >= l->adult - 10 || day >= leave)
			break;
		end = day;
		life_tell(l, end, "cp_review")->ref = ref;
		if (leave == INT32_MAX && end >= court && random_chance(&l->rng, ending(review)))
			break;
		life_tell(l, end, "plan_update")->category = "cp";
		score(l, end, "cp");
		to = RANDOM_PICK(&l->rng, abuse);
		if (to != category && random_chance(&l->rng, 200)) {
			category = to;
			row = life_tell(l, end, "cp_category");
			row->ref = ref;
			row->category = category;
		}
		if (end > l->w->last)
			break;
	}
	if (day >= leave && leave > end) {
		end = calendar_work(leave);
		life_tell(l, end, "cp_review")->ref = ref;
	} else if (day >= l->adult - 10) {
		end = life_sooner(day, l->adult);
		if (end <= start)
			end = start + 1;
	}
	life_tell(l, end, "cp_end")->ref = ref;
	plans_visits(l, start, end, "cp", 10, 230);
	return end;
}
