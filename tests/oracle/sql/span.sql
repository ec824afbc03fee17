DROP TABLE IF EXISTS temp.opening;
DROP TABLE IF EXISTS temp.closing;
DROP TABLE IF EXISTS temp.evening;
DROP TABLE IF EXISTS temp.morning;
DROP TABLE IF EXISTS temp.span;

-- Spans.  For each key, the days on which something opens (o), closes (z closings) or clears (r, at the end of the day).
CREATE TEMP TABLE opening AS SELECT key, day, max(ord) AS ord FROM line WHERE key <> '' AND @FROM@ GROUP BY key, day;
CREATE TEMP TABLE closing AS
SELECT key, day, ord, row_number() OVER (PARTITION BY key, day ORDER BY ord) AS nth FROM line WHERE key <> '' AND @TO@;

-- What a day leaves whatever the morning was: clearing leaves none open; an opening without a closing leaves one; with two closings
-- none (one for the morning's or left over, and one left over); a closing alone none.  An opening and one closing leave it as it was
-- in the morning: the closing ends the morning's and the opening stays, or there was none and it ends what was opened.
CREATE TEMP TABLE evening AS
WITH moved AS (
	SELECT key, day, max(o) AS o, sum(z) AS z, max(r) AS r FROM (
		SELECT key, day, 1 AS o, 0 AS z, 0 AS r FROM opening
		UNION ALL SELECT key, day, 0, 1, 0 FROM closing
		UNION ALL SELECT key, day, 0, 0, 1 FROM line WHERE key <> '' AND @RESET@)
	GROUP BY key, day)
SELECT *, CASE WHEN r THEN 0 WHEN o AND z = 1 THEN NULL WHEN z > 0 THEN 0 ELSE 1 END AS leaves FROM moved;

-- held: whether a span is open in the morning
CREATE TEMP TABLE morning AS
SELECT e.*, coalesce((SELECT p.leaves FROM evening p WHERE p.key = e.key AND p.day < e.day AND p.leaves IS NOT NULL
	ORDER BY p.day DESC LIMIT 1), 0) AS held
FROM evening e;

CREATE TEMP TABLE span AS
WITH
-- Each day with an opening begins a span (with --first not while one stays open); over: a closing is left over for it.
begun AS (
	SELECT m.key, m.day AS opened, o.ord, m.held AND m.z > 0 AS rejoins, m.held, m.z > m.held AS over, m.r,
		(SELECT min(n.day) FROM morning n WHERE n.key = m.key AND n.day > m.day AND (n.z OR n.r OR (n.o AND NOT @FIRST@))) AS next
	FROM morning m JOIN opening o USING (key, day)
	WHERE NOT (@FIRST@ AND m.held AND m.z = 0)),
-- A span's last day, and the line that closed it (none: replaced or cleared); with --join its first start.
ended AS (
	SELECT key, opened, ord, rejoins, CASE WHEN over OR r THEN opened ELSE next END AS ended,
		CASE WHEN over THEN (SELECT c.ord FROM closing c WHERE c.key = b.key AND c.day = opened AND nth = held + 1)
			WHEN r THEN NULL
			ELSE (SELECT c.ord FROM closing c WHERE c.key = b.key AND c.day = next AND nth = 1) END AS shut
	FROM begun b)
SELECT key, opened, ord, ended, shut,
	max(CASE WHEN NOT (@JOIN@ AND rejoins) THEN opened END) OVER (PARTITION BY key ORDER BY opened) AS start
FROM ended;
