#ifndef SAMPLES_CALENDAR_H
#define SAMPLES_CALENDAR_H

/* Days since 1970-01-01, and England's working days. */

#include <stdbool.h>
#include <stdint.h>

int32_t calendar_day(int year, int month, int day);
void calendar_civil(int32_t day, int *year, int *month, int *mday);

/* Reads YYYY-MM-DD, a day that exists, nothing after it. */
bool calendar_parse(const char *text, int32_t *day);

/* Writes YYYY-MM-DD, ten bytes and no NUL. */
void calendar_write(char *text, int32_t day);

/* Calendar months later; 31 January and one month is the last of February. */
int32_t calendar_months(int32_t day, int months);

/* Monday to Friday, and no bank holiday of England. */
bool calendar_works(int32_t day);

/* The first working day on or after this one. */
int32_t calendar_work(int32_t day);

/* The n-th working day after this one. */
int32_t calendar_work_after(int32_t day, int32_t n);

#endif
