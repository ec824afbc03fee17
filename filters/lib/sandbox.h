/*
 * sandbox: for filters that parse what strangers made (kpi-events, kpi-cin). Whatever a file from
 * outside might make the parser do, the process can only read and write what it has open.
 */
#ifndef KPI_SANDBOX_H
#define KPI_SANDBOX_H

#include <stdbool.h>

/*
 * From here on no file can be opened, no program started, nothing sent: such calls fail with EPERM.
 * Called when all files are open. True where it holds: Linux with seccomp, on x86-64 and AArch64;
 * elsewhere, and under a sanitizer, which needs more calls than these, nothing changes.
 */
bool sandbox_enter(void);

#endif
