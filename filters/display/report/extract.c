#include "extract.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "cli.h"
#include "date.h"
#include "stream.h"

/* A measure's own cover line says nothing of the extract. */
static void take_cover(struct extract *extract, struct stream *stream, size_t measure)
{
	stream_cut(stream);
	if (stream_field(stream, measure).length > 0)
		return;
	if (!covers_add(&extract->covers, stream_field(stream, stream_find(stream, "event")),
		stream_field(stream, stream_find(stream, "category")),
		stream_field(stream, stream_find(stream, "result"))))
		stream_fail(stream, "result",
			"not a cover (want history, all or latest, and FROM/TO)");
}

void extract_read(struct extract *extract, const char *path)
{
	struct stream stream;
	size_t date, measure;
	struct date day;
	int file = open(path, O_RDONLY);

	if (file < 0)
		cli_fail("%s: cannot open: %s", path, strerror(errno));
	*extract = (struct extract){ .first = DATE_NO_DAY, .last = DATE_NO_DAY };
	stream_open(&stream, file, path, NULL);
	date = stream_need(&stream, "date");
	stream_need(&stream, "event");
	measure = stream_find(&stream, "measure");
	while (stream_next(&stream)) {
		struct text text = stream_field_of(stream.line, date);
		char shown[CLI_VALUE_SIZE];

		if (text.length == 0) {
			take_cover(extract, &stream, measure);
			continue;
		}
		if (extract->covers.count > 0)
			break;
		if (!date_parse(text, &day))
			stream_fail(&stream, "date", "not a date: %s (want YYYY-MM-DD)",
				cli_value(text, shown));
		if (extract->first == DATE_NO_DAY)
			extract->first = day.day;
		extract->last = day.day;
	}
	stream_close(&stream);
	close(file);
}

void extract_free(struct extract *extract)
{
	covers_free(&extract->covers);
}

int32_t extract_as_of(const struct extract *extract)
{
	int32_t last = extract->last;

	for (size_t i = 0; i < extract->covers.count; i++)
		if (last == DATE_NO_DAY || extract->covers.list[i].to > last)
			last = extract->covers.list[i].to;
	return last;
}
