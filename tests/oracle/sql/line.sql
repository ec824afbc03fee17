-- Tables rather than one long WITH: sqlite plans a WITH again at each mention, and that took most of the time.
DROP TABLE IF EXISTS temp.asof;
DROP TABLE IF EXISTS temp.line;
DROP TABLE IF EXISTS temp.census;

-- Lines up to as-of, each with its key; the census days (the last days of whole periods) in the stream, with their first days.
CREATE TEMP TABLE asof AS SELECT coalesce(@ASOF@, max(day)) AS day FROM ev;
CREATE TEMP TABLE line AS SELECT *, @KEY@ AS key FROM ev WHERE day <= (SELECT day FROM asof);
CREATE UNIQUE INDEX temp.line_ord ON line (ord);
CREATE TEMP TABLE census AS
SELECT day, CAST(strftime('%s', @PERIODSTART@) / 86400 AS INTEGER) AS first FROM cal
WHERE @STOCK@ AND day BETWEEN (SELECT min(day) FROM ev) AND (SELECT day FROM asof) AND @PERIODEND@;
