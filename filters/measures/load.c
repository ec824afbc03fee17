/* kpi-load - how many children each worker holds at the end of each period */
#include <stdlib.h>

#include "daybook.h"
#include "measure.h"
#include "memory.h"

enum option { EVENT, TO, MAX, EVERY };

static const struct cli_option options[] = {
	[EVENT] = { "event", 'e', "SELECTOR", "the event that gives a child to a worker" },
	[TO] = { "to", 't', "SELECTOR", "the event that ends the hold" },
	[MAX] = { "max", 'm', "N", "the share of workers that hold at most so many" },
	[EVERY] = { "every", 0, "PERIOD", "a census at the end of each (month)" },
	{ NULL, 0, NULL, NULL },
};

struct worker {
	int64_t held;
	struct date date; /* of its latest E line */
	struct text line;
};

struct load {
	struct run *run;
	struct daybook lines; /* today's, by person */
	size_t worker_column;
	struct names names;
	struct worker *workers;
	size_t worker_capacity;
	uint32_t *holders; /* by key: the worker's number + 1, 0: nobody */
	size_t holder_capacity;
	int64_t max; /* 0: not given */
	size_t lost_closings;
};

static void *start(struct run *run)
{
	struct load *load = memory_new(1, sizeof *load);

	load->run = run;
	run_require(run, EVENT);
	run_require(run, TO);
	run_events(run, EVENT, NEED_OPENING);
	run_events(run, TO, NEED_LATEST);
	run_pair(run, EVENT, TO);
	load->worker_column = run_column(run, "worker");
	if (run_given(run, MAX) && (!sum_parse(text_of(run_value(run, MAX)), &load->max) ||
		load->max < SUM_ONE || load->max % SUM_ONE != 0))
		cli_usage("--max: '%s' (want a number from 1)", run_value(run, MAX));
	names_open(&load->names);
	run_every(run, EVERY);
	run_unit(run, load->max > 0 ? "%" : "mean", true);
	return load;
}

static void line(void *state, const struct event *event)
{
	struct load *load = state;

	if (event->key != NAMES_NONE)
		daybook_add(&load->lines, load->run, event, event->key, event->roles, 0);
}

/* The number of the line's worker + 1, or 0 where it names none. */
static uint32_t worker_of(struct load *load, const struct day_line *line)
{
	struct text name = run_text_of(load->run, line->line, load->worker_column);
	uint32_t number;

	if (name.length == 0)
		return 0;
	number = names_add(&load->names, name);
	load->workers = memory_grow(load->workers, &load->worker_capacity, (size_t)number + 1,
		sizeof *load->workers);
	return number + 1;
}

static void hold(struct load *load, uint32_t key, uint32_t worker)
{
	uint32_t *holder = &load->holders[key];

	if (*holder != 0)
		load->workers[*holder - 1].held--;
	if (worker != 0)
		load->workers[worker - 1].held++;
	*holder = worker;
}

static void note_line(struct load *load, uint32_t number, const struct day_line *line)
{
	struct worker *worker = &load->workers[number - 1];

	if (!run_shows_units(load->run))
		return;
	if (worker->line.at != NULL &&
		run_compare(load->run, line->date, line->line, worker->date, worker->line) <= 0)
		return;
	free((char *)worker->line.at);
	worker->date = line->date;
	worker->line = (struct text){ memory_copy(line->line.at, line->line.length),
		line->line.length };
}

/* Uses the first closing of the lines that ends the hold of the worker; a used one is no more. */
static bool close_hold(struct load *load, size_t from, size_t end, uint32_t holder)
{
	for (size_t i = from; i < end; i++) {
		struct day_line *line = &load->lines.lines[i];
		uint32_t named;

		if ((line->roles & 1u << TO) == 0)
			continue;
		named = worker_of(load, line);
		if (named != 0 && named != holder)
			continue;
		line->roles &= ~(1u << TO);
		return true;
	}
	return false;
}

/*
 * One person's day, by the rule of spans: a closing ends the morning's hold; then the E line that
 * wins takes the person; a closing left over ends what was taken today.
 */
static void settle_person(struct load *load, size_t from, size_t end)
{
	uint32_t key = load->lines.lines[from].key, taker = 0;
	bool is_taken = false;

	load->holders = memory_grow(load->holders, &load->holder_capacity, (size_t)key + 1,
		sizeof *load->holders);
	if (load->holders[key] != 0 && close_hold(load, from, end, load->holders[key]))
		hold(load, key, 0);
	for (size_t i = from; i < end; i++) {
		const struct day_line *day_line = &load->lines.lines[i];

		if ((day_line->roles & 1u << EVENT) == 0)
			continue;
		is_taken = true;
		taker = worker_of(load, day_line);
		if (taker != 0)
			note_line(load, taker, day_line);
	}
	if (is_taken) {
		hold(load, key, taker);
		if (taker != 0 && close_hold(load, from, end, taker))
			hold(load, key, 0);
	}
	for (size_t i = from; i < end; i++)
		load->lost_closings += (load->lines.lines[i].roles & 1u << TO) != 0;
}

static void take_census(struct load *load, int32_t day)
{
	struct unit unit = { .day = day, .anonymous = true, .since = { DATE_NO_DAY, DATE_NO_MINUTE },
		.due = { DATE_NO_DAY, DATE_NO_MINUTE } };
	bool found = false;

	for (uint32_t i = 0; i < load->names.count; i++) {
		const struct worker *worker = &load->workers[i];

		if (worker->held == 0)
			continue;
		unit.line = worker->line.at != NULL ? worker->line : (struct text){ "", 0 };
		unit.num = worker->held * SUM_ONE;
		if (load->max > 0)
			unit.num = unit.num <= load->max ? SUM_ONE : 0;
		unit.den = SUM_ONE;
		found = run_observe(load->run, &unit) || found;
	}
	if (!found)
		run_observe_nothing(load->run, day, true);
}

static void day(void *state, int32_t over, int32_t next)
{
	struct load *load = state;

	daybook_sort(&load->lines, load->run);
	for (size_t from = 0, end; from < load->lines.count; from = end) {
		end = daybook_key_end(&load->lines, from);
		settle_person(load, from, end);
	}
	daybook_clear(&load->lines);
	for (int32_t at = run_census(load->run, over); at < next; at = run_census(load->run, at + 1))
		take_census(load, at);
}

static void finish(void *state)
{
	struct load *load = state;

	run_tell_share(load->run, load->lost_closings, TO, "end no hold");
	for (uint32_t i = 0; i < load->names.count; i++)
		free((char *)load->workers[i].line.at);
	free(load->workers);
	free(load->holders);
	names_close(&load->names);
	daybook_free(&load->lines);
	free(load);
}

const struct measure measure_load = {
	.name = "load",
	.about = "how many children each worker holds at the end of each period",
	.usage = "-e selector -t selector [-m n] [--every period]",
	.options = options,
	.key = KEY_PERSON,
	.undivided = true,
	.start = start,
	.line = line,
	.day = day,
	.finish = finish,
};
