#!/bin/sh
# nightly.sh BIN INPUT OUT [FLAG...]: the command of deploy/assay.service, for
# make. The unit calls the program itself, so that its exit codes arrive.
set -u
bin=$1 input=$2 out=$3
shift 3
mkdir -p "$out" || exit 1
"$bin" run "$input" --out "$out" --quiet --log-format json --keep 14 --metrics-file "$out/assay.prom" "$@"
code=$?
[ "$code" -eq 3 ] && exit 0
exit "$code"
