-- Reviews in which the child took part (PN1 to PN6), of those of children of four and over (PN1-7),
-- by quarter of the financial year, from the first such quarter to the last.
WITH RECURSIVE held AS (
	SELECT date(substr(REVIEW, 7, 4) || '-' || substr(REVIEW, 4, 2) || '-01') AS month,
		REVIEW_CODE BETWEEN 'PN1' AND 'PN6' AS part_taken
	FROM review WHERE REVIEW_CODE BETWEEN 'PN1' AND 'PN7'),
unit AS (
	SELECT date(month, '-' || ((substr(month, 6, 2) + 2) % 3) || ' months') AS quarter,
		part_taken
	FROM held),
every(quarter) AS (
	SELECT min(quarter) FROM unit
	UNION ALL
	SELECT date(quarter, '+3 months') FROM every
	WHERE quarter < (SELECT max(quarter) FROM unit))
SELECT 'cla_participation' AS measure, '' AS part,
	printf('%d-%02d Q%d', substr(date(every.quarter, '-3 months'), 1, 4),
		(substr(date(every.quarter, '-3 months'), 1, 4) + 1) % 100,
		(substr(date(every.quarter, '-3 months'), 6, 2) + 2) / 3) AS period,
	coalesce(sum(part_taken), 0) AS num, count(part_taken) AS den
FROM every LEFT JOIN unit ON unit.quarter = every.quarter
GROUP BY every.quarter ORDER BY every.quarter;
