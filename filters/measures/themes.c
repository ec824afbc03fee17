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

struct theme {
	char *name;
	struct regex *regex;
};

struct themes {
	struct run *run;
	struct theme *list;
	size_t count, capacity;
	size_t note;
};

static void add_rule(struct themes *themes, const char *path, size_t number, struct text line)
{
	const char *tab = memchr(line.at, '\t', line.length);
	struct text name = { line.at, tab != NULL ? (size_t)(tab - line.at) : 0 };
	struct text pattern = { tab + 1, line.length - name.length - 1 };
	char problem[256];
	struct theme *theme;

	if (tab == NULL || name.length == 0 || pattern.length == 0)
		cli_fail("%s:%zu: line: no rule (want theme, TAB, regular expression)", path, number);
	if (text_is(name, OTHER))
		cli_fail("%s:%zu: theme: '" OTHER "' is what no theme takes (want another name)", path,
			number);
	for (size_t i = 0; i < themes->count; i++)
		if (text_is(name, themes->list[i].name))
			cli_fail("%s:%zu: theme: is there already (want one pattern a theme)", path, number);
	themes->list = memory_grow(themes->list, &themes->capacity, themes->count + 1,
		sizeof *themes->list);
	theme = &themes->list[themes->count++];
	theme->name = memory_copy(name.at, name.length);
	theme->regex = regex_new(pattern, problem, sizeof problem);
	if (theme->regex == NULL)
		cli_fail("%s:%zu: pattern: %s", path, number, problem);
}

/* A line that begins with # is a comment; a first line `theme TAB pattern` names the columns. */
static void read_rules(struct themes *themes, const char *path)
{
	FILE *file = fopen(path, "r");
	char line[LONGEST_RULE];
	size_t number = 0;

	if (file == NULL)
		cli_usage("--rules: cannot open '%s'", path);
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
	if (themes->count == 0)
		cli_fail("%s: no rules (want lines of theme, TAB, regular expression)", path);
}

static void *start(struct run *run)
{
	struct themes *themes = memory_new(1, sizeof *themes);

	themes->run = run;
	run_require(run, EVENT);
	run_require(run, RULES);
	run_events(run, EVENT, NEED_ALL);
	read_rules(themes, run_value(run, RULES));
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

static void line(void *state, const struct event *event)
{
	struct themes *themes = state;
	struct text note = run_text(themes->run, themes->note);
	bool any = false;

	for (size_t i = 0; i < themes->count; i++) {
		enum regex_answer answer = regex_search(themes->list[i].regex, note);
		char problem[128];

		if (answer != REGEX_YES && answer != REGEX_NO) {
			snprintf(problem, sizeof problem, "%s: theme '%.60s'", regex_problem(answer),
				themes->list[i].name);
			run_fail(themes->run, themes->note, problem);
		}
		any = any || answer == REGEX_YES;
		observe(themes, event, themes->list[i].name, answer == REGEX_YES);
	}
	observe(themes, event, OTHER, !any);
}

static void finish(void *state)
{
	struct themes *themes = state;

	for (size_t i = 0; i < themes->count; i++) {
		free(themes->list[i].name);
		regex_free(themes->list[i].regex);
	}
	free(themes->list);
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
