-- The calendar: every day of 2018 to 2027, working days of England, and the due day of each limit from each day.
-- Days are numbers (1970-01-01 is 0).

CREATE TABLE cal AS
WITH RECURSIVE d(day) AS (
	SELECT CAST(strftime('%s', '2018-01-01') / 86400 AS INTEGER)
	UNION ALL SELECT day + 1 FROM d WHERE day + 1 < strftime('%s', '2028-01-01') / 86400)
SELECT day, date(day * 86400, 'unixepoch') AS text FROM d;
CREATE UNIQUE INDEX cal_day ON cal (day);
CREATE UNIQUE INDEX cal_text ON cal (text);

-- Bank holidays by rule: New Year, Good Friday, Easter Monday, first and last Monday of May, last Monday of August,
-- Christmas and Boxing Day; one that falls on a weekend goes to the next working day; then what was moved or added by proclamation.
CREATE TABLE holiday AS
WITH RECURSIVE
year(y) AS (SELECT 2018 UNION ALL SELECT y + 1 FROM year WHERE y < 2027),
-- Easter: the anonymous Gregorian computus
e1 AS (SELECT y, y % 19 AS a, y / 100 AS b, y % 100 AS c FROM year),
e2 AS (SELECT y, a, c, (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30 AS h, b % 4 AS e FROM e1),
e3 AS (SELECT y, a, h, (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7 AS l FROM e2),
e4 AS (SELECT y, h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114 AS k FROM e3),
easter AS (SELECT y, printf('%04d-%02d-%02d', y, k / 31, k % 31 + 1) AS day FROM e4),
rule AS (
	SELECT date(day, '-2 days') AS day FROM easter
	UNION ALL SELECT date(day, '+1 day') FROM easter
	UNION ALL SELECT date(y || '-05-01', 'weekday 1') FROM year WHERE y <> 2020
	UNION ALL SELECT date(y || '-05-25', 'weekday 1') FROM year WHERE y <> 2022
	UNION ALL SELECT date(y || '-08-25', 'weekday 1') FROM year
	UNION ALL SELECT CASE strftime('%w', y || '-01-01') WHEN '6' THEN y || '-01-03' WHEN '0' THEN y || '-01-02' ELSE y || '-01-01' END FROM year
	UNION ALL SELECT CASE strftime('%w', y || '-12-25') WHEN '6' THEN y || '-12-27' WHEN '0' THEN y || '-12-27' ELSE y || '-12-25' END FROM year
	UNION ALL SELECT CASE strftime('%w', y || '-12-26') WHEN '6' THEN y || '-12-28' WHEN '0' THEN y || '-12-28' ELSE y || '-12-26' END FROM year
	UNION ALL VALUES ('2020-05-08'), ('2022-06-02'), ('2022-06-03'), ('2022-09-19'), ('2023-05-08'))
SELECT day AS text FROM rule;

CREATE TABLE workday AS
SELECT day, row_number() OVER (ORDER BY day) AS n FROM cal
WHERE strftime('%w', text) NOT IN ('0', '6') AND text NOT IN (SELECT text FROM holiday);
CREATE UNIQUE INDEX workday_n ON workday (n);
CREATE UNIQUE INDEX workday_day ON workday (day);

-- lim: each limit that a check names: its text ('12m', '10wd'; '729d first' where the start is day 1), number and unit.
-- due: the last day within it.
CREATE TABLE due AS
WITH
worked AS MATERIALIZED (SELECT cal.day, count(w.day) OVER (ORDER BY cal.day) AS done FROM cal LEFT JOIN workday w USING (day)),
-- 31 January + 1m is the last of February: the lesser of the same day of that month and its last day
months AS (SELECT lim, CASE unit WHEN 'y' THEN 12 * n ELSE n END AS m, first FROM lim WHERE unit IN ('m', 'y')),
month AS (SELECT lim, first, cal.day, substr(text, 9, 2) AS d, date(substr(text, 1, 7) || '-01', '+' || m || ' months') AS head FROM months, cal)
SELECT lim, day, day + n - first AS due FROM lim, cal WHERE unit = 'd'
UNION ALL SELECT lim, day, day + 7 * n - first FROM lim, cal WHERE unit = 'w'
UNION ALL SELECT lim, day, day + (n + 23) / 24 FROM lim, cal WHERE unit = 'h'
UNION ALL SELECT lim, day, CASE WHEN n = first THEN day ELSE (SELECT w.day FROM workday w WHERE w.n = done + lim.n - first) END
	FROM lim, worked WHERE unit = 'wd'
UNION ALL SELECT lim, month.day,
	CAST(strftime('%s', min(substr(head, 1, 8) || d, date(head, '+1 month', '-1 day'))) / 86400 AS INTEGER) - first FROM month;
CREATE UNIQUE INDEX due_of ON due (lim, day);
