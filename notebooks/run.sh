#!/bin/sh
# Check the colours of the charts, the tables with DuckDB, pandas, pyarrow and polars, the workbook, run the
# snippets of README.md, then run the notebooks over the example run, and over SHARED/reports when it is there.
#   notebooks/run.sh BIN [SHARED]
# Needs python3 (PYTHON chooses another) with venv; the packages of
# requirements.txt go into a virtual environment (VENV, default notebooks/.venv).
set -eu

bin=$(realpath "${1:?usage: notebooks/run.sh BIN [SHARED]}")
shared=${2:-../shared}
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
venv=${VENV:-$here/.venv}

python=$("$root/scripts/venv.sh" "$venv" "$here/requirements.txt")

echo "== colours and legends of the charts"
"$python" "$here/check_colours.py" "$root" "$here"/*.ipynb

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

. "$root/scripts/assay_run.sh"
export ASSAY_BINARY="$bin" PYTHONPATH="$root/python" # the package, as a checkout has it

echo "== tables of made-up documents, dictionaries overflowing, a quote in the path"
mkdir "$tmp/made, it's"
(cd "$root" && go run ./internal/madetables "$tmp/made, it's")
"$python" "$here/check_tables.py" "$tmp/made, it's" --dictionary-overflow --documents 9

echo "== tables of the example corpus"
assay_run "$tmp/example" "$root/examples/corpus" --format parquet,arrow,csv,jsonl --with-text
"$python" "$here/check_tables.py" "$tmp/example/current"
"$python" "$here/check_readme.py" "$tmp/example/current"
"$python" "$here/check_changes.py" "$bin" "$tmp/example"
"$python" "$here/check_workbook.py" "$bin" "$tmp/example"
"$python" "$here/execute.py" --html "$root/build/notebooks/example" "$tmp/example/current" "$here"/*.ipynb

echo "== the page for users of R"
"$root/scripts/r.sh" "$bin"

if [ -d "$shared/reports" ]; then
	echo "== notebooks over $shared"
	assay_run "$tmp/reports" "$shared/reports" "$shared/seeds" --with-text
	"$python" "$here/check_changes.py" "$bin" "$tmp/reports"
	"$python" "$here/check_workbook.py" "$bin" "$tmp/reports"
	"$python" "$here/execute.py" --html "$root/build/notebooks/reports" "$tmp/reports/current" "$here"/*.ipynb ${KEEP:+--keep "$KEEP"}
fi
echo "the notebooks with their answers, to be read in a browser: build/notebooks"
