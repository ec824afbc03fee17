/* what is counted by the authority and not by the child: rates, schools, carers, partners */

#include "calendar.h"
#include "random.h"
#include "world.h"

/* How many a year there are of each in an authority of 15,000 children, first and last year. */
static const struct {
	const char *event;
	int32_t first, last;
	char person_kind;
	enum team team;
} yearly[] = {
	{ "professional_trained", 80, 160, 'P', TEAM_NONE },
	{ "adopter_approved", 7, 12, 'H', TEAM_ADOPTION },
	{ "carer_approved", 12, 20, 'H', TEAM_CARE },
	{ "lado_allegation", 26, 30, 'P', TEAM_NONE },
};

static void levels(struct world *w, uint64_t *rng, int32_t from)
{
	/* Half days a pupil in each month, April first. */
	static const uint32_t sessions[] = { 26, 36, 42, 30, 0, 38, 34, 40, 28, 40, 28, 38 };
	struct row *row = rows_add(&w->rows, from, "population");
	int32_t grown = world_trend(w, from, 1000, 1030);
	int month;

	row->person_kind = row->ref_kind = 'A';
	row->person = row->ref = 1;
	row->number = (int32_t)((uint64_t)w->population * (uint64_t)grown / 1000);
	for (month = 0; month < 12; month++) {
		int32_t day = calendar_months(from, month + 1) - 1;
		uint32_t possible, missed;
		int y, m, d;

		calendar_civil(day, &y, &m, &d);
		possible = w->population / 10 * 6 * sessions[(m + 8) % 12];
		if (possible == 0)
			continue;
		missed = possible / 1000 * (uint32_t)(world_trend(w, day, 73, 45)
			+ random_between(rng, -3, 3));
		row = rows_add(&w->rows, day, "school_sessions");
		row->person_kind = row->ref_kind = 'A';
		row->person = row->ref = 1;
		row->number = (int32_t)possible;
		row = rows_add(&w->rows, day, "school_absence");
		row->person_kind = row->ref_kind = 'A';
		row->person = row->ref = 1;
		row->number = (int32_t)missed;
	}
}

void world_year(struct world *w)
{
	uint64_t rng = w->seed ^ 0x9a27u;
	uint32_t people = 0, year, count, n;
	size_t i;

	for (year = 0; year < w->years; year++) {
		int32_t from = calendar_months(w->first, 12 * (int)year);

		levels(w, &rng, from);
		for (i = 0; i < sizeof(yearly) / sizeof(yearly[0]); i++) {
			count = (uint32_t)world_trend(w, from, yearly[i].first, yearly[i].last)
				* w->population / 15000 + 1;
			for (n = 0; n < count; n++) {
				int32_t day = calendar_work(from + random_between(&rng, 0, 355));
				struct row *row = rows_add(&w->rows, day, yearly[i].event);

				row->person_kind = yearly[i].person_kind;
				row->person = ++people;
				row->team = (uint8_t)yearly[i].team;
				if (yearly[i].person_kind != 'P' || i == 0)
					continue;
				row->ref = world_ref(w);
				row = rows_add(&w->rows, calendar_work(day + 8
					+ random_wait(&rng, world_trend(w, day, 75, 45))),
					"lado_closed");
				row->person_kind = 'P';
				row->person = people;
				row->ref = w->refs;
			}
		}
	}
}
