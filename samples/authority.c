/* authority: the events of a children's services authority that does not exist */

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "calendar.h"
#include "life.h"
#include "random.h"
#include "world.h"

enum { TRIAL = 10000, MAX_CHILDREN = 20000000, MAX_YEARS = 30 };

struct options {
	uint32_t children, years;
	int32_t start;
	uint64_t seed, lines;
	enum format format;
	bool covers, shuffle;
};

static const char *const teams[] = {
	[TEAM_NONE] = "", [TEAM_MASH] = "MASH", [TEAM_ASSESSMENT_NORTH] = "Assessment North",
	[TEAM_ASSESSMENT_SOUTH] = "Assessment South", [TEAM_EAST] = "Safeguarding East",
	[TEAM_CENTRAL] = "Safeguarding Central", [TEAM_WEST] = "Safeguarding West",
	[TEAM_CARE] = "Children in Care", [TEAM_DISABLED] = "Disabled Children",
	[TEAM_LEAVING] = "Leaving Care", [TEAM_EARLY_HELP] = "Early Help",
	[TEAM_ADOPTION] = "Adoption", [TEAM_TARGETED] = "Targeted Support",
};

static void usage(FILE *to)
{
	fputs("usage: authority [--children N | --lines N] [--years N] [--start YYYY-MM-DD]\n"
		"                 [--seed N] [--csv] [--covers] [--shuffle]\n", to);
}

static uint64_t number(const char *name, const char *text, uint64_t least, uint64_t most)
{
	char *end;
	unsigned long long value;

	errno = 0;
	value = strtoull(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end || errno || value < least || value > most) {
		fprintf(stderr, "authority: --%s: want a number from %llu to %llu\n", name,
			(unsigned long long)least, (unsigned long long)most);
		exit(2);
	}
	return value;
}

static struct options parse(int argc, char **argv)
{
	static const struct option names[] = {
		{ "children", required_argument, NULL, 'c' }, 
		{ "years", required_argument, NULL, 'y' },
		{ "start", required_argument, NULL, 'd' }, 
		{ "seed", required_argument, NULL, 's' },
		{ "lines", required_argument, NULL, 'l' }, 
		{ "csv", no_argument, NULL, 'v' },
		{ "covers", no_argument, NULL, 'o' }, 
		{ "shuffle", no_argument, NULL, 'r' },
		{ "help", no_argument, NULL, 'h' }, 
		{ NULL, 0, NULL, 0 },
	};
	struct options o = { .children = 2000, .years = 4, .seed = 1 };
	int c;

	o.start = calendar_day(2016, 4, 1);
	while ((c = getopt_long(argc, argv, "", names, NULL)) != -1)
		switch (c) {
		case 'c':
			o.children = (uint32_t)number("children", optarg, 1, MAX_CHILDREN);
			break;
		case 'y':
			o.years = (uint32_t)number("years", optarg, 1, MAX_YEARS);
			break;
		case 'd':
			if (!calendar_parse(optarg, &o.start) || o.start < calendar_day(1950, 1, 1)
					|| o.start > calendar_day(2100, 1, 1)) {
				fputs("authority: --start: want a day from 1950 to 2100\n", stderr);
				exit(2);
			}
			break;
		case 's':
			o.seed = number("seed", optarg, 0, UINT64_MAX);
			break;
		case 'l':
			o.lines = number("lines", optarg, 1000, 400000000);
			break;
		case 'v':
			o.format = FORMAT_CSV;
			break;
		case 'o':
			o.covers = true;
			break;
		case 'r':
			o.shuffle = true;
			break;
		case 'h':
			usage(stdout);
			exit(0);
		default:
			usage(stderr);
			exit(2);
		}
	if (optind < argc) {
		usage(stderr);
		exit(2);
	}
	return o;
}

/* Every row of an authority of so many children, unsorted. */
static void live(struct world *w, const struct options *o, uint32_t children)
{
	uint32_t id;

	*w = (struct world){ .first = o->start, .seed = o->seed, .children = children,
		.years = o->years };
	w->last = calendar_months(o->start, 12 * (int)o->years) - 1;
	/* As many children as give stock and flow like an English authority's. */
	w->population = (uint32_t)((uint64_t)children * 2000 / (64 + 51 * o->years));
	w->rows.first = w->first;
	w->rows.last = w->last;
	w->rows.teams = teams;
	w->rows.child = rows_memory((size_t)children + 1, sizeof(*w->rows.child));
	world_open(w);
	world_year(w);
	for (id = 1; id <= children; id++)
		life_run(w, id);
}

static void forget(struct world *w)
{
	free(w->rows.child);
	world_close(w);
}

int main(int argc, char **argv)
{
	struct options o = parse(argc, argv);
	struct world w;
	bool written;

	if (o.lines > 0) {
		uint64_t children;

		live(&w, &o, TRIAL);
		children = o.lines * TRIAL / w.rows.count;
		forget(&w);
		o.children = children > MAX_CHILDREN ? MAX_CHILDREN : (uint32_t)(children + 1);
	}
	live(&w, &o, o.children);
	written = rows_write(&w.rows, o.format, o.covers, o.shuffle ? o.seed + 1 : 0);
	forget(&w);
	if (!written) {
		fputs("authority: cannot write\n", stderr);
		return 2;
	}
	return 0;
}
