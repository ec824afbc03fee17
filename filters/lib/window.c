/* window: what days a measure can give figures for, from what the stream covers, and its censuses
 * (DESIGN.md section 1, Cover). */
#include "named.h"
#include "vocabulary.h"

static const char *shown_event(const struct run_event *event)
{
	return event->selector.text;
}

/* Whether the vocabulary knows the event, as of the kind (of any, where that is NULL). */
static bool is_of_kind(const char *event, const char *kind)
{
	for (const struct vocabulary_event *known = vocabulary_events; known->event != NULL; known++)
		if (strcmp(known->event, event) == 0)
			return kind == NULL || strcmp(known->kind, kind) == 0;
	return false;
}

/* Whether a window that holds each line of its days, and both ends of the spans open in it, will
 * do. */
static bool is_served_by_all(const struct run_event *event)
{
	const char *name = event->selector.event;

	switch (event->need) {
	case NEED_LAST:
	case NEED_HISTORY:
		return false;
	case NEED_OPENING:
	case NEED_CLOSING:
		return !is_of_kind(name, "point");
	case NEED_IN_FORCE:
	case NEED_CARRY_COUNTED:
		return is_of_kind(name, "opens");
	case NEED_ALL:
	case NEED_LATEST:
	case NEED_CARRY:
		break;
	}
	return true;
}

static bool is_served_by_latest(const struct run_event *event)
{
	switch (event->need) {
	case NEED_LATEST:
	case NEED_LAST:
	case NEED_OPENING:
	case NEED_CARRY:
	case NEED_CARRY_COUNTED:
		return true;
	case NEED_ALL:
	case NEED_CLOSING:
	case NEED_IN_FORCE:
	case NEED_HISTORY:
		break;
	}
	return false;
}

/* Whether the cover serves the need; otherwise says why not. */
static bool serves(struct run *run, const struct run_event *event, struct cover cover)
{
	if (cover.kind == COVER_HISTORY)
		return true;
	run->history = false;
	if (cover.kind == COVER_ALL && is_served_by_all(event))
		return true;
	if (cover.kind == COVER_ALL || event->need == NEED_HISTORY) {
		run_tell(run, "no figure: needs the history of %s", shown_event(event));
		return false;
	}
	if (!is_served_by_latest(event)) {
		run_tell(run, "no figure: needs all of %s, and this extract holds the latest alone",
			shown_event(event));
		return false;
	}
	if (!selector_is_by_category(&event->selector)) {
		run_tell(run, "no figure: the latest alone of %s can be selected by category, not by more",
			event->selector.event);
		return false;
	}
	run->at_end_only = true;
	if (cover.to < run->latest_from)
		run->latest_from = cover.to;
	if (cover.latest_to > run->latest_to)
		run->latest_to = cover.latest_to;
	return true;
}

/*
 * The first day whose look-back lies within FROM: the later of FROM + W and the day after
 * (the day before FROM) + W. They differ at month ends: the window of 30 April reaches back to
 * 30 March by months, so that FROM = 31 March does not serve it.
 */
static int32_t after_look_back(const struct run *run, struct duration duration, int32_t from)
{
	int32_t reach = run_end(run, duration, (struct date){ from, DATE_NO_MINUTE }).day;
	int32_t clear = run_end(run, duration, (struct date){ from - 1, DATE_NO_MINUTE }).day + 1;

	return reach > clear ? reach : clear;
}

/*
 * The first day with figures: after all look-backs, or, where each limit is a measure of its own,
 * after the shortest (sinces has each one's).
 */
static void settle_since(struct run *run)
{
	run->since = run->from;
	for (size_t i = 0; i < run->look_back_count; i++) {
		int32_t since = run->history ? run->from
					     : after_look_back(run, run->look_backs[i], run->from);

		run->sinces[i] = since;
		if (run->name_by_unit ? i == 0 || since < run->since : since > run->since)
			run->since = since;
	}
	if (run->at_end_only)
		run->since = run->to;
}

static void settle_without_covers(struct run *run, int32_t first)
{
	for (size_t i = 0; i < run->event_count; i++) {
		run->events[i].covered = true;
		run->events[i].kind = COVER_HISTORY;
	}
	run->history = true;
	run->from = first;
	settle_since(run);
	run->to = run->as_of != DATE_NO_DAY ? run->as_of : INT32_MAX;
}

/* The first event of the option whose cover is of the kind, or NULL. */
static const struct run_event *of_kind(const struct run *run, unsigned option, enum cover_kind kind)
{
	for (size_t i = 0; i < run->event_count; i++)
		if (run->events[i].option == option && run->events[i].covered &&
			run->events[i].kind == kind)
			return &run->events[i];
	return NULL;
}

/* Of what opened before a window of ends alone nobody knows whether it was open in it. */
static void check_pairs(struct run *run)
{
	for (size_t i = 0; i < run->pair_count && !run->off; i++) {
		const struct run_event *closing = of_kind(run, run->pairs[i].closing, COVER_ALL);

		if (closing == NULL || of_kind(run, run->pairs[i].opening, COVER_HISTORY) == NULL)
			continue;
		run_tell(run, "no figure: needs the history of %s, as of what it ends",
			shown_event(closing));
		run->off = true;
	}
}

/* Works out what the run can give from the covers; first is the first line's day or DATE_NO_DAY. */
static void settle_cover(struct run *run, int32_t first)
{
	const struct covers *covers = &run->reader->covers;
	struct cover cover;
	int32_t to = INT32_MAX;
	char from_text[DATE_SIZE], to_text[DATE_SIZE];

	if (covers->count == 0) {
		settle_without_covers(run, first);
		return;
	}
	run->history = true;
	run->from = INT32_MIN;
	run->latest_from = INT32_MAX;
	run->latest_to = INT32_MIN;
	if (run->every_line && covers_of(covers, NULL, &cover)) {
		run->from = cover.from;
		to = cover.to;
	} else if (run->every_line) {
		run_tell(run, "no figure: this extract holds the latest alone of each event");
		run->off = true;
	}
	for (size_t i = 0; i < run->event_count; i++) {
		struct run_event *event = &run->events[i];

		event->covered = covers_of(covers, &event->selector, &cover);
		if (!event->covered) {
			run_tell(run, "not in this extract: %s", shown_event(event));
			run->off = run->off ||
				(event->need != NEED_CARRY && event->need != NEED_CARRY_COUNTED);
			continue;
		}
		event->kind = cover.kind;
		if (!serves(run, event, cover)) {
			run->off = true;
			continue;
		}
		if (cover.from > run->from)
			run->from = cover.from;
		if (cover.to < to)
			to = cover.to;
	}
	run->to = run->as_of != DATE_NO_DAY && run->as_of < to ? run->as_of : to;
	if (!run->off)
		check_pairs(run);
	/* The latest is known as it stood on its own last day, not before: a later one may have taken
	 * its place since. */
	if (run->at_end_only && !run->off &&
		(run->latest_from != run->to || run->latest_to != run->to)) {
		run_tell(run, "no figure: the extract holds the latest as it stood on its last day alone");
		run->off = true;
	}
	if (run->off)
		return;
	settle_since(run);
	if (run->since > run->to || run->from > run->to) {
		date_format((struct date){ run->from, DATE_NO_MINUTE }, from_text);
		date_format((struct date){ run->to, DATE_NO_MINUTE }, to_text);
		run_tell(run, "no figure: the extract's %s to %s is too short to look back far enough",
			from_text, to_text);
		run->off = true;
	}
}

/* A ratio of which one row has no figure has none. */
static void part_ratios(struct reader *reader)
{
	for (size_t i = 0; i < reader->run_count; i++)
		for (size_t j = 0; j < reader->run_count; j++)
			if (reader->runs[j]->off &&
				strcmp(reader->runs[i]->full_name, reader->runs[j]->full_name) == 0)
				reader->runs[i]->off = true;
}

void window_settle(struct reader *reader, int32_t first)
{
	reader->cover_over = true;
	for (size_t i = 0; i < reader->run_count; i++) {
		struct run *run = reader->runs[i];

		if (first == DATE_NO_DAY && reader->covers.count == 0) {
			run->off = true;
			continue;
		}
		if (!run->off)
			settle_cover(run, first);
	}
	part_ratios(reader);
	for (size_t i = 0; i < reader->run_count && !crew_is_first(&reader->crew); i++)
		reader->runs[i]->off = reader->runs[i]->off || reader->runs[i]->undivided;
	named_settle(reader->named, reader);
	for (size_t i = 0; i < reader->run_count; i++) {
		struct run *run = reader->runs[i];

		if (run->off)
			continue;
		run->day = first != DATE_NO_DAY && first < run->from ? first : run->from;
		if (reader->covers.count > 0 && !reader->figures)
			unit_write_cover(run);
	}
}

struct date run_end(const struct run *run, struct duration duration, struct date start)
{
	struct date end = duration_end(duration, start, run->calendar);

	if (end.day == DATE_NO_DAY)
		cli_fail("working days are known from %d to %d alone", DATE_CALENDAR_FIRST,
			DATE_CALENDAR_LAST);
	return end;
}

int32_t run_since(const struct run *run, size_t limit)
{
	return run->name_by_unit ? run->sinces[limit] : run->since;
}

int32_t run_census(const struct run *run, int32_t day)
{
	int32_t census;

	if (day < run->since)
		day = run->since;
	if (day > run->to)
		return INT32_MAX;
	census = run->at_end_only ? run->to : period_last(run->every, period_of(run->every, day));
	return census <= run->to ? census : INT32_MAX;
}

int32_t run_period_first(const struct run *run, int32_t census)
{
	return period_first(run->every, period_of(run->every, census));
}

int32_t run_window(const struct run *run)
{
	return run->history ? INT32_MIN : run->from;
}

bool run_knows_history(const struct run *run, unsigned option)
{
	return of_kind(run, option, COVER_ALL) == NULL && of_kind(run, option, COVER_LATEST) == NULL;
}

int32_t run_last(const struct run *run)
{
	return run->to;
}

/* What is asked of spans, such as a visit: without its lines each span is one that had none. An
 * extract that was forgotten would give 0 without a word; ends may well be missing from a short
 * stream. */
static bool is_asked_of_spans(const struct run *run, const struct run_event *event)
{
	for (size_t i = 0; i < run->pair_count; i++)
		if (event->option == run->pairs[i].opening || event->option == run->pairs[i].closing)
			return false;
	return run->pair_count > 0 && event->need != NEED_CARRY && event->need != NEED_CARRY_COUNTED;
}

void run_tell_left_out(struct run *run)
{
	const size_t after_as_of = run_sum(run, run->after_as_of);
	const size_t not_whole = run_sum(run, run->not_whole), no_key = run_sum(run, run->no_key);
	const size_t before = run_sum(run, run->before_since), no_born = run_sum(run, run->no_born);
	char shown[CLI_COUNT_SIZE];

	/* A slip in an event's name would give nothing without a word, and so would a category that an
	 * extract has in other words. */
	for (size_t i = 0; run->reader->had_events && i < run->event_count; i++) {
		const struct run_event *event = &run->events[i];
		bool seen = run_sum(run, event->seen) > 0, taken = run_sum(run, event->taken) > 0;

		if (event->covered && !seen && !is_of_kind(event->selector.event, NULL))
			run_tell(run, "no %s line came, and no such event is known", event->selector.event);
		else if (!seen && run->reader->covers.count == 0 && is_asked_of_spans(run, event))
			run_tell(run, "no %s line came, and a stream without cover lines is taken for all "
				"that there was", event->selector.event);
		if (seen && !taken && selector_asks_category(&event->selector))
			run_tell(run, "no %s line is of a category as in %s", event->selector.event,
				event->selector.text);
	}
	if (after_as_of > 0)
		run_tell(run, "%s lines after as-of, not used", cli_count(after_as_of, shown));
	if (not_whole > 0)
		run_tell(run, "%s lines of events that the extract does not hold whole, left out",
			cli_count(not_whole, shown));
	if (no_key > 0)
		run_tell(run, "%s lines have no key, and are paired with none", cli_count(no_key, shown));
	if (before > 0) {
		char since[DATE_SIZE];

		date_format((struct date){ run->since, DATE_NO_MINUTE }, since);
		run_tell(run, "%s units before %s, where what the extract covers allows figures, left out",
			cli_count(before, shown), since);
	}
	if (no_born > 0)
		run_tell(run, "%s units without born left out by --aged", cli_count(no_born, shown));
}
