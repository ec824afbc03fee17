-- Plan reviews held in time by month: the first within three months of the start, each later one
-- within six of the one before. A review of the day on which a plan began is as if not there; the
-- reviews of one day are judged by the due day that stood that morning.
with placed as (
	select person, cast(substr(date, 1, 10) as date) as day,
		bool_or(event = 'cp_start') as opened, bool_or(event = 'cp_end') as closed,
		count(*) filter (where event = 'cp_review') as reviews
	from event where event in ('cp_start', 'cp_end', 'cp_review') group by 1, 2),
known as (
	select *,
		last_value(case when opened or closed then day end ignore nulls) over morning as changed,
		last_value(case when opened then true when closed then false end ignore nulls) over morning
			as is_open,
		last_value(case when reviews > 0 then day end ignore nulls) over morning as reviewed
	from placed window morning as (partition by person order by day
		rows between unbounded preceding and 1 preceding))
select strftime(day, '%Y-%m') as month, coalesce(sum(reviews) filter (where day <=
	case when reviewed > changed then reviewed + interval 6 month
		else changed + interval 3 month end), 0), sum(reviews)
from known where reviews > 0 and is_open group by month order by month;
