#include "select.h"

#include <stdlib.h>

#include "cli.h"
#include "memory.h"

static bool is_name(char byte)
{
	return byte == '_' || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
		(byte >= 'A' && byte <= 'Z');
}

/* The length of `NAME=` or `NAME!=` at the text's begin, or 0. */
static size_t name_length(struct text text)
{
	size_t length = 0;

	while (length < text.length && is_name(text.at[length]))
		length++;
	if (length == 0)
		return 0;
	if (length + 1 < text.length && text.at[length] == '!' && text.at[length + 1] == '=')
		return length + 2;
	return length < text.length && text.at[length] == '=' ? length + 1 : 0;
}

struct condition condition_parse(const char *option, struct text text)
{
	struct condition condition = { 0 };
	size_t length = name_length(text), name;
	char problem[256];

	if (length == 0)
		cli_usage("--%s: '%.*s': not a condition (want COLUMN=REGEX or COLUMN!=REGEX)", option,
			(int)text.length, text.at);
	condition.negated = text.at[length - 2] == '!';
	name = length - (condition.negated ? 2 : 1);
	condition.column = memory_copy(text.at, name);
	condition.regex = regex_new((struct text){ text.at + length, text.length - length }, problem,
		sizeof problem);
	if (condition.regex == NULL)
		cli_usage("--%s: '%.*s': %s", option, (int)text.length, text.at, problem);
	condition.place = STREAM_NO_COLUMN;
	return condition;
}

/* Where the next condition begins: at `:NAME=` or `:NAME!=`; the text's end where there is none. */
static size_t next_condition(struct text text, size_t from)
{
	for (size_t i = from; i < text.length; i++)
		if (text.at[i] == ':' &&
			name_length((struct text){ text.at + i + 1, text.length - i - 1 }) > 0)
			return i;
	return text.length;
}

struct selector selector_parse(const char *option, const char *given)
{
	struct text text = text_of(given);
	struct selector selector = { .text = memory_copy(text.at, text.length) };
	size_t end = next_condition(text, 0), capacity = 0;

	if (end == 0 || memchr(text.at, ':', end) != NULL || memchr(text.at, '=', end) != NULL)
		cli_usage("--%s: '%s': not a selector (want EVENT[:COLUMN=REGEX]...)", option, given);
	selector.event = memory_copy(text.at, end);
	while (end < text.length) {
		size_t from = end + 1;

		end = next_condition(text, from);
		selector.conditions = memory_grow(selector.conditions, &capacity, selector.count + 1,
			sizeof *selector.conditions);
		selector.conditions[selector.count++] =
			condition_parse(option, (struct text){ text.at + from, end - from });
	}
	return selector;
}

void condition_free(struct condition *condition)
{
	free(condition->column);
	regex_free(condition->regex);
}

void selector_free(struct selector *selector)
{
	for (size_t i = 0; i < selector->count; i++)
		condition_free(&selector->conditions[i]);
	free(selector->conditions);
	free(selector->event);
	free(selector->text);
}

void condition_bind(struct condition *condition, const struct stream *stream)
{
	condition->place = stream_need(stream, condition->column);
}

void selector_bind(struct selector *selector, const struct stream *stream)
{
	for (size_t i = 0; i < selector->count; i++)
		condition_bind(&selector->conditions[i], stream);
}

bool condition_holds(const struct condition *condition, struct text value,
	const struct stream *stream)
{
	enum regex_answer answer = regex_search(condition->regex, value);

	if (answer != REGEX_NO && answer != REGEX_YES) {
		if (stream != NULL)
			stream_fail(stream, condition->column, "%s: pattern '%s'", regex_problem(answer),
				regex_pattern(condition->regex));
		cli_fail("%s: %s: pattern '%s'", condition->column, regex_problem(answer),
			regex_pattern(condition->regex));
	}
	return (answer == REGEX_YES) != condition->negated;
}

bool selector_holds(const struct selector *selector, const struct stream *stream)
{
	for (size_t i = 0; i < selector->count; i++) {
		const struct condition *condition = &selector->conditions[i];

		if (!condition_holds(condition, stream_field(stream, condition->place), stream))
			return false;
	}
	return true;
}

bool selector_takes_category(const struct selector *selector, struct text category)
{
	for (size_t i = 0; i < selector->count; i++)
		if (strcmp(selector->conditions[i].column, "category") == 0 &&
			!condition_holds(&selector->conditions[i], category, NULL))
			return false;
	return true;
}

bool selector_is_by_category(const struct selector *selector)
{
	for (size_t i = 0; i < selector->count; i++)
		if (strcmp(selector->conditions[i].column, "category") != 0)
			return false;
	return true;
}

bool selector_asks_category(const struct selector *selector)
{
	for (size_t i = 0; i < selector->count; i++)
		if (strcmp(selector->conditions[i].column, "category") == 0 &&
			!selector->conditions[i].negated)
			return true;
	return false;
}
