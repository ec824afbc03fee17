/*
 * utf8: whether bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing
 * over U+10FFFF).
 */
#ifndef KPI_UTF8_H
#define KPI_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

bool utf8_valid(struct text text);

#endif
