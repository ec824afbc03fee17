#include "whole.h"

#include <stdlib.h>

#include "memory.h"

void whole_open(struct whole *whole, const struct figures *figures)
{
	size_t capacity = 0;

	*whole = (struct whole){ .figures = figures };
	names_open(&whole->measures);
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->list[i];
		size_t at = figures->width *
			names_add(&whole->measures, figure_text(figures, figure, FIGURE_MEASURE));

		whole->filled = memory_grow(whole->filled, &capacity, at + figures->width,
			sizeof *whole->filled);
		for (size_t column = 0; column < figures->width; column++)
			if (figure->cells[column].length > 0)
				whole->filled[at + column] = true;
	}
}

void whole_close(struct whole *whole)
{
	names_close(&whole->measures);
	free(whole->filled);
}

bool whole_is(const struct whole *whole, const struct figure *figure)
{
	const struct figures *figures = whole->figures;
	const bool *filled = whole->filled + figures->width *
		names_find(&whole->measures, figure_text(figures, figure, FIGURE_MEASURE));

	for (size_t column = 0; column < figures->width; column++) {
		struct text cell = figure->cells[column];
		bool is_part = column == figures->place[FIGURE_PART];

		if (figures->kinds[column] != FIGURE_KEY ||
			column == figures->place[FIGURE_MEASURE])
			continue;
		if (cell.length == 0 ? filled[column] : !is_part && !text_is(cell, "(all)"))
			return false;
	}
	return true;
}
