/* periods: refuses figures of which one period gives another away (the profile dfe). */
#ifndef KPI_SUPPRESS_PERIODS_H
#define KPI_SUPPRESS_PERIODS_H

#include "figures.h"

/*
 * Ends the filter where two figures of one series are of periods that overlap, since their
 * difference tells of what is between; and where the periods of some figures make up another's,
 * since that less all but one of them tells the one. Refused and not only told: what has been shown
 * cannot be taken back. Stocks are counted on one day, whatever their period is called.
 */
void periods_check(struct figures *figures);

#endif
