/* kpi-themes - which themes the notes of events speak of */
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"
#include "memory.h"

enum option { EVENT, RULES };

static const struct cli_option options[] = {
	[EVENT] = { "event", 'e', "SELECTOR", "the event whose note is read" },
	[RULES] = { "rules", 'r', "FILE", "themes and patterns: theme TAB regular expression" },
	{ NULL, 0, NULL, NULL },
};

#define OTHER "other"
#define LONGEST_RULE 8192

/* A theme may have several rules: it is found where one of them is. */
struct rule {
	size_t theme;
	struct regex *regex;
};

struct themes {
	struct run *run;
	char **names;
	bool *found; /* by theme, on the line now read */
	size_t count, name_capacity, found_capacity;
	struct rule *rules;
	size_t rule_count, rule_capacity;
	size_t note;
};

static size_t find_theme(struct themes *themes, struct text name)
{
	for (size_t i = 0; i < themes->count; i++)
		if (text_is(name, themes->names[i]))
			return i;
	themes->names = memory_grow(themes->names, &themes->name_capacity, themes->count + 1,
		sizeof *themes->names);
	themes->found = memory_grow(themes->found, &themes->found_capacity, themes->count + 1,
		sizeof *themes->found);
	themes->names[themes->count] = memory_copy(name.at, name.length);
	return themes->count++;
}

static void add_rule(struct themes *themes, const char *path, size_t number, struct text line)
{
	const char *tab = memchr(line.at, '\t', line.length);
	struct text name = { line.at, 0 }, pattern = { "", 0 };
	char problem[256];
	struct rule *rule;

	if (tab != NULL) {
		name.length = (size_t)(tab - line.at);
		pattern = (struct text){ tab + 1, line.length - name.length - 1 };
	}
	if (name.length == 0 || pattern.length == 0)
		cli_fail("%s:%zu: line: no rule (want theme, TAB, regular expression)", path, number);
	if (text_is(name, OTHER))
		cli_fail("%s:%zu: theme: '" OTHER "' is what no theme takes (want another name)", path,
			number);
	themes->rules = memory_grow(themes->rules, &themes->rule_capacity, themes->rule_count + 1,
		sizeof *themes->rules);
	rule = &themes->rules[themes->rule_count++];
	rule->theme = find_theme(themes, name);
	rule->regex = regex_new(pattern, problem, sizeof problem);
	if (rule->regex == NULL)
		cli_fail("%s:%zu: pattern: %s", path, number, problem);
}

/* A line that begins with # is a comment; a first line `theme TAB pattern` names the columns. */
static void read_rules(struct themes *themes)
{
	const char *path = run_value(themes->run, RULES);
	FILE *file = run_open(themes->run, RULES);
	char line[LONGEST_RULE];
	size_t number = 0;

	while (fgets(line, sizeof line, file) != NULL) {
		struct text text = { line, strcspn(line, "\r\n") };

		number++;
		if (text.length + 1 == sizeof line)
			cli_fail("%s:%zu: line: longer than %d bytes", path, number, LONGEST_RULE - 2);
		if (text.length > 0 && line[0] != '#' && !(number == 1 && text_is(text, "theme\tpattern")))
			add_rule(themes, path, number, text);
	}
	if (ferror(file))
		cli_fail("%s: cannot read", path);
	fclose(file);
	if (themes->rule_count == 0)
		cli_fail("%s: no rules (want lines of theme, TAB, regular expression)", path);
}

static void *start(struct run *run)
{
	struct themes *themes = memory_new(1, sizeof *themes);

	themes->run = run;
	run_require(run, EVENT);
	run_require(run, RULES);
	run_events(run, EVENT, NEED_ALL);
	read_rules(themes);
	themes->note = run_column(run, "note");
	run_unit(run, "%", false);
	return themes;
}

static void observe(struct themes *themes, const struct event *event, const char *theme, bool found)
{
	run_observe(themes->run, &(struct unit){
		.line = event->line, .day = DATE_NO_DAY, .part = text_of(theme),
		.num = found ? SUM_ONE : 0, .den = SUM_ONE,
		.since = { DATE_NO_DAY, DATE_NO_MINUTE }, .due = { DATE_NO_DAY, DATE_NO_MINUTE } });
}

static bool search(const struct themes *themes, const struct rule *rule, struct text note)
{
	enum regex_answer answer = regex_search(rule->regex, note);
	char problem[128];

	if (answer != REGEX_YES && answer != REGEX_NO) {
		snprintf(problem, sizeof problem, "%s: theme '%.60s'", regex_problem(answer),
			themes->names[rule->theme]);
		run_fail(themes->run, themes->note, problem);
	}
	return answer == REGEX_YES;
}

static void line(void *state, const struct event *event)
{
	struct themes *themes = state;
	struct text note = run_text(themes->run, themes->note);
	bool any = false;

	memset(themes->found, 0, themes->count * sizeof *themes->found);
	for (size_t i = 0; i < themes->rule_count; i++) {
		const struct rule *rule = &themes->rules[i];

		if (!themes->found[rule->theme])
			themes->found[rule->theme] = search(themes, rule, note);
	}
	for (size_t i = 0; i < themes->count; i++) {
		any = any || themes->found[i];
		observe(themes, event, themes->names[i], themes->found[i]);
	}
	observe(themes, event, OTHER, !any);
}

static void finish(void *state)
{
	struct themes *themes = state;

	for (size_t i = 0; i < themes->count; i++)
		free(themes->names[i]);
	for (size_t i = 0; i < themes->rule_count; i++)
		regex_free(themes->rules[i].regex);
	free(themes->names);
	free(themes->found);
	free(themes->rules);
	free(themes);
}

const struct measure measure_themes = {
	.name = "themes",
	.about = "which themes the notes of events speak of",
	.usage = "-e selector -r file",
	.options = options,
	.key = KEY_NONE,
	.start = start,
	.line = line,
	.finish = finish,
};
