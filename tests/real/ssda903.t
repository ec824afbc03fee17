#!/usr/bin/env bash
# The looked-after children return that other people made up, through its map: every row is counted,
# and two measures are what sqlite3 counts in the CSV itself.
#
# The files are in the folder ssda903 of the one that KPI_REAL_DATA names.

set -uo pipefail
export LC_ALL=C

files="header episodes reviews missing uasc oc2 oc3 ad1 placed_for_adoption previous_permanence
	sw_episodes"
plan=14
if [ -z "${KPI_REAL_DATA-}" ]; then
	for ((n = 1; n <= plan; n++)); do echo "ok $n # SKIP KPI_REAL_DATA is not set"; done
	echo "1..$plan"
	exit 0
fi
data=$(realpath "$KPI_REAL_DATA")/ssda903
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=lib.sh
. tests/real/lib.sh

# Lines but the header, less those that are empty; none of these files has a quote.
rows() {
	sed 1d "$1" | tr -d '\r' | grep -c .
}

# `NAME: read R rows = U used + J rejected; ...` adds up, and R is what the file has.
adds_up() { # NAME
	local read used rejected
	read -r read used rejected < <(tr -d , <"$tmp/err" | sed -En \
		"s/^kpi-events: $1: read ([0-9]+) rows = ([0-9]+) used \\+ ([0-9]+) rejected.*/\1 \2 \3/p")
	echo "read $read = $used + $rejected, file has $(rows "$data/$1.csv")"
	[ "$read" = $((used + rejected)) ] && [ "$read" = "$(rows "$data/$1.csv")" ]
}

# One column of figures with its period, where it is not 0 or empty.
column() { # NUMBER OF THE COLUMN'S NAMES...: from the figures on stdin
	awk -F '\t' -v names="$*" '
		NR == 1 {
			n = split(names, want, " ")
			for (i = 1; i <= NF; i++)
				at[$i] = i
			next
		}
		$at["num"] + $at["den"] > 0 {
			line = $at["period"]
			for (i = 1; i <= n; i++)
				line = line "|" $at[want[i]]
			print line
		}'
}

events() {
	kpi-events -m scripts/maps/ssda903.map "$data"/*.csv 2>"$tmp/err" | kpi-sort
}

# The quarter of a date in the CSV, as kpi-tally calls it: 2017-18 Q3 is October to December 2017.
quarter() { # COLUMN
	echo "printf('%d-%02d Q%d',
		substr($1, 7, 4) - (substr($1, 4, 2) < '04'),
		(substr($1, 7, 4) + (substr($1, 4, 2) >= '04')) % 100,
		(substr($1, 4, 2) + 8) % 12 / 3 + 1)"
}

sql() { # TABLE QUERY
	sqlite3 -cmd '.mode csv' -cmd ".import '$data/$1.csv' $1" -cmd '.mode list' :memory: "$2"
}

participation() {
	kpi-count --event 'cla_review:result=^PN[1-7]$' --match 'result=^PN[1-6]$' <"$tmp/events" |
		kpi-tally --by quarter | column num den >"$tmp/got" || return 1
	sql reviews "SELECT $(quarter REVIEW), SUM(REVIEW_CODE <> 'PN7'), COUNT(*) FROM reviews
		WHERE REVIEW_CODE GLOB 'PN[1-7]' GROUP BY 1 ORDER BY 1" >"$tmp/want" || return 1
	[ "$(wc -l <"$tmp/want")" -gt 20 ] && diff "$tmp/want" "$tmp/got"
}

missing() {
	kpi-count --event missing_start <"$tmp/events" | kpi-tally --by month | column num \
		>"$tmp/got" || return 1
	sql missing "SELECT substr(MIS_START, 7, 4) || '-' || substr(MIS_START, 4, 2), COUNT(*)
		FROM missing WHERE MISSING = 'M' GROUP BY 1 ORDER BY 1" >"$tmp/want" || return 1
	[ "$(wc -l <"$tmp/want")" -gt 5 ] && diff "$tmp/want" "$tmp/got"
}

# Children in care on each 31 March, however their episodes are cut, and without those
# (62, made up so) of whom two episodes overlap: a child has one at a time.
in_care() {
	local day="substr(%s, 7) || substr(%s, 4, 2) || substr(%s, 1, 2)" starts ends
	starts=${day//%s/DECOM} ends=${day//%s/DEC}
	sql episodes "CREATE TABLE spell AS SELECT CHILD, LS, $starts AS a, $ends AS z FROM episodes;
		CREATE TABLE twice AS SELECT DISTINCT x.CHILD FROM spell x JOIN spell y USING (CHILD)
		WHERE x.rowid <> y.rowid AND x.a <= y.a AND (x.z = '' OR x.z > y.a);
		SELECT 'twice', CHILD FROM twice;
		WITH RECURSIVE y(n) AS (SELECT 2014 UNION ALL SELECT n + 1 FROM y WHERE n < 2029),
			year(name, last) AS (SELECT printf('%d-%02d', n, (n + 1) % 100), (n + 1) || '0331' FROM y)
		SELECT name, COUNT(DISTINCT CHILD) FROM year
		JOIN spell ON a <= last AND (z = '' OR z > last)
		WHERE LS NOT IN ('V3', 'V4') AND CHILD NOT IN (SELECT CHILD FROM twice)
		GROUP BY name ORDER BY name" >"$tmp/both" || return 1
	grep -v '^twice' "$tmp/both" >"$tmp/want"
	awk -F '[|\t]' 'NR == FNR { out[$2] = $1 == "twice"; next } !out[$3]' \
		"$tmp/both" "$tmp/events" |
		kpi-census --from 'cla_start:category!=^V[34]$' --to 'cla_end:category!=^V[34]$' \
			--key person --join --every fy 2>"$tmp/told" |
		kpi-tally --by fy | column num >"$tmp/got" || return 1
	[ "$(wc -l <"$tmp/got")" -gt 10 ] && diff "$tmp/want" "$tmp/got"
}

events >"$tmp/events"
for name in $files; do check "$name: read = used + rejected = the file's rows" adds_up "$name"; done
check "participation in reviews by quarter" participation
check "missing episodes by month" missing
check "children in care on each 31 March" in_care
echo "1..$n"
[ "$failed" = 0 ] && [ "$n" = "$plan" ]
