# What is needed: Rust with cargo, and make. `make demo` and `make test` are all that a newcomer types.
INPUT ?= samples
OUT ?= out/demo
CARGO ?= cargo
NEXTEST := $(shell $(CARGO) nextest --version >/dev/null 2>&1 && echo yes)
PROGRAM := target/release/isnad

.PHONY: demo build test tidy eval bench bench-link fmt clippy docs fuzz

build:
	$(CARGO) build --release --locked -p isnad

# Status 1 of `isnad` says that nothing was found: an answer, not a failure.
demo: build
	@$(PROGRAM) run $(INPUT) --out $(OUT) || test $$? -eq 1

test:
ifeq ($(NEXTEST),yes)
	INSTA_UPDATE=no $(CARGO) nextest run --workspace --locked
	INSTA_UPDATE=no $(CARGO) test --workspace --locked --doc
else
	INSTA_UPDATE=no $(CARGO) test --workspace --locked
endif

tidy:
	$(CARGO) run -q --locked -p xtask -- tidy

eval: build
	$(CARGO) run -q --locked -p xtask -- eval $(if $(RAISE),--raise)

bench:
	$(CARGO) bench --workspace

# Ten minutes a target unless SECONDS says otherwise; needs a nightly compiler and cargo-fuzz.
fuzz:
	scripts/fuzz.sh $(or $(SECONDS),600) $(TARGET)

bench-link:
	$(CARGO) bench -p isnad-link

fmt:
	$(CARGO) fmt --all --check

clippy:
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings

docs:
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --locked
