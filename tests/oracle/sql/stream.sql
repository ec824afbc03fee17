-- The stream as a table.  ord is the place of a line in the order by which "the later wins" within a day.

CREATE TEMP TABLE ev AS
SELECT row_number() OVER (ORDER BY substr(date, 1, 10), substr(date, 12), worker, team, category, result, ref, event) AS ord,
	CAST(strftime('%s', substr(date, 1, 10)) / 86400 AS INTEGER) AS day,
	CASE WHEN length(date) > 10 THEN strftime('%s', date) / 60 END AS minute, raw.*
FROM raw;
CREATE UNIQUE INDEX temp.ev_ord ON ev (ord);
CREATE INDEX temp.ev_event ON ev (event);
