#!/usr/bin/env bash
# Test assay.spark on an engine: python/tests/test_spark_*.py.
#   scripts/spark.sh BIN ENGINE...
# An engine is a file of python/tests/engines: sail (no JVM), spark4 or spark35
# (they need Java). Its packages go into build/engines/ENGINE.
set -euo pipefail

bin=$(realpath "${1:?usage: scripts/spark.sh BIN ENGINE...}")
shift
cd "$(dirname "$0")/.."
for engine in "${@:-sail}"; do
	echo "== $engine"
	wanted=python/tests/engines/$engine.txt
	venv=build/engines/$engine
	if ! cmp -s "$wanted" "$venv/installed.txt"; then
		rm -rf "$venv"
		"${PYTHON:-python3}" -m venv "$venv"
		"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$wanted"
		cp "$wanted" "$venv/installed.txt"
	fi
	kind=spark
	[ "$engine" = sail ] && kind=sail
	SPARK_ENGINE=$kind ASSAY_BINARY=$bin PYTHONPATH=python:python/tests "$venv/bin/python" -m pytest -q -p no:cacheprovider --disable-warnings python/tests/test_spark_*.py
done
