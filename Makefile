# make demo    build underpin, load the first real case, answer, and write its brief
# make test    run every test (nothing else to install)
# make bench   run the benchmarks of all rooms
# make build   build the one binary, ./underpin

GO ?= go
export CGO_ENABLED = 0

.PHONY: build demo test bench clean

build:
	$(GO) build -o underpin ./cmd/underpin

demo: build
	./underpin demo

test:
	$(GO) test ./...

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

clean:
	rm -rf underpin demo
