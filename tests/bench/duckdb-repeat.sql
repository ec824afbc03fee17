-- Re-referrals within 12 months by month. Of the earlier days the latest is the one that matters;
-- several referrals of a day each count.
with referral as (
	select cast(substr(date, 1, 10) as date) as day, person from event where event = 'referral'),
counted as (
	select person, day, count(*) as units,
		lag(day) over (partition by person order by day) as earlier
	from referral group by person, day)
select strftime(day, '%Y-%m') as month,
	coalesce(sum(units) filter (where day <= earlier + interval 12 month), 0), sum(units)
from counted group by month order by month;
