#!/bin/sh
# eval.sh BINARY SHARED: measure against the coded sentences and facts, write
# docs/evaluation.md, and fail where a figure fell by more than its interval.
# The text of the errors goes to build/worst.txt, which is not committed.
set -eu
bin=$1 shared=$2
if [ ! -d "$shared/gold" ]; then
	echo "eval: no $shared/gold here: nothing measured" >&2
	exit 0
fi
mkdir -p build
code=0
"$bin" run "$shared/reports" --out build/eval --quiet || code=$?
[ "$code" -eq 0 ] || [ "$code" -eq 3 ] || exit "$code" # 3: done, some documents lost
${GO:-go} run ./bench/evaluation -gold "$shared/gold/dev.jsonl,$shared/gold/articles_dev.jsonl,$shared/gold/change.jsonl" -grades build/eval -worst build/worst.txt
"$bin" eval --grades build/eval
"$bin" eval --facts "$shared/gold/facts_dev.jsonl" --root "$shared/reports"
