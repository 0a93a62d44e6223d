# The front door. `make` alone says what there is.

SWIFT ?= swift
DATA ?= demo
PORT ?= 8080
PYTHON = $(or $(wildcard .venv/bin/python),python3)
SOAK_SEED := $(or $(SEED),$(shell od -An -N6 -tu8 /dev/urandom | tr -d ' '))
SWIFT_FILES = git ls-files -z -- '*.swift' | xargs -0 -r

.DEFAULT_GOAL := help
.PHONY: help demo build test lint links traits format bench soak fuzz docs man clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: ## install what is missing, build, and start a register with made-up data on PORT (8080)
	scripts/setup --for demo
	$(SWIFT) build -c release --product countermark
	.build/release/countermark demo --data $(DATA) --port $(PORT)

build: ## build everything, for debugging
	scripts/setup --for demo
	$(SWIFT) build

test: ## install what is missing, then lint, build and run every test
	scripts/setup --for test
	$(MAKE) --no-print-directory lint links
	$(SWIFT) build --build-tests
	SWIFT="$(SWIFT)" scripts/run-tests
	$(MAKE) --no-print-directory traits

lint: ## the format and the rules of the house
	$(SWIFT_FILES) $(SWIFT) format lint --strict --parallel --configuration .swift-format
	$(PYTHON) scripts/lint-house --self-test
	$(PYTHON) scripts/lint-house

links: ## every link of the documents leads somewhere
	$(PYTHON) scripts/check-links --self-test
	$(PYTHON) scripts/check-links

traits: ## an application without the server gets no server package
	scripts/check-traits

format: ## put the sources into the format
	$(SWIFT_FILES) $(SWIFT) format --in-place --parallel --configuration .swift-format

bench: ## measure, with nginx, datasette, Go and SQLite beside us
	scripts/setup --for bench
	scripts/bench

fuzz: ## the fuzz tests alone, each within its budget; EFFORT=10 for ten times that
	COUNTERMARK_EFFORT=$(or $(EFFORT),1) $(SWIFT) test --disable-xctest --filter 'Fuzz'

soak: ## a million inputs for every container and parser (CASES), and the fuzz and crash tests for long (EFFORT=120), from another seed each time
	$(SWIFT) build -c release --package-path Fuzzing --scratch-path .build/soak --product soak-files
	COUNTERMARK_SEED=$(SOAK_SEED) .build/soak/release/soak-files --cases $(or $(CASES),1000000)
	COUNTERMARK_EFFORT=$(or $(EFFORT),120) COUNTERMARK_SEED=$(SOAK_SEED) \
	  $(SWIFT) test --disable-xctest --filter 'Fuzz|Crash'

docs: ## the documentation of the public API, as DocC, in artifacts/docs
	mkdir -p artifacts/docs
	for target in Rules Transparency Record Media Labels Certificates Credentials Checking; do \
	  COUNTERMARK_DOCS=1 $(SWIFT) package --scratch-path .build/docs --allow-writing-to-directory artifacts \
	    generate-documentation --target $$target --warnings-as-errors --output-path artifacts/docs/$$target \
	    || exit 1; \
	done

man: ## a manual page of each command, in artifacts/man
	scripts/setup --for demo
	$(SWIFT) package generate-manual --configuration debug --multi-page
	mkdir -p artifacts/man/man1
	cp .build/plugins/GenerateManual/outputs/countermark/*.1 artifacts/man/man1/

clean: ## remove what was built; data directories stay
	rm -rf .build artifacts
