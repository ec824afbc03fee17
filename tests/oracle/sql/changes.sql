-- changes: at each census day, of each open span's person, the different values of C inside the window, and the one in force as it opened
WITH RECURSIVE
e AS MATERIALIZED (
	SELECT ord, day, person, @OF@ AS value, (SELECT due FROM due WHERE lim = '@WITHIN@' AND due.day = line.day) AS gone FROM line WHERE @EVENT@),
standing AS MATERIALIZED (
	SELECT c.day AS c, cal.text, s.ord, s.key FROM census c JOIN cal USING (day)
		JOIN span s ON s.opened <= c.day AND (s.ended IS NULL OR s.ended > c.day)),
held AS (
	SELECT c, key, value FROM standing JOIN e ON e.person = key AND e.day <= c AND c < e.gone
	UNION SELECT c, key, (SELECT value FROM e WHERE e.person = key AND e.gone <= c ORDER BY e.ord DESC LIMIT 1) FROM standing),
many AS MATERIALIZED (SELECT c, key, count(DISTINCT value) AS n FROM held WHERE value <> '' GROUP BY c, key),
obs AS (
	SELECT t.text AS date, event, person, ref, worker, team, category, result, note, born, previous, amount, grade, '@NAME@' AS measure,
		CASE WHEN '@LEAST@' = '' THEN coalesce(n, 0) ELSE coalesce(n, 0) >= CAST('@LEAST@' AS INTEGER) END AS num, 1 AS den, '' AS since, '' AS due
	FROM standing t JOIN line USING (ord) LEFT JOIN many ON many.c = t.c AND many.key = t.key),
