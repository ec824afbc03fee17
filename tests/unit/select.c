/* select: selectors cut where they should be, colons in patterns and all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "child.h"
#include "select.h"

struct want {
	const char *column;
	bool negated;
	const char *pattern;
};

static void assert_cut(const char *text, const char *event, const struct want *want, size_t count)
{
	struct selector selector = selector_parse("event", text);

	assert_string_equal(selector.text, text);
	assert_string_equal(selector.event, event);
	assert_int_equal(selector.count, count);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(selector.conditions[i].column, want[i].column);
		assert_int_equal(selector.conditions[i].negated, want[i].negated);
		assert_string_equal(regex_pattern(selector.conditions[i].regex), want[i].pattern);
	}
	selector_free(&selector);
}

static void cuts_selectors(void **state)
{
	(void)state;
	assert_cut("referral", "referral", NULL, 0);
	assert_cut("visit:category=^cp$", "visit", (struct want[]){ { "category", false, "^cp$" } }, 1);
	assert_cut("visit:category=^cp$:result=^seen alone$", "visit",
		(struct want[]){ { "category", false, "^cp$" }, { "result", false, "^seen alone$" } }, 2);
	assert_cut("audit:result!=^not met$:team=.", "audit",
		(struct want[]){ { "result", true, "^not met$" }, { "team", false, "." } }, 2);
	assert_cut("audit:note=", "audit", (struct want[]){ { "note", false, "" } }, 1);
	assert_cut("audit:note==:a!=!=", "audit",
		(struct want[]){ { "note", false, "=" }, { "a", true, "!=" } }, 2);
}

/* A new condition begins at `:NAME=` or `:NAME!=` alone. */
static void leaves_colons_in_patterns(void **state)
{
	(void)state;
	assert_cut("audit:result=(?:good|met):team!=North", "audit",
		(struct want[]){ { "result", false, "(?:good|met)" }, { "team", true, "North" } }, 2);
	assert_cut("visit:date=T1[0-9]:30:note=a: b", "visit",
		(struct want[]){ { "date", false, "T1[0-9]:30" }, { "note", false, "a: b" } }, 2);
	assert_cut("visit:note=[[:alpha:]]+=x", "visit",
		(struct want[]){ { "note", false, "[[:alpha:]]+=x" } }, 1);
	assert_cut("visit:note=a::b =c", "visit", (struct want[]){ { "note", false, "a::b =c" } }, 1);
	assert_cut("visit:note=(?=x):y", "visit", (struct want[]){ { "note", false, "(?=x):y" } }, 1);
	assert_cut("visit:note=:", "visit", (struct want[]){ { "note", false, ":" } }, 1);
}

static void parse(const void *text)
{
	struct selector selector = selector_parse("from", text);

	selector_free(&selector);
}

static void refuses_what_is_no_selector(void **state)
{
	static const char *const bad[] = { "", ":category=cp", "category=cp", "visit:cp", "visit:",
		"visit:=cp", "visit:category=(", "visit:category=[a" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		char said[1024];

		if (child_status(parse, bad[i], said, sizeof said) != 2 ||
			strstr(said, "--from: ") == NULL)
			fail_msg("'%s' was read as a selector, or nothing said of it: %s", bad[i], said);
	}
}

static bool holds(const char *text, const char *value)
{
	struct condition condition = condition_parse("match", text_of(text));
	bool answer = condition_holds(&condition, text_of(value), NULL);

	condition_free(&condition);
	return answer;
}

static void asks_conditions(void **state)
{
	(void)state;
	assert_true(holds("team=North", "North"));
	assert_true(holds("team=North", "The North East"));
	assert_false(holds("team=^North$", "The North East"));
	assert_false(holds("team=north", "North"));
	assert_true(holds("team=(?i)north", "North"));
	assert_true(holds("team!=North", "South"));
	assert_false(holds("team!=North", "North"));
	assert_true(holds("team=^$", ""));
	assert_false(holds("team=.", ""));
	assert_true(holds("team!=.", ""));
	assert_true(holds("team=^.$", "\xc3\xab")); /* one character, two bytes */
}

static void ask_what_is_not_utf_8(const void *data)
{
	(void)data;
	holds("team=North", "North \xeb");
}

static void ask_too_much(const void *data)
{
	(void)data;
	holds("team=^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab");
}

static void never_takes_no_answer_for_no(void **state)
{
	char said[1024];

	(void)state;
	assert_int_equal(child_status(ask_what_is_not_utf_8, NULL, said, sizeof said), 2);
	assert_non_null(strstr(said, "team: the text is not UTF-8"));
	assert_int_equal(child_status(ask_too_much, NULL, said, sizeof said), 2);
	assert_non_null(strstr(said, "team: the pattern took too long here: pattern '^(a+)+$'"));
}

static void knows_categories(void **state)
{
	struct selector any = selector_parse("had", "visit");
	struct selector one = selector_parse("had", "visit:category=^c:category!=cla");
	struct selector more = selector_parse("had", "visit:category=^cp$:result=^seen$");

	(void)state;
	assert_true(selector_is_by_category(&any));
	assert_true(selector_is_by_category(&one));
	assert_false(selector_is_by_category(&more));
	assert_true(selector_takes_category(&any, text_of("")));
	assert_true(selector_takes_category(&one, text_of("cp")));
	assert_false(selector_takes_category(&one, text_of("cla")));
	assert_false(selector_takes_category(&one, text_of("leaver")));
	assert_true(selector_takes_category(&more, text_of("cp")));
	assert_false(selector_takes_category(&more, text_of("cin")));
	selector_free(&any);
	selector_free(&one);
	selector_free(&more);
}

static void asks_the_line_of_a_stream(void **state)
{
	static const char lines[] = "event\tteam\tcategory\nvisit\tNorth\tcp\nvisit\tSouth\tcp\n";
	struct selector selector = selector_parse("event", "visit:category=^cp$:team=^N");
	struct stream stream;
	FILE *file = tmpfile();

	(void)state;
	assert_non_null(file);
	assert_int_equal(fwrite(lines, 1, sizeof lines - 1, file), sizeof lines - 1);
	rewind(file);
	stream_open(&stream, fileno(file), "test", NULL);
	selector_bind(&selector, &stream);
	assert_true(stream_next(&stream));
	stream_cut(&stream);
	assert_true(selector_holds(&selector, &stream));
	assert_true(stream_next(&stream));
	stream_cut(&stream);
	assert_false(selector_holds(&selector, &stream));
	stream_close(&stream);
	fclose(file);
	selector_free(&selector);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_selectors),
		cmocka_unit_test(leaves_colons_in_patterns),
		cmocka_unit_test(refuses_what_is_no_selector),
		cmocka_unit_test(asks_conditions),
		cmocka_unit_test(never_takes_no_answer_for_no),
		cmocka_unit_test(knows_categories),
		cmocka_unit_test(asks_the_line_of_a_stream),
	};

	return cmocka_run_group_tests_name("select", tests, NULL, NULL);
}
