/*
 * named: the events that runs name, found by the event field of a line.
 */
#ifndef KPI_NAMED_H
#define KPI_NAMED_H

#include "run.h"

#define NAMED_HEADS 4096
#define NAMED_SLOTS 1024 /* for the names of events; more than twice the events of any catalogue */

/* One event that a run names, and the run; what is looked at for every line stands together. */
struct named_use {
	struct run *run;
	uint32_t role, which; /* the bits of its option, and of its place among that one's selectors */
	uint16_t option;
	uint16_t selector; /* of its name's */
	bool more; /* the next use is the same run's */
	struct run_event *event;
};

/* The uses of one event's name; name NULL: a free slot. Runs that name it with the same conditions
 * share one selector. */
struct named_event {
	const char *name;
	size_t length;
	uint64_t head; /* its first eight bytes */
	bool is_header; /* `event`, which none has */
	bool seen; /* a line has come */
	bool undivided; /* some run that uses it is */
	struct named_use *uses; /* those of one run stand together */
	size_t count, capacity;
	const struct selector **selectors; /* that differ */
	bool *holds; /* by selector: whether it takes the line now read, */
	bool *took; /* ... and whether it has taken any */
	size_t selector_count, selector_capacity, hold_capacity, took_capacity;
};

struct named {
	struct named_event slots[NAMED_SLOTS];
	size_t count; /* of names */
	uint64_t heads[NAMED_HEADS / 64]; /* a bit for the hash of each head */
	struct run **every; /* runs that take every line */
	size_t every_count, every_capacity;
};

/* The first eight bytes of a name, zeros behind a shorter one. A stream's block may be read up to
 * SCAN_BYTES behind its end, so a field may be loaded whole and cut. */
static inline uint64_t named_head(struct text name)
{
	uint64_t head;

	memcpy(&head, name.at, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	head = __builtin_bswap64(head);
#endif
	return name.length >= 8 ? head : head & ((UINT64_C(1) << 8 * name.length) - 1);
}

static inline uint64_t named_hash(uint64_t head)
{
	return head * 0x9e3779b97f4a7c15u >> 52; /* below NAMED_HEADS */
}

/*
 * Every line comes here, but those that are passed at sight: names of the field differ in their
 * first eight bytes and length mostly, and those are two numbers to compare.
 */
static inline struct named_event *named_find(struct named *named, struct text name)
{
	uint64_t head = named_head(name);
	size_t at = (size_t)(((head ^ name.length) * 0x9e3779b97f4a7c15u) >> 54) & (NAMED_SLOTS - 1);

	for (;; at = (at + 1) & (NAMED_SLOTS - 1)) {
		struct named_event *slot = &named->slots[at];

		if (slot->name == NULL || (slot->head == head && slot->length == name.length &&
			(name.length <= 8 || memcmp(slot->name + 8, name.at + 8, name.length - 8) == 0)))
			return slot;
	}
}

/* Whether a line whose event begins here may be of an event that a run names; 8 bytes are there and
 * in the line. False is sure. */
static inline bool named_may(const struct named *named, const char *at)
{
	const uint64_t low = 0x0101010101010101u;
	uint64_t head = named_head((struct text){ at, 8 }), tabs = head ^ low * '\t';

	/* The lowest of these bits is the first TAB's; what stands before it is the name, all eight
	 * bytes where none is. No branch: how long names are is no pattern that could be guessed. */
	tabs = (tabs - low) & ~tabs & low << 7;
	head = named_hash(head & (((tabs & -tabs) >> 7) - 1));
	return named->heads[head / 64] >> head % 64 & 1;
}

/* What the reader's runs name. The caller frees it. */
struct named *named_new(const struct reader *reader);

/* Once it is known which runs are off: who wants which events. */
void named_settle(struct named *named, const struct reader *reader);
void named_free(struct named *named);

/* Gives the line, which is cut and of the event found, to each run whose selectors take it. */
void named_give(const struct named *named, struct named_event *found, struct reader *reader);

/* Tells the runs of which events a line has come. */
void named_tell_seen(struct named *named);

#endif
