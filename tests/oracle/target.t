#!/usr/bin/env bash
# kpi-target against SQL: all that it adds to the figures of the sample authority, by every kind of
# period, worked out a second time by sqlite3 and compared to the byte; TAP.
# Targets are put into the catalogue by rule: the shown value of the middle figure of each measure, so
# that many figures are at the border and some are there by rounding alone. Two measures are left out.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."
bin=$(cd "${KPI_BIN:-bin}" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
[ -e samples/events.tsv ] || { echo "1..0 # SKIP samples/events.tsv is not made (make samples)" && exit; }

# Every period from 2014 to 2022: its number, and the number of the one a year before.
calendar() {
	cat <<'SQL'
CREATE TABLE days AS WITH RECURSIVE d(day) AS (SELECT '2014-01-01' UNION ALL
	SELECT date(day, '+1 day') FROM d WHERE day < '2022-12-31')
SELECT day, CAST(substr(day, 1, 4) AS INT) AS y, CAST(substr(day, 6, 2) AS INT) AS m,
	date(day, '-3 days', 'weekday 4') AS thursday FROM d;
CREATE TABLE named AS
	SELECT 'day' AS kind, day AS name, day FROM days
	UNION ALL SELECT 'week', strftime('%Y', thursday) || '-W' ||
		printf('%02d', (CAST(strftime('%j', thursday) AS INT) + 6) / 7), day FROM days
	UNION ALL SELECT 'month', substr(day, 1, 7), day FROM days
	UNION ALL SELECT 'quarter', CASE WHEN m < 4 THEN printf('%d-%02d Q4', y - 1, y % 100)
		ELSE printf('%d-%02d Q%d', y, (y + 1) % 100, (m - 1) / 3) END, day FROM days
	UNION ALL SELECT 'fy', CASE WHEN m < 4 THEN printf('%d-%02d', y - 1, y % 100)
		ELSE printf('%d-%02d', y, (y + 1) % 100) END, day FROM days
	UNION ALL SELECT 'year', printf('%d', y), day FROM days;
CREATE TABLE numbered AS SELECT kind, name, min(day) AS first,
	row_number() OVER (PARTITION BY kind ORDER BY min(day)) AS n
	FROM named GROUP BY kind, name;
CREATE TABLE periods AS SELECT p.name, p.n, e.n AS earlier
FROM numbered p LEFT JOIN numbered e ON e.kind = p.kind AND CASE p.kind
	WHEN 'week' THEN e.name = printf('%d', substr(p.name, 1, 4) - 1) || substr(p.name, 5)
	WHEN 'day' THEN e.first = date(p.first, '-1 year') AND substr(p.name, 6) <> '02-29'
	ELSE e.first = date(p.first, '-1 year') END
WHERE p.kind = '@kind@';
CREATE UNIQUE INDEX period_names ON periods (name);
SQL
}

# The figures (with a column team, empty where they have none), the catalogue and the comparators.
# Of a figure: `above / below` as whole numbers, NULL where it has no value.
judged() {
	cat <<'SQL'
CREATE TABLE cut AS SELECT *, rowid AS line, measure || '|' || part || '|' || team AS series,
	rtrim(period, '*') AS whole, period LIKE '%*' AS unfinished FROM figures;
CREATE TABLE f AS SELECT c.*, a.n AS first, b.n AS last, a.earlier AS first_earlier, b.earlier AS last_earlier,
	CASE WHEN value IN ('', 'c') OR num = 'c' OR den = 'c' OR den = '0' THEN NULL
		WHEN den = '' THEN CAST(num AS INT)
		ELSE CAST(num AS INT) * CASE unit WHEN '%' THEN 100 WHEN 'per 10,000' THEN 10000 ELSE 1 END END AS above,
	CASE den WHEN '' THEN 1 ELSE CAST(den AS INT) END AS below,
	NOT unfinished OR basis = 'stock' OR (basis = 'flow' AND den <> '') AS fair
FROM cut c
	JOIN periods a ON a.name = CASE instr(whole, '..') WHEN 0 THEN whole ELSE substr(whole, 1, instr(whole, '..') - 1) END
	JOIN periods b ON b.name = CASE instr(whole, '..') WHEN 0 THEN whole ELSE substr(whole, instr(whole, '..') + 2) END;
CREATE INDEX ends ON f (series, last);
CREATE TABLE goals AS SELECT measure, better, target, CAST(round(target * 10) AS INT) AS target10,
	CASE amber WHEN '' THEN NULL ELSE CAST(round(amber * 10) AS INT) END AS amber10 FROM catalogue GROUP BY measure;
-- by how much the target is bettered, in tenths; below 0: missed
CREATE TABLE against AS SELECT f.line, CASE WHEN target = '' OR NOT fair THEN NULL
	WHEN better = 'high' THEN above * 10 - target10 * below ELSE target10 * below - above * 10 END AS margin,
	below * amber10 AS allowed
FROM f JOIN goals USING (measure);
CREATE TABLE judged AS SELECT f.line, g.target,
	CASE WHEN a.margin >= 0 THEN 'green' WHEN a.margin + a.allowed >= 0 THEN 'amber' WHEN a.margin < 0 THEN 'red' END AS rag,
	p.value AS previous, y.value AS last_year,
	CASE WHEN NOT f.fair OR f.above IS NULL OR p.above IS NULL THEN NULL
		WHEN f.above * p.below = p.above * f.below THEN 'same'
		WHEN g.better = '' THEN CASE WHEN f.above * p.below > p.above * f.below THEN 'up' ELSE 'down' END
		WHEN (f.above * p.below > p.above * f.below) = (g.better = 'high') THEN 'better'
		ELSE 'worse' END AS direction
FROM f JOIN goals g USING (measure) JOIN against a ON a.line = f.line
	LEFT JOIN f p ON p.series = f.series AND p.last = f.last - 1 AND p.last - p.first = f.last - f.first AND NOT p.unfinished
	LEFT JOIN f y ON y.series = f.series AND y.last = f.last_earlier AND NOT y.unfinished
		AND (y.last - y.first = f.last - f.first OR y.first = f.first_earlier);
CREATE TABLE filled AS SELECT measure, max(part) > '' AS parts, max(team) > '' AS teams FROM cut GROUP BY measure;
CREATE TABLE met AS SELECT f.line, c.area, c.value, c.kind, c.value GLOB '*[0-9]*' AS ranks,
	CASE g.better WHEN 'high' THEN c.value + 0.0 > f.value + 0.0 ELSE c.value + 0.0 < f.value + 0.0 END AS ahead,
	g.better <> '' AND f.value NOT IN ('', 'c') AS ranked
FROM f JOIN filled USING (measure) JOIN goals g USING (measure) JOIN areas c USING (measure, part, period)
WHERE (f.part <> '' OR NOT parts) AND (f.team = '(all)' OR NOT teams);
CREATE TABLE beside AS SELECT line, max(CASE area WHEN 'Westshire' THEN value END) AS west,
	max(CASE area WHEN 'England' THEN value END) AS england, max(CASE area WHEN 'Northborough' THEN value END) AS north,
	CASE WHEN sum(ranked AND ranks AND kind = '') > 0 THEN printf('%d of %d',
		1 + sum(ahead AND ranks AND kind = ''), 1 + sum(ranks AND kind = '')) END AS rank
FROM met GROUP BY line;
SQL
}

query() { # SQL on stdin, on the tables as far as they are made
	sqlite3 -bail "$tmp/db"
}

# Targets for all measures that have figures and a polarity, but two measures without a row.
make_catalogue() {
	query <<'SQL'
.mode csv
.import scripts/measures.csv catalogue
CREATE TABLE middle AS SELECT measure, value FROM (SELECT measure, value,
	row_number() OVER (PARTITION BY measure ORDER BY value + 0.0, rowid) AS at, count(*) OVER (PARTITION BY measure) AS of
	FROM figures WHERE value NOT IN ('', 'c')) WHERE at = (of + 1) / 2;
UPDATE catalogue SET target = '', amber = '';
UPDATE catalogue SET target = (SELECT value FROM middle WHERE middle.measure = catalogue.measure)
	WHERE better <> '' AND measure IN (SELECT measure FROM middle);
UPDATE catalogue SET amber = CASE length(measure) % 3 WHEN 1 THEN '2.5' WHEN 2 THEN '10' ELSE '' END WHERE target <> '';
DELETE FROM catalogue WHERE measure IN ('referrals', 'cp_review');
SQL
	sqlite3 -bail -csv -header "$tmp/db" 'SELECT * FROM catalogue' >"$tmp/catalogue.csv"
}

# Three areas with values near to the figures', level with them, or marks.
make_areas() {
	query <<'SQL'
CREATE TABLE areas AS SELECT c.area, c.kind, measure, part, period, min(f.rowid) AS line, CASE (f.rowid + c.step) % 11
	WHEN 0 THEN 'x' WHEN 1 THEN '' WHEN 2 THEN 'low'
	WHEN 3 THEN f.value WHEN 4 THEN f.value WHEN 5 THEN f.value || CASE instr(f.value, '.') WHEN 0 THEN '.0' ELSE '0' END
	ELSE printf('%.1f', f.value + ((f.rowid * 7 + c.step) % 9 - 4) / 10.0) END AS value
FROM figures f, (SELECT 'Westshire' AS area, '' AS kind, 1 AS step UNION SELECT 'England', 'average', 2
	UNION SELECT 'Northborough', '', 4) c
WHERE (f.rowid + c.step) % 5 > 0 AND f.value NOT IN ('', 'c') AND team IN ('', '(all)') AND period NOT LIKE '%*'
GROUP BY c.area, measure, part, period;
SQL
	# The header's order is not the filter's; Westshire, England, Northborough come in this order.
	sqlite3 -bail -csv -header "$tmp/db" "SELECT value, kind, period, part, measure, area FROM areas
		ORDER BY area = 'Northborough', area = 'England', line" >"$tmp/areas.csv"
}

n=0 failed=0
compare() { # KIND NAME, the figures on stdin
	n=$((n + 1))
	rm -f "$tmp/db"
	cat >"$tmp/in"
	local team='' columns=num,den,value,unit,basis lines
	if head -n 1 "$tmp/in" | grep -q team; then team=team,; fi
	awk -F '\t' -v OFS='\t' 'NR > 1 { if (NF == 8) $3 = $3 OFS ""; print }' "$tmp/in" >"$tmp/rows"
	{
		echo 'CREATE TABLE figures (measure TEXT, part TEXT, period TEXT, team TEXT, num TEXT, den TEXT,' \
			'value TEXT, unit TEXT, basis TEXT);'
		printf '%s\n' '.mode ascii' '.separator "\t" "\n"' ".import $tmp/rows figures"
	} | query
	make_catalogue
	make_areas
	lines=$(query <<<"SELECT count(*) FROM figures")
	{ calendar && judged; } | sed "s/@kind@/$1/" | query
	{
		sed 1q "$tmp/in" | sed 's/$/\ttarget\trag\tprevious\tlast_year\tdirection\tvs Westshire\tvs England\tvs Northborough\trank/'
		printf '%s\n' '.mode ascii' '.separator "\t" "\n"' "SELECT measure, part, period, $team $columns, target, rag,
			previous, last_year, direction, west, england, north, rank
			FROM cut LEFT JOIN judged USING (line) LEFT JOIN beside USING (line) ORDER BY line;" | query
	} >"$tmp/want"
	query >"$tmp/want.err" <<'SQL'
.mode list
SELECT 'kpi-target: ' || count(DISTINCT measure) || ' of ' || (SELECT count(DISTINCT measure) FROM cut) ||
	' measures are not in catalogue.csv: nothing is said of their figures'
FROM cut WHERE measure NOT IN (SELECT measure FROM goals) HAVING count(*) > 0;
SELECT 'kpi-target: areas.csv: ' || printf('%,d', count(*)) || ' of ' || printf('%,d', (SELECT count(*) FROM areas)) ||
	' rows fit no figure'
FROM areas WHERE (measure, part, period) NOT IN (SELECT measure, part, period FROM met JOIN cut USING (line))
HAVING count(*) > 0;
SQL
	(cd "$tmp" && "$bin/kpi-target" -c catalogue.csv --comparators areas.csv <in >got 2>got.err) || true
	# The SQL's products are exact only for whole numbers.
	if cut -f 5,6 "$tmp/rows" | grep -q '\.'; then
		echo "not ok $n - $2: a num or den has decimals"
	elif cmp -s "$tmp/want" "$tmp/got" && cmp -s "$tmp/want.err" "$tmp/got.err"; then
		echo "ok $n - $2: $lines figures"
		tr '\t' '\n' <"$tmp/got" | sort -u >>"$tmp/seen"
		return
	else
		echo "not ok $n - $2"
		diff -a "$tmp/want" "$tmp/got" | head -n 10 | sed 's/^/# /' || true
		diff -a "$tmp/want.err" "$tmp/got.err" | sed 's/^/# /' || true
	fi
	failed=1
}

board() { "$bin/kpi-board" -c scripts/measures.csv "$@" 2>/dev/null; }
some=(-m rereferral_12m -m referrals -m contact_24h -m cp_open -m cla_rate -m complaint_themes -m audits)
for kind in week month quarter fy year; do
	compare "$kind" "the board by $kind" < <(board --by "$kind" <samples/events.tsv)
done
compare day "some measures by day" < <(board "${some[@]}" --by day <samples/events.tsv)
compare month "some measures by month and team" < <(board "${some[@]}" --by month --group team <samples/events.tsv)
board "${some[@]}" <samples/events.tsv >"$tmp/observations"
tallied() { # PERIOD OPTION...
	compare "$1" "tally --by $*" < <("$bin/kpi-tally" --by "$@" <"$tmp/observations")
}
tallied quarter --group team --total
tallied month --rolling 12
tallied week --rolling 4
tallied day --rolling 28
tallied month --to-date
tallied day --to-date
# What must not be shown: the small numbers of the board by month.
compare month "small numbers hidden" < <(board --by month <samples/events.tsv |
	awk -F '\t' -v OFS='\t' 'NR > 1 && $4 > 0 && $4 < 6 { $4 = $6 = "c" } { print }')
# An extract from the middle of a month to the middle of another.
awk -F '\t' -v OFS='\t' '
	{ print }
	NR == 1 {
		for (i = 1; i <= NF; i++)
			$i = $i == "event" ? "*" : $i == "result" ? "all 2016-10-12/2019-11-20" : ""
		print
	}' samples/events.tsv >"$tmp/extract"
for kind in month quarter; do
	compare "$kind" "unfinished periods, by $kind" < <(board --by "$kind" --part <"$tmp/extract")
done
n=$((n + 1))
missing=
for word in green amber red better worse same up down '1 of 3' '2 of 3' '3 of 3' low; do
	grep -qFx "$word" "$tmp/seen" || missing="$missing $word"
done
if [ "$missing" ]; then
	echo "not ok $n - no answer was:$missing"
	failed=1
else
	echo "ok $n - every answer was given somewhere"
fi
echo "1..$n"
exit "$failed"
