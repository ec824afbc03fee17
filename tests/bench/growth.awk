# A stream of so many lines about so many children, in date order over 2018 and 2019:
#   awk -v lines=N -v children=N -f growth.awk
# The children take turns, so that each has lines / children of them: a referral, eight visits, an
# end, all of one ref, and again with the next; every child is a person known to a measure of referrals, and most are open at the
# end of a year. The prime keeps neighbours in time apart in number.
function day_of(n,   month) {
	for (month = 1; n >= length_of[month]; month++)
		n -= length_of[month]
	return sprintf("%02d-%02d", month, n + 1)
}
BEGIN {
	split("31 28 31 30 31 30 31 31 30 31 30 31", length_of, " ")
	for (i = 0; i < 730; i++)
		date[i] = (i < 365 ? "2018-" : "2019-") day_of(i % 365)
	event[0] = "referral"
	for (i = 1; i < 9; i++)
		event[i] = "visit"
	event[9] = "case_closed"
	OFS = "\t"
	print "date", "event", "person", "ref", "worker", "team", "category", "result", "note", "born"
	for (i = 0; i < lines; i++)
		printf "%s\t%s\tC%07d\t%d\tW1489\tSafeguarding East\tcin\tseen\t\t2003-12-15\n", \
			date[int(i * 730 / lines)], event[int(i / children) % 10], i * 7919 % children, \
			i / children / 10
}
