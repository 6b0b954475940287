#!/bin/sh
# Test the HTML report and the coding page in headless Chromium, and the report's
# numbers with DuckDB:
#   report/browser/run.sh BIN [SHARED]
# Needs node and npm, Debian's chromium (CHROMIUM names another), python3 with
# venv. The run over SHARED/reports is tested as well where that folder is there.
# SHOTS=FOLDER keeps screenshots of every page at three widths, light and dark.
set -eu

bin=$(realpath "${1:?usage: report/browser/run.sh BIN [SHARED]}")
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
shared=${2:-$root/../shared}
venv=${VENV:-$root/notebooks/.venv}

if ! cmp -s "$here/package-lock.json" "$here/node_modules/installed.json"; then
	(cd "$here" && npm ci --silent --no-audit --no-fund)
	cp "$here/package-lock.json" "$here/node_modules/installed.json"
fi
if ! "$venv/bin/python" -c 'import duckdb' 2>/dev/null; then
	venv=$here/node_modules/.venv
	[ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
	"$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$(grep ^duckdb "$root/notebooks/requirements.txt")"
fi

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

. "$root/scripts/assay_run.sh"

shots() {
	[ -z "${SHOTS:-}" ] || node "$here/shots.mjs" "$1" "$SHOTS/$2"
}

echo "== the report of hostile documents"
node "$here/hostile.mjs" "$tmp/hostile"
assay_run "$tmp/h" "$root/examples/corpus" "$tmp/hostile/in" --codebook "$tmp/hostile/codebook.yaml"
run=$(realpath "$tmp/h/current")
"$bin" report "$tmp/h" --codebook "$tmp/hostile/codebook.yaml" --phrases --with-sources "$tmp/hostile/in"
RUN=$run node --test --test-reporter=spec "$here/hostile.test.mjs"
"$venv/bin/python" "$here/check_numbers.py" "$run"
shots "$run" hostile

echo "== the report of the example corpus, sources linked"
assay_run "$tmp/e" "$root/examples/corpus" --source-base https://files.example.org/in/
run=$(realpath "$tmp/e/current")
RUN=$run BASE=https://files.example.org/in/ node --test --test-reporter=spec "$here/report.test.mjs" "$here/views.test.mjs"
"$venv/bin/python" "$here/check_numbers.py" "$run"
shots "$run" example

echo "== an article about an authority that was inspected"
mkdir "$tmp/about" # the article names its authority as the gazetteer knows it
for file in reports/northmere-2019.txt press/school-visits.html; do
	sed 's/Northmere/Rutland/g' "$root/examples/corpus/$file" >"$tmp/about/$(basename "$file")"
done
assay_run "$tmp/a" "$tmp/about"
RUN=$(realpath "$tmp/a/current") ARTICLES=1 node --test --test-reporter=spec --test-name-pattern=articles "$here/views.test.mjs"

echo "== the page to code sentences in"
mkdir "$tmp/code"
"$bin" code "$tmp/e" --theme caseloads --n 12 --out "$tmp/code/code.html"
RUN=$tmp/code BIN=$bin SHOTS=${SHOTS:-} node --test --test-reporter=spec "$here/code.test.mjs"

if [ -d "$shared/reports" ]; then
	echo "== the report of $shared"
	assay_run "$tmp/s" "$shared/reports" "$shared/seeds"
	"$bin" report "$tmp/s" --phrases --with-sources "$shared/reports"
	run=$(realpath "$tmp/s/current")
	RUN=$run SOURCES=1 node --test --test-reporter=spec "$here/report.test.mjs" "$here/views.test.mjs"
	"$venv/bin/python" "$here/check_numbers.py" "$run"
	shots "$run" shared
fi
