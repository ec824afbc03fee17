#include "cover.h"

#include <stdlib.h>

#include "date.h"
#include "memory.h"

bool cover_parse(struct text text, enum cover_kind *kind, int32_t *from, int32_t *to)
{
	static const char *const kinds[] = { "latest", "all", "history" };
	struct date first, last;

	for (size_t i = 0; i < 3; i++) {
		size_t length = strlen(kinds[i]);

		/* `KIND YYYY-MM-DD/YYYY-MM-DD` */
		if (text.length != length + 1 + 10 + 1 + 10 || memcmp(text.at, kinds[i], length) != 0 ||
			text.at[length] != ' ' || text.at[length + 11] != '/')
			continue;
		if (!date_parse((struct text){ text.at + length + 1, 10 }, &first) ||
			!date_parse((struct text){ text.at + length + 12, 10 }, &last))
			return false;
		*kind = (enum cover_kind)i;
		*from = first.day;
		*to = last.day;
		return first.day <= last.day;
	}
	return false;
}

bool covers_add(struct covers *covers, struct text event, struct text category,
	struct text result)
{
	struct cover cover = { .latest_to = INT32_MIN };

	if (!cover_parse(result, &cover.kind, &cover.from, &cover.to))
		return false;
	cover.event = memory_copy(event.at, event.length);
	cover.category = memory_copy(category.at, category.length);
	covers->list = memory_grow(covers->list, &covers->capacity, covers->count + 1,
		sizeof *covers->list);
	covers->list[covers->count++] = cover;
	return true;
}

void covers_free(struct covers *covers)
{
	for (size_t i = 0; i < covers->count; i++) {
		free(covers->list[i].event);
		free(covers->list[i].category);
	}
	free(covers->list);
	*covers = (struct covers){ 0 };
}

bool covers_of(const struct covers *covers, const struct selector *selector, struct cover *found)
{
	bool any = false;

	for (size_t i = 0; i < covers->count; i++) {
		const struct cover *cover = &covers->list[i];

		if (selector == NULL && cover->kind == COVER_LATEST)
			continue;
		if (selector != NULL && strcmp(cover->event, "*") != 0 &&
			strcmp(cover->event, selector->event) != 0)
			continue;
		if (selector != NULL && cover->category[0] != '\0' &&
			!selector_takes_category(selector, text_of(cover->category)))
			continue;
		if (!any) {
			*found = *cover;
			found->latest_to = INT32_MIN;
		}
		any = true;
		if (cover->kind == COVER_LATEST && cover->to > found->latest_to)
			found->latest_to = cover->to;
		if (cover->kind < found->kind)
			found->kind = cover->kind;
		if (cover->from > found->from)
			found->from = cover->from;
		if (cover->to < found->to)
			found->to = cover->to;
	}
	return any;
}

bool covers_whole(const struct covers *covers, struct text event, struct text category)
{
	bool any = covers->count == 0;

	for (size_t i = 0; i < covers->count; i++) {
		const struct cover *cover = &covers->list[i];

		if ((strcmp(cover->event, "*") != 0 && !text_is(event, cover->event)) ||
			(cover->category[0] != '\0' && !text_is(category, cover->category)))
			continue;
		if (cover->kind == COVER_LATEST)
			return false;
		any = true;
	}
	return any;
}
