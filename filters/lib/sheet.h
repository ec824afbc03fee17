/*
 * sheet: a small CSV that people keep by hand: the catalogue, comparators, comments. Read whole by
 * libcsv. A mistake ends the filter, naming file, line and column.
 */
#ifndef KPI_SHEET_H
#define KPI_SHEET_H

#include <stddef.h>

struct sheet_row {
	size_t line; /* where the row begins in the file */
	char **text; /* by wanted column; never NULL */
};

struct sheet {
	const char *path;
	size_t width;
	struct sheet_row *rows;
	size_t count, capacity;
};

/*
 * Reads the wanted columns (names, ended by NULL) of the file, in whatever order they stand there;
 * others are kept out. A column whose name is given with a `?` before it may be missing: then its
 * texts are empty. The caller frees it with sheet_free.
 */
void sheet_read(struct sheet *sheet, const char *path, const char *const *names);
void sheet_free(struct sheet *sheet);

#endif
