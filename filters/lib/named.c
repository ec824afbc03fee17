#include "named.h"

#include <stdlib.h>

#include "memory.h"

static struct named_event *add_name(struct named *named, const char *name)
{
	size_t length = strlen(name);
	char *padded = memory_new(length + 8, 1);
	struct named_event *slot;

	memcpy(padded, name, length + 1); /* and room to load eight bytes at its end */
	slot = named_find(named, (struct text){ padded, length });
	if (slot->name != NULL) {
		free(padded);
		return slot;
	}
	if (++named->count > NAMED_SLOTS / 2)
		cli_fail("more than %d different events", NAMED_SLOTS / 2);
	slot->name = padded;
	slot->length = length;
	slot->head = named_head((struct text){ padded, length });
	named->heads[named_hash(slot->head) / 64] |= UINT64_C(1) << named_hash(slot->head) % 64;
	return slot;
}

/* The number of the selector among those of the name, new or known. */
static uint16_t add_selector(struct named_event *slot, const struct selector *selector)
{
	for (size_t i = 0; i < slot->selector_count; i++)
		if (strcmp(slot->selectors[i]->text, selector->text) == 0)
			return (uint16_t)i;
	if (slot->selector_count == UINT16_MAX)
		cli_fail("more than %d different selectors of one event", UINT16_MAX);
	slot->selectors = memory_grow(slot->selectors, &slot->selector_capacity,
		slot->selector_count + 1, sizeof(const struct selector *));
	slot->holds = memory_grow(slot->holds, &slot->hold_capacity, slot->selector_count + 1,
		sizeof *slot->holds);
	slot->took = memory_grow(slot->took, &slot->took_capacity, slot->selector_count + 1,
		sizeof *slot->took);
	slot->selectors[slot->selector_count] = selector;
	return (uint16_t)slot->selector_count++;
}

static void add_use(struct named *named, struct run *run, struct run_event *event)
{
	struct named_event *slot = add_name(named, event->selector.event);

	slot->uses = memory_grow(slot->uses, &slot->capacity, slot->count + 1, sizeof *slot->uses);
	if (slot->count > 0 && slot->uses[slot->count - 1].run == run)
		slot->uses[slot->count - 1].more = true;
	slot->undivided = slot->undivided || run->undivided;
	slot->uses[slot->count++] = (struct named_use){ .run = run, .role = 1u << event->option,
		.which = 1u << event->order, .option = (uint16_t)event->option,
		.selector = add_selector(slot, &event->selector), .event = event };
}

struct named *named_new(const struct reader *reader)
{
	struct named *named = memory_new(1, sizeof *named);

	/* What must not come among events: a second header is found by its event field, a cover line
	 * of all events by its own. */
	add_name(named, "event")->is_header = true;
	add_name(named, "*");
	for (size_t i = 0; i < reader->run_count; i++) {
		struct run *run = reader->runs[i];

		if (run->every_line) {
			named->every = memory_grow(named->every, &named->every_capacity,
				named->every_count + 1, sizeof(struct run *));
			named->every[named->every_count++] = run;
		}
		for (size_t j = 0; j < run->event_count; j++)
			add_name(named, run->events[j].selector.event);
	}
	return named;
}

void named_settle(struct named *named, const struct reader *reader)
{
	for (size_t i = 0; i < reader->run_count; i++)
		for (size_t j = 0; j < reader->runs[i]->event_count && !reader->runs[i]->off; j++)
			if (reader->runs[i]->events[j].covered)
				add_use(named, reader->runs[i], &reader->runs[i]->events[j]);
}

void named_free(struct named *named)
{
	for (size_t i = 0; i < NAMED_SLOTS; i++) {
		free(named->slots[i].uses);
		free(named->slots[i].selectors);
		free(named->slots[i].holds);
		free(named->slots[i].took);
		free((char *)named->slots[i].name);
	}
	free(named->every);
	free(named);
}

void named_tell_seen(struct named *named)
{
	for (size_t i = 0; i < NAMED_SLOTS; i++)
		for (size_t j = 0; j < named->slots[i].count; j++) {
			struct named_use *use = &named->slots[i].uses[j];

			use->event->seen = named->slots[i].seen;
			use->event->taken = named->slots[i].took[use->selector];
		}
}

/* For --aged, when it may be asked of the line long after. */
static void check_born(const struct reader *reader)
{
	struct text born = stream_field(&reader->in, reader->places.born);
	char shown[CLI_VALUE_SIZE];
	struct date date;

	if (born.length > 0 && !date_parse(born, &date))
		stream_fail(&reader->in, "born", "not a date: %s (want YYYY-MM-DD)",
			cli_value(born, shown));
}

static void give_line(struct reader *reader, struct run *run, struct event *event, uint32_t roles)
{
	reader->crew.step = reader->run_count + run->order;
	if (event->date.day > run->to) {
		run->after_as_of++;
		return;
	}
	if (run->age_to >= 0)
		check_born(reader);
	for (uint32_t left = roles; left != 0; left &= left - 1)
		run->lines[__builtin_ctz(left)]++;
	event->roles = roles;
	event->key = NAMES_NONE;
	/* Nobody pairs the lines of a measure without a key, so their ids are not looked up. */
	if (run->measure->key != KEY_NONE) {
		if (reader->person_line != reader->in.number)
			event->person = keys_person(reader);
		event->key = run->keys == NULL ? event->person : keys_key(reader, run->keys);
		run->no_key += event->key == NAMES_NONE;
	}
	if ((roles & ~run->ignored) != 0)
		run->measure->line(run->state, event);
}

/* A count of every line leaves out those that the extract does not cover, or by the latest
 * alone. */
static bool is_whole(const struct reader *reader)
{
	return covers_whole(&reader->covers, stream_field(&reader->in, reader->places.event),
		stream_field(&reader->in, reader->places.category));
}

/* Gives the line to each run whose selectors take it; one of a person whom another process of the
 * crew counts, to those runs that are undivided. */
static void give_uses(struct reader *reader, struct named_event *found, struct event *event,
	bool is_mine)
{
	const struct named_use *use = found->uses, *end = use + found->count;
	uint32_t roles = 0;

	for (size_t i = 0; i < found->selector_count; i++) {
		found->holds[i] = selector_holds(found->selectors[i], &reader->in);
		found->took[i] |= found->holds[i];
	}
	for (; use < end; use++) {
		if (!is_mine && !use->run->undivided)
			continue;
		if (found->holds[use->selector]) {
			use->run->which[use->option] = use->which |
				(roles & use->role ? use->run->which[use->option] : 0);
			roles |= use->role;
		}
		if (use->more || roles == 0)
			continue;
		give_line(reader, use->run, event, roles);
		roles = 0;
	}
}

void named_give(const struct named *named, struct named_event *found, struct reader *reader)
{
	struct event event = { .date = reader->date, .person = NAMES_NONE, .line = reader->in.line };
	bool is_mine = crew_is_mine(&reader->crew,
		stream_field(&reader->in, reader->places.person));

	for (size_t i = 0; i < named->every_count && is_mine; i++) {
		if (named->every[i]->off)
			continue;
		if (is_whole(reader))
			give_line(reader, named->every[i], &event, 1);
		else
			named->every[i]->not_whole++;
	}
	if (found->name != NULL) {
		found->seen = true;
		if (is_mine || found->undivided)
			give_uses(reader, found, &event, is_mine);
	}
}
