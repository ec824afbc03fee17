-- repeat: each E line; x, the latest earlier day with an E of the person, no reset on x or between it and this day, this day <= x + W
WITH RECURSIVE
e AS MATERIALIZED (SELECT * FROM line WHERE @EVENT@),
r AS MATERIALIZED (SELECT person, day FROM line WHERE @RESET@),
within(lim, name) AS (VALUES @WITHIN@),
found AS (
	SELECT e.*, within.name AS measure, (
		SELECT max(p.day) FROM e p WHERE p.person = e.person AND e.person <> '' AND p.day < e.day
		AND (within.lim = '' OR e.day <= (SELECT due FROM due WHERE due.lim = within.lim AND due.day = p.day))
		AND NOT EXISTS (SELECT 1 FROM r WHERE r.person = e.person AND r.day >= p.day AND r.day < e.day)) AS x
	FROM e, within),
obs AS (
	SELECT found.*, CASE WHEN x IS NOT NULL OR (@PREVIOUS@) + 0 > 0 THEN 1 ELSE 0 END AS num, 1 AS den,
		coalesce(date(x * 86400, 'unixepoch'), '') AS since, '' AS due
	FROM found),
