# The Markdown table of scripts/bench: awk -F'\t' -v strict=0 -f table.awk JOBS FS=' ' TIMES
# JOBS: id, work, by, bytes read, peak KiB, the job it is set against, the bar (most=N ...); TIMES:
# id, microseconds, those of the job it is set against. Exit 1 if strict and a bar is missed.

function median(list, n,   i, j, kept) {
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && list[j] < list[j - 1]; j--) {
			kept = list[j]
			list[j] = list[j - 1]
			list[j - 1] = kept
		}
	return n == 0 ? 0 : n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

function middle(id, table,   i, list) {
	for (i = 1; i <= runs[id]; i++)
		list[i] = table[id, i]
	return median(list, runs[id])
}

function figure(value) {
	return value == "" ? "" : sprintf(value < 0.1 ? "%.3f" : value < 10 ? "%.2f" : "%.0f", value)
}

# A ratio as the bar is judged by it, so that the printed one never contradicts the verdict.
function verdict(bar, ratio, megabytes, grown,   part, met) {
	split(bar, part, "=")
	if (part[1] == "most") {
		met = ratio <= part[2]
		bar = "within " part[2] " W"
	} else if (part[1] == "least") {
		met = ratio >= part[2]
		bar = part[2] == 1 ? "sooner" : part[2] " times as fast"
	} else if (part[1] == "memory") {
		met = megabytes <= part[2]
		bar = "under " part[2] " MB"
	} else {
		met = grown <= part[2]
		bar = "within " part[2] " times its memory at a hundredth of the lines (" figure(grown) ")"
	}
	bars++
	missed += !met
	return bar (met ? ": met" : ": missed")
}

NR == FNR {
	order[++jobs] = $1
	work[$1] = $2; by[$1] = $3; bytes[$1] = $4; peak[$1] = $5; against[$1] = $6; bar[$1] = $7
	next
}
{
	times[$1, ++runs[$1]] = $2
	if (NF > 2)
		ratios[$1, runs[$1]] = $2 / $3
}
END {
	print "| work | by | seconds | MB/s | times W | filters faster | memory, MB | bar |"
	print "|---|---|--:|--:|--:|--:|--:|---|"
	w = middle("W", times)
	for (i = 1; i <= jobs; i++) {
		id = order[i]
		time = middle(id, times)
		ratio = against[id] == "" ? "" : middle(id, ratios)
		megabytes = peak[id] == "" ? "" : peak[id] * 1024 / 1e6
		grown = (against[id], 1) in times && peak[against[id]] ? peak[id] / peak[against[id]] : 0
		printf "| %s | %s | %s | %s | %s | %s | %s | %s |\n", work[id], by[id], figure(time / 1e6),
			bytes[id] && time ? sprintf("%.0f", bytes[id] / time) : "",
			id ~ /-[0-9]+-[0-9]+$/ ? "" : figure(against[id] == "W" ? ratio : time / w),
			against[id] == "W" || bar[id] ~ /^grown/ ? "" : figure(ratio),
			megabytes == "" ? "" : sprintf("%.0f", megabytes),
			bar[id] == "" ? "" : verdict(bar[id], ratio, megabytes, grown)
	}
	printf "\n%d of %d bars met", bars - missed, bars
	print missed ? sprintf(", %d missed.", missed) : "."
	exit strict && missed > 0
}
