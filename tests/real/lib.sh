# shellcheck shell=bash
# What the tests on other people's files share: the filters, scratch space, TAP.
#
# A test works from the top folder; n and failed are its counts.

export PATH="${KPI_BIN:-$PWD/bin}:$PATH"
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
: "${n:=0}" "${failed:=0}"

check() { # NAME COMMAND...: what the command writes, if it fails, is the diagnosis
	local what=$1
	shift
	n=$((n + 1))
	if "$@" >"$tmp/why" 2>&1; then
		echo "ok $n - $what"
	else
		failed=1
		echo "not ok $n - $what"
		head -n 20 "$tmp/why" | sed 's/^/# /'
	fi
}
