#!/usr/bin/env bash
# The Department's published percentages of referrals, worked out again from the published counts: TAP.
# Regional figures are left out: their counts are rounded before publication.
set -euo pipefail
cd "$(dirname "$0")/../.."
PATH=${KPI_BIN:-$PWD/bin}:$PATH
if [ -z "${KPI_REAL_DATA-}" ] || ! command -v sqlite3 >/dev/null; then
	echo "1..0 # SKIP KPI_REAL_DATA or sqlite3 is missing"
	exit
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
count=0
for pair in rereferral:referral_count no_further_action:referral_count not_in_need:referral_count \
	rereferral_child:referral_child_count; do
	name=${pair%%:*} den=${pair#*:}
	sqlite3 :memory: -cmd '.mode csv' \
		-cmd ".import $KPI_REAL_DATA/published/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv p" \
		-cmd '.mode tabs' "
		SELECT '$name', geographic_level || ' ' || new_la_code || ' ' || old_la_code, time_period,
			${name}_count, $den, printf('%.1f', ${name}_percent), '%', 'flow'
		FROM p WHERE geographic_level IN ('National', 'Local authority') AND category = 'Referrals and Re-referrals'
			AND ${name}_count GLOB '[0-9]*' AND $den GLOB '[1-9]*' AND ${name}_percent GLOB '[0-9]*'" |
		sort >"$tmp/published"
	{
		printf 'measure\tpart\tperiod\tnum\tden\tvalue\tunit\tbasis\n'
		cat "$tmp/published"
	} | kpi-tally --add | tail -n +2 | sort >"$tmp/ours"
	count=$((count + 1))
	if [ -s "$tmp/published" ] && cmp -s "$tmp/published" "$tmp/ours"; then
		echo "ok $count - $name, $(wc -l <"$tmp/ours") percentages"
	else
		echo "not ok $count - $name, $(wc -l <"$tmp/published") percentages"
		diff "$tmp/published" "$tmp/ours" | head -n 10 | sed 's/^/# /'
	fi
done
echo "1..$count"
