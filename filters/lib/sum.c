#include "sum.h"

#include <stdio.h>

#include "cli.h"

__extension__ typedef __int128 wide;

bool sum_parse(struct text text, int64_t *amount)
{
	size_t at = 0, decimals = 0, digits = 0;
	bool negative = text.length > 0 && text.at[0] == '-', point = false;
	int64_t value = 0;

	for (at = negative; at < text.length; at++) {
		if (text.at[at] == '.' && !point) {
			point = true;
			continue;
		}
		if (text.at[at] < '0' || text.at[at] > '9' || decimals == 6)
			return false;
		if (__builtin_mul_overflow(value, 10, &value) ||
			__builtin_add_overflow(value, text.at[at] - '0', &value))
			return false;
		digits++;
		decimals += point;
	}
	/* `.5` and `5.` are no numbers here: a digit stands on both sides of a point. */
	if (digits == 0 || (point && (decimals == 0 || decimals == digits)))
		return false;
	for (; decimals < 6; decimals++)
		if (__builtin_mul_overflow(value, 10, &value))
			return false;
	*amount = negative ? -value : value;
	return true;
}

size_t sum_format(int64_t amount, char text[SUM_SIZE])
{
	uint64_t size = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
	uint64_t whole = size / SUM_ONE, part = size % SUM_ONE;
	char digits[SUM_SIZE];
	size_t count = 0, used = 0;

	/* By hand, for it is done for every observation: printf cost a tenth of a filter's time. */
	do
		digits[count++] = (char)('0' + whole % 10);
	while ((whole /= 10) > 0);
	if (amount < 0)
		text[used++] = '-';
	while (count > 0)
		text[used++] = digits[--count];
	if (part > 0) {
		text[used++] = '.';
		for (uint64_t place = SUM_ONE / 10; part > 0; part %= place, place /= 10)
			text[used++] = (char)('0' + part / place);
	}
	text[used] = '\0';
	return used;
}

void sum_too_large(void)
{
	cli_fail("a sum is too large to be held exactly (9,223,372,036,854)");
}

int64_t sum_scale(struct text unit)
{
	return text_is(unit, "%") ? 100 : text_is(unit, "per 10,000") ? 10000 : 1;
}

size_t sum_ratio(int64_t num, int64_t den, int64_t scale, int decimals, char text[SUM_SIZE])
{
	bool negative = (num < 0) != (den < 0) && num != 0;
	wide above = num < 0 ? -(wide)num : num, below = den < 0 ? -(wide)den : den, rounded;
	uint64_t shift = 1, whole, part;

	text[0] = '\0';
	if (den == 0)
		return 0;
	for (int i = 0; i < decimals; i++)
		shift *= 10;
	/* floor((2 s n + d) / (2 d)): half up, from exact integers, never through a double. */
	rounded = (2 * (wide)scale * (wide)shift * above + below) / (2 * below);
	if (rounded > (wide)INT64_MAX)
		cli_fail("a value is too large to be written");
	whole = (uint64_t)rounded / shift;
	part = (uint64_t)rounded % shift;
	negative = negative && rounded != 0;
	if (decimals == 0)
		return (size_t)snprintf(text, SUM_SIZE, "%s%llu", negative ? "-" : "",
			(unsigned long long)whole);
	return (size_t)snprintf(text, SUM_SIZE, "%s%llu.%0*llu", negative ? "-" : "",
		(unsigned long long)whole, decimals, (unsigned long long)part);
}
