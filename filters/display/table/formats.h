/*
 * formats: the ways in which a grid is written.
 */
#ifndef KPI_TABLE_FORMATS_H
#define KPI_TABLE_FORMATS_H

#include "grid.h"
#include "writer.h"

/* For people: columns that are empty everywhere are left out. */
void format_text(struct writer *writer, const struct grid *grid);
void format_markdown(struct writer *writer, const struct grid *grid);

/* For programs: all columns. */
void format_csv(struct writer *writer, const struct grid *grid);
void format_json(struct writer *writer, const struct grid *grid);

#endif
