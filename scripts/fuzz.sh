#!/bin/sh
# fuzz.sh TIME: runs every fuzz target of the repository for TIME, one after the
# other.
set -eu
time=$1
for pkg in $(go list ./...); do
	for target in $(go test -list '^Fuzz' "$pkg" | grep '^Fuzz' || true); do
		echo "== $pkg $target"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" "$pkg"
	done
done
