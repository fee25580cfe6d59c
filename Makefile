# What is needed: Rust with cargo, and make. `make demo` and `make test` are all that a newcomer types.
INPUT ?= samples
OUT ?= out/demo
CARGO ?= cargo
NEXTEST := $(shell $(CARGO) nextest --version >/dev/null 2>&1 && echo yes)
PROGRAM ?= target/release/isnad

PORT ?= 8080

.PHONY: serve test-web browser screenshots
.PHONY: calibrate misses
.PHONY: demo build test tidy data eval bench bench-link bench-web fmt clippy docs fuzz

build:
	$(CARGO) build --release --locked -p isnad

# Ends by serving the pages until Ctrl-C; `make demo SERVE=0` prints the summary alone.
# Status 1 of `isnad` says that nothing was found: an answer, not a failure.
demo: build
	@$(PROGRAM) run $(INPUT) --out $(OUT) || test $$? -eq 1
ifneq ($(SERVE),0)
	@$(PROGRAM) serve $(OUT)/case.isnad --port $(PORT)
endif

serve: build
	@$(PROGRAM) serve $(OUT)/case.isnad --port $(PORT)

test:
ifeq ($(NEXTEST),yes)
	INSTA_UPDATE=no $(CARGO) nextest run --workspace --locked
	INSTA_UPDATE=no $(CARGO) test --workspace --locked --doc
else
	INSTA_UPDATE=no $(CARGO) test --workspace --locked
endif
	@$(MAKE) --no-print-directory test-web

# The pages in a browser that is there. Without node, its packages or a browser it says that it skips, except under
# ISNAD_REQUIRE_BROWSER=1.
test-web:
	@if command -v node >/dev/null && { test -d web/node_modules || npm ci --prefix web >/dev/null 2>&1; }; then \
	  $(CARGO) build -q --locked -p isnad && node --test --test-reporter=spec tests/web/*.test.mjs; \
	elif [ "$$ISNAD_REQUIRE_BROWSER" = 1 ]; then echo "expected node and the packages of web/ and saw none" >&2; exit 1; \
	else echo "skipped: tests of the pages in a browser need node and the packages of web/"; fi

# Debian's Chromium, with fonts that shape Arabic.
browser:
	@command -v chromium || command -v chromium-browser || command -v google-chrome || \
	  { apt-get update -q && apt-get install -qy --no-install-recommends chromium fonts-noto-core; }

screenshots: build
	npm ci --prefix web
	node tests/web/screenshots.mjs

tidy:
	$(CARGO) run -q --locked -p xtask -- tidy

# Scores against their bounds; PROGRAM=target/debug/isnad measures the debug build, which gives the same.
eval: $(if $(filter target/release/%,$(PROGRAM)),build)
	$(CARGO) run -q --locked -p xtask -- eval --program $(PROGRAM) $(if $(RAISE),--raise)

# What the data rules refuse, and the layout of the files; `make test` runs the same.
data:
	$(CARGO) run -q --locked -p xtask -- data lint
	$(CARGO) run -q --locked -p xtask -- data fmt --check

# Fits the weights of confidence on reports with gold, builds them in, and writes docs/calibration.md.
# `make calibrate ALSO="FOLDER ..."` learns from gold of your own beside the test set.
calibrate: $(if $(filter target/release/%,$(PROGRAM)),build)
	$(CARGO) run -q --locked -p xtask -- calibrate --program $(PROGRAM) $(foreach folder,$(ALSO),--also $(folder))

# Counts what is missed in reports with gold into docs/misses.md.
misses: $(if $(filter target/release/%,$(PROGRAM)),build)
	$(CARGO) run -q --locked -p xtask -- misses --program $(PROGRAM)

bench:
	$(CARGO) bench --workspace

# Searching and pages on invented cases; `make bench-web REPORTS="1000 100000"` chooses the sizes.
bench-web:
	$(CARGO) bench -p isnad-server --bench pages -- $(or $(REPORTS),1000 10000 100000)

# Ten minutes a target unless SECONDS says otherwise; needs a nightly compiler and cargo-fuzz.
fuzz:
	scripts/fuzz.sh $(or $(SECONDS),600) $(TARGET)

# Links invented reports, three times each; `make bench-link N=100000` leaves the million and its twelve gigabytes out.
N ?= 100000 1000000
bench-link:
	$(CARGO) build --release --locked -p isnad-link --example bench_link
	@for n in $(N); do for i in 1 2 3; do $(CARGO) run -q --release --locked -p isnad-link --example bench_link -- $$n || exit 1; done; done

fmt:
	$(CARGO) fmt --all --check

clippy:
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings

docs:
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --locked
