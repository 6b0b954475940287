#!/bin/sh
# Build dist/: a static program for each platform (OS/ARCH) named, with the
# SHA-256 sum of each, and the licences of what is in them.
#   scripts/dist.sh linux/amd64 darwin/arm64 ...
# GOBUILD: flags of go build, as make build has them.
set -eu

# Packages that are linked and never run, or never where time counts, are not
# inlined, so that every wheel stays under its limit of 26 MB (November 2026: 25.96
# darwin/amd64, 25.57 linux/amd64; arm64 is smaller). The first two come with the
# library that writes Parquet, which has no way to leave them out.
# Nothing here calls them, so that they may be without bounds checks: with them
# darwin/amd64 is over the limit.
small() {
	for p in github.com/apache/arrow/go/v15/arrow/compute/... google.golang.org/grpc/...; do
		printf " -gcflags='%s=-l -B'" "$p"
	done
	for p in github.com/apache/arrow/go/v15/arrow/flight/... google.golang.org/protobuf/... google.golang.org/genproto/... \
		github.com/xuri/... github.com/goccy/... gonum.org/v1/gonum/... github.com/prometheus/... github.com/apache/thrift/... \
		github.com/markusmobius/go-domdistiller/... github.com/rs/... github.com/spf13/... github.com/RadhiFadlillah/... \
		github.com/go-shiori/go-readability/... github.com/andybalholm/brotli/... assay/corpus/internal/archive assay/corpus/internal/office assay/corpus/internal/outlook assay/corpus/internal/cfb assay/corpus/internal/mail assay/corpus/internal/rtf assay/report/... assay/study/... assay/cmd/... assay/classify/eval/... assay/classify/stance/train assay/out/answers assay/out/diff assay/out/runs assay/run assay/extract/profiles \
		net net/netip math/big crypto/... encoding/xml encoding/asn1 vendor/golang.org/x/... golang.org/x/text/... github.com/apache/arrow/go/v15/arrow/scalar github.com/apache/arrow/go/v15/parquet/internal/gen-go/... \
		github.com/klippa-app/go-pdfium/... github.com/tetratelabs/wazero/internal/engine/interpreter github.com/tetratelabs/wazero/internal/engine/wazevo/backend/... github.com/tetratelabs/wazero/internal/engine/wazevo/frontend github.com/tetratelabs/wazero/internal/engine/wazevo/ssa archive/tar mime/... net/mail github.com/jdkato/... gopkg.in/neurosnap/... encoding/gob text/template/... html/template net/http/... crypto/tls crypto/x509/... debug/dwarf; do
		printf " -gcflags='%s=-l'" "$p"
	done
}

cd "$(dirname "$0")/.."
if [ $# -eq 0 ]; then
	echo "usage: scripts/dist.sh OS/ARCH..." >&2
	exit 2
fi
GO=${GO:-go}
# A profile of a run, from which the compiler takes what is worth inlining: text
# stages x 0.96. Only here, since every package is compiled anew for it.
pgo=-pgo=scripts/dist.pgo
rm -rf dist
mkdir dist
for platform in "$@"; do
	name=dist/assay-${platform%/*}-${platform#*/}
	echo "dist: $name"
	eval "CGO_ENABLED=0 GOOS=${platform%/*} GOARCH=${platform#*/} $GO build ${GOBUILD:--trimpath} $pgo $(small) -o $name ./cmd/assay"
done
$GO run ./internal/notices >dist/THIRD_PARTY_NOTICES.txt
cd dist
if command -v sha256sum >/dev/null; then
	sha256sum assay-* >SHA256SUMS
else
	shasum -a 256 assay-* >SHA256SUMS # macOS
fi
