#include "day.h"

#include <stdlib.h>

#include "memory.h"

/* A key's span of one opening event, as it stood this morning. */
enum state {
	STATE_NONE, /* as memory_grow leaves it */
	STATE_ENDED_ONLY, /* there was an end of this ref, and no start yet */
	STATE_OPEN,
	STATE_CLOSED,
};

/* A line's bearing on one key's span of one opening event. */
struct part {
	uint32_t key; /* number of opening event and key */
	enum role role;
	int32_t minute;
	bool has_ref;
	size_t line; /* place in the day's lines */
	size_t rank_at, rank_length; /* in the arena */
	struct text rank, text; /* set when the day is over */
};

void day_open(struct day *day, const struct kinds *kinds)
{
	*day = (struct day){ .kinds = kinds };
	names_open(&day->keys);
}

void day_close(struct day *day)
{
	free(day->lines);
	free(day->arena);
	free(day->parts);
	free(day->good);
	free(day->states);
	names_close(&day->keys);
}

void day_clear(struct day *day)
{
	day->count = day->used = day->part_count = 0;
}

static void put(struct day *day, struct text text)
{
	day->arena = memory_grow(day->arena, &day->arena_capacity, day->used + text.length + 1, 1);
	if (text.length > 0)
		memcpy(day->arena + day->used, text.at, text.length);
	day->used += text.length;
}

/* person and ref together, or the person where ref is empty, of one opening event. */
static uint32_t key_of(struct day *day, const struct day_event *event, uint32_t opening)
{
	size_t from = day->used;
	uint32_t key;

	put(day, (struct text){ (const char *)&opening, sizeof opening });
	put(day, event->person);
	if (event->ref.length > 0) {
		put(day, (struct text){ "\t", 1 });
		put(day, event->ref);
	}
	key = names_add(&day->keys, (struct text){ day->arena + from, day->used - from });
	day->used = from;
	day->states = memory_grow(day->states, &day->state_capacity, (size_t)key + 1, 1);
	return key;
}

static void add_parts(struct day *day, const struct day_event *event)
{
	struct part part = { .role = event->kind->role, .minute = event->date.minute,
		.has_ref = event->ref.length > 0, .line = day->count - 1, .rank_at = day->used };

	/* Only of closings one may win and another be left over. */
	for (size_t i = 0; part.role == ROLE_CLOSES && i < DAY_RANKS; i++) {
		put(day, event->rank[i]);
		put(day, (struct text){ "\t", 1 });
	}
	part.rank_length = day->used - part.rank_at;
	for (size_t i = 0; i < event->kind->count; i++) {
		part.key = key_of(day, event, event->kind->openings[i]);
		day->parts = memory_grow(day->parts, &day->part_capacity, day->part_count + 1,
			sizeof *day->parts);
		day->parts[day->part_count++] = part;
	}
}

void day_add(struct day *day, struct text line, size_t number, const struct day_event *event)
{
	bool judged = event != NULL;

	day->lines = memory_grow(day->lines, &day->capacity, day->count + 1, sizeof *day->lines);
	day->lines[day->count++] = (struct day_line){
		.line.length = line.length, .number = number, .at = day->used };
	put(day, line);
	for (size_t i = 0; judged && i < event->kind->count; i++)
		judged = !day->kinds->list[event->kind->openings[i]].unjudged;
	if (judged)
		add_parts(day, event);
	else if (event != NULL && event->kind->role != ROLE_OPENS)
		day->unjudged++;
}

/* By key; within it by role, by time of day (none is earliest) and by text. */
static int compare(const void *left, const void *right)
{
	const struct part *a = left, *b = right;
	int order = (a->key > b->key) - (a->key < b->key);

	if (order == 0)
		order = (a->role > b->role) - (a->role < b->role);
	if (order == 0)
		order = (a->minute > b->minute) - (a->minute < b->minute);
	if (order == 0)
		order = text_compare(a->rank, b->rank);
	return order != 0 ? order : text_compare(a->text, b->text);
}

/* The arena has stopped moving: pointers into it hold. */
static void sort_parts(struct day *day)
{
	for (size_t i = 0; i < day->count; i++)
		day->lines[i].line.at = day->arena + day->lines[i].at;
	for (size_t i = 0; i < day->part_count; i++) {
		struct part *part = &day->parts[i];

		part->rank = (struct text){ day->arena + part->rank_at, part->rank_length };
		part->text = day->lines[part->line].line;
	}
	if (day->part_count > 1)
		qsort(day->parts, day->part_count, sizeof *day->parts, compare);
}

/* The parts of one key, by role. */
struct group {
	struct part *points, *openings, *closings, *end;
};

static struct group group_at(const struct day *day, size_t from)
{
	struct part *part = &day->parts[from], *end = day->parts + day->part_count;
	uint32_t key = part->key;
	struct group group = { .points = part };

	while (part < end && part->key == key && part->role == ROLE_POINT)
		part++;
	group.openings = part;
	while (part < end && part->key == key && part->role == ROLE_OPENS)
		part++;
	group.closings = part;
	while (part < end && part->key == key)
		part++;
	group.end = part;
	return group;
}

static void reject_openings(struct day *day, const struct group *group, enum reason reason)
{
	for (const struct part *part = group->openings; part < group->closings; part++)
		day->lines[part->line].reason = reason;
}

/*
 * A closing that is left over ends what was opened today, if it is not earlier than that by the
 * clock. Says whether it did; *early is the first that was earlier.
 */
static bool close_today(struct day *day, const struct group *group, const struct part *closing,
	const struct part **early)
{
	/* The earliest, as they stand by time; none where one of them has none. */
	int32_t start = group->openings->minute;

	for (; closing < group->end; closing++) {
		if (start == DATE_NO_MINUTE || closing->minute == DATE_NO_MINUTE ||
			closing->minute >= start) {
			day->lines[closing->line].paired = true;
			return true;
		}
		if (*early == NULL)
			*early = closing;
	}
	return false;
}

static enum state settle_openings(struct day *day, const struct group *group, enum state state,
	const struct part *closing)
{
	const struct part *early = NULL;

	if (state == STATE_ENDED_ONLY) {
		reject_openings(day, group, REASON_BEFORE_START);
		return STATE_NONE;
	}
	if (close_today(day, group, closing, &early))
		return STATE_CLOSED;
	if (early == NULL)
		return STATE_OPEN;
	/* The start without its end would stay open for ever: both go. */
	reject_openings(day, group, REASON_BEFORE_START);
	day->lines[early->line].reason = REASON_BEFORE_START;
	return state;
}

static bool is_level(const struct day *day, uint32_t key)
{
	uint32_t opening;

	memcpy(&opening, names_text(&day->keys, key).at, sizeof opening);
	return day->kinds->list[opening].others[0] == '\0';
}

static void settle_group(struct day *day, const struct group *group)
{
	uint32_t key = group->points->key;
	enum state morning = (enum state)day->states[key], state = morning;
	const struct part *closing = group->closings;
	bool opened = false;

	if (morning == STATE_OPEN && closing < group->end) {
		day->lines[closing++->line].paired = true;
		state = STATE_CLOSED;
	}
	if (group->openings < group->closings) {
		if (state != STATE_OPEN)
			state = settle_openings(day, group, state, closing);
		else if (!is_level(day, key))
			reject_openings(day, group, REASON_TWICE);
		opened = day->lines[group->openings->line].reason == REASON_NONE;
	}
	for (const struct part *part = group->points; part < group->openings; part++)
		if (morning == STATE_OPEN || opened)
			day->lines[part->line].paired = true;
	day->states[key] = (unsigned char)state;
}

/* Points and closings may go with several spans, and are good if one takes them. */
static void settle_unpaired(struct day *day)
{
	for (size_t i = 0; i < day->part_count; i++) {
		const struct part *part = &day->parts[i];
		struct day_line *line = &day->lines[part->line];

		if (part->role == ROLE_OPENS)
			continue;
		if (line->paired)
			line->reason = REASON_NONE;
		else if (part->role == ROLE_POINT)
			line->reason = REASON_NO_SPAN;
		else if (line->reason != REASON_BEFORE_START)
			line->reason = REASON_NO_START;
		/* A ref is of one episode: a start that comes after its end is wrong. A person may well
		 * have an end from before the stream, and a start after it. */
		if (line->reason == REASON_NO_START && part->has_ref &&
			day->states[part->key] == STATE_NONE)
			day->states[part->key] = STATE_ENDED_ONLY;
	}
}

static int compare_texts(const void *left, const void *right)
{
	return text_compare(*(const struct text *)left, *(const struct text *)right);
}

/* The same extract given twice, or two that overlap, would double what is counted. */
static void count_repeated(struct day *day)
{
	size_t count = 0;

	day->good = memory_grow(day->good, &day->good_capacity, day->count, sizeof *day->good);
	for (size_t i = 0; i < day->count; i++)
		if (day->lines[i].reason == REASON_NONE)
			day->good[count++] = day->lines[i].line;
	if (count > 1)
		qsort(day->good, count, sizeof *day->good, compare_texts);
	for (size_t i = 1; i < count; i++)
		day->repeated += text_same(day->good[i - 1], day->good[i]);
}

void day_settle(struct day *day)
{
	sort_parts(day);
	for (size_t from = 0; from < day->part_count;) {
		struct group group = group_at(day, from);

		settle_group(day, &group);
		from = (size_t)(group.end - day->parts);
	}
	settle_unpaired(day);
	count_repeated(day);
}
