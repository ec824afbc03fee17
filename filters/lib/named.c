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

struct named *named_new(const struct reader *reader)
{
	struct named *named = memory_new(1, sizeof *named);

	/* What must not come among events: a second header is found by its event field, a cover line
	 * of all events by its own. */
	add_name(named, "event");
	add_name(named, "*");
	for (size_t i = 0; i < reader->run_count; i++) {
		struct run *run = reader->runs[i];

		if (run->every_line) {
			named->every = memory_grow(named->every, &named->every_capacity,
				named->every_count + 1, sizeof *named->every);
			named->every[named->every_count++] = (struct named_use){ run, NULL };
		}
		for (size_t j = 0; j < run->event_count; j++) {
			struct named_event *slot = add_name(named, run->events[j].selector.event);

			slot->uses = memory_grow(slot->uses, &slot->capacity, slot->count + 1,
				sizeof *slot->uses);
			slot->uses[slot->count++] = (struct named_use){ run, &run->events[j] };
		}
	}
	return named;
}

void named_free(struct named *named)
{
	for (size_t i = 0; i < NAMED_SLOTS; i++) {
		free(named->slots[i].uses);
		free((char *)named->slots[i].name);
	}
	free(named->every);
	free(named);
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

static void give_line(struct reader *reader, struct run *run, uint32_t roles)
{
	struct event event = { .date = reader->date, .roles = roles, .line = reader->in.line };

	if (event.date.day > run->to) {
		run->after_as_of++;
		return;
	}
	if (run->age_to >= 0)
		check_born(reader);
	for (uint32_t left = roles; left != 0; left &= left - 1)
		run->lines[__builtin_ctz(left)]++;
	event.person = keys_person(reader);
	event.key = keys_key(reader, run->keys);
	if (event.key == NAMES_NONE && run->measure->key != KEY_NONE)
		run->no_key++;
	run->measure->line(run->state, &event);
}

/* A count of every line leaves out those of which the extract holds the latest alone. */
static bool is_latest(const struct reader *reader)
{
	return covers_latest(&reader->covers, stream_field(&reader->in, reader->places.event),
		stream_field(&reader->in, reader->places.category));
}

/* Gives the line to each run whose selectors take it; uses of one run stand together. */
static void give_uses(struct reader *reader, const struct named_use *uses, size_t count)
{
	for (size_t i = 0; i < count;) {
		struct run *run = uses[i].run;
		uint32_t roles = 0;

		for (; i < count && uses[i].run == run; i++) {
			struct run_event *event = uses[i].event;

			if (run->off)
				continue;
			if (event == NULL) {
				roles |= is_latest(reader) ? 0 : 1;
				continue;
			}
			event->seen = true;
			if (!selector_holds(&event->selector, &reader->in))
				continue;
			if ((roles & 1u << event->option) == 0)
				run->which[event->option] = 0;
			roles |= 1u << event->option;
			run->which[event->option] |= 1u << event->order;
		}
		if (roles != 0)
			give_line(reader, run, roles);
	}
}

void named_give(const struct named *named, const struct named_event *found, struct reader *reader)
{
	give_uses(reader, named->every, named->every_count);
	if (found->name != NULL)
		give_uses(reader, found->uses, found->count);
}
