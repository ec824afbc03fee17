# Twenty thousand lines over six years, in no order: short ones and a few of many thousand bytes,
# some with a time of day, some days with one line and some with many.
function random(below)
{
	seed = seed * 16807 % 2147483647 # Park and Miller, exact in a double
	return seed % below
}

BEGIN {
	OFS = "\t"
	seed = 1
	for (text = "note "; length(text) < 40000; )
		text = text text
	print "date", "event", "person", "ref", "note"
	for (i = 1; i <= 20000; i++) {
		year = 2015 + random(6)
		date = sprintf("%d-%02d-%02d", year, 1 + random(year < 2018 ? 12 : 2), 1 + random(28))
		if (random(10) == 0)
			date = date sprintf("T%02d:%02d", random(24), random(60))
		long = random(400) == 0 ? random(40000) : random(120)
		print date, random(2) == 0 ? "visit" : "contact", "C" random(8), "R" random(3), substr(text, 1, long)
	}
}
