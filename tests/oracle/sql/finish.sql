-- The sixteen columns.  obs holds the columns of the unit's line, its date, num, den, since and due (texts), and blank (pending).
kept AS MATERIALIZED (SELECT * FROM obs WHERE @AGED@),
full AS (
	SELECT date, event, person, ref, worker, team, category, result, measure, CAST(@SPLIT@ AS TEXT) AS part, num, den, since, due FROM kept
	-- a census that finds nothing says so
	UNION ALL
	SELECT cal.text, '', '', '', '', '', '', '', '@NAME@', '', 0, @ZERODEN@, '', ''
	FROM census JOIN cal USING (day) WHERE @STOCK@ AND NOT EXISTS (SELECT 1 FROM kept WHERE kept.date = cal.text AND kept.num <> ''))
SELECT '@CHECK@', date, event, person, ref, worker, team, category, result, measure, part,
	CASE '@AS@' WHEN 'den' THEN '' ELSE num END,
	CASE '@AS@' WHEN 'den' THEN num WHEN 'num' THEN '' ELSE den END,
	'@UNIT@', '@BASIS@', since, due
FROM full;
