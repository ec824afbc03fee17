#include "kept.h"

#include "memory.h"

struct kept *kept_new(struct text text)
{
	struct kept *kept = memory_new(1, sizeof *kept + text.length);

	kept->length = (uint32_t)text.length;
	if (text.length > 0)
		memcpy(kept->text, text.at, text.length);
	return kept;
}
