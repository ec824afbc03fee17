# shellcheck shell=sh
# What the test scripts share: where things are, scratch space, a hostile locale, TAP.
# Sourced, with $0 the script in tests/. Sets top, KPI_BIN (absolute), tmp, and a PATH to the filters.

top=$(cd "$(dirname "$0")/.." && pwd) || exit 2
KPI_BIN=$(cd "${KPI_BIN:-$top/bin}" 2>/dev/null && pwd) || {
	echo "Bail out! no folder of filters (make, or set KPI_BIN)"
	exit 2
}
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 2' HUP INT TERM
export KPI_BIN PATH="$KPI_BIN:$top/scripts:$PATH"
# A sanitizer's finding is no status that a filter has.
export ASAN_OPTIONS="exitcode=99:${ASAN_OPTIONS-}"
export UBSAN_OPTIONS="halt_on_error=1:exitcode=99:${UBSAN_OPTIONS-}"

# A zone at the edge of the calendar, and a locale with a decimal comma and a dotless i: made once,
# where its sources are (without them the name alone is set, and does no harm).
hostile() {
	locales=$top/build/locale
	if [ ! -e "$locales/tr_TR.UTF-8" ] && command -v localedef >/dev/null; then
		mkdir -p "$locales" &&
			localedef -i tr_TR -f UTF-8 "$tmp/tr_TR.UTF-8" >/dev/null 2>&1 &&
			mv "$tmp/tr_TR.UTF-8" "$locales/" 2>/dev/null
	fi
	export TZ=Pacific/Kiritimati LC_ALL=C
	# Where it cannot be made, other programs would complain of it among what is compared.
	[ ! -e "$locales/tr_TR.UTF-8" ] || export LOCPATH="$locales" LC_ALL=tr_TR.UTF-8
}

tap_n=0
tap_failed=0
tap_skipped=0

pass() { # NAME
	tap_n=$((tap_n + 1))
	echo "ok $tap_n - $1"
}

fail() { # NAME; what is on stdin becomes its diagnosis
	tap_n=$((tap_n + 1))
	tap_failed=$((tap_failed + 1))
	echo "not ok $tap_n - $1"
	head -n 30 | cut -c 1-300 | sed 's/^/# /'
}

skip() { # NAME REASON
	tap_n=$((tap_n + 1))
	tap_skipped=$((tap_skipped + 1))
	echo "ok $tap_n - $1 # SKIP $2"
}

finish() {
	echo "1..$tap_n"
	[ "$tap_failed" = 0 ]
	exit
}
