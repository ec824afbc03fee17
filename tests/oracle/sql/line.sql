-- Lines up to as-of, each with its key; the days of the stream; the census days (the last days of whole periods) in it.
WITH RECURSIVE
asof AS (SELECT coalesce(@ASOF@, max(day)) AS day FROM ev),
line AS MATERIALIZED (SELECT *, @KEY@ AS key FROM ev WHERE day <= (SELECT day FROM asof)),
census AS MATERIALIZED (
	SELECT day, (SELECT CAST(strftime('%s', @PERIODSTART@) / 86400 AS INTEGER)) AS first FROM cal
	WHERE @STOCK@ AND day BETWEEN (SELECT min(day) FROM ev) AND (SELECT day FROM asof) AND @PERIODEND@),
