#include "united.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "date.h"
#include "memory.h"

/* A cover line; a measure's own has no event to be united by. */
struct united_line {
	struct cover cover;
	char *text;
	uint32_t layout;
	size_t result; /* the place of its range among its fields */
	const char *file;
	size_t number;
	size_t came; /* as the how-manieth */
	bool own, widened, dropped;
};

void united_open(struct united *united)
{
	*united = (struct united){ 0 };
	names_open(&united->measures);
}

void united_close(struct united *united)
{
	for (size_t i = 0; i < united->count; i++) {
		free(united->list[i].cover.event);
		free(united->list[i].cover.category);
		free(united->list[i].text);
	}
	free(united->list);
	free(united->key);
	names_close(&united->measures);
}

/* Whether this very cover line of a measure has come before. */
static bool known(struct united *united, const struct stream *stream)
{
	static const char *const columns[] = { "measure", "unit", "basis", "since", "due" };
	uint32_t before = united->measures.count;
	size_t used = 0;

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
		struct text field = stream_field(stream, stream_find(stream, columns[i]));

		united->key = memory_grow(united->key, &united->key_capacity, used + field.length + 1, 1);
		if (field.length > 0)
			memcpy(united->key + used, field.at, field.length);
		used += field.length;
		united->key[used++] = '\t';
	}
	return names_add(&united->measures, (struct text){ united->key, used }) < before;
}

void united_add(struct united *united, const struct stream *stream, uint32_t layout)
{
	struct united_line line = { .layout = layout, .file = stream->name, .number = stream->number,
		.came = united->count, .result = stream_find(stream, "result") };
	struct text event = stream_field(stream, stream_find(stream, "event"));
	struct text category = stream_field(stream, stream_find(stream, "category"));

	line.own = stream_field(stream, stream_find(stream, "measure")).length > 0;
	if (line.own && known(united, stream))
		return;
	if (!line.own &&
		(event.length == 0 || !cover_parse(stream_field(stream, line.result), &line.cover.kind,
						&line.cover.from, &line.cover.to)))
		stream_fail(stream, "result", "a line without a date, and no cover line "
			"(want an event, and history, all or latest FROM/TO)");
	line.cover.event = memory_copy(event.at, event.length);
	line.cover.category = memory_copy(category.at, category.length);
	line.text = memory_copy(stream->line.at, stream->line.length);
	united->list = memory_grow(united->list, &united->capacity, united->count + 1,
		sizeof *united->list);
	united->list[united->count++] = line;
}

static bool of_one(const struct united_line *a, const struct united_line *b)
{
	return !a->own && !b->own && strcmp(a->cover.event, b->cover.event) == 0 &&
		strcmp(a->cover.category, b->cover.category) == 0;
}

static int by_range(const void *left, const void *right)
{
	const struct united_line *a = left, *b = right;
	int order = a->own - b->own;

	if (order == 0)
		order = strcmp(a->cover.event, b->cover.event);
	if (order == 0)
		order = strcmp(a->cover.category, b->cover.category);
	if (order == 0)
		order = (a->cover.kind > b->cover.kind) - (a->cover.kind < b->cover.kind);
	if (order == 0)
		order = (a->cover.from > b->cover.from) - (a->cover.from < b->cover.from);
	return order != 0 ? order : (a->came > b->came) - (a->came < b->came);
}

static int by_coming(const void *left, const void *right)
{
	const struct united_line *a = left, *b = right;

	return (a->came > b->came) - (a->came < b->came);
}

/* Sorted by_range, what can be united stands side by side, the earliest FROM first. */
static void unite(struct united *united)
{
	struct united_line *into = united->list;

	for (struct united_line *line = into + 1; line < united->list + united->count; line++) {
		if (!of_one(into, line) || into->cover.kind != line->cover.kind ||
			line->cover.from > into->cover.to + 1) {
			into = line;
			continue;
		}
		if (line->cover.to > into->cover.to) {
			into->cover.to = line->cover.to;
			into->widened = true;
		}
		into->came = line->came < into->came ? line->came : into->came;
		line->dropped = true;
	}
}

static void drop(struct united_line *line, const struct united_line *kept)
{
	char to[DATE_SIZE];

	date_format((struct date){ kept->cover.to, DATE_NO_MINUTE }, to);
	line->dropped = true;
	cli_say("%s:%zu: result: this cover is left out, for another of its event and category up to "
		"%s", line->file, line->number, to);
}

/* Of one event and category the later TO stays; of one TO the kind that claims less. */
static void choose(struct united *united)
{
	struct united_line *kept = united->list;

	for (struct united_line *line = kept + 1; line < united->list + united->count; line++) {
		if (line->dropped)
			continue;
		if (!of_one(kept, line)) {
			kept = line;
		} else if (line->cover.to > kept->cover.to) {
			drop(kept, line);
			kept = line;
		} else {
			drop(line, kept);
		}
	}
}

/* The line's text with its range as it is now, in the room that lines were put together in. */
static const char *rewrite(struct united *united, const struct united_line *line)
{
	char from[DATE_SIZE], to[DATE_SIZE];
	const char *at = line->text, *end;
	size_t kind, used;

	for (size_t i = 0; i < line->result; i++)
		at = strchr(at, '\t') + 1;
	kind = strcspn(at, " ");
	end = at + strcspn(at, "\t");
	date_format((struct date){ line->cover.from, DATE_NO_MINUTE }, from);
	date_format((struct date){ line->cover.to, DATE_NO_MINUTE }, to);
	used = (size_t)(at - line->text) + kind;
	united->key = memory_grow(united->key, &united->key_capacity,
		used + 3 + 2 * DATE_SIZE + strlen(end), 1);
	memcpy(united->key, line->text, used);
	sprintf(united->key + used, " %s/%s%s", from, to, end);
	return united->key;
}

void united_write(struct united *united, const struct columns *columns, struct writer *writer)
{
	if (united->count > 0) {
		qsort(united->list, united->count, sizeof *united->list, by_range);
		unite(united);
		choose(united);
		qsort(united->list, united->count, sizeof *united->list, by_coming);
	}
	for (size_t i = 0; i < united->count; i++) {
		const struct united_line *line = &united->list[i];

		if (!line->dropped)
			columns_line(columns, line->layout,
				text_of(line->widened ? rewrite(united, line) : line->text), writer);
	}
}
