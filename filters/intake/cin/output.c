#include "output.h"

#include <stdio.h>

#include "date.h"

/* Places of the columns; worker, team and note, in between, stay empty. */
enum { DATE, EVENT, PERSON, REF, CATEGORY = 6, RESULT, BORN = 9, SEX, ETHNICITY, PREVIOUS,
	COLUMNS };

void output_header(struct output *output)
{
	writer_text(&output->writer, text_of("date\tevent\tperson\tref\tworker\tteam\tcategory\tresult"
		"\tnote\tborn\tsex\tethnicity\tprevious"));
	writer_end_line(&output->writer);
}

static void put_line(struct writer *writer, const char *const fields[COLUMNS])
{
	for (size_t i = 0; i < COLUMNS; i++) {
		if (i > 0)
			writer_byte(writer, '\t');
		if (fields[i] != NULL)
			writer_text(writer, text_of(fields[i]));
	}
	writer_end_line(writer);
}

void output_event(struct output *output, const struct person *person, const struct event *event)
{
	char day[DATE_SIZE], born[DATE_SIZE];
	const char *fields[COLUMNS] = { [DATE] = day, [EVENT] = event->name, [PERSON] = person->id,
		[REF] = event->ref, [CATEGORY] = event->category, [RESULT] = event->result,
		[BORN] = born, [SEX] = person->sex, [ETHNICITY] = person->ethnicity,
		[PREVIOUS] = event->previous };

	date_format((struct date){ event->day, DATE_NO_MINUTE }, day);
	date_format((struct date){ person->born, DATE_NO_MINUTE }, born);
	put_line(&output->writer, fields);
	output->events++;
}

void output_cover(struct output *output, const char *event, const char *category,
	const char *kind, int32_t from, int32_t to)
{
	char result[16 + 2 * DATE_SIZE], first[DATE_SIZE], last[DATE_SIZE];
	const char *fields[COLUMNS] = { [EVENT] = event, [CATEGORY] = category, [RESULT] = result };

	date_format((struct date){ from, DATE_NO_MINUTE }, first);
	date_format((struct date){ to, DATE_NO_MINUTE }, last);
	snprintf(result, sizeof result, "%s %s/%s", kind, first, last);
	put_line(&output->writer, fields);
}
