#include "kinds.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"
#include "stream.h"
#include "vocabulary.h"

static const char *const role_names[] = { "point", "opens", "closes" };

/* False where the event is there already, or the kind is none. */
static bool add(struct kinds *kinds, struct text event, struct text kind, struct text closed_by,
	struct text within)
{
	uint32_t before = kinds->names.count, number = names_add(&kinds->names, event);
	size_t role = 0;

	while (role < 3 && !text_is(kind, role_names[role]))
		role++;
	if (number < before || role == 3)
		return false;
	kinds->list = memory_grow(kinds->list, &kinds->capacity, (size_t)number + 1,
		sizeof *kinds->list);
	kinds->list[number].role = (enum role)role;
	if (role == ROLE_POINT)
		kinds->list[number].others = memory_copy(within.at, within.length);
	else if (role == ROLE_OPENS)
		kinds->list[number].others = memory_copy(closed_by.at, closed_by.length);
	else
		kinds->list[number].others = memory_copy("", 0);
	return true;
}

static void read_file(struct kinds *kinds, const char *name)
{
	int file = open(name, O_RDONLY | O_CLOEXEC);
	size_t event, kind, closed_by, within;
	struct stream stream;

	if (file < 0)
		cli_fail("%s: cannot open: %s", name, strerror(errno));
	stream_open(&stream, file, name, NULL);
	event = stream_need(&stream, "event");
	kind = stream_need(&stream, "kind");
	closed_by = stream_need(&stream, "closed_by");
	within = stream_find(&stream, "within");
	while (stream_next(&stream)) {
		stream_cut(&stream);
		if (!add(kinds, stream.fields[event], stream.fields[kind], stream.fields[closed_by],
			    stream_field(&stream, within)))
			stream_fail(&stream, "kind",
				"a second line of its event, or no kind (want point, opens or closes)");
	}
	stream_close(&stream);
	close(file);
}

static void go_with(struct kind *kind, uint32_t opening)
{
	/* A name written twice is one. */
	if (kind->count > 0 && kind->openings[kind->count - 1] == opening)
		return;
	kind->openings = memory_grow(kind->openings, &kind->capacity, kind->count + 1,
		sizeof *kind->openings);
	kind->openings[kind->count++] = opening;
}

/* The next of the names with blanks between, from *at on; an empty text after the last. */
static struct text next_name(const char **at)
{
	struct text name;

	*at += strspn(*at, " ");
	name = (struct text){ *at, strcspn(*at, " ") };
	*at += name.length;
	return name;
}

/* Openings find those that close them, points the openings that they belong in. */
static void link_names(struct kinds *kinds, uint32_t number, const char *source)
{
	struct kind *kind = &kinds->list[number];
	enum role wanted = kind->role == ROLE_OPENS ? ROLE_CLOSES : ROLE_OPENS;
	const char *at = kind->others;
	struct text name;

	if (kind->role == ROLE_OPENS)
		go_with(kind, number);
	while ((name = next_name(&at)).length > 0) {
		uint32_t other = names_find(&kinds->names, name);

		if (other == NAMES_NONE || kinds->list[other].role != wanted)
			cli_fail("%s: event %zu names one that is no event, or does not %s a span", source,
				(size_t)number + 1, wanted == ROLE_CLOSES ? "close" : "open");
		if (kind->role == ROLE_OPENS)
			go_with(&kinds->list[other], number);
		else
			go_with(kind, other);
	}
}

void kinds_open(struct kinds *kinds, const char *file)
{
	*kinds = (struct kinds){ 0 };
	names_open(&kinds->names);
	if (file != NULL)
		read_file(kinds, file);
	for (const struct vocabulary_event *row = vocabulary_events;
		file == NULL && row->event != NULL; row++)
		if (!add(kinds, text_of(row->event), text_of(row->kind), text_of(row->closed_by),
			    text_of(row->within)))
			cli_fail("the vocabulary has %s twice, or without a kind", row->event);
	for (uint32_t i = 0; i < kinds->names.count; i++)
		link_names(kinds, i, file != NULL ? file : "the vocabulary");
}

void kinds_close(struct kinds *kinds)
{
	for (uint32_t i = 0; i < kinds->names.count; i++) {
		free(kinds->list[i].others);
		free(kinds->list[i].openings);
	}
	free(kinds->list);
	names_close(&kinds->names);
}

const struct kind *kinds_find(const struct kinds *kinds, struct text event)
{
	uint32_t number = names_find(&kinds->names, event);

	return number == NAMES_NONE ? NULL : &kinds->list[number];
}

/* Whether the stream has all lines of the event, as far back as it goes. */
static bool has_all(const struct covers *covers, struct text event)
{
	char *name = memory_copy(event.at, event.length);
	struct selector selector = { .text = name, .event = name };
	struct cover cover;
	bool all = covers_of(covers, &selector, &cover) && cover.kind != COVER_LATEST;

	free(name);
	return all;
}

void kinds_settle(struct kinds *kinds, const struct covers *covers)
{
	if (covers->count == 0)
		return;
	for (uint32_t i = 0; i < kinds->names.count; i++) {
		struct kind *kind = &kinds->list[i];
		const char *at = kind->others;
		struct text closing;

		if (kind->role != ROLE_OPENS)
			continue;
		kind->unjudged = !has_all(covers, names_text(&kinds->names, i));
		while ((closing = next_name(&at)).length > 0)
			kind->unjudged = kind->unjudged || !has_all(covers, closing);
	}
}
