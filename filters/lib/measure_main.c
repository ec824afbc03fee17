/* measure_main: the one main of all measure filters; MEASURE is the module's name. */
#include "run.h"

#include <stdio.h>

extern const struct measure MEASURE;

int main(int argc, char **argv)
{
	struct reader reader = { 0 };
	char name[64];
	const struct cli_program program = { .name = name };

	snprintf(name, sizeof name, "kpi-%s", MEASURE.name);
	cli_start(&program);
	run_new(&reader, &MEASURE, argc, argv);
	return reader_run(&reader);
}
