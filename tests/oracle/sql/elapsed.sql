-- elapsed: each B line that closes an A
WITH RECURSIVE
pair AS (
	SELECT s.*, a.minute AS m0, b.minute AS m1, b.day AS day1,
		(SELECT due FROM due WHERE lim = '@LIMIT@' AND due.day = opened) AS last
	FROM span s JOIN line a ON a.ord = s.ord LEFT JOIN line b ON b.ord = s.shut),
-- the day after due has come, and nothing ended it up to due
late AS (
	SELECT *, @OVERDUE@ AND last + 1 <= (SELECT day FROM asof) AND NOT (ended IS NOT NULL AND ended <= last) AS missed FROM pair),
-- hours to the minute where both lines have a time; else days
timed AS (SELECT *, NOT missed AND @HOURS@ IS NOT NULL AND m0 IS NOT NULL AND m1 IS NOT NULL AS exact FROM late),
judged AS (
	SELECT *, CASE WHEN exact THEN m1 <= m0 + 60 * @HOURS@ ELSE day1 <= last END AS intime,
		CASE WHEN exact THEN strftime('%Y-%m-%dT%H:%M', m0 * 60, 'unixepoch') ELSE date(opened * 86400, 'unixepoch') END AS since,
		CASE WHEN exact THEN strftime('%Y-%m-%dT%H:%M', (m0 + 60 * @HOURS@) * 60, 'unixepoch')
			ELSE coalesce(date(last * 86400, 'unixepoch'), '') END AS due
	FROM timed),
units AS (
	SELECT shut AS ord, NULL AS day, CASE '@SENSE@' WHEN 'within' THEN intime WHEN 'over' THEN NOT intime ELSE day1 - opened END AS num, 1 AS den, since, due
	FROM judged WHERE shut IS NOT NULL AND NOT missed
	UNION ALL SELECT ord, last + 1, 0, 1, since, due FROM judged WHERE missed
	UNION ALL SELECT ord, (SELECT day FROM asof), '', '', since, due FROM judged WHERE @PENDING@ AND ended IS NULL AND NOT missed),
obs AS (
	SELECT coalesce(date(u.day * 86400, 'unixepoch'), line.date) AS date, event, person, ref, worker, team, category, result, note, born,
		previous, amount, grade, '@NAME@' AS measure, num, den, since, due
	FROM units u JOIN line USING (ord)),
