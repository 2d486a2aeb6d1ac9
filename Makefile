# The whole project needs Go (the version in go.mod) and make. What else a target
# needs, it fetches by itself through the Go module proxy, pinned in tools/go.mod.

GO ?= go
export CGO_ENABLED = 0

# How long make fuzz takes in all: 90s, 10m, 1h.
FUZZTIME ?= 10m
# What make soak draws its cases with, and on how many each property is tried.
SEED ?= $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
CASES ?= 2000

PLATFORMS = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.PHONY: help build demo fmt lint short test faults soak cover fuzz vuln race bench speed gobench release pictures clean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build the one binary, ./underpin, with the web interface where Node is
	tools/web
	$(GO) build -o underpin ./cmd/underpin

demo: build ## build, load the first real case, answer, write its brief, and open it in the browser
	./underpin demo

fmt: ## format the code
	gofmt -w .

lint: ## gofmt, vet, staticcheck, dead code, and the rules of the house
	@dirty=$$(gofmt -l .); [ -z "$$dirty" ] || { echo "make fmt would change:"; echo "$$dirty"; exit 1; }
	$(GO) vet ./...
	$(GO) tool -modfile=tools/go.mod staticcheck ./...
	GO=$(GO) tools/dead
	$(GO) test -count=1 -tags lint .

short: ## the tests that fit between two edits (under a minute)
	$(GO) test -short ./...

test: lint ## all that a change must pass
	$(GO) test ./...
	GO=$(GO) tools/webtest

faults: ## kill, fill and damage databases, and draw cases for the ledger, ten times as often as make test
	UNDERPIN_FAULTS=long $(GO) test -count=1 -timeout 2h -v ./internal/store/... ./internal/exchange/casebook ./internal/evidence ./internal/desk ./internal/envelope
	UNDERPIN_FAULTS=long $(GO) test -count=1 -timeout 2h -v -run AKill ./cmd/underpin

soak: ## property tests on many new cases: SEED=… draws the same again, CASES=2000
	@echo "SEED=$(SEED)"
	RAPID_SEED=$(SEED) RAPID_CHECKS=$(CASES) $(GO) test -count=1 -timeout 2h ./internal/...

cover: ## statement coverage of each package by its own tests
	$(GO) test -short -cover ./...

fuzz: ## fuzz every target, FUZZTIME=10m in all; interrupted, it resumes where it was
	GO=$(GO) tools/fuzz $(FUZZTIME)

vuln: ## look for known vulnerabilities, where their database can be had
	GO=$(GO) tools/vuln

race: ## the short tests under the race detector (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race -short ./...

bench: ## compare with igraph and graph-tool, write docs/benchmarks.md (an hour; QUICK=1: minutes)
	$(GO) run ./bench $(if $(QUICK),-quick)

speed: build ## measure the screens in the browser, beside their bars (an idle machine; a quarter of an hour)
	cd web && node test/speed.mjs

gobench: ## the Go benchmarks of all rooms
	$(GO) test -run '^$$' -bench . -benchmem ./...

release: ## build for Linux, macOS and Windows, with interface, checksums and SBOM, into dist/
	GO=$(GO) tools/release $(PLATFORMS)

pictures: build ## make the pictures of all screens and states, into docs/pictures
	cd web && node test/pictures.mjs

clean: ## remove what make has built
	rm -rf underpin demo dist .fuzz web/dist/assets web/dist/index.html web/dist/icon.svg web/dist/.built web/node_modules
