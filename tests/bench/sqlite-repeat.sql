-- Re-referrals within 12 months by month. The anniversary is text, as in repeat.awk: date() makes
-- 1 March of a 29 February a year on.
.mode tabs
with counted as (
	select person, substr(date, 1, 10) as day, count(*) as units
	from event where event = 'referral' group by 1, 2),
placed as (
	select *, lag(day) over (partition by person order by day) as earlier from counted)
select substr(day, 1, 7), sum(case when day <= (substr(earlier, 1, 4) + 1) || substr(earlier, 5)
	then units else 0 end), sum(units)
from placed group by 1 order by 1;
