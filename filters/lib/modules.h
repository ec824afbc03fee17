/*
 * modules: all measures, for kpi-board; the Makefile makes the list from filters/measures/.
 */
#ifndef KPI_MODULES_H
#define KPI_MODULES_H

#include "measure.h"

/* Ended by NULL. */
extern const struct measure *const modules[];

#endif
