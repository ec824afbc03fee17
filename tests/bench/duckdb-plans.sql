-- Plans that ended after two years or more, the first day counted, by month. An end belongs to the
-- plan open that morning, or if none to the one that began that day.
with changed as (
	select person, cast(substr(date, 1, 10) as date) as day,
		bool_or(event = 'cp_start') as opened, bool_or(event = 'cp_end') as closed
	from event where event in ('cp_start', 'cp_end') group by 1, 2),
placed as (
	select *, lag(day) over child as before, lag(opened) over child as was_open
	from changed window child as (partition by person order by day))
select strftime(day, '%Y-%m') as month,
	count(*) filter (where was_open and day - before > 728), count(*)
from placed where closed and (was_open or opened) group by month order by month;
