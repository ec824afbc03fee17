/*
 * tabs: the names of a workbook's sheets.
 */
#ifndef KPI_XLSX_TABS_H
#define KPI_XLSX_TABS_H

#include "names.h"
#include "text.h"

/*
 * The name of the next sheet, as near to the wanted one as Excel lets it be, and other than those
 * taken, to which it is added. The caller frees it. The wanted one is UTF-8.
 */
char *tabs_name(struct names *taken, struct text wanted);

#endif
