-- Child protection plans that ended in each financial year, and of them those that ended later
-- than one calendar year after their start. One plan at a time: it ends at the person's first
-- end after its start. Where the month has no such day (29 February), its last day.
WITH plan AS (
	SELECT person, substr(date, 1, 10) AS began, (
		SELECT min(substr(date, 1, 10)) FROM event AS e WHERE e.event = 'cp_end'
		AND e.person = s.person AND substr(e.date, 1, 10) > substr(s.date, 1, 10)) AS ended
	FROM event AS s WHERE event = 'cp_start'),
unit AS (
	SELECT ended, CASE WHEN substr(date(began, '+12 months'), 9) = substr(began, 9)
		THEN date(began, '+12 months')
		ELSE date(began, 'start of month', '+13 months', '-1 day') END AS due
	FROM plan WHERE ended IS NOT NULL),
year AS (
	SELECT DISTINCT substr(date(period || '-01', '-3 months'), 1, 4) AS first FROM month)
SELECT 'cp_over_1y' AS measure, '' AS part, printf('%d-%02d', first, (first + 1) % 100) AS period,
	coalesce(sum(ended > due), 0) AS num, count(ended) AS den
FROM year LEFT JOIN unit ON substr(date(ended, '-3 months'), 1, 4) = first
GROUP BY first ORDER BY first;
