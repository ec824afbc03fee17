/*
 * html: text from the data as harmless HTML. Markup is what this program itself holds; whatever was
 * read goes through html_text, between tags and in attributes alike.
 */
#ifndef KPI_REPORT_HTML_H
#define KPI_REPORT_HTML_H

#include "text.h"
#include "writer.h"

/* Writes markup as it stands. */
void html_put(struct writer *writer, const char *markup);

/* The same by a format, for numbers and for strings of this program; at most 1 KiB. */
void html_format(struct writer *writer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Writes text: the five signs of HTML as references; what is not UTF-8, control characters and
 * those that turn the direction of text as U+FFFD. Line ends stay, each as one LF.
 */
void html_text(struct writer *writer, struct text text);
void html_string(struct writer *writer, const char *text);

/* A number as it stands, with commas at the thousands; any other text as html_text. */
void html_number(struct writer *writer, struct text number);

#endif
