#!/bin/sh
# Test the Python package as a user has it: the wheel of this machine, made of BIN,
# in fresh virtual environments; one has pyarrow alone, one all that it works with.
#   scripts/python.sh BIN [PYTEST ARGUMENTS]
set -eu

bin=$(realpath "${1:?usage: scripts/python.sh BIN [PYTEST ARGUMENTS]}")
shift
cd "$(dirname "$0")/.."
python=$(scripts/venv.sh build/python/venv python/requirements.txt)

echo "== types"
"$python" -m mypy --config-file python/mypy.ini --exclude assay/spark/ python/assay

echo "== the wheel"
rm -rf build/python/dist build/python/bare
mkdir -p build/python/dist
ln "$bin" "build/python/dist/assay-$(go env GOOS)-$(go env GOARCH)"
go run ./internal/notices >build/python/dist/THIRD_PARTY_NOTICES.txt
"$python" scripts/wheel.py build/python/dist
wheel=$(realpath build/python/dist/*.whl)

echo "== with pyarrow alone"
"$python" -m venv build/python/bare
build/python/bare/bin/python -m pip install --quiet --disable-pip-version-check --constraint python/requirements.txt "$wheel"
(cd / && env -u PYTHONPATH "$OLDPWD/build/python/bare/bin/python" "$OLDPWD/python/tests/alone.py" "$OLDPWD/examples/corpus")

echo "== pytest"
"$python" -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall "$wheel"
env -u PYTHONPATH -u ASSAY_BINARY "$python" -m pytest -q -p no:cacheprovider --durations=5 "$@" python/tests
