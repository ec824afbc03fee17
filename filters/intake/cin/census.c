#include "census.h"

#include <string.h>

#include "cases.h"
#include "cli.h"
#include "date.h"

/* The first of these tells what the file is: the header is over, and no record has been read. */
static enum census_kind kind_of(const char *name)
{
	if (strcmp(name, "Children") == 0 || strcmp(name, "Child") == 0)
		return CENSUS_CHILDREN;
	if (strcmp(name, "LALevelVacancies") == 0 || strcmp(name, "CSWWWorker") == 0)
		return CENSUS_WORKFORCE;
	return CENSUS_UNKNOWN;
}

static void begin_record(size_t *depth_open, const struct xml *xml, const char *name, size_t depth,
	size_t line)
{
	if (*depth_open > 0)
		xml_fail(xml, line, "a %s inside another", name);
	*depth_open = depth;
}

static void begin(void *state, const char *name, size_t depth, size_t line)
{
	struct census *census = state;
	enum census_kind kind = kind_of(name);

	if (kind != CENSUS_UNKNOWN && census->kind == CENSUS_UNKNOWN) {
		census->kind = kind;
		xml_stop(&census->xml);
	} else if (kind != CENSUS_UNKNOWN && census->kind != kind) {
		xml_fail(&census->xml, line, "%s: children and workers in one file", name);
	}
	if (strcmp(name, "Child") == 0) {
		begin_record(&census->child_depth, &census->xml, name, depth, line);
		child_clear(&census->child);
	} else if (strcmp(name, "CSWWWorker") == 0) {
		begin_record(&census->worker_depth, &census->xml, name, depth, line);
		worker_begin(&census->worker, line);
	} else if (strcmp(name, "CINdetails") == 0) {
		if (census->child_depth == 0)
			xml_fail(&census->xml, line, "CINdetails outside of a Child");
		begin_record(&census->case_depth, &census->xml, name, depth, line);
		if (!child_case(&census->child, line, depth))
			xml_fail(&census->xml, line, "a child with over %d plans and other groups", CHILD_MOST);
	}
}

static void take_header(struct census *census, const struct value *value)
{
	struct problem problem = { 0 };

	if (strcmp(value->element, "ReferenceDate") != 0 || value->text.length == 0)
		return;
	if (!value_day(value, &census->reference, &problem))
		xml_fail(&census->xml, problem.line, "%s: %s", problem.element, problem.reason);
}

static void leaf(void *state, const char *name, size_t depth, size_t line, struct text text)
{
	struct census *census = state;
	struct value value = { name, line, text };

	if (census->kind == CENSUS_UNKNOWN) {
		take_header(census, &value);
	} else if (census->worker_depth > 0) {
		worker_value(&census->worker, &value);
	} else if (strcmp(name, "NumberOfVacancies") == 0) {
		census->output->vacancies++;
	} else if (census->child_depth > 0) {
		switch (child_value(&census->child, &value, depth)) {
		case CHILD_NO_CASE:
			xml_fail(&census->xml, line, "%s outside of CINdetails", name);
		case CHILD_TOO_MANY:
			xml_fail(&census->xml, line, "a child with over %d plans and other groups, or reviews",
				CHILD_MOST);
		default:
			break;
		}
	}
}

static void end(void *state, size_t depth)
{
	struct census *census = state;

	if (depth == census->worker_depth) {
		worker_write(&census->worker, census->xml.name, census->until, census->output);
		census->worker_depth = 0;
	}
	if (census->child_depth == 0)
		return;
	child_ended(&census->child, depth);
	if (depth == census->case_depth)
		census->case_depth = 0;
	if (depth == census->child_depth) {
		cases_write(&census->child, census->xml.name, census->until, census->output);
		census->child_depth = 0;
	}
}

static const struct xml_calls calls = { begin, leaf, end };

void census_open(struct census *census, int file, const char *name, struct output *output)
{
	*census = (struct census){ .output = output, .reference = DATE_NO_DAY, .until = DATE_NO_DAY };
	xml_open(&census->xml, file, name, &output->writer, &calls, census);
	if (xml_run(&census->xml))
		cli_fail("%s: neither Children nor CSWWWorker in it (want the XML of the children in need "
			"census or of the workforce census)", name);
}

void census_read(struct census *census)
{
	xml_run(&census->xml);
	xml_close(&census->xml);
	child_free(&census->child);
	worker_free(&census->worker);
}
