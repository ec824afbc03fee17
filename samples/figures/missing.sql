-- Episodes of going missing (M; A is away without authorisation: not counted) by the month they
-- begin in, from the first such month to the last.
WITH RECURSIVE episode AS (
	SELECT substr(MIS_START, 7, 4) || '-' || substr(MIS_START, 4, 2) AS period
	FROM missing WHERE MISSING = 'M'),
every(period) AS (
	SELECT min(period) FROM episode
	UNION ALL
	SELECT substr(date(period || '-01', '+1 month'), 1, 7) FROM every
	WHERE period < (SELECT max(period) FROM episode))
SELECT 'missing' AS measure, '' AS part, every.period, count(episode.period) AS num, '' AS den
FROM every LEFT JOIN episode ON episode.period = every.period
GROUP BY every.period ORDER BY every.period;
