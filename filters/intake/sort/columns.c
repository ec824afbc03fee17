#include "columns.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

void columns_open(struct columns *columns)
{
	*columns = (struct columns){ 0 };
	names_open(&columns->names);
}

void columns_close(struct columns *columns)
{
	for (size_t i = 0; i < columns->count; i++)
		free(columns->layouts[i].places);
	free(columns->layouts);
	free(columns->row);
	names_close(&columns->names);
}

static bool same(const struct layout *a, const struct layout *b)
{
	return a->count == b->count && memcmp(a->places, b->places, a->count * sizeof *a->places) == 0;
}

uint32_t columns_layout(struct columns *columns, const struct stream *stream)
{
	struct layout layout = { .count = stream->column_count, .in_order = true };

	layout.places = memory_new(layout.count, sizeof *layout.places);
	for (size_t i = 0; i < layout.count; i++) {
		layout.places[i] = names_add(&columns->names, stream->columns[i]);
		layout.in_order = layout.in_order && layout.places[i] == i;
	}
	columns->row = memory_grow(columns->row, &columns->room, columns->names.count,
		sizeof *columns->row);
	for (size_t i = 0; i < columns->count; i++)
		if (same(&layout, &columns->layouts[i])) {
			free(layout.places);
			return (uint32_t)i;
		}
	columns->layouts = memory_grow(columns->layouts, &columns->capacity, columns->count + 1,
		sizeof *columns->layouts);
	columns->layouts[columns->count] = layout;
	return (uint32_t)columns->count++;
}

void columns_header(struct columns *columns, struct writer *writer)
{
	for (uint32_t i = 0; i < columns->names.count; i++) {
		if (i > 0)
			writer_byte(writer, '\t');
		writer_text(writer, names_text(&columns->names, i));
	}
	writer_end_line(writer);
}

/* Fields in another order, or with other columns between them. */
static void put_moved(const struct columns *columns, const struct layout *layout, struct text line,
	struct writer *writer)
{
	const char *at = line.at, *end = at + line.length;

	for (uint32_t i = 0; i < columns->names.count; i++)
		columns->row[i] = (struct text){ "", 0 };
	for (size_t i = 0; i < layout->count; i++) {
		const char *tab = memchr(at, '\t', (size_t)(end - at));
		size_t length = (size_t)((tab != NULL ? tab : end) - at);

		columns->row[layout->places[i]] = (struct text){ at, length };
		at += length + (tab != NULL);
	}
	for (uint32_t i = 0; i < columns->names.count; i++) {
		if (i > 0)
			writer_byte(writer, '\t');
		writer_text(writer, columns->row[i]);
	}
}

bool columns_whole(const struct columns *columns, uint32_t layout)
{
	const struct layout *own = &columns->layouts[layout];

	return own->in_order && own->count == columns->names.count;
}

void columns_line(const struct columns *columns, uint32_t layout, struct text line,
	struct writer *writer)
{
	const struct layout *own = &columns->layouts[layout];

	if (own->in_order) {
		writer_text(writer, line);
		for (size_t i = own->count; i < columns->names.count; i++)
			writer_byte(writer, '\t');
	} else {
		put_moved(columns, own, line, writer);
	}
	writer_end_line(writer);
}
