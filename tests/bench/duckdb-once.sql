-- What the three questions need of the stream, read once and kept: it goes before them in the same
-- process, after the view of the stream.
create temp table kept as
select date, event, person from event
where event in ('referral', 'cp_start', 'cp_end', 'cp_review');
drop view event;
alter table kept rename to event;
