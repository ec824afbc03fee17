#!/usr/bin/env bash
# Ofsted's lists ("Annex A") that other people made up, from the workbook to figures: every row is
# counted, events are as many as sqlite3 finds in the sheets, what the lists hold is what sqlite3
# makes of them, and what they do not hold has no figure.
#
# The workbook is in the folder annex-a of the one that KPI_REAL_DATA names; its invented rows are
# of the six months to 15 March 2021.

set -uo pipefail
export LC_ALL=C

plan=30
n=0 failed=0
skip_to() { # NUMBER REASON
	while [ "$n" -lt "$1" ]; do echo "ok $((n += 1)) # SKIP $2"; done
}
if ! command -v xlsx2csv >/dev/null; then
	skip_to "$plan" "no xlsx2csv"
	echo "1..$plan"
	exit 0
fi
[ -z "${KPI_REAL_DATA-}" ] || data=$(realpath "$KPI_REAL_DATA")
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=lib.sh
. tests/real/lib.sh

# A workbook with a front sheet that says these things, a cell each, and one referral.
workbook() { # FILE CELL...
	python3 - "$@" <<'PYTHON'
import sys, zipfile
from xml.sax.saxutils import escape
main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
package = 'http://schemas.openxmlformats.org/package/2006/relationships'
sheets = [('Front', [sys.argv[2:]]), ('List 3', [['Child Unique ID', 'Gender',
	'Date of Birth', 'Date of Referral', 'Referral NFA?'],
	['1', 'a) Male', '01/02/2010', '03/04/2019', 'a) Yes']])]
with zipfile.ZipFile(sys.argv[1], 'w') as book:
	book.writestr('xl/workbook.xml', f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
		+ ''.join(f'<sheet name="{s[0]}" sheetId="{i}" r:id="rId{i}"/>'
		for i, s in enumerate(sheets, 1)) + '</sheets></workbook>')
	book.writestr('xl/_rels/workbook.xml.rels', f'<Relationships xmlns="{package}">'
		+ ''.join(f'<Relationship Id="rId{i}" Type="{office}/worksheet" '
		f'Target="worksheets/sheet{i}.xml"/>' for i in (1, 2)) + '</Relationships>')
	book.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/'
		'package/2006/content-types">' + ''.join(
		f'<Override PartName="/xl/{p}.xml" ContentType="application/vnd.openxmlformats-'
		f'officedocument.spreadsheetml.{t}+xml"/>' for p, t in (('workbook', 'sheet.main'),
		('worksheets/sheet1', 'worksheet'), ('worksheets/sheet2', 'worksheet')))
		+ '</Types>')
	for i, (name, rows) in enumerate(sheets, 1):
		book.writestr(f'xl/worksheets/sheet{i}.xml', f'<worksheet xmlns="{main}"><sheetData>'
			+ ''.join(f'<row r="{r}">' + ''.join(f'<c r="{chr(65 + c)}{r}" t="inlineStr">'
			f'<is><t>{escape(text)}</t></is></c>' for c, text in enumerate(row)) + '</row>'
			for r, row in enumerate(rows, 1)) + '</sheetData></worksheet>')
PYTHON
}

day_is() { # DAY CELL...: the script takes that day from a front sheet with these cells
	workbook "$tmp/w.xlsx" "${@:2}" && scripts/kpi-annexa "$tmp/w.xlsx" >"$tmp/out" || return 1
	grep -q "^	referral	.*	all 2018-10-.*/$1	" "$tmp/out" &&
		[ "$(grep -c '^2019-04-03	referral	1	' "$tmp/out")" = 1 ]
}

day_wanted() { # CELL...: the script asks for the day, and gives nothing
	workbook "$tmp/w.xlsx" "$@" || return 1
	scripts/kpi-annexa "$tmp/w.xlsx" >"$tmp/out" 2>"$tmp/err"
	[ $? = 2 ] && [ ! -s "$tmp/out" ] && grep -q 'want --as-of' "$tmp/err"
}

check "the day is taken from the cell beside its name" \
	day_is 2019-04-15 'An "Example" Council' 'Date of extract:' '' '15/04/2019'
check "the day is taken from the cell that names it" day_is 2019-04-15 'Data as at 2019-04-15'
check "two days: asked for" day_wanted 'As at' '15/04/2019' 'Date of extract' '16/04/2019'
check "no day: asked for, whatever else is dated" day_wanted 'Update: August 2019' '15/04/2019'

if [ -z "${data-}" ]; then
	skip_to "$plan" "KPI_REAL_DATA is not set"
	echo "1..$plan"
	[ "$failed" = 0 ]
	exit
fi

as_of=2021-03-15
scripts/kpi-annexa "$data"/annex-a/*.xlsx --as-of "$as_of" >"$tmp/events" 2>"$tmp/err" ||
	{ cat "$tmp/err" && echo "Bail out! kpi-annexa failed" && exit 1; }
xlsx2csv -a -f %d/%m/%Y "$data"/annex-a/*.xlsx "$tmp/csv" >/dev/null
imports=()
for list in 1 2 3 4 5 6 7 8 9 10 11; do
	imports+=(-cmd ".import '$tmp/csv/List $list.csv' l$list")
done

sql() { # QUERY
	sqlite3 -cmd '.mode csv' "${imports[@]}" -cmd '.mode list' :memory: "$1"
}

iso() { # COLUMN: its date, as 2019-04-01
	echo "(substr([$1], 7, 4) || '-' || substr([$1], 4, 2) || '-' || substr([$1], 1, 2))"
}

# `NAME: read R rows = U used + J rejected` adds up, and R is what the sheet has.
adds_up() { # NAME LIST
	local read used rejected rows
	read -r read used rejected < <(tr -d , <"$tmp/err" | sed -En \
		"s/^kpi-events: $1: read ([0-9]+) rows = ([0-9]+) used \\+ ([0-9]+) rejected.*/\1 \2 \3/p")
	rows=$(sql "SELECT COUNT(*) FROM l$2")
	echo "read $read = $used + $rejected, sheet has $rows"
	[ "$read" = $((used + rejected)) ] && [ "$read" = "$rows" ]
}

list=0
for name in contacts early_help referrals assessments enquiries need plans care leavers adoption \
	adopters; do
	check "$name: read = used + rejected = the sheet's rows" adds_up "$name" $((list += 1))
done

# Every event of the stream, and none that the sheets do not have.
dated() { # EVENT LIST COLUMN [CONDITION]
	echo "SELECT '$1', COUNT(*) FROM l$2 WHERE [$3] NOT IN ('', '#N/A') AND ${4-1};"
}

counts() {
	local worker="[Allocated Worker] NOT IN ('', '#N/A')" open="[CIN Closure Date] = ''"
	sql "$(
		dated contact 1 'Date of Contact'
		dated caf_start 2 'Assessment start date'
		dated referral 3 'Date of Referral'
		dated assessment_start 4 'Continuous Assessment Start Date'
		dated assessment_end 4 'Continuous Assessment Date of Authorisation'
		for event in strategy_discussion s47_start; do
			dated $event 5 'Strategy discussion initiating Section 47 Enquiry Start Date'
		done
		dated icpc 5 'Date of Initial Child Protection Conference'
		dated case_open 6 'CIN Start Date'
		dated case_closed 6 'CIN Closure Date'
		dated allocated 6 'Child Unique ID' "$open AND $worker"
		dated unallocated 6 'Child Unique ID' "$open AND NOT $worker"
		dated visit/cin 6 'Date Child Was Last Seen' "[Case Status] LIKE '%child in need%'"
		dated cp_start 7 'Child Protection Plan Start Date'
		dated cp_end 7 'Child Protection Plan End Date'
		dated cp_category 7 'Child Unique ID' "[Child Protection Plan End Date] = ''"
		dated cp_review 7 'Date of latest review conference'
		dated visit/cp 7 'Date of the Last Statutory Visit'
		dated cla_start 8 'Date Started to be Looked After'
		dated cla_end 8 'Date Ceased to be Looked After'
		dated cla_review 8 'Date of Latest Statutory Review'
		dated visit/cla 8 'Date of Last Social Work Visit'
		dated health_assessment 8 'Date of Last Health Assessment'
		dated dental_check 8 'Date of Last Dental Check'
		dated placement_start 8 'Start Date of Most Recent Placement'
		dated leaver_start 9 'Child Unique ID'
		dated leaver_contact 9 'Child Unique ID'
		dated adoption_decision 10 'Date of Decision that Child Should be Placed for Adoption'
		dated placement_order 10 'Date of Placement Order'
		dated adoption_match 10 'Date of Matching Child and Prospective Adopters'
		dated adoption_placed 10 'Date Placed for Adoption'
		dated adoption_order 10 'Date of Adoption Order'
		dated adopter_approved 11 'Date application approved'
	)" | grep -v '|0$' | sort >"$tmp/want"
	awk -F '\t' 'NR > 1 && $1 != "" { n[$2 == "visit" ? $2 "/" $7 : $2]++ }
		END { for (e in n) print e "|" n[e] }' "$tmp/events" | sort >"$tmp/got"
	[ "$(wc -l <"$tmp/want")" -gt 25 ] && diff "$tmp/want" "$tmp/got"
}
check "as many of each event as the sheets have" counts

# What the lists hold in full, by month: period, num and den where there are any.
figures() { # MEASURE...
	"$@" <"$tmp/events" 2>"$tmp/told" | kpi-tally --by month --part >"$tmp/figures" &&
		awk -F '\t' '
			NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
			$at["num"] + $at["den"] > 0 { print $at["period"] "|" $at["num"] "|" $at["den"] }' \
			"$tmp/figures" >"$tmp/got"
}

same() { # SQL MEASURE...
	sql "$1" >"$tmp/want"
	figures "${@:2}" && [ -s "$tmp/want" ] && diff "$tmp/want" "$tmp/got"
}

# The first and the last month are unfinished: the lists begin on 16 September.
month() { # COLUMN
	echo "substr($(iso "$1"), 1, 7) ||
		CASE WHEN substr($(iso "$1"), 1, 7) IN ('2020-09', '2021-03') THEN '*' ELSE '' END"
}

by_month() { # LIST COLUMN EVENT
	same "SELECT $(month "$2"), COUNT(*), '' FROM l$1
		WHERE $(iso "$2") BETWEEN '2020-09-16' AND '$as_of' GROUP BY 1 ORDER BY 1" \
		kpi-count --event "$3"
}
check "contacts by month" by_month 1 'Date of Contact' contact
check "referrals by month" by_month 3 'Date of Referral' referral

in_45_days() {
	local start='Continuous Assessment Start Date'
	local end='Continuous Assessment Date of Authorisation'
	same "CREATE TABLE holiday(day);
		$(sed "s/.*/INSERT INTO holiday VALUES ('&');/" "$data/bank-holidays.txt")
		WITH RECURSIVE day(day) AS (SELECT '2019-01-01'
			UNION ALL SELECT date(day, '+1 day') FROM day WHERE day < '2021-12-31'),
		working AS (SELECT day FROM day WHERE strftime('%w', day) BETWEEN '1' AND '5'
			AND day NOT IN (SELECT day FROM holiday))
		SELECT $(month "$end"), SUM((SELECT COUNT(*) FROM working
			WHERE day > $(iso "$start") AND day < $(iso "$end")) < 45
			OR $(iso "$end") <= (SELECT day FROM working
			WHERE day > $(iso "$start") ORDER BY day LIMIT 1 OFFSET 44)), COUNT(*) FROM l4
		WHERE $(iso "$end") BETWEEN '2020-09-16' AND '$as_of' GROUP BY 1 ORDER BY 1" \
		kpi-elapsed --from assessment_start --to assessment_end --within 45wd
}
check "assessments in 45 working days by month" in_45_days

# How it stood on the day: one line, of the unfinished month.
at_day() { # SQL MEASURE...
	same "$@" && [ "$(cut -d '|' -f 1 "$tmp/got")" = '2021-03*' ]
}

plans="FROM l7 WHERE [Child Protection Plan End Date] = ''"
cp=(--from cp_start --to cp_end --key person)
check "children on plans at the day" \
	at_day "SELECT '2021-03*', COUNT(*), '' $plans" kpi-census "${cp[@]}"
check "age of plans at the day" at_day "SELECT '2021-03*', CAST(SUM(julianday('$as_of') -
	julianday($(iso 'Child Protection Plan Start Date'))) AS INT), COUNT(*) $plans" \
	kpi-census "${cp[@]}" --age
check "plans for physical abuse at the day" at_day "SELECT '2021-03*',
	SUM([Latest Category of Abuse] LIKE '%physical%'), COUNT(*) $plans" \
	kpi-census "${cp[@]}" --carry cp_category --match 'category=^PHY$'
# No bank holiday is near: ten working days are two weeks.
check "children visited in ten working days at the day" at_day "SELECT '2021-03*',
	SUM($(iso 'Date of the Last Statutory Visit') >= date('$as_of', '-14 day')
	OR $(iso 'Child Protection Plan Start Date') >= date('$as_of', '-14 day')), COUNT(*) $plans" \
	kpi-census "${cp[@]}" --had 'visit:category=^cp$' --within 10wd --grace
check "children in care at the day" at_day "SELECT '2021-03*', COUNT(*), '' FROM l8
	WHERE [Date Ceased to be Looked After] = '' AND [Child's Legal Status] NOT LIKE 'V%'" \
	kpi-census --from 'cla_start:category!=^V[34]$' --to cla_end --key person --join
check "care leavers in education, employment or training at the day" at_day "SELECT '2021-03*',
	SUM([Activity Status] GLOB '[FP]*'), COUNT(*) FROM l9" \
	kpi-census --from leaver_start --to leaver_end --key person --carry leaver_contact \
	--match 'result=^(education|employment|training)$'

# What they do not hold has no figure, of whatever value, and says why.
no_figure() { # REASON MEASURE...
	figures "${@:2}" && [ "$(wc -l <"$tmp/figures")" = 1 ] && grep -q "$1" "$tmp/told"
}
check "reviews in time: no figure" no_figure "no figure: needs all of cp_review" \
	kpi-reviews "${cp[@]}" --event cp_review --due 3m,6m
check "plans over two years: no figure" no_figure "no figure: needs all of cp_start" \
	kpi-elapsed "${cp[@]}" --over 729d --count-first
check "re-referrals: no figure" no_figure "too short to look back" \
	kpi-repeat --event referral --within 12m
check "supervision: no figure" no_figure "not in this extract: supervision" \
	kpi-census --from case_open --to case_closed --key person --had supervision --within 42d
check "pathway plans: no figure" no_figure "not in this extract: pathway_review" \
	kpi-census --from leaver_start --to leaver_end --key person --had pathway_review --within 6m
echo "1..$n"
[ "$failed" = 0 ] && [ "$n" = "$plan" ]
