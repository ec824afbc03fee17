/*
 * cli: what all filters do the same way on the command line: options, usage, messages, exits.
 *
 * Exits: 0 done; CLI_NO the answer is no; CLI_FAILED usage, unusable data, or I/O.
 * Messages go to stderr as `kpi-NAME: text`. No id, name or note of a person may be in one: values
 * go through cli_value.
 */
#ifndef KPI_CLI_H
#define KPI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

#define CLI_NO 1
#define CLI_FAILED 2

/* One option. argument: what --help calls its value, NULL for a flag. letter: 0 for none. */
struct cli_option {
	const char *name;
	int letter;
	const char *argument;
	const char *about;
};

/* A filter as its command line sees it; usage is the man page's SYNOPSIS, a line for each form. */
struct cli_program {
	const char *name;
	const char *about;
	const char *usage;
	const struct cli_option *options; /* ended by a name of NULL */
	bool embedded; /* the options are a part of another's: no --help and no --version */
};

/*
 * Begins a filter: remembers its name for messages, makes sure that stdout is open, and asks for
 * large pipes on stdin and stdout (a pipe of 1 MiB carries 1.6 times what the default does).
 */
void cli_start(const struct cli_program *program);

/*
 * The next option of the command line: its place in program->options, with *value what was given
 * (NULL for a flag), or -1 after the last, with *operands the place in argv of the first operand.
 * Answers --help and --version itself (exit 0); a mistake ends the filter (exit 2).
 */
int cli_next(const struct cli_program *program, int argc, char **argv, const char **value,
	int *operands);

/* Begins a new command line for cli_next (kpi-board reads one from each row of its catalogue). */
void cli_again(void);

/* Ends the filter if the command line has operands, for a filter that takes none. */
void cli_no_operands(int argc, char **argv, int first);

/* The name that messages begin with, `kpi-NAME` or what cli_rename made of it. */
const char *cli_name(void);

/* Makes messages begin with name (kept, not copied): kpi-board says which row it is at. */
void cli_rename(const char *name);

/* Writes `kpi-NAME: message` to stderr. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same, and exit 2. */
_Noreturn void cli_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Has what cli_fail and cli_usage would write, a line, given to the call, which ends the
 * process. */
void cli_on_failure(void (*call)(void *state, const char *message), void *state);

/* The same with `(try kpi-NAME --help)`: for what is wrong on the command line. */
_Noreturn void cli_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Large enough for what cli_value writes. */
#define CLI_VALUE_SIZE 48

/*
 * What may be shown of a value from the data: the value in quotes where it is at most 16 digits
 * and -/:.T in the shape of a date or a short number, otherwise its length. A shifted row may have
 * put a child's name anywhere, or its id.
 */
const char *cli_value(struct text value, char shown[CLI_VALUE_SIZE]);

/* Large enough for any count with commas at the thousands. */
#define CLI_COUNT_SIZE 32
const char *cli_count(size_t count, char shown[CLI_COUNT_SIZE]);

#endif
