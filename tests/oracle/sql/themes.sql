-- themes: each E line and theme, and "other"
WITH RECURSIVE
theme AS (SELECT DISTINCT theme FROM rule),
hit AS MATERIALIZED (SELECT DISTINCT ord, theme FROM line JOIN rule ON line.note REGEXP pattern WHERE @EVENT@),
obs AS (
	SELECT line.*, '@NAME@' AS measure, theme, EXISTS (SELECT 1 FROM hit WHERE hit.ord = line.ord AND hit.theme = theme.theme) AS num, 1 AS den, '' AS since, '' AS due
		FROM line, theme WHERE @EVENT@
	UNION ALL SELECT line.*, '@NAME@', 'other', NOT EXISTS (SELECT 1 FROM hit WHERE hit.ord = line.ord), 1, '', '' FROM line WHERE @EVENT@),
