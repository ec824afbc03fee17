#include "regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "memory.h"

#define LONGEST_PATTERN 4096
#define MATCH_LIMIT 100000
#define HEAP_LIMIT_KIB (64 * 1024)

/*
 * A field holds few different values (a category, a result), so the answers for short ones are
 * kept: in a pass over a catalogue nearly every search is of a text that was searched before.
 * Measured: a search takes 500 instructions, a look here 45.
 */
#define KNOWN_PLACES 32
#define KNOWN_LENGTH 30

struct known {
	uint64_t first, last; /* of its text, which is no longer than 16 bytes mostly */
	uint8_t used; /* its length + 1; 0: the place is free */
	uint8_t answer;
	char text[KNOWN_LENGTH];
};

struct regex {
	struct known *known; /* KNOWN_PLACES */
	char *pattern;
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *context;
};

struct regex *regex_new(struct text pattern, char *problem, size_t problem_size)
{
	struct regex *regex;
	PCRE2_SIZE offset;
	PCRE2_UCHAR words[128];
	int code;

	if (pattern.length > LONGEST_PATTERN) {
		snprintf(problem, problem_size, "the pattern is longer than %d bytes", LONGEST_PATTERN);
		return NULL;
	}
	regex = memory_new(1, sizeof *regex);
	regex->known = memory_new(KNOWN_PLACES, sizeof *regex->known);
	regex->pattern = memory_copy(pattern.at, pattern.length);
	regex->code = pcre2_compile((PCRE2_SPTR)regex->pattern, pattern.length, PCRE2_UTF, &code,
		&offset, NULL);
	if (regex->code == NULL) {
		pcre2_get_error_message(code, words, sizeof words);
		snprintf(problem, problem_size, "not a regular expression, at byte %zu: %s", offset + 1,
			(const char *)words);
		regex_free(regex);
		return NULL;
	}
	/* Where there is no JIT the interpreter gives the same answers. */
	(void)pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
	regex->match = pcre2_match_data_create_from_pattern(regex->code, NULL);
	regex->context = pcre2_match_context_create(NULL);
	if (regex->match == NULL || regex->context == NULL)
		cli_fail("out of memory");
	pcre2_set_match_limit(regex->context, MATCH_LIMIT);
	pcre2_set_heap_limit(regex->context, HEAP_LIMIT_KIB);
	return regex;
}

void regex_free(struct regex *regex)
{
	if (regex == NULL)
		return;
	pcre2_match_context_free(regex->context);
	pcre2_match_data_free(regex->match);
	pcre2_code_free(regex->code);
	free(regex->known);
	free(regex->pattern);
	free(regex);
}

static enum regex_answer search(const struct regex *regex, struct text subject)
{
	int found = pcre2_match(regex->code, (PCRE2_SPTR)subject.at, subject.length, 0, 0, regex->match,
		regex->context);

	if (found >= 0)
		return REGEX_YES;
	if (found == PCRE2_ERROR_NOMATCH)
		return REGEX_NO;
	if (found <= PCRE2_ERROR_UTF8_ERR1 && found >= PCRE2_ERROR_UTF8_ERR21)
		return REGEX_NOT_UTF8;
	return REGEX_LIMIT;
}

enum regex_answer regex_search(const struct regex *regex, struct text subject)
{
	struct known *known;
	uint64_t first, last;

	if (subject.length > KNOWN_LENGTH)
		return search(regex, subject);
	text_ends(subject, &first, &last);
	known = &regex->known[((first ^ last << 7 ^ subject.length) * 0x9e3779b97f4a7c15u) >> 32 &
		(KNOWN_PLACES - 1)];
	if (known->used == subject.length + 1 && known->first == first && known->last == last &&
		(subject.length <= 16 || memcmp(known->text, subject.at, subject.length) == 0))
		return (enum regex_answer)known->answer;
	known->answer = (uint8_t)search(regex, subject);
	known->used = (uint8_t)(subject.length + 1);
	known->first = first;
	known->last = last;
	memcpy(known->text, subject.at, subject.length);
	return (enum regex_answer)known->answer;
}

const char *regex_pattern(const struct regex *regex)
{
	return regex->pattern;
}

const char *regex_problem(enum regex_answer answer)
{
	return answer == REGEX_NOT_UTF8 ? "the text is not UTF-8" : "the pattern took too long here";
}
