# The two commands are `make demo` and `make test`. Both set up what they need first.

.DEFAULT_GOAL := help
.PHONY: $(shell awk -F: '/^[a-z-]+:/ { print $$1 }' $(firstword $(MAKEFILE_LIST)))

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## Set up, build, and run the examples on Bare
	@examples/demo.sh

test: setup-test ## Set up, build, and run every test
	@scripts/build.sh release -DBUILD_TESTS=ON
	@scripts/build.sh sanitize
	@ctest --preset release; plain=$$?; ctest --preset sanitize && exit $$plain

build: setup-build ## Set up, and build the addon into prebuilds/
	@scripts/build.sh release

test-debug: setup-test ## Run the tests of an unoptimised build
	@scripts/build.sh debug
	@ctest --preset debug

test-sanitize: setup-test ## Run the tests under AddressSanitizer and UndefinedBehaviorSanitizer
	@scripts/build.sh sanitize
	@ctest --preset sanitize

# What has become another user writes counters, too: hence the rights.
test-coverage: setup-test ## Run the tests, and compare the branches that they took with the list
	@scripts/build.sh coverage
	@"$$(scripts/find-python.sh)" -B tests/coverage/branches.py --forget build/coverage
	@chmod -R a+rwX build/coverage
	@umask 0 && ctest --preset coverage

# For how long each of the fuzzers runs, in seconds or in calls, and the seed: another one each time,
# unless given.
FUZZ_SECONDS ?= 600
FUZZ_SEED ?= $(shell date +%s)
FUZZ_CALLS ?= 1000000

fuzz: fuzz-boundary fuzz-front-end fuzz-calls ## Look for inputs that break a rule, FUZZ_SECONDS=600 for each fuzzer

fuzz-boundary: setup-test ## Fuzz the C boundary
	@scripts/build.sh release -DBUILD_TESTS=ON
	@tests/fuzz/boundary/run.sh build/fuzz-boundary/fuzz/fuzz_boundary seconds $(FUZZ_SECONDS)

fuzz-calls: setup-test ## Call everything with everything, FUZZ_CALLS=1000000 times on each engine
	@scripts/build.sh sanitize
	@FUZZ_CALLS=$(FUZZ_CALLS) FUZZ_SEED=$(FUZZ_SEED) cmake --build --preset sanitize --target run-fuzz-calls

fuzz-front-end: setup-test ## Fuzz the front end of the generator, and compile what it accepts
	@scripts/build.sh release -DBUILD_TESTS=ON
	@FUZZ_SECONDS=$(FUZZ_SECONDS) FUZZ_SEED=$(FUZZ_SEED) cmake --build --preset release --target run-fuzz-front-end

DURATION ?= 1h

soak: setup-test ## Run everything at once on both engines for a while: make soak DURATION=8h [SEED=…]
	@scripts/build.sh release -DBUILD_TESTS=ON
	@tests/soak/soak.sh $(DURATION) $(SEED)

hostile: setup-test ## Attack a receiver on each engine with MESSAGES (a million), from a SEED
	@scripts/build.sh release -DBUILD_TESTS=ON
	@MESSAGES=$${MESSAGES:-1000000} cmake --build --preset release --target hostile

faults: setup-test ## Make every call fail in every way, on both engines
	@scripts/build.sh release -DBUILD_TESTS=ON
	@cmake --build --preset release --target all-faults-bare --target all-faults-node

guard-budgets: setup-test ## Count system calls and instructions, and write tests/guard/budgets.toml anew
	@scripts/build.sh release -DBUILD_TESTS=ON
	@cmake --build --preset release --target guard-budgets

bench: setup-bench ## Measure against C, npm's bare-pipe, Node.js, Bun and Deno; BENCH='--help' tells more
	@scripts/build.sh bench
	@bench/run.py $(BENCH)

generate: setup-test ## Write generated/ anew from the IDL
	@"$$(scripts/find-python.sh)" -m generator build

format: setup-test ## Format the JavaScript and the C
	@node_modules/.bin/prettier --write --log-level warn .
	@find runtime generated tests -name node_modules -prune -o -name '*.[ch]' -exec clang-format -i {} +

clean: ## Remove what has been built; installed packages stay
	@rm -rf build prebuilds

setup-build:
	@scripts/setup.sh build

setup-test:
	@scripts/setup.sh test

setup-bench:
	@scripts/setup.sh bench
