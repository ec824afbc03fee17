#include "looks.h"

#include <stdio.h>

#include "cli.h"

static void set_rating(lxw_format *format, enum rating rating)
{
	/* Told apart by lightness also where red and green look alike; black or white on each has a
	 * contrast of 6 to 1 or more (WCAG 2.1, 1.4.3 wants 4.5). */
	static const struct {
		lxw_color_t fill, letters;
	} colours[RATINGS] = {
		[RATING_RED] = { 0xB2182B, 0xFFFFFF },
		[RATING_AMBER] = { 0xFEE08B, 0x000000 },
		[RATING_GREEN] = { 0x80CDC1, 0x000000 },
	};

	if (rating == RATING_NONE)
		return;
	format_set_bg_color(format, colours[rating].fill);
	format_set_font_color(format, colours[rating].letters);
}

static lxw_format *new_format(struct looks *looks, enum look look, enum rating rating, int decimals)
{
	static const char *const letters[RATINGS] = { "", "\" R\"", "\" A\"", "\" G\"" };
	lxw_format *format = workbook_add_format(looks->workbook);
	char number[32];

	if (format == NULL)
		cli_fail("out of memory");
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	set_rating(format, rating);
	if (look == LOOK_WRAPPED)
		format_set_text_wrap(format);
	if (look == LOOK_HEADER || look == LOOK_TITLE)
		format_set_bold(format);
	if (look == LOOK_HEADER) {
		format_set_bg_color(format, 0xE7E6E6);
		format_set_bottom(format, LXW_BORDER_THIN);
	}
	if (look == LOOK_TITLE)
		format_set_font_size(format, 14);
	if (look == LOOK_NUMBER) {
		snprintf(number, sizeof number, "#,##0%s%.*s%s", decimals > 0 ? "." : "", decimals,
			"000000", letters[rating]);
		format_set_num_format(format, number);
		format_set_align(format, LXW_ALIGN_RIGHT);
		format_set_indent(format, 1);
	}
	return format;
}

lxw_format *looks_find(struct looks *looks, enum look look, enum rating rating, int decimals)
{
	lxw_format **format = &looks->formats[look][rating][decimals];

	if (*format == NULL)
		*format = new_format(looks, look, rating, decimals);
	return *format;
}
