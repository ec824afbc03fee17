#!/usr/bin/env bash
# The whole catalogue against the SQL, on a small authority of the years that the SQL's calendar has:
# each row's filter and options; TAP.
# Left out is the reading of notes: sqlite's regular expressions are not those of the themes (the
# rule itself is among the checks).
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
top=$here/../..
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sqlite3 :memory: -cmd '.mode csv' -cmd ".import $top/scripts/measures.csv m" -cmd '.mode list' \
	-cmd '.separator "\t"' "
	SELECT measure || CASE WHEN options LIKE '%--as den%' THEN '.den' ELSE '' END, filter,
		options || ' --name m' || CASE unit WHEN '' THEN '' ELSE ' --unit ''' || unit || '''' END ||
			CASE split WHEN '' THEN '' ELSE ' --split ' || split END
	FROM m WHERE filter <> 'themes'" >"$tmp/checks"
[ -x "$top/build/authority" ] || { echo "1..0 # SKIP build/authority is not made (make samples)" && exit; }
"$top/build/authority" --children 150 --years 2 --seed 11 --start 2019-04-01 >"$tmp/authority"
# The oracle's streams have a column more.
awk -F '\t' -v OFS='\t' '{ print $0, NR == 1 ? "amount" : "" }' "$tmp/authority" >"$tmp/stream"
KPI_BIN=${KPI_BIN:-$top/bin} CHECKS=$tmp/checks STREAM=$tmp/stream "$here/run" 1
