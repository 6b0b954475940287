#!/bin/sh
# Run the R code of docs/r.md that needs no more than readr and dplyr, over the
# example corpus: scripts/r.sh BIN. Needs Rscript with both packages.
set -eu
bin=$(realpath "${1:?usage: scripts/r.sh BIN}")
root=$(cd "$(dirname "$0")/.." && pwd)
command -v Rscript >/dev/null || { echo "no Rscript here: the R page was not run"; exit 0; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
. "$root/scripts/assay_run.sh"
assay_run "$tmp/results" "$root/examples/corpus" --format csv
awk '/^```r$/ { on = 1; next } /^```$/ { if (on) exit; on = 0 } on' "$root/docs/r.md" >"$tmp/page.R"
cd "$tmp" && Rscript --vanilla page.R
