#!/bin/sh
# fuzz.sh TIME [FLAG...]: runs every fuzz target of the repository for TIME, one
# after the other. Minimising a find is cut short, or it would eat the time of a
# target whose single runs are slow; FLAGs go to go test and win over that.
set -eu
time=$1
shift
for pkg in $(go list ./...); do
	for target in $(go test -list '^Fuzz' "$pkg" | grep '^Fuzz' || true); do
		echo "== $pkg $target"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 5x "$@" "$pkg"
	done
done
