# assay: build, run, test. `make help` lists the targets.
# Targets that run the program treat its exit code 3 (done, some documents lost)
# as success and print what was lost.

GO      ?= go
BIN     := bin/assay
INPUT   ?= examples/corpus
OUT     ?= results
RUNFLAGS ?=
SHARED  ?= ../shared
FUZZTIME ?= 30s
PYTHON  ?= python3
PLATFORMS ?= linux/amd64 linux/arm64 darwin/amd64 darwin/arm64
GOBUILD := -trimpath -ldflags="-s -w"

.DEFAULT_GOAL := build
.PHONY: help build dist pgo wheel run nightly test slow race lint bench pace fuzz golden generate train eval check notebooks python spark browser clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | column -t -s "$$(printf '\t')"

build: ## build bin/assay (static, no cgo)
	CGO_ENABLED=0 $(GO) build $(GOBUILD) -o $(BIN) ./cmd/assay

dist: ## build dist/: static programs for PLATFORMS, their SHA-256 sums, third-party notices
	@GOBUILD='$(GOBUILD)' ./scripts/dist.sh $(PLATFORMS)

pgo: build ## take the profile that make dist builds by anew (needs ../shared)
	@rm -rf build/pgo
	$(BIN) run $(SHARED)/reports --out build/pgo --no-report --quiet --cpuprofile build/dist.pgo || [ $$? -eq 3 ]
	@mv build/dist.pgo scripts/dist.pgo

wheel: dist ## wheels of the Python package for PLATFORMS, into dist/
	$(PYTHON) scripts/wheel.py dist 26

run: build ## process INPUT (default: the example corpus) into OUT (default: results)
	@./scripts/run.sh $(BIN) "$(INPUT)" "$(OUT)" $(RUNFLAGS)

nightly: build ## what the scheduler's unit does: a quiet run with JSON logs, checks and metrics
	@./scripts/nightly.sh $(BIN) "$(INPUT)" "$(OUT)" $(RUNFLAGS)

test: ## the tests that need nothing but Go, without the slow ones (whole minutes, gigabytes, all the reports)
	$(GO) test -short ./...

# Packages with tests that -short leaves out.
SLOW = ./cmd/assay ./corpus ./corpus/internal/html ./corpus/internal/pdf ./extract ./out

slow: ## all tests of the packages that have slow ones; .ci/run does both
	$(GO) test -timeout 20m $(SLOW)

race: ## the tests of what runs at once under the race detector, the pipeline's twenty times (needs a C compiler)
	$(GO) test -race -count=20 ./pipeline
	$(GO) test -race -short ./classify ./out/cache ./out/gate ./internal/...
	$(GO) test -race -short -run 'TagsSame|Concurrent|Parallel' ./extract ./classify/codebook ./classify/stance
	$(GO) test -race -short -run 'TestSameBytes|TestCodebookEdit|TestDamagedCache' ./cmd/assay

lint: ## gofmt, vet, staticcheck, tidy
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); echo 'not gofmt-ed'; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) mod tidy -diff

bench: build ## measure: docs/benchmarks.md says how to read it
	$(GO) run ./bench -assay $(BIN) -reports $(SHARED)/reports

pace: build ## hold a short benchmark against the committed ratios (bench/pace.txt), and warn of what is a fifth slower
	$(GO) run ./bench -assay $(BIN) -pace check

fuzz: ## every fuzz target for FUZZTIME
	@./scripts/fuzz.sh $(FUZZTIME)

golden: ## write the expected files of the tests anew: read the diff before you commit it
	$(GO) test ./corpus/internal/html ./extract ./extract/profiles ./out ./cmd/assay -update

generate: build ## write the composed sentences anew from their patterns (docs/tables.md: make golden)
	$(GO) generate ./...

train: build ## train the built-in model anew (needs ../shared; minutes); then build again and make eval
	$(BIN) train --from-scratch --gold $(SHARED)/gold/train.jsonl --gold $(SHARED)/gold/written.jsonl --gold $(SHARED)/gold/change.jsonl \
		--gold classify/stance/data/own.jsonl --gold classify/stance/data/composed.jsonl --gold classify/stance/data/plain.jsonl --gold classify/stance/data/near.jsonl \
		--sentiments classify/stance/data/articles.jsonl --sentiments classify/stance/data/comments.jsonl --sentiments classify/stance/data/lookalikes.jsonl \
		--stances classify/stance/data/turned.jsonl --tells classify/stance/data/changes.jsonl \
		--gold $(SHARED)/gold/silver.jsonl.gz --date $$(date -u +%Y-%m-%d) --out classify/stance/data/model.bin

eval: build ## measure against the coded sentences and facts (needs ../shared)
	@./scripts/eval.sh $(BIN) $(SHARED)

notebooks: build ## run the notebooks over the example run (and over ../shared/reports when present), and leave them as pages in build/notebooks
	@./notebooks/run.sh $(BIN) $(SHARED)

python: build ## test the Python package: the wheel of this machine in fresh virtual environments
	@./scripts/python.sh $(BIN)

spark: build ## test assay.spark on Sail, Spark 4 and Spark 3.5 (needs Java 17; some minutes)
	@./scripts/spark.sh $(BIN) sail spark4 spark35

browser: build ## test the HTML report and the coding page in headless Chromium
	@./report/browser/run.sh $(BIN)

check: lint test race ## what to run before a commit

clean: ## remove what was built
	rm -rf bin build dist
