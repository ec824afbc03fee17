#include "span.h"

#include <stdlib.h>

#include "memory.h"
#include "run.h"

void spans_init(struct spans *spans, const struct run *run, const struct span_calls *calls,
	void *state)
{
	*spans = (struct spans){ .run = run, .calls = calls, .state = state };
}

void spans_free(struct spans *spans)
{
	for (size_t i = 0; i < spans->count; i++)
		free(spans->list[i].line);
	free(spans->list);
	free(spans->of_key);
	free(spans->carries);
	daybook_free(&spans->lines);
}

/* Whether both runs gave the option the same selectors. */
static bool same_selectors(const struct run *a, const struct run *b, unsigned option)
{
	size_t i = 0, j = 0;

	for (;; i++, j++) {
		while (i < a->event_count && a->events[i].option != option)
			i++;
		while (j < b->event_count && b->events[j].option != option)
			j++;
		if (i == a->event_count || j == b->event_count)
			return i == a->event_count && j == b->event_count;
		if (strcmp(a->events[i].selector.text, b->events[j].selector.text) != 0)
			return false;
	}
}

static bool is_like(const struct spans *a, const struct spans *b, unsigned opening,
	unsigned closing)
{
	return a->run->measure == b->run->measure && a->run->key == b->run->key &&
		a->run->keys == b->run->keys && a->run->to == b->run->to && a->join == b->join &&
		a->first == b->first && a->level == b->level && a->keep_lines == b->keep_lines &&
		!a->keep_ended && !b->keep_ended && same_selectors(a->run, b->run, opening) &&
		same_selectors(a->run, b->run, closing) && a->carry_count == b->carry_count &&
		(a->carry_count == 0 || same_selectors(a->run, b->run, a->carry_option));
}

struct spans *spans_share(const struct spans *like, unsigned opening, unsigned closing)
{
	struct reader *reader = like->run->reader;
	struct spans *spans;

	for (size_t i = 0; i < reader->shared_count; i++)
		if (is_like(reader->shared[i], like, opening, closing))
			return reader->shared[i];
	spans = memory_new(1, sizeof *spans);
	*spans = *like;
	reader->shared = memory_grow(reader->shared, &reader->shared_capacity,
		reader->shared_count + 1, sizeof(struct spans *));
	reader->shared[reader->shared_count++] = spans;
	return spans;
}

void spans_add(struct spans *spans, const struct event *event, uint32_t parts, uint32_t which)
{
	if (spans->number == spans->run->reader->in.number)
		return;
	spans->number = spans->run->reader->in.number;
	daybook_add(&spans->lines, spans->run, event, event->key, parts, which);
}

void spans_take_carries(struct spans *spans, struct run *run, unsigned option, enum need need)
{
	spans->carry_option = option;
	spans->carry_count = run_events(run, option, need);
}

/* Not in spans_take_carries: whom the books can be shared with is known when the cover is. */
static struct carry **find_carries(struct spans *spans)
{
	if (spans->carries != NULL || spans->carry_count == 0)
		return spans->carries;
	spans->carries = memory_new(spans->carry_count, sizeof(struct carry *));
	for (size_t i = 0; i < spans->carry_count; i++)
		spans->carries[i] = carry_find(spans->run, spans->carry_option, i);
	return spans->carries;
}

void spans_carry(struct spans *spans, const struct event *event)
{
	uint32_t which = run_which(spans->run, spans->carry_option);
	struct carry **carries = find_carries(spans);

	if (spans->carry_count == 0)
		return;
	for (; which != 0; which &= which - 1)
		carry_add(carries[__builtin_ctz(which)], spans->run, event);
}

struct span *spans_open(const struct spans *spans, uint32_t key)
{
	if (key >= spans->key_capacity || spans->of_key[key] == 0)
		return NULL;
	return &spans->list[spans->of_key[key] - 1];
}

/* --- the list of spans: the last takes the place of one that goes -------------------------- */

static void leave_key(struct spans *spans, uint32_t key)
{
	spans->of_key[key] = 0;
	if (spans->run->keys != NULL)
		keys_release(spans->run->keys, key);
}

static void remove_span(struct spans *spans, struct span *span)
{
	uint32_t place = (uint32_t)(span - spans->list), last = (uint32_t)spans->count - 1;

	if (span->ended == DATE_NO_DAY)
		leave_key(spans, span->key);
	for (size_t i = 0; i < spans->carry_count && span->person != NAMES_NONE; i++)
		carry_release(spans->carries[i], spans->run, span->person);
	free(span->line);
	if (place != last) {
		if (spans->list[last].ended == DATE_NO_DAY)
			spans->of_key[spans->list[last].key] = place + 1;
		spans->list[place] = spans->list[last];
	}
	spans->count--;
}

static struct span *add_span(struct spans *spans, uint32_t key, uint32_t person)
{
	struct span *span;

	spans->list = memory_grow(spans->list, &spans->capacity, spans->count + 1, sizeof *spans->list);
	spans->of_key = memory_grow(spans->of_key, &spans->key_capacity, (size_t)key + 1,
		sizeof *spans->of_key);
	span = &spans->list[spans->count++];
	*span = (struct span){ .key = key, .person = person, .ended = DATE_NO_DAY,
		.last = DATE_NO_DAY, .before = DATE_NO_DAY, .counted = DATE_NO_DAY };
	spans->of_key[key] = (uint32_t)spans->count;
	if (spans->run->keys != NULL)
		keys_hold(spans->run->keys, key);
	/* A span keyed by a column may have no person; then nothing is carried to it. */
	for (size_t i = 0; i < spans->carry_count && person != NAMES_NONE; i++)
		carry_hold(find_carries(spans)[i], person);
	return span;
}

/* --- the rule of one day -------------------------------------------------------------------- */

static void end_span(struct spans *spans, struct span *span, int32_t day)
{
	if (!spans->keep_ended) {
		remove_span(spans, span);
		return;
	}
	leave_key(spans, span->key);
	span->ended = day;
}

static void close_span(struct spans *spans, struct span *span, const struct day_line *line)
{
	if (spans->calls->closed != NULL)
		spans->calls->closed(spans->state, span, line);
	end_span(spans, span, line->date.day);
}

static void drop_span(struct spans *spans, struct span *span, int32_t day)
{
	if (spans->calls->dropped != NULL)
		spans->calls->dropped(spans->state, span);
	end_span(spans, span, day);
}

static void open_span(struct spans *spans, struct span *joined, const struct day_line *line)
{
	struct span *span = joined;

	if (span == NULL) {
		span = add_span(spans, line->key, line->person);
		span->start = line->date;
	}
	span->opened = line->date;
	if (spans->keep_lines) {
		free(span->line);
		span->line = kept_new(line->line);
	}
	if (spans->calls->opened != NULL)
		spans->calls->opened(spans->state, span);
}

static const struct day_line *next_of(const struct spans *spans, size_t *at, size_t end,
	uint32_t part)
{
	while (*at < end) {
		const struct day_line *line = &spans->lines.lines[(*at)++];

		if (line->roles & part)
			return line;
	}
	return NULL;
}

/* The lines from to end are of one key and stand in the order in which the later wins. */
static void settle_key(struct spans *spans, size_t from, size_t end)
{
	uint32_t key = spans->lines.lines[from].key;
	int32_t day = spans->lines.lines[from].date.day;
	struct span *morning = spans_open(spans, key);
	const struct day_line *opening = NULL, *closing, *line;
	size_t at = from, closings = from;
	bool is_joined = false, clears = false;

	while ((line = next_of(spans, &at, end, SPAN_OPENS | SPAN_CLEARS)) != NULL) {
		if (line->roles & SPAN_OPENS)
			opening = line;
		clears = clears || (line->roles & SPAN_CLEARS) != 0;
	}

	if (morning != NULL)
		for (at = from; (line = next_of(spans, &at, end, SPAN_POINT)) != NULL;)
			if (spans->calls->point != NULL)
				spans->calls->point(spans->state, morning, line, false);

	closing = next_of(spans, &closings, end, SPAN_CLOSES);
	if (morning != NULL && closing != NULL) {
		/* By a column as key another person's may open: nothing of theirs goes on. */
		is_joined = spans->join && opening != NULL && opening->person == morning->person;
		if (!is_joined)
			close_span(spans, morning, closing);
		closing = next_of(spans, &closings, end, SPAN_CLOSES);
	} else if (morning != NULL && opening != NULL && !spans->first) {
		if (!spans->level)
			spans->replaced++;
		drop_span(spans, morning, day);
	} else if (morning != NULL) {
		opening = NULL; /* --first: the one that is open stays */
	}
	if (opening != NULL)
		open_span(spans, is_joined ? morning : NULL, opening);

	if (morning == NULL)
		for (at = from; (line = next_of(spans, &at, end, SPAN_POINT)) != NULL;) {
			if (opening == NULL)
				spans->lost_points++;
			else if (spans->calls->point != NULL)
				spans->calls->point(spans->state, spans_open(spans, key), line, true);
		}

	if (closing != NULL && opening != NULL) {
		close_span(spans, spans_open(spans, key), closing);
		closing = next_of(spans, &closings, end, SPAN_CLOSES);
	}
	for (; closing != NULL; closing = next_of(spans, &closings, end, SPAN_CLOSES))
		spans->lost_closings++;
	if (clears && spans_open(spans, key) != NULL)
		drop_span(spans, spans_open(spans, key), day);
}

void spans_settle(struct spans *spans)
{
	daybook_sort(&spans->lines, spans->run);
	for (size_t from = 0, end; from < spans->lines.count; from = end) {
		end = daybook_key_end(&spans->lines, from);
		settle_key(spans, from, end);
	}
	daybook_clear(&spans->lines);
	for (size_t i = 0; i < spans->carry_count && spans->carries != NULL; i++)
		carry_settle(spans->carries[i], spans->run);
}

size_t spans_carried(const struct spans *spans, const struct span *span, struct text *room)
{
	struct date dates[RUN_MOST_EVENTS];
	size_t count = 0;

	for (size_t i = 0; i < spans->carry_count && span->person != NAMES_NONE; i++) {
		const struct carried *carried =
			carry_latest(spans->carries[i], span->person, span->start.day);
		size_t at = count;

		if (carried == NULL)
			continue;
		/* An insertion among few: those applied later stand later, and their columns win. */
		for (; at > 0 && run_compare(spans->run, dates[at - 1], room[at - 1], carried->date,
			kept_text(carried->line)) > 0; at--) {
			room[at] = room[at - 1];
			dates[at] = dates[at - 1];
		}
		room[at] = kept_text(carried->line);
		dates[at] = carried->date;
		count++;
	}
	return count;
}

void spans_tell(const struct spans *spans, struct run *run, unsigned opening, unsigned closing)
{
	run_tell_share(run, spans->lost_closings, closing, "have nothing open before them");
	run_tell_share(run, spans->replaced, opening, "replace one that was open");
}

void spans_forget_ended(struct spans *spans)
{
	for (size_t i = spans->count; i-- > 0;)
		if (spans->list[i].ended != DATE_NO_DAY)
			remove_span(spans, &spans->list[i]);
}
