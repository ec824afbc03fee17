/*
 * utf8: characters in UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing over
 * U+10FFFF.
 */
#ifndef KPI_UTF8_H
#define KPI_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

/* The length of the text's first character, and its code; 0 where it is no character. The text is
 * not empty. */
size_t utf8_character(struct text text, uint32_t *code);

bool utf8_valid(struct text text);

#endif
