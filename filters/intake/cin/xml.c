#include "xml.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

#define BLOCK (64 << 10)
/* expat keeps a tag, comment or declaration until it is whole; none of a census is so large. */
#define LARGEST_TAG ((size_t)1 << 20)

void xml_fail(const struct xml *xml, size_t line, const char *format, ...)
{
	char problem[256];
	va_list values;

	va_start(values, format);
	vsnprintf(problem, sizeof problem, format, values);
	va_end(values);
	cli_fail("%s:%zu: %s", xml->name, line, problem);
}

static size_t present_line(const struct xml *xml)
{
	return (size_t)XML_GetCurrentLineNumber(xml->parser);
}

static const char *local_name(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon == NULL ? name : colon + 1;
}

static void XMLCALL begin(void *data, const char *name, const char **attributes)
{
	struct xml *xml = data;

	(void)attributes;
	xml->line = present_line(xml);
	if (xml->depth == XML_DEEPEST)
		xml_fail(xml, xml->line, "elements nested more than %d deep", XML_DEEPEST);
	xml->depth++;
	xml->leaf = true;
	xml->length = 0;
	xml->calls->begin(xml->state, local_name(name), xml->depth, xml->line);
}

static void XMLCALL add_text(void *data, const char *bytes, int count)
{
	struct xml *xml = data;
	size_t length = (size_t)count, room = sizeof xml->text - xml->length;

	if (!xml->leaf)
		return;
	if (length > room)
		length = room;
	memcpy(xml->text + xml->length, bytes, length);
	xml->length += length;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static struct text trimmed(const struct xml *xml)
{
	struct text text = { xml->text, xml->length };

	if (text.length > XML_LONGEST_TEXT)
		return (struct text){ NULL, text.length };
	for (; text.length > 0 && is_blank(text.at[0]); text.length--)
		text.at++;
	while (text.length > 0 && is_blank(text.at[text.length - 1]))
		text.length--;
	return text;
}

static void XMLCALL end(void *data, const char *name)
{
	struct xml *xml = data;

	if (xml->leaf)
		xml->calls->leaf(xml->state, local_name(name), xml->depth, xml->line, trimmed(xml));
	xml->leaf = false;
	xml->calls->end(xml->state, xml->depth);
	xml->depth--;
}

static void XMLCALL refuse_type(void *data, const char *name, const char *system,
	const char *public, int has_subset)
{
	const struct xml *xml = data;

	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	xml_fail(xml, present_line(xml), "a document type declaration (a census has none)");
}

void xml_open(struct xml *xml, int file, const char *name, struct writer *writer,
	const struct xml_calls *calls, void *state)
{
	*xml = (struct xml){ .file = file, .name = name, .writer = writer, .calls = calls,
		.state = state };
	if (isatty(file))
		cli_say("reading XML from the terminal (end with Ctrl-D)");
	xml->parser = XML_ParserCreate(NULL);
	if (xml->parser == NULL)
		cli_fail("out of memory");
	XML_SetUserData(xml->parser, xml);
	XML_SetElementHandler(xml->parser, begin, end);
	XML_SetCharacterDataHandler(xml->parser, add_text);
	XML_SetStartDoctypeDeclHandler(xml->parser, refuse_type);
}

static size_t read_block(struct xml *xml, void *to)
{
	struct pollfd waiting = { .fd = xml->file, .events = POLLIN };
	ssize_t got;

	if (poll(&waiting, 1, 0) == 0)
		writer_flush(xml->writer);
	do
		got = read(xml->file, to, BLOCK);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		cli_fail("%s: cannot read: %s", xml->name, strerror(errno));
	return (size_t)got;
}

static enum XML_Status feed(struct xml *xml)
{
	void *block = XML_GetBuffer(xml->parser, BLOCK);
	size_t got;

	if (block == NULL)
		cli_fail("out of memory");
	got = read_block(xml, block);
	xml->fed += got;
	xml->at_end = got == 0;
	return XML_ParseBuffer(xml->parser, (int)got, xml->at_end);
}

static _Noreturn void fail_broken(const struct xml *xml)
{
	enum XML_Error error = XML_GetErrorCode(xml->parser);

	if (error == XML_ERROR_NO_MEMORY)
		cli_fail("out of memory");
	if (error == XML_ERROR_NO_ELEMENTS && xml->fed == 0)
		cli_fail("%s: empty (want the XML of a census)", xml->name);
	/* expat calls it `no element found`. */
	if (error == XML_ERROR_NO_ELEMENTS)
		xml_fail(xml, present_line(xml), "not well-formed XML: it ends in the middle");
	if (error == XML_ERROR_UNKNOWN_ENCODING)
		xml_fail(xml, present_line(xml), "in an encoding that is not read (want UTF-8)");
	xml_fail(xml, present_line(xml), "not well-formed XML: %s", XML_ErrorString(error));
}

static void check_size(const struct xml *xml)
{
	XML_Index done = XML_GetCurrentByteIndex(xml->parser);

	if (done >= 0 && xml->fed - (size_t)done > LARGEST_TAG + BLOCK)
		xml_fail(xml, present_line(xml), "a tag or comment of over 1 MiB");
}

bool xml_run(struct xml *xml)
{
	for (;;) {
		enum XML_Status status;

		if (xml->stopped) {
			xml->stopped = false;
			status = XML_ResumeParser(xml->parser);
		} else if (xml->at_end) {
			return true;
		} else {
			status = feed(xml);
		}
		if (status == XML_STATUS_SUSPENDED) {
			xml->stopped = true;
			return false;
		}
		if (status == XML_STATUS_ERROR)
			fail_broken(xml);
		check_size(xml);
	}
}

void xml_stop(struct xml *xml)
{
	XML_StopParser(xml->parser, XML_TRUE);
}

void xml_close(struct xml *xml)
{
	XML_ParserFree(xml->parser);
	close(xml->file);
	xml->parser = NULL;
}
