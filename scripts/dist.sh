#!/bin/sh
# Build dist/: a static program for each platform (OS/ARCH) named, with the
# SHA-256 sum of each, and the licences of what is in them.
#   scripts/dist.sh linux/amd64 darwin/arm64 ...
# GOBUILD: flags of go build, as make build has them.
set -eu

cd "$(dirname "$0")/.."
if [ $# -eq 0 ]; then
	echo "usage: scripts/dist.sh OS/ARCH..." >&2
	exit 2
fi
GO=${GO:-go}
rm -rf dist
mkdir dist
for platform in "$@"; do
	name=dist/assay-${platform%/*}-${platform#*/}
	echo "dist: $name"
	eval "CGO_ENABLED=0 GOOS=${platform%/*} GOARCH=${platform#*/} $GO build ${GOBUILD:--trimpath} -o $name ./cmd/assay"
done
$GO run ./internal/notices >dist/THIRD_PARTY_NOTICES.txt
cd dist
if command -v sha256sum >/dev/null; then
	sha256sum assay-* >SHA256SUMS
else
	shasum -a 256 assay-* >SHA256SUMS # macOS
fi
