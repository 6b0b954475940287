#!/usr/bin/env bash
# How much of corpus its tests run, with what runs in the processes that read PDF, which
# go test -coverprofile does not see.
#   scripts/cover.sh [FLAGS OF go test]
# It prints the share of statements by package and in all, and leaves build/corpus.cover.
set -euo pipefail
cd "$(dirname "$0")/.."
dir=$PWD/build/cover
rm -rf "$dir"
mkdir -p "$dir"
export ASSAY_CHILD_COVERAGE=$dir
go test -coverpkg=./corpus/... -coverprofile=build/tests.cover "$@" ./corpus/... >build/cover.log || { cat build/cover.log; exit 1; }
go tool covdata textfmt -i="$dir" -o=build/children.cover
{ cat build/tests.cover; grep -v ^mode: build/children.cover; } >build/corpus.cover
awk -F'[ :]' '/^mode/ { next }
	{ block = $1 ":" $2; n[block] = $3; if ($4 > 0) ran[block] = 1 }
	END {
		for (b in n) { split(b, f, ":"); p = f[1]; sub("/[^/]*$", "", p); if (p ~ /corpustest/) continue; all[p] += n[b]; sum += n[b]; if (ran[b]) { has[p] += n[b]; got += n[b] } }
		for (p in all) printf "%5.1f %%  %s\n", 100 * has[p] / all[p], p
		printf "%5.1f %%  in all, %d of %d statements\n", 100 * got / sum, got, sum
	}' build/corpus.cover | sort -k3
