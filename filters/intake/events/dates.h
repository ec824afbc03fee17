/*
 * dates: dates as extracts write them.
 *
 *   iso   2019-04-01            dmy   01/04/2019 1-4-2019 01.04.2019 1 Apr 2019 01-APR-2019
 *   mdy   04/01/2019            excel 43556, 43556.5 (days from 1900, a fraction for the time)
 *   dmy2, mdy2: the same with two digits for the year: 00 to 49 are 2000 to 2049, 50 to 99 are 1950
 *   to 1999.
 *
 * Behind a date may stand a T or blanks and a time, hh:mm[:ss[.fraction]]; seconds are dropped.
 * Midnight is how databases write a day without a time, and is taken as none.
 */
#ifndef EVENTS_DATES_H
#define EVENTS_DATES_H

#include <stdbool.h>

#include "date.h"
#include "text.h"

enum date_form { FORM_ISO, FORM_DMY, FORM_MDY, FORM_DMY2, FORM_MDY2, FORM_EXCEL, FORM_COUNT };

enum dates_answer { DATES_READ, DATES_NO_DATE, DATES_OUTSIDE };

/* Years outside these are slips or stand for "none": no date of anyone in a stream. */
#define DATES_FIRST_YEAR 1900
#define DATES_LAST_YEAR 2199

/* The form of that name; false where there is none. */
bool dates_form(struct text name, enum date_form *form);
const char *dates_form_name(enum date_form form);

/* Reads the text in the first of the forms that takes it. */
enum dates_answer dates_read(const enum date_form *forms, size_t count, struct text text,
	struct date *date);

#endif
