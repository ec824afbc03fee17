/*
 * marks: what stands beside a value: its status, its direction and its signal, each a shape with
 * words, never a colour alone.
 */
#ifndef KPI_REPORT_MARKS_H
#define KPI_REPORT_MARKS_H

#include "board.h"
#include "writer.h"

enum rag { RAG_RED, RAG_AMBER, RAG_GREEN, RAG_NONE };
enum meaning { MEANING_NONE, MEANING_NEUTRAL, MEANING_BETTER, MEANING_WORSE };

enum rag mark_rag_of(const struct line *line, const struct figure *figure);

/* What the figure's direction means: better and worse, or neutral for any other that is given. */
enum meaning mark_direction_of(const struct line *line, const struct figure *figure);

/* What a signal means, by the catalogue's polarity; a signal that is not known is neutral. */
enum meaning mark_signal_of(const struct measure *measure, struct text signal);

/* What a signal says: `a run above the mean`; one that is not known as it stands. */
void mark_signal_words(struct writer *writer, struct text signal);

/* The marks; nothing where there is nothing to say. brief: where a heading says the rest. */
void mark_rag(struct writer *writer, enum rag rag, bool brief);
void mark_direction(struct writer *writer, const struct measure *measure, const struct line *line,
	bool brief);
void mark_signal(struct writer *writer, const struct measure *measure, struct text signal,
	bool brief);

/* How many parts have each status, and each kind of signal. */
void mark_counts(struct writer *writer, const size_t rags[4], const size_t meanings[4]);

/* The shapes that the marks use, once in a page. */
void mark_shapes(struct writer *writer);

#endif
