#!/usr/bin/env bash
# The twelve awkward files of csv-spectrum mean what the JSON beside them says, but for one: a quote
# inside a field that is not quoted is refused, because what follows it cannot be told apart.
#
# The files are in the folder csv of the one that KPI_REAL_DATA names. A line end is a blank to us.

set -uo pipefail
export LC_ALL=C

names="comma_in_quotes empty empty_crlf escaped_quotes json newlines newlines_crlf
	quotes_and_newlines simple simple_crlf utf8 location_coordinates"
if [ -z "${KPI_REAL_DATA-}" ]; then
	n=0
	for name in $names; do echo "ok $((n += 1)) - $name # SKIP KPI_REAL_DATA is not set"; done
	echo "1..$n"
	exit 0
fi
data=$(realpath "$KPI_REAL_DATA")/csv
cd "$(dirname "$0")/../.." || exit 2
export PATH="${KPI_BIN:-$PWD/bin}:$PATH"
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT

# Each row's values, divided by TABs, in the order of the first row's keys.
meant() { # NAME
	sqlite3 :memory: "SELECT group_concat(
			replace(replace(k.value, char(13, 10), ' '), char(10), ' '), char(9))
		FROM json_each(CAST(readfile('$data/json/$1.json') AS TEXT)) r, json_each(r.value) k
		GROUP BY r.key ORDER BY r.key"
}

# A map that takes the file by its first column, and has the columns of the CSV as c1, c2, ...
map_of() { # NAME
	sqlite3 -separator ' ' :memory: "SELECT 'extract x header \"' || k.key || '\"'
		FROM json_each(CAST(readfile('$data/json/$1.json') AS TEXT), '\$[0]') k LIMIT 1;
		SELECT 'event row on as-of';
		SELECT 'c' || row_number() OVER (ORDER BY k.id), '\"' || k.key || '\"'
		FROM json_each(CAST(readfile('$data/json/$1.json') AS TEXT), '\$[0]') k"
}

same() { # NAME
	meant "$1" >"$tmp/want" && map_of "$1" >"$tmp/map" &&
		kpi-events -m "$tmp/map" --as-of 2019-04-01 "$data/csvs/$1.csv" >"$tmp/out" 2>"$tmp/err" &&
		sed 1d "$tmp/out" | cut -f 10- >"$tmp/got" && [ -s "$tmp/got" ] &&
		diff "$tmp/want" "$tmp/got"
}

refused() { # NAME
	printf 'extract x header "Cities"\n' >"$tmp/map"
	kpi-events -m "$tmp/map" "$data/csvs/$1.csv" >"$tmp/out" 2>"$tmp/err"
	[ $? = 2 ] && grep -q 'csv:2: a quote inside a field that is not quoted' "$tmp/err"
}

n=0 failed=0
for name in $names; do
	n=$((n + 1))
	test=same
	[ "$name" != location_coordinates ] || test=refused
	if "$test" "$name" >"$tmp/why"; then
		echo "ok $n - $name"
	else
		failed=1
		echo "not ok $n - $name"
		cat "$tmp/why" "$tmp/err" | sed 's/^/# /'
	fi
done
echo "1..$n"
[ "$failed" = 0 ]
