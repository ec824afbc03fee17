/*
 * files: the shards in their folder, under temporary names until all of them are whole.
 *
 * A folder holds 00.tsv, 01.tsv, ... and manifest.tsv, which is removed first and renamed last:
 * where it is, everything is. Whatever fails ends the filter.
 */
#ifndef KPI_SHARD_FILES_H
#define KPI_SHARD_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "writer.h"

#define FILES_MOST 100 /* two digits in a name */

struct shard_file {
	struct writer writer;
	char name[64]; /* the temporary one */
	size_t lines; /* without header and cover lines */
};

struct files {
	const char *folder;
	int descriptor; /* of the folder, which is locked as long as it is open */
	bool replace;
	struct shard_file *list;
	size_t count;
};

/* Makes the folder where there is none, and opens count shards. Those of an earlier run are
 * refused, unless they are to be replaced. */
void files_open(struct files *files, const char *folder, size_t count, bool replace);

/* Overwrites what stands at a place of each shard. */
void files_fill(struct files *files, size_t at, const char *bytes, size_t length);

/* Closes the shards, gives them their names, and writes the manifest. */
void files_finish(struct files *files);

#endif
