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
