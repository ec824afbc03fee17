/* keys: what pairs lines, as dense numbers: persons, and persons with refs or columns. */
#include "run.h"

#include <stdlib.h>

#include "memory.h"

uint32_t keys_person(struct reader *reader)
{
	if (reader->person_line != reader->in.number) {
		struct text person = stream_field(&reader->in, reader->places.person);

		reader->person_line = reader->in.number;
		reader->person = person.length == 0 ? NAMES_NONE : names_add(&reader->persons, person);
	}
	return reader->person;
}

static void loosen(struct key_space *space, uint32_t key)
{
	space->loose = memory_grow(space->loose, &space->loose_capacity, space->loose_count + 1,
		sizeof *space->loose);
	space->loose[space->loose_count++] = key;
}

static uint32_t find_key(struct key_space *space, struct text text)
{
	uint32_t known = space->names.known;

	space->key = names_add(&space->names, text);
	if (space->names.known != known && !space->lasting)
		loosen(space, space->key);
	return space->key;
}

uint32_t keys_key(struct reader *reader, struct key_space *space)
{
	struct text person, ref;

	if (space->line == reader->in.number)
		return space->key;
	space->line = reader->in.number;
	if (space->kind == KEY_COLUMN) {
		struct text text = stream_field(&reader->in, space->place);

		space->key = NAMES_NONE;
		return text.length == 0 ? NAMES_NONE : find_key(space, text);
	}
	person = stream_field(&reader->in, reader->places.person);
	ref = stream_field(&reader->in, reader->places.ref);
	if (person.length == 0) {
		space->key = NAMES_NONE;
	} else if (ref.length == 0) {
		find_key(space, person);
	} else if (ref.at == person.at + person.length + 1) {
		/* Neighbours in the line are one text already, with the TAB between. */
		find_key(space, (struct text){ person.at, person.length + 1 + ref.length });
	} else {
		char *both = memory_new(person.length + 1 + ref.length, 1);

		memcpy(both, person.at, person.length);
		both[person.length] = '\t';
		memcpy(both + person.length + 1, ref.at, ref.length);
		find_key(space, (struct text){ both, person.length + 1 + ref.length });
		free(both);
	}
	return space->key;
}

void keys_hold(struct key_space *space, uint32_t key)
{
	space->spans = memory_grow(space->spans, &space->span_capacity, (size_t)key + 1,
		sizeof *space->spans);
	space->spans[key]++;
}

void keys_release(struct key_space *space, uint32_t key)
{
	space->spans[key]--;
	if (space->spans[key] == 0 && !space->lasting)
		loosen(space, key);
}

void keys_forget(struct reader *reader)
{
	for (size_t i = 0; i < reader->space_count; i++) {
		struct key_space *space = reader->spaces[i];

		for (size_t j = 0; j < space->loose_count; j++) {
			uint32_t key = space->loose[j];

			if (key >= space->span_capacity || space->spans[key] == 0)
				names_forget(&space->names, key);
		}
		space->loose_count = 0;
	}
}

static struct key_space *find_space(struct reader *reader, const struct run *run)
{
	struct key_space *space;

	for (size_t i = 0; i < reader->space_count; i++)
		if (reader->spaces[i]->kind == run->key && (run->key != KEY_COLUMN ||
			strcmp(reader->spaces[i]->column, run->key_column) == 0))
			return reader->spaces[i];
	space = memory_new(1, sizeof *space);
	space->kind = run->key;
	if (run->key == KEY_COLUMN) {
		space->column = memory_copy(run->key_column, strlen(run->key_column));
		space->place = stream_need(&reader->in, run->key_column);
	}
	names_open(&space->names);
	reader->spaces = memory_grow(reader->spaces, &reader->space_capacity, reader->space_count + 1,
		sizeof(struct key_space *));
	reader->spaces[reader->space_count++] = space;
	return space;
}

void keys_settle(struct reader *reader, struct run *run)
{
	if (run->key != KEY_REF && run->key != KEY_COLUMN)
		return;
	run->keys = find_space(reader, run);
	/* Of the measures that pair lines by spans alone the default is the key. */
	run->keys->lasting = run->keys->lasting || run->measure->key != KEY_REF;
}

void keys_free(struct reader *reader)
{
	for (size_t i = 0; i < reader->space_count; i++) {
		names_close(&reader->spaces[i]->names);
		free(reader->spaces[i]->column);
		free(reader->spaces[i]->spans);
		free(reader->spaces[i]->loose);
		free(reader->spaces[i]);
	}
	free(reader->spaces);
	names_close(&reader->persons);
}
