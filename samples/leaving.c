/* out of care: adoption and what comes after it, and care leavers */

#include "calendar.h"
#include "life.h"
#include "random.h"

int32_t leaving_adoption(struct life *l, int32_t order, int32_t *placed)
{
	int32_t adopted, match, slow = world_trend(l->w, order, 210, 110);

	life_tell(l, calendar_work(order - random_between(&l->rng, 0, 45)), "adoption_decision");
	life_tell(l, order, "placement_order");
	match = calendar_work(order + 30 + random_wait(&l->rng, slow));
	*placed = calendar_work(match + random_between(&l->rng, 10, 40));
	adopted = calendar_work(*placed + 80 + random_wait(&l->rng, 110));
	life_tell(l, match, "adoption_match");
	life_tell(l, *placed, "adoption_placed");
	life_tell(l, adopted, "adoption_order");
	return adopted;
}

void leaving_adopted(struct life *l, int32_t day)
{
	l->adult = day;		/* the authority's records of the child end here */
	if (random_chance(&l->rng, 650)) {
		uint32_t ref = world_ref(l->w);
		int32_t asked = calendar_work(day + 20 + random_wait(&l->rng, 250)), given;
		struct row *row = life_tell(l, asked, "post_adoption_request");

		row->ref = ref;
		row->team = TEAM_ADOPTION;
		given = calendar_work(asked + 5 + random_wait(&l->rng,
			world_trend(l->w, asked, 60, 30)));
		row = life_tell(l, given, "post_adoption_support");
		row->ref = ref;
		row->team = TEAM_ADOPTION;
	}
}

static void contacts(struct life *l, int32_t day, int32_t end)
{
	static const struct choice active[] = {
		{ "education", 420 }, { "employment", 380 }, { "training", 0 },
	};
	const char *result = NULL;
	bool suitable = true;

	end = life_sooner(end, l->w->last);
	day = calendar_work(day + random_between(&l->rng, 3, 30));
	while (day < end) {
		struct row *row = life_tell(l, day, "leaver_contact");

		if (result == NULL || random_chance(&l->rng, 250)) {
			result = random_chance(&l->rng, 70) ? "not in touch" : "neet";
			if (random_chance(&l->rng, world_trend(l->w, day, 510, 720)))
				result = RANDOM_PICK(&l->rng, active);
			suitable = random_chance(&l->rng, world_trend(l->w, day, 830, 920));
		}
		row->category = suitable ? "suitable" : "unsuitable";
		row->result = result;
		day = calendar_work(day + random_between(&l->rng, 35, 75));
	}
}

int32_t leaving_run(struct life *l, int32_t day, bool fostered)
{
	int32_t end = calendar_months(l->born, 12 * (random_chance(&l->rng, 150) ? 25 : 21));
	int32_t stop = life_sooner(end, l->w->last), review;

	life_need(l, day, KIND_LEAVING);
	life_tell(l, day, "leaver_start");
	if (random_chance(&l->rng, fostered ? world_trend(l->w, day, 550, 800) : 90)) {
		life_tell(l, day, "staying_put_start");
		life_tell(l, life_sooner(end, day + 120 + random_wait(&l->rng, 500)),
			"staying_put_end");
	}
	contacts(l, day, end);
	plans_visits(l, day, end, "leaver", 39, 200);
	review = day + random_between(&l->rng, 5, 60);
	while ((review = calendar_work(review)) < stop) {
		life_tell(l, review, "pathway_review");
		review += random_between(&l->rng, 150, 178);
		if (random_chance(&l->rng, world_trend(l->w, review, 200, 90)))
			review += random_between(&l->rng, 20, 90);
	}
	life_tell(l, end, "leaver_end");
	return end;
}
