#!/usr/bin/env bash
# The two censuses in XML that other people made up: kpi-cin's events are what xmllint counts in the
# file, they go on to figures, and a file that is cut or has a byte flipped ends in 0 or 2.
#
# The files are in the folders cin-census and workforce of the one that KPI_REAL_DATA names.

# shellcheck disable=SC2317  # check runs most functions
set -uo pipefail
export LC_ALL=C

files="cin-census/BAR_cin_2022 cin-census/CIN_Census_2021 cin-census/CIN_Census_2024
	cin-census/CIN_Census_2026 workforce/social_work_workforce_2022"
plan=25
missing=
[ -n "${KPI_REAL_DATA-}" ] || missing="KPI_REAL_DATA is not set"
command -v xmllint >/dev/null || missing="no xmllint"
if [ "$missing" ]; then
	for ((n = 1; n <= plan; n++)); do echo "ok $n # SKIP $missing"; done
	echo "1..$plan"
	exit 0
fi
data=$(realpath "$KPI_REAL_DATA")
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=lib.sh
. tests/real/lib.sh

# What each event is in the XML; of the workforce, only those whose start is known are used.
events_of() { # FOLDER
	local nfa="ReferralNFA='1' or ReferralNFA='true'"
	case $1 in
	workforce) cat <<-EOF ;;
		worker_start //CSWWWorker/RoleStartDate
		worker_end //CSWWWorker[RoleStartDate]/RoleEndDate
		absence_end //CSWWWorker[RoleStartDate]/WorkingDaysLost
	EOF
	*) cat <<-EOF ;;
		referral //CINreferralDate
		case_open //CINdetails[not($nfa)]/CINreferralDate
		case_closed //CINdetails[not($nfa)]/CINclosureDate
		assessment_start //AssessmentActualStartDate
		assessment_end //AssessmentAuthorisationDate
		cin_start //CINPlanStartDate
		cin_end //CINPlanEndDate
		strategy_discussion //S47ActualStartDate
		s47_start //S47ActualStartDate
		icpc //DateOfInitialCPC
		cp_start //CPPstartDate
		cp_category //ChildProtectionPlans[InitialCategoryOfAbuse!=LatestCategoryOfAbuse]
		cp_review //CPPreviewDate
		cp_end //CPPendDate
		plo_start //PPStartDate
		plo_end //PreProceedingsandFGDM[PPStartDate and (StepDecisionDate or CourtAppDate)]
		proceedings_start //CourtAppDate
	EOF
	esac
}

counts() { # FILE
	local event path number
	events_of "${1%%/*}" | while read -r event path; do
		number=$(xmllint --xpath "count($path)" "$data/$1.xml") || return 1
		[ "$number" = 0 ] || echo "$event $number"
	done | sort >"$tmp/want"
	kpi-cin "$data/$1.xml" 2>"$tmp/err" |
		awk -F '\t' 'NR > 1 && $1 != "" { n[$2]++ } END { for (e in n) print e, n[e] }' |
		sort >"$tmp/got" || return 1
	[ -s "$tmp/want" ] && diff "$tmp/want" "$tmp/got"
}

# `read R records = U used + J rejected; E events` adds up, and R is what the file has.
adds_up() { # FILE
	local read used rejected events has
	kpi-cin "$data/$1.xml" 2>"$tmp/err" >"$tmp/out" || return 1
	read -r read used rejected events < <(sed -En \
		's/^kpi-cin: read (.*) records = (.*) used \+ (.*) rejected; (.*) events.*/\1 \2 \3 \4/p' \
		"$tmp/err" | tr -d ,)
	has=$(xmllint --xpath 'count(//CINdetails | //CSWWWorker)' "$data/$1.xml")
	echo "read $read = $used + $rejected, file has $has; $events events"
	[ "$read" = $((used + rejected)) ] && [ "$read" = "$has" ] &&
		[ "$events" = "$(grep -c '^[0-9]' "$tmp/out")" ]
}

# The files' dates are nowhere near their years, so --covers takes them all in.
figures() { # FILE
	local want path='//CSWWWorker[RoleStartDate]/WorkingDaysLost'
	if [ "${1%%/*}" = workforce ]; then
		want=$(printf %.2f "$(xmllint --xpath "sum($path)" "$data/$1.xml")")
		kpi-cin "$data/$1.xml" 2>/dev/null | kpi-sort |
			kpi-count --event absence_end --sum result --as num |
			kpi-tally --by day --decimals 2 >"$tmp/figures" || return 1
	else
		want=$(xmllint --xpath 'count(//CINreferralDate)' "$data/$1.xml")
		kpi-cin --covers 'history 1960-01-01/2030-12-31' "$data/$1.xml" 2>/dev/null | kpi-sort |
			kpi-count --event referral | kpi-tally --by all >"$tmp/figures" || return 1
	fi
	cat "$tmp/figures"
	[ "$(awk -F '\t' 'NR > 1 { print $4 }' "$tmp/figures")" = "$want" ]
}

# Every line whole, and nobody's id told.
sound() { # FILE
	awk -F '\t' 'NF != 13 { exit 1 }' "$tmp/out" && ! grep -qF -f "$tmp/ids" "$tmp/err"
}

try() { # FILE PLACE STATUS...: how kpi-cin ends on $tmp/x
	local status want
	timeout -k 2 10 kpi-cin "$tmp/x" >"$tmp/out" 2>"$tmp/err"
	status=$?
	for want in "${@:3}"; do
		[ "$status" != "$want" ] || { sound "$1" && return; }
	done
	echo "place $2: status $status"
	cat "$tmp/err"
	return 1
}

ids() { # FILE
	xmllint --xpath '//LAchildID/text() | //SWENo/text()' "$data/$1.xml" >"$tmp/ids" && [ -s "$tmp/ids" ]
}

# Cut before the root's end, so that it is never well-formed.
cut_short() { # FILE
	local size place
	ids "$1" || return 1
	size=$(wc -c <"$data/$1.xml")
	for ((i = 0; i < 40; i++)); do
		place=$((i * (size - 12) / 40))
		head -c "$place" "$data/$1.xml" >"$tmp/x"
		try "$1" "$place" 2 || return 1
	done
}

flipped() { # FILE
	local size place byte
	ids "$1" || return 1
	size=$(wc -c <"$data/$1.xml")
	for ((i = 0; i < 200; i++)); do
		place=$((i * size / 200 + i % 7))
		((place < size)) || continue
		byte=$(od -An -tu1 -j "$place" -N 1 "$data/$1.xml")
		{
			head -c "$place" "$data/$1.xml"
			# shellcheck disable=SC2059  # the format is the byte
			printf "\\x$(printf %02x $((byte ^ (1 << i % 8))))"
			tail -c +$((place + 2)) "$data/$1.xml"
		} >"$tmp/x"
		try "$1" "$place" 0 2 || return 1
	done
}

for file in $files; do
	check "$file: events by xmllint" counts "$file"
	check "$file: read = used + rejected" adds_up "$file"
	check "$file: to figures" figures "$file"
	check "$file: cut at 40 places" cut_short "$file"
	check "$file: flipped at 200 places" flipped "$file"
done
echo "1..$n"
[ "$failed" = 0 ] && [ "$n" = "$plan" ]
