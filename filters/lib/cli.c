#define _GNU_SOURCE /* F_SETPIPE_SZ */
#include "cli.h"

#include <fcntl.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef KPI_VERSION
#define KPI_VERSION "0.1"
#endif

#define MOST_OPTIONS 64
#define PIPE_SIZE (1 << 20)

static const char *program_name = "kpi";
static struct {
	void (*call)(void *state, const char *message);
	void *state;
} on_failure;

const char *cli_name(void)
{
	return program_name;
}

void cli_rename(const char *name)
{
	program_name = name;
}

#define MESSAGE_SIZE 4096

__attribute__((format(printf, 2, 0)))
static void compose(char message[MESSAGE_SIZE], const char *format, va_list values,
	const char *tail)
{
	char text[2048];

	vsnprintf(text, sizeof text, format, values);
	snprintf(message, MESSAGE_SIZE, "%.1024s: %s%s\n", program_name, text, tail);
}

void cli_on_failure(void (*call)(void *state, const char *message), void *state)
{
	on_failure.call = call;
	on_failure.state = state;
}

static _Noreturn void end(const char *message)
{
	void (*call)(void *state, const char *message) = on_failure.call;

	/* What fails in the call is the end. */
	on_failure.call = NULL;
	if (call != NULL)
		call(on_failure.state, message);
	fputs(message, stderr);
	exit(CLI_FAILED);
}

void cli_say(const char *format, ...)
{
	char message[MESSAGE_SIZE];
	va_list values;

	va_start(values, format);
	compose(message, format, values, "");
	va_end(values);
	fputs(message, stderr);
}

void cli_fail(const char *format, ...)
{
	char message[MESSAGE_SIZE];
	va_list values;

	va_start(values, format);
	compose(message, format, values, "");
	va_end(values);
	end(message);
}

void cli_usage(const char *format, ...)
{
	char tail[128] = "", message[MESSAGE_SIZE];
	va_list values;

	/* Not where cli_rename says that the mistake is in another place than the command line. */
	if (strchr(program_name, ':') == NULL)
		snprintf(tail, sizeof tail, " (try %s --help)", program_name);
	va_start(values, format);
	compose(message, format, values, tail);
	va_end(values);
	end(message);
}

void cli_start(const struct cli_program *program)
{
	program_name = program->name;
	if (fcntl(STDOUT_FILENO, F_GETFD) == -1)
		cli_fail("stdout: closed (want a place to write to)");
	/* Failure is ignored: not a pipe, or over the user's limit. */
	(void)fcntl(STDIN_FILENO, F_SETPIPE_SZ, PIPE_SIZE);
	(void)fcntl(STDOUT_FILENO, F_SETPIPE_SZ, PIPE_SIZE);
}

static _Noreturn void help(const struct cli_program *program)
{
	printf("%s - %s\n\n", program->name, program->about);
	for (const char *form = program->usage; *form != '\0';) {
		size_t length = strcspn(form, "\n");

		printf("%s %.*s\n", form == program->usage ? "usage:" : "      ", (int)length, form);
		form += length + (form[length] == '\n');
	}
	printf("\n");
	for (const struct cli_option *option = program->options; option->name != NULL; option++) {
		char left[64];

		snprintf(left, sizeof left, "%c%c%s--%s%s%s", option->letter != 0 ? '-' : ' ',
			option->letter != 0 ? option->letter : ' ', option->letter != 0 ? ", " : "  ",
			option->name, option->argument != NULL ? " " : "",
			option->argument != NULL ? option->argument : "");
		printf("  %-30s %s\n", left, option->about);
	}
	printf("      --help                     this text\n"
	       "      --version                  the version\n\n"
	       "man %s says more. Exit: 0 done, 1 the answer is no, 2 usage, data or I/O.\n",
		program->name);
	if (fflush(stdout) != 0 || ferror(stdout))
		cli_fail("stdout: cannot write");
	exit(0);
}

static _Noreturn void version(const struct cli_program *program)
{
	printf("%s %s\n", program->name, KPI_VERSION);
	if (fflush(stdout) != 0 || ferror(stdout))
		cli_fail("stdout: cannot write");
	exit(0);
}

/*
 * getopt's own message would name argv[0]; ours names the filter. An unknown option's value may be
 * anything that a user typed, so only its name is shown.
 */
static _Noreturn void refuse(int problem, char **argv)
{
	const char *option = optind > 0 && argv[optind - 1] != NULL ? argv[optind - 1] : "?";
	int shown = (int)strcspn(option, "=");

	if (optopt != 0 && strncmp(option, "--", 2) != 0) {
		char letter[3] = { '-', (char)optopt, '\0' };

		cli_usage(problem == ':' ? "option %s wants a value" : "unknown option %s", letter);
	}
	cli_usage(problem == ':'   ? "option %.*s wants a value"
		  : optopt != 0 ? "option %.*s takes no value"
				: "unknown option %.*s",
		shown, option);
}

int cli_next(const struct cli_program *program, int argc, char **argv, const char **value,
	int *operands)
{
	enum { FIRST = 256 };
	struct option longs[MOST_OPTIONS + 3] = { { 0 } };
	char letters[2 * MOST_OPTIONS + 2] = ":";
	size_t count = 0, used = 1;
	int got;

	for (; program->options[count].name != NULL; count++) {
		const struct cli_option *option = &program->options[count];

		longs[count] = (struct option){ option->name,
			option->argument != NULL ? required_argument : no_argument, NULL,
			FIRST + (int)count };
		if (option->letter != 0) {
			letters[used++] = (char)option->letter;
			if (option->argument != NULL)
				letters[used++] = ':';
		}
	}
	longs[count] = (struct option){ "help", no_argument, NULL, 1 };
	longs[count + 1] = (struct option){ "version", no_argument, NULL, 2 };
	opterr = 0;
	got = getopt_long(argc, argv, letters, longs, NULL);
	*value = optarg;
	*operands = optind;
	if ((got == 1 || got == 2) && program->embedded)
		cli_usage("--%s is no option of a measure", got == 1 ? "help" : "version");
	if (got == 1)
		help(program);
	if (got == 2)
		version(program);
	if (got == '?' || got == ':')
		refuse(got, argv);
	if (got >= FIRST)
		return got - FIRST;
	for (size_t i = 0; got != -1 && i < count; i++)
		if (program->options[i].letter == got)
			return (int)i;
	return -1;
}

void cli_again(void)
{
	optind = 0;
}

void cli_no_operands(int argc, char **argv, int first)
{
	if (first < argc)
		cli_usage("unexpected operand of %zu characters (a file is read from stdin: < FILE)",
			strlen(argv[first]));
}

/*
 * Whether the value may be shown: of digits and -/:.T alone and at most 16 long; and, since an id
 * may be of digits too (a child's number, 943-476-5919 of the NHS), only where it has the shape of
 * a date, two marks and fewer than ten digits before a time, or of a number with a point, or is of
 * four at most.
 */
static bool is_harmless(struct text value)
{
	size_t digits = 0, marks = 0, run = 0;

	for (size_t i = 0; i < value.length; i++)
		if (value.at[i] == '\0' || strchr("0123456789-/:.T", value.at[i]) == NULL)
			return false;
	for (size_t i = 0; i < value.length && value.at[i] != 'T'; i++) {
		bool digit = value.at[i] >= '0' && value.at[i] <= '9';

		digits += digit;
		marks += !digit;
		run = digit ? run + 1 : 0;
		if (value.at[i] == '.' && marks == 1 && digits <= 4 && value.length <= 16)
			return true;
		if (run > 4)
			return false;
	}
	return value.length <= 4 || (value.length <= 16 && marks >= 2 && digits < 10);
}

const char *cli_value(struct text value, char shown[CLI_VALUE_SIZE])
{
	if (is_harmless(value))
		snprintf(shown, CLI_VALUE_SIZE, "'%.*s'", (int)value.length, value.at);
	else
		snprintf(shown, CLI_VALUE_SIZE, "a value of %zu bytes", value.length);
	return shown;
}

const char *cli_count(size_t count, char shown[CLI_COUNT_SIZE])
{
	char plain[CLI_COUNT_SIZE];
	size_t digits = (size_t)snprintf(plain, sizeof plain, "%zu", count), used = 0;

	for (size_t i = 0; i < digits; i++) {
		if (i > 0 && (digits - i) % 3 == 0)
			shown[used++] = ',';
		shown[used++] = plain[i];
	}
	shown[used] = '\0';
	return shown;
}
