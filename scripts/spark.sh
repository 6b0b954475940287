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
	python=$(scripts/venv.sh "build/engines/$engine" "$wanted")
	if [ "$engine" = spark4 ]; then # its packages have the types
		"$(scripts/venv.sh build/python/venv python/requirements.txt)" -m mypy --config-file python/mypy.ini --python-executable "$python" python/assay
	fi
	kind=spark
	[ "$engine" = sail ] && kind=sail
	jars=$(sed -n 's/^# jars: //p' "$wanted") # fetched from Maven
	SPARK_ENGINE=$kind SPARK_JARS=$jars ASSAY_BINARY=$bin PYTHONPATH=$PWD/python:$PWD/python/tests "$python" -m pytest -q -p no:cacheprovider --disable-warnings python/tests/test_spark_*.py
done
