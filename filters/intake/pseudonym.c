/* replaces ids by keyed hashes */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"
#include "names.h"
#include "stream.h"
#include "writer.h"

enum { SECRET, WITH };

static const struct cli_option options[] = {
	{ "secret", 0, "FILE", "the file that holds the secret; needed" },
	{ "with", 0, "COLUMN", "keep this column too; may be given again" },
	{ NULL, 0, NULL, NULL },
};

static const struct cli_program program = {
	.name = "kpi-pseudonym",
	.about = "replaces ids by keyed hashes",
	.usage = "kpi-pseudonym --secret FILE [--with COLUMN] ...",
	.options = options,
};

#define LEAST_SECRET 16
#define MOST_SECRET 4096

/* Half of the hash: two of a hundred million ids get one with a chance of 1 in 10^22, and a line
 * stays short. */
#define HASH_BYTES 16
#define HASH_TEXT ((size_t)2 * HASH_BYTES)

static const char *const ids[] = { "person", "ref", "worker" };

#define IDS (sizeof ids / sizeof ids[0])

/* What else is kept unasked: an event's own columns but its note, and an observation's. */
static const char *const kept[] = { "date", "event", "team", "category", "result", "measure",
	"part", "num", "den", "unit", "basis", "since", "due" };

/* The hashes of one column's ids, each worked out once. */
struct hashes {
	crypto_auth_hmacsha256_state begun; /* keyed, and fed with `person:` */
	struct names names;
	char *texts; /* HASH_TEXT bytes each */
	size_t capacity;
};

struct output {
	size_t column; /* of the stream */
	struct hashes *hashes; /* NULL: as it is */
};

static bool is_one_of(const char *const *list, size_t count, struct text name)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(name, list[i]))
			return true;
	return false;
}

/* The secret without the line end that an editor leaves behind it. */
static size_t read_secret(const char *name, unsigned char secret[MOST_SECRET + 1])
{
	int file = open(name, O_RDONLY | O_CLOEXEC);
	size_t length = 0;
	ssize_t got;

	if (file < 0)
		cli_fail("%s: cannot open: %s", name, strerror(errno));
	do {
		got = read(file, secret + length, MOST_SECRET + 1 - length);
		length += got > 0 ? (size_t)got : 0;
	} while ((got > 0 && length <= MOST_SECRET) || (got < 0 && errno == EINTR));
	if (got < 0)
		cli_fail("%s: cannot read: %s", name, strerror(errno));
	close(file);
	if (length > MOST_SECRET)
		cli_fail("%s: the secret is longer than %d bytes", name, MOST_SECRET);
	if (length > 0 && secret[length - 1] == '\n')
		length--;
	if (length > 0 && secret[length - 1] == '\r')
		length--;
	if (length < LEAST_SECRET)
		cli_fail("%s: the secret has %zu bytes (want %d or more)", name, length, LEAST_SECRET);
	return length;
}

static void open_hashes(struct hashes hashes[IDS], const char *secret_name)
{
	unsigned char secret[MOST_SECRET + 1];
	size_t length = read_secret(secret_name, secret);

	for (size_t i = 0; i < IDS; i++) {
		names_open(&hashes[i].names);
		crypto_auth_hmacsha256_init(&hashes[i].begun, secret, length);
		/* So that a worker's hash in the column worker is not that of a ref alike. */
		crypto_auth_hmacsha256_update(&hashes[i].begun, (const unsigned char *)ids[i],
			strlen(ids[i]));
		crypto_auth_hmacsha256_update(&hashes[i].begun, (const unsigned char *)":", 1);
	}
	sodium_memzero(secret, sizeof secret);
}

static void close_hashes(struct hashes hashes[IDS])
{
	for (size_t i = 0; i < IDS; i++) {
		names_close(&hashes[i].names);
		free(hashes[i].texts);
		sodium_memzero(&hashes[i].begun, sizeof hashes[i].begun);
	}
}

static struct text hash(struct hashes *hashes, struct text id)
{
	uint32_t known = hashes->names.count, number = names_add(&hashes->names, id);
	unsigned char hashed[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;
	char text[HASH_TEXT + 1];

	if (number == known) {
		state = hashes->begun;
		crypto_auth_hmacsha256_update(&state, (const unsigned char *)id.at, id.length);
		crypto_auth_hmacsha256_final(&state, hashed);
		sodium_bin2hex(text, sizeof text, hashed, HASH_BYTES);
		hashes->texts = memory_grow(hashes->texts, &hashes->capacity,
			((size_t)number + 1) * HASH_TEXT, 1);
		memcpy(hashes->texts + number * HASH_TEXT, text, HASH_TEXT);
	}
	return (struct text){ hashes->texts + number * HASH_TEXT, HASH_TEXT };
}

/* Which columns are written, of which are hashes; the names of the others are told. */
static size_t choose_columns(const struct stream *stream, char **with, size_t with_count,
	struct hashes hashes[IDS], struct output *outputs)
{
	char *dropped = memory_new(strlen(stream->header) + 2 * stream->column_count + 1, 1);
	size_t count = 0, used = 0;

	for (size_t i = 0; i < stream->column_count; i++) {
		struct text column = stream->columns[i];
		struct output output = { .column = i };

		for (size_t j = 0; j < IDS; j++)
			if (text_is(column, ids[j]))
				output.hashes = &hashes[j];
		if (output.hashes != NULL || is_one_of(kept, sizeof kept / sizeof kept[0], column) ||
			is_one_of((const char *const *)with, with_count, column)) {
			outputs[count++] = output;
			continue;
		}
		if (used > 0) {
			dropped[used++] = ',';
			dropped[used++] = ' ';
		}
		memcpy(dropped + used, column.at, column.length);
		used += column.length;
	}
	if (used > 0)
		cli_say("dropped columns (--with COLUMN keeps one): %s", dropped);
	free(dropped);
	return count;
}

static void put_line(struct writer *writer, const struct text *fields,
	const struct output *outputs, size_t count, bool header)
{
	for (size_t i = 0; i < count; i++) {
		struct text field = fields[outputs[i].column];

		if (i > 0)
			writer_byte(writer, '\t');
		if (outputs[i].hashes != NULL && field.length > 0 && !header)
			field = hash(outputs[i].hashes, field);
		writer_text(writer, field);
	}
	writer_end_line(writer);
}

static void replace_ids(char **with, size_t with_count, struct hashes hashes[IDS])
{
	struct stream stream;
	struct writer writer;
	struct output *outputs;
	size_t date, event, count;

	writer_open(&writer, STDOUT_FILENO, "stdout");
	stream_open(&stream, STDIN_FILENO, "stdin", &writer);
	date = stream_need(&stream, "date");
	event = stream_need(&stream, "event");
	stream_need(&stream, "person");
	for (size_t i = 0; i < with_count; i++)
		stream_need(&stream, with[i]);
	outputs = memory_new(stream.column_count, sizeof *outputs);
	count = choose_columns(&stream, with, with_count, hashes, outputs);
	put_line(&writer, stream.columns, outputs, count, true);
	while (stream_next(&stream)) {
		stream_cut(&stream);
		if (text_is(stream.fields[date], "date") && text_is(stream.fields[event], "event"))
			stream_fail(&stream, "header", "a second header (use kpi-sort a b)");
		put_line(&writer, stream.fields, outputs, count, false);
	}
	writer_close(&writer);
	stream_close(&stream);
	free(outputs);
}

int main(int argc, char **argv)
{
	struct hashes hashes[IDS] = { { .capacity = 0 } };
	const char *value, *secret = NULL;
	char **with = NULL;
	size_t with_count = 0, capacity = 0;
	int got, operands;

	cli_start(&program);
	if (sodium_init() < 0)
		cli_fail("libsodium cannot be used here");
	while ((got = cli_next(&program, argc, argv, &value, &operands)) != -1) {
		if (got == SECRET) {
			secret = value;
			continue;
		}
		with = memory_grow(with, &capacity, with_count + 1, sizeof *with);
		with[with_count++] = memory_copy(value, strlen(value));
	}
	cli_no_operands(argc, argv, operands);
	if (secret == NULL)
		cli_usage("--secret is missing (want a file of %d bytes or more)", LEAST_SECRET);
	open_hashes(hashes, secret);
	replace_ids(with, with_count, hashes);
	close_hashes(hashes);
	for (size_t i = 0; i < with_count; i++)
		free(with[i]);
	free(with);
	return 0;
}
