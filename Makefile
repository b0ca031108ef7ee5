# The targets that people and CI use. `make ci` is all that CI runs.
GO        ?= go
FUZZTIME  ?= 10s
BENCHTIME ?= 3x
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.6.1

.PHONY: build example test race golden record-alembic replay bench fuzz lint grammars ci

build:
	$(GO) build -o bin/sqlplan ./cmd/sqlplan

# The README's first command: the main job on the embedded example.
example:
	$(GO) run ./cmd/sqlplan -C golden/testdata/shop upgrade base:head --sql

# -count=1, since the tests also depend on a server that Go's test cache cannot see; -parallel 8, since the replays wait for servers.
test:
	$(GO) test -count=1 -parallel 8 -timeout 14m ./...

# Where goroutines share something: the compile workers, the parser's guard, loading. -short leaves out what only takes time.
# CI races those that need no parser of a server (RACE=...): the others take minutes to compile.
RACE ?= ./revisions ./revisions/parallel ./revisions/python ./planner ./dialects/postgresql ./dialects/sqlite
race:
	$(GO) test -race -short -count=1 $(RACE)

# Write the golden files again. Read the diff as the DBA who will run it.
golden:
	GOLDIE_UPDATE=1 $(GO) test ./golden -run TestGolden

# Record what the alembic on PATH, or ALEMBIC, prints for the cases of golden/alembic, for every dialect. The newest version first.
record-alembic:
	$(GO) run ./golden/alembic/record

replay:
	$(GO) test -count=1 -parallel 8 ./golden -run Replay

# The scripts for SQL Server and Oracle through grammars of their SQL. The first compile takes minutes and 5 GB.
grammars:
	cd golden/grammars && $(GO) test -p 1 -count=1 -timeout 30m -tags grammars .

# Ratios and sizes are in the last columns; the aims stand at the benchmarks.
bench:
	$(GO) test ./golden -run '^$$' -bench . -benchtime $(BENCHTIME) -timeout 30m
	$(GO) test ./revisions -run '^$$' -bench Resolve -benchtime $(BENCHTIME)
	$(GO) test ./dialects/... -run '^$$' -bench .

# Every fuzzer of the tree for FUZZTIME: a time, or as in CI a number of runs (4000x),
# since go test can call the end of a short time a failure. CI fuzzes without coverage (COVERAGE=):
# to compile every parser of a server once more with it takes longer than all the runs.
COVERAGE ?= -fuzz=Fuzz
fuzz:
	@set -e; bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; \
	for dir in $$(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n1 dirname | sort -u); do \
	  $(GO) test -c $(COVERAGE) -o $$bin/test $$dir; \
	  for name in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\)(.*/\1/p' $$dir/*_test.go); do \
	    echo "fuzz $$name in $$dir"; \
	    (cd $$dir && $$bin/test -test.run '^$$' -test.fuzz "^$$name$$" -test.fuzztime $(FUZZTIME) -test.fuzzminimizetime 10x -test.fuzzcachedir $$bin/cache); \
	  done; \
	done

lint:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w on these files"; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

# Everything: it ends with the tests, so that their closing lines are the last.
ci: lint build
	CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/sqlplan
	$(MAKE) --no-print-directory example >/dev/null
	$(MAKE) --no-print-directory fuzz FUZZTIME=4000x COVERAGE=
	$(MAKE) --no-print-directory race RACE="./revisions/parallel ./revisions/python"
	$(MAKE) --no-print-directory test
