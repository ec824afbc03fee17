/*
 * parts: where libxlsxwriter keeps the parts of a workbook until it packs them.
 *
 * Its own temporary files it writes without looking whether it could (1.1.4): on a full disk it
 * makes a workbook that lacks the last rows, and says that all went well. So this function, which
 * has the name of the library's own that makes those files, takes its place when the two are linked
 * (the library's source says that one may put another there): the parts are kept in memory, and the
 * want of it ends the filter. xlsxwriter.h is not to be included beside this: later versions
 * declare the folder const.
 */
#ifndef KPI_XLSX_PARTS_H
#define KPI_XLSX_PARTS_H

#include <stdio.h>

/* A file that can be written, then read, until it is closed; folder is not looked at. */
FILE *lxw_tmpfile(char *folder);

#endif
