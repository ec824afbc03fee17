-- Referrals of somebody who was referred on an earlier day, at most twelve calendar months before
-- (the anniversary is in). Where the month has no such day (29 February), its last day.
WITH referral AS (
	SELECT person, substr(date, 1, 10) AS day FROM event WHERE event = 'referral'),
earlier AS (
	SELECT person, day, CASE WHEN substr(date(day, '+12 months'), 9) = substr(day, 9)
		THEN date(day, '+12 months')
		ELSE date(day, 'start of month', '+13 months', '-1 day') END AS until
	FROM referral),
unit AS (
	SELECT substr(day, 1, 7) AS period, EXISTS (
		SELECT 1 FROM earlier AS e WHERE e.person = referral.person
		AND e.day < referral.day AND referral.day <= e.until) AS again
	FROM referral)
SELECT 'rereferral_12m' AS measure, '' AS part, month.period, coalesce(sum(again), 0) AS num,
	count(again) AS den
FROM month LEFT JOIN unit ON unit.period = month.period
GROUP BY month.period ORDER BY month.period;
