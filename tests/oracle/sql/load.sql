-- load: who holds each person.  Of a day's E lines the last counts; a Z line takes a hold of that worker, or of anyone if it names none.
WITH RECURSIVE
e AS MATERIALIZED (SELECT person, day, max(ord) AS ord FROM line WHERE person <> '' AND @EVENT@ GROUP BY person, day),
z AS MATERIALIZED (SELECT person, day, ord, worker FROM line WHERE person <> '' AND @TO@),
turn AS MATERIALIZED (
	SELECT person, day, row_number() OVER (PARTITION BY person ORDER BY day) AS n,
		(SELECT worker FROM e JOIN line USING (ord) WHERE e.person = d.person AND e.day = d.day) AS taker	-- null: no E line
	FROM (SELECT person, day FROM e UNION SELECT person, day FROM z) d),
-- The closing that ended the morning's hold is the least of those that may; one left over ends the hold that began on the day.
hold(person, day, n, holder) AS (
	SELECT person, 0, 0, '' FROM turn WHERE n = 1
	UNION ALL
	SELECT t.person, t.day, t.n, CASE
		WHEN taker IS NULL AND EXISTS (SELECT 1 FROM z WHERE z.person = t.person AND z.day = t.day AND z.worker IN ('', h.holder)) THEN ''
		WHEN taker IS NULL THEN h.holder
		WHEN EXISTS (SELECT 1 FROM z WHERE z.person = t.person AND z.day = t.day AND z.worker IN ('', taker)
			AND z.ord IS NOT (SELECT min(y.ord) FROM z y WHERE h.holder <> '' AND y.person = t.person AND y.day = t.day AND y.worker IN ('', h.holder))) THEN ''
		ELSE taker END
	FROM hold h JOIN turn t ON t.person = h.person AND t.n = h.n + 1),
holding AS (
	SELECT c.day AS c, h.holder, count(*) AS n FROM census c JOIN hold h ON h.day <= c.day AND h.holder <> ''
		AND NOT EXISTS (SELECT 1 FROM turn t WHERE t.person = h.person AND t.n = h.n + 1 AND t.day <= c.day)
	GROUP BY c.day, h.holder),
shown AS MATERIALIZED (
	SELECT holding.*, (SELECT max(ord) FROM line WHERE person <> '' AND worker = holder AND day <= c AND @EVENT@) AS ord FROM holding),
obs AS (
	SELECT cal.text AS date, event, '' AS person, '' AS ref, worker, team, category, result, note, born, previous, amount, grade, '@NAME@' AS measure,
		CASE WHEN '@MAX@' = '' THEN n ELSE n <= CAST('@MAX@' AS INTEGER) END AS num, 1 AS den, '' AS since, '' AS due
	FROM shown JOIN cal ON cal.day = c JOIN line USING (ord)),
