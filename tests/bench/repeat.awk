# Re-referrals within 12 months: month, numerator, denominator. The columns are found by name.
# The anniversary is the same day a year on, as text; 29 February's is no day, and no day lies
# between it and the 28th, so that as a limit the two are one.
BEGIN { FS = OFS = "\t" }
NR == 1 {
	for (i = 1; i <= NF; i++)
		at[$i] = i
	date = at["date"]; event = at["event"]; person = at["person"]
	next
}
$event == "referral" {
	day = substr($date, 1, 10)
	child = $person
	if (last[child] != day) {
		before[child] = last[child]
		last[child] = day
	}
	month = substr(day, 1, 7)
	den[month]++
	if ((x = before[child]) != "" && day <= substr(x, 1, 4) + 1 substr(x, 5))
		num[month]++
}
END {
	for (month in den)
		print month, num[month] + 0, den[month]
}
