#!/bin/sh
# Make a virtual environment with the packages that a file pins, unless it is there
# already, and print its Python.
#   scripts/venv.sh FOLDER REQUIREMENTS
# Needs python3 (PYTHON chooses another) with venv.
set -eu

folder=${1:?usage: scripts/venv.sh FOLDER REQUIREMENTS}
wanted=${2:?usage: scripts/venv.sh FOLDER REQUIREMENTS}
if ! cmp -s "$wanted" "$folder/installed.txt"; then
	rm -rf "$folder"
	"${PYTHON:-python3}" -m venv "$folder"
	"$folder/bin/python" -m pip install --quiet --disable-pip-version-check -r "$wanted" >&2
	cp "$wanted" "$folder/installed.txt"
fi
echo "$folder/bin/python"
