# make demo    build underpin, load the first real case, answer, and write its brief
# make test    run every test (nothing else to install)
# make bench   measure against igraph and graph-tool, and write docs/benchmarks.md:
#              an hour; make bench QUICK=1 takes minutes
# make gobench run the Go benchmarks of all rooms
# make build   build the one binary, ./underpin

GO ?= go
export CGO_ENABLED = 0

.PHONY: build demo test bench gobench clean

build:
	$(GO) build -o underpin ./cmd/underpin

demo: build
	./underpin demo

test:
	$(GO) test ./...

bench:
	$(GO) run ./bench $(if $(QUICK),-quick)

gobench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

clean:
	rm -rf underpin demo
