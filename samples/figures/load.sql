-- The extracts, as they are: every column text. Run in this folder by ./make.
.mode ascii
.separator "\t" "\n"
.import ../small/events.tsv event
.mode csv
.import ../ssda903/missing.csv missing
.import ../ssda903/reviews.csv review
-- Every month from the stream's first line to its last.
CREATE TABLE month AS
WITH RECURSIVE m(first) AS (
	SELECT date(min(date), 'start of month') FROM event
	UNION ALL
	SELECT date(first, '+1 month') FROM m
	WHERE date(first, '+1 month') <= (SELECT max(substr(date, 1, 10)) FROM event))
SELECT substr(first, 1, 7) AS period FROM m;
