/* the posts of the authority and the workers who come and go in them */

#include <stdlib.h>

#include "calendar.h"
#include "random.h"
#include "world.h"

enum { STINTS = 96, TRIES = 4, MONTH = 30 };

/* Of a thousand open cases, how many want a team of the kind; and the kind's teams. */
static const struct {
	uint32_t share;
	enum team team[3];
	size_t teams;
} kinds[KINDS] = {
	[KIND_ASSESSMENT] = { 170, { TEAM_ASSESSMENT_NORTH, TEAM_ASSESSMENT_SOUTH }, 2 },
	[KIND_SAFEGUARDING] = { 400, { TEAM_EAST, TEAM_CENTRAL, TEAM_WEST }, 3 },
	[KIND_CARE] = { 270, { TEAM_CARE }, 1 },
	[KIND_DISABLED] = { 50, { TEAM_DISABLED }, 1 },
	[KIND_LEAVING] = { 110, { TEAM_LEAVING }, 1 },
};

static const char *const questions[] = {
	"manageable workload", "reflective supervision", "proud to work here", "visible leaders",
	"clear practice model",
};

static struct row *tell(struct world *w, const struct post *post, uint32_t worker, int32_t day,
	const char *event)
{
	struct row *row = rows_add(&w->rows, day, event);

	row->person_kind = 'W';
	row->person = worker;
	row->team = (uint8_t)post->team;
	return row;
}

static void trainings(struct world *w, uint64_t *rng, const struct post *post,
	const struct stint *stint)
{
	static const struct choice answer[] = {
		{ "strongly agree", 190 }, { "agree", 430 }, { "neither", 200 },
		{ "disagree", 130 },
		{ "strongly disagree", 0 },
	};
	int32_t since = calendar_day(2018, 1, 8), day, year;
	size_t q;

	day = stint->from > since ? stint->from : since;
	day = calendar_work(day + 14 + random_wait(rng, 150));
	if (day < stint->until && random_chance(rng, 850))
		tell(w, post, stint->worker, day, "training_sos");
	day = calendar_work(stint->from + 30 + random_wait(rng, 400));
	if (day < stint->until)
		tell(w, post, stint->worker, day, "training_clarity");
	for (year = 0; year < (int32_t)w->years; year++) {
		day = calendar_work(calendar_months(w->first, 12 * year + 6)
			+ random_between(rng, 0, 20));
		if (day < stint->from || day >= stint->until || !random_chance(rng, 620))
			continue;
		for (q = 0; q < sizeof(questions) / sizeof(questions[0]); q++) {
			struct row *row = tell(w, post, stint->worker, day, "survey");

			row->category = questions[q];
			row->result = random_chance(rng, world_trend(w, day, 0, 250)) ? "agree"
				: RANDOM_PICK(rng, answer);
		}
	}
}

/* One worker's time in a post, with what happens in it. */
static void serve(struct world *w, uint64_t *rng, struct post *post, int32_t from)
{
	struct stint *stint = &post->stint[post->stints++];
	int32_t agency = world_trend(w, from, 300, 90), mean = 900, day;
	const char *category = "permanent";

	if (random_chance(rng, agency)) {
		category = "agency";
		mean = 240;
	} else if (random_chance(rng, 180)) {
		category = "nqsw";
		mean = 1100;
	}
	stint->worker = ++w->workers;
	stint->from = from;
	stint->until = calendar_work(from + 45 + random_wait(rng, mean));
	tell(w, post, stint->worker, from, "worker_start")->category = category;
	tell(w, post, stint->worker, stint->until, "worker_end")->category = category;
	day = from + random_wait(rng, 130);
	while (day < stint->until && day <= w->last) {
		int32_t lost = 1 + random_wait(rng, random_chance(rng, 60) ? 30 : 2);
		struct row *row;

		day = calendar_work_after(day, lost);
		if (day >= stint->until)
			break;
		row = tell(w, post, stint->worker, day, "absence_end");
		row->number = lost;
		day += 5 + random_wait(rng, 140);
	}
	trainings(w, rng, post, stint);
}

/* A post through the years: filled, empty, filled. */
static void fill(struct world *w, uint64_t *rng, struct post *post, uint32_t number,
	const char *category)
{
	int32_t day = w->first;
	bool vacant = random_chance(rng, 160);

	post->stint = rows_memory(STINTS, sizeof(*post->stint));
	post->load = rows_memory(w->months + 1, sizeof(*post->load));
	while (day <= w->last && post->stints < STINTS) {
		if (vacant) {
			int32_t gap = 10 + random_wait(rng, world_trend(w, day, 80, 35)), side;

			for (side = 0; side < 2; side++) {
				struct row *row = rows_add(&w->rows,
					calendar_work(day + side * gap),
					side ? "vacancy_end" : "vacancy_start");

				row->person_kind = row->ref_kind = 'V';
				row->person = row->ref = number;
				row->team = (uint8_t)post->team;
				row->category = category;
			}
			day = calendar_work(day + gap);
			if (day > w->last)
				break;
		}
		serve(w, rng, post, day);
		day = post->stint[post->stints - 1].until;
		vacant = random_chance(rng, 700);
	}
}

void world_open(struct world *w)
{
	uint64_t rng = w->seed ^ 0x57affu;
	uint32_t cases = w->population * 30 / 1000 + 1;
	size_t k, i, others, filled = 0;

	w->months = (size_t)(w->last - w->first) / MONTH + 1;
	for (k = 0; k < KINDS; k++) {
		uint32_t posts = cases * kinds[k].share / 1000 / 20 + 1;

		w->kind_first[k] = w->posts;
		w->posts += posts;
	}
	w->kind_first[KINDS] = w->posts;
	others = w->posts / 4 + 1;
	w->post = rows_memory(w->posts + others, sizeof(*w->post));
	for (k = 0; k < KINDS; k++)
		for (i = w->kind_first[k]; i < w->kind_first[k + 1]; i++) {
			w->post[i].team = kinds[k].team[(i - w->kind_first[k]) % kinds[k].teams];
			fill(w, &rng, &w->post[i], (uint32_t)++filled, "case_holding");
		}
	for (i = w->posts; i < w->posts + others; i++) {
		w->post[i].team = i % 2 ? TEAM_MASH : TEAM_EARLY_HELP;
		fill(w, &rng, &w->post[i], (uint32_t)++filled, "other");
	}
	for (i = w->posts; i < w->posts + others; i++) {
		free(w->post[i].stint);
		free(w->post[i].load);
	}
}

void world_close(struct world *w)
{
	size_t i;

	for (i = 0; i < w->posts; i++) {
		free(w->post[i].stint);
		free(w->post[i].load);
	}
	free(w->post);
	rows_free(&w->rows);
}

int32_t world_trend(const struct world *w, int32_t day, int32_t from, int32_t to)
{
	int32_t length = w->last - w->first + 1, at = day - w->first;

	if (at < 0)
		at = 0;
	if (at > length)
		at = length;
	return from + (int32_t)((int64_t)(to - from) * at / length);
}

uint32_t world_ref(struct world *w)
{
	return ++w->refs;
}

enum team world_team(const struct world *w, enum kind kind)
{
	return w->post[w->kind_first[kind]].team;
}

/* Who is in a post on a day and stays at least until the next. */
static const struct stint *holder(const struct post *post, int32_t day)
{
	size_t i;

	for (i = 0; i < post->stints; i++)
		if (post->stint[i].from <= day && day + 1 < post->stint[i].until)
			return &post->stint[i];
	return NULL;
}

bool world_pick(struct world *w, uint64_t *rng, enum kind kind, int32_t day, int32_t *until,
	uint32_t *worker, enum team *team)
{
	size_t first = w->kind_first[kind], posts = w->kind_first[kind + 1] - first;
	size_t month = (size_t)(day - w->first) / MONTH, last, i;
	const struct stint *best = NULL;
	struct post *chosen = NULL;

	if (month > w->months)
		return false;
	for (i = 0; i < TRIES; i++) {
		struct post *post = &w->post[first + random_below(rng, (uint32_t)posts)];
		const struct stint *stint = holder(post, day);

		if (stint == NULL || (best != NULL && post->load[month] >= chosen->load[month]))
			continue;
		best = stint;
		chosen = post;
	}
	if (best == NULL)
		return false;
	*worker = best->worker;
	*team = chosen->team;
	if (*until > best->until)
		*until = best->until;
	last = (size_t)(*until - w->first) / MONTH;
	for (i = month; i <= last && i <= w->months; i++)
		chosen->load[i]++;
	return true;
}
