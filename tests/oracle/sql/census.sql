-- census: spans open at the end of each census day; --any: in the period at all, the latest one of each person
WITH RECURSIVE
had AS MATERIALIZED (SELECT DISTINCT person, day FROM line WHERE person <> '' AND @HAD@),
moment AS (
	SELECT day, first, 0 AS pending FROM census
	UNION ALL SELECT day, day, 1 FROM asof WHERE @PENDING@),
present AS MATERIALIZED (
	SELECT m.day AS c, m.pending, s.start, s.ord,
		row_number() OVER (PARTITION BY m.day, m.pending, CASE WHEN @ANY@ THEN line.person ELSE s.ord END ORDER BY s.ord DESC) AS pick,
		(SELECT due FROM due WHERE lim = '@AFTER@' AND due.day = s.start) AS afterday,
		(SELECT due FROM due WHERE lim = '@LIMIT@' AND due.day = s.start) AS startdue,
		(SELECT max(day) FROM had WHERE had.person = line.person AND had.day <= m.day) AS hadday
	FROM moment m JOIN span s ON s.opened <= m.day
		AND (s.ended IS NULL OR CASE WHEN @ANY@ THEN s.ended >= m.first ELSE s.ended > m.day END)
	JOIN line ON line.ord = s.ord),
-- the last day on which --had still holds
standing AS MATERIALIZED (
	SELECT *, row_number() OVER () AS id,
		max(coalesce((SELECT due FROM due WHERE lim = '@LIMIT@' AND due.day = hadday), -1), CASE WHEN @GRACE@ OR (pending AND hadday IS NULL) THEN startdue ELSE -1 END) AS haddue
	FROM present WHERE pick = 1 AND ('@AFTER@' = '' OR c >= afterday)),
-- --carry: of each E the person's latest line on or after the start, in order of their days
carrier AS MATERIALIZED (@CARRIER@),
brought AS MATERIALIZED (
	SELECT id, max(b.ord) AS latest FROM standing t JOIN line o ON o.ord = t.ord
		JOIN carrier b ON b.person = o.person AND b.day BETWEEN t.start AND t.c
	GROUP BY id, b.which),
fill AS MATERIALIZED (SELECT brought.id, ev.* FROM brought JOIN ev ON ev.ord = latest),
carried AS MATERIALIZED (
	SELECT t.*, cal.text AS date, event, person, ref,
		coalesce((SELECT f.worker FROM fill f WHERE f.id = t.id AND f.worker <> '' ORDER BY f.ord DESC LIMIT 1), line.worker) AS worker,
		coalesce((SELECT f.team FROM fill f WHERE f.id = t.id AND f.team <> '' ORDER BY f.ord DESC LIMIT 1), line.team) AS team,
		coalesce((SELECT f.category FROM fill f WHERE f.id = t.id AND f.category <> '' ORDER BY f.ord DESC LIMIT 1), line.category) AS category,
		coalesce((SELECT f.result FROM fill f WHERE f.id = t.id AND f.result <> '' ORDER BY f.ord DESC LIMIT 1), line.result) AS result,
		coalesce((SELECT f.note FROM fill f WHERE f.id = t.id AND f.note <> '' ORDER BY f.ord DESC LIMIT 1), line.note) AS note,
		coalesce((SELECT f.born FROM fill f WHERE f.id = t.id AND f.born <> '' ORDER BY f.ord DESC LIMIT 1), line.born) AS born,
		coalesce((SELECT f.previous FROM fill f WHERE f.id = t.id AND f.previous <> '' ORDER BY f.ord DESC LIMIT 1), line.previous) AS previous,
		coalesce((SELECT f.amount FROM fill f WHERE f.id = t.id AND f.amount <> '' ORDER BY f.ord DESC LIMIT 1), line.amount) AS amount,
		coalesce((SELECT f.grade FROM fill f WHERE f.id = t.id AND f.grade <> '' ORDER BY f.ord DESC LIMIT 1), line.grade) AS grade
	FROM standing t JOIN line ON line.ord = t.ord JOIN cal ON cal.day = c),
obs AS (
	SELECT *, '@NAME@' AS measure,
		CASE WHEN pending THEN '' ELSE @WHAT@ END AS num, CASE WHEN pending THEN '' ELSE @DEN@ END AS den,
		date(coalesce(CASE WHEN @HADON@ THEN hadday END, start) * 86400, 'unixepoch') AS since,
		CASE WHEN @HADON@ THEN CASE WHEN haddue >= 0 THEN date(haddue * 86400, 'unixepoch') ELSE '' END
			ELSE coalesce(date(coalesce(afterday, startdue) * 86400, 'unixepoch'), '') END AS due
	FROM carried),
