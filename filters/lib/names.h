/*
 * names: texts made dense numbers from 0 in the order of their coming, so that a measure's state is
 * an array. A number whose text is forgotten goes to a text that comes later. The hash table's seed
 * is drawn for each run, so that no input can be made to collide, and nothing that is written
 * depends on it.
 */
#ifndef KPI_NAMES_H
#define KPI_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "text.h"

#define NAMES_NONE UINT32_MAX

struct name {
	uint32_t from, length; /* in the arena; of a free number the next one + 1, and NAMES_NONE */
};

struct names {
	uint64_t *slots; /* 32 bits of the hash above, the number plus 1 below; 0 is free */
	size_t slot_count; /* a power of two */
	struct name *list; /* by number */
	size_t capacity; /* of list */
	char *arena;
	size_t arena_used, arena_capacity;
	size_t forgotten; /* bytes of the arena that are no more a text's */
	uint32_t count; /* the numbers are below */
	uint32_t known; /* how many texts there are */
	uint32_t free; /* the first free number + 1; 0: none */
	uint64_t seed[2];
};

void names_open(struct names *names);
void names_close(struct names *names);

/* The number of the text, new or known. */
uint32_t names_add(struct names *names, struct text text);

/* The number of the text, or NAMES_NONE. */
uint32_t names_find(const struct names *names, struct text text);

/* Forgets the number's text; nothing, where the number is free. */
void names_forget(struct names *names, uint32_t number);

/* The text of a number, until the next names_add. */
struct text names_text(const struct names *names, uint32_t number);

#endif
