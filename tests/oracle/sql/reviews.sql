-- reviews: the intervals of each span.  interval n begins at its start (n = 1) or at a review day, and ends at the next review day
WITH RECURSIVE
whole AS MATERIALIZED (
	SELECT key, start, max(opened) AS lastopened, CASE WHEN max(ended IS NULL) THEN NULL ELSE max(ended) END AS ended FROM span GROUP BY key, start),
every(n, lim) AS (VALUES @DUE@),
review AS MATERIALIZED (SELECT ord, key, day FROM line WHERE key <> '' AND @EVENT@),
-- on A's day a review is as if not there; on the last day, and on that of a replacement, it belongs to the morning's span
mark AS (
	SELECT w.key, start, w.ended, start AS day FROM whole w
	UNION SELECT w.key, start, w.ended, review.day FROM whole w JOIN review ON review.key = w.key
		AND review.day > start AND (w.ended IS NULL OR review.day <= w.ended)),
numbered AS (
	SELECT *, row_number() OVER (PARTITION BY key, start ORDER BY day) AS n, lead(day) OVER (PARTITION BY key, start ORDER BY day) AS next FROM mark),
interval AS MATERIALIZED (
	SELECT i.*, (SELECT due FROM due WHERE due.day = i.day AND lim = (SELECT lim FROM every WHERE n <= i.n ORDER BY n DESC LIMIT 1)) AS due
	FROM numbered i),
judged AS MATERIALIZED (
	SELECT *, @OVERDUE@ AND due + 1 <= (SELECT day FROM asof) AND NOT (next IS NOT NULL AND next <= due)
		AND NOT (ended IS NOT NULL AND ended <= due) AS missed
	FROM interval),
units AS (
	SELECT review.ord, NULL AS day, review.day <= due AS num, 1 AS den, j.day AS since, due
	FROM judged j JOIN review ON review.key = j.key AND review.day = j.next WHERE NOT missed AND NOT @ATCENSUS@
	-- the opening that stood at the end of the due day
	UNION ALL SELECT (SELECT s.ord FROM span s WHERE s.key = j.key AND s.start = j.start AND opened <= due ORDER BY opened DESC LIMIT 1),
		due + 1, 0, 1, day, due FROM judged j WHERE missed AND NOT @ATCENSUS@
	UNION ALL SELECT (SELECT s.ord FROM span s WHERE s.key = j.key AND s.start = j.start ORDER BY opened DESC LIMIT 1),
		(SELECT day FROM asof), '', '', day, due FROM judged j WHERE @PENDING@ AND ended IS NULL AND next IS NULL AND NOT missed
	-- at the census: the interval that stands, of a span that has reached its first due day; no review up to then was late
	UNION ALL SELECT (SELECT s.ord FROM span s WHERE s.key = j.key AND s.start = j.start AND opened <= c.day ORDER BY opened DESC LIMIT 1),
		c.day, due >= c.day AND NOT EXISTS (SELECT 1 FROM interval l WHERE l.key = j.key AND l.start = j.start AND l.next <= c.day AND l.next > l.due),
		1, j.day, due
	FROM census c JOIN judged j ON j.day <= c.day AND (next IS NULL OR next > c.day) AND start <= c.day AND (ended IS NULL OR ended > c.day)
	WHERE @ATCENSUS@ AND c.day >= (SELECT due FROM interval f WHERE f.key = j.key AND f.start = j.start AND f.n = 1)),
obs AS (
	SELECT coalesce(date(u.day * 86400, 'unixepoch'), line.date) AS date, event, person, ref, worker, team, category, result, note, born,
		previous, amount, grade, '@NAME@' AS measure, num, den, date(since * 86400, 'unixepoch') AS since, date(due * 86400, 'unixepoch') AS due
	FROM units u JOIN line USING (ord)),
