# The front door: on a fresh machine Python >= 3.11 and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
export PORT
# As many as the machine has cores. Whoever is done takes over tests that wait for another worker.
WORKERS ?= logical
IN_PARALLEL = -n $(WORKERS) --dist worksteal

# Every worker, and every server that a test starts, would compile all modules anew.
test test-both test-fast: export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help run test test-both test-fast check bench crowd hostile test-faults fuzz provinces messages provider links persons monday hotspot-study screenshots docs lock sbom advisories icons geo clean

help: ## What can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-13s %s\n", $$1, $$2}'

run: $(VENV)/.runtime ## Set up everything and serve it, at http://127.0.0.1:8501 unless PORT says otherwise
	@$(BIN)/python app.py

test: $(VENV)/.dev ## All tests: domain, both databases, pages, browser
	@$(BIN)/python -m tests.browser.need_chromium
	$(BIN)/python -m pytest $(IN_PARALLEL)

test-both: $(VENV)/.dev ## All tests, also those by turns on both databases
	@$(BIN)/python -m tests.browser.need_chromium
	$(BIN)/python -m pytest $(IN_PARALLEL) --both

test-fast: $(VENV)/.dev ## All tests but those of the browser and those that take long
	$(BIN)/python -m pytest $(IN_PARALLEL) -m 'not browser and not slow'

check: $(VENV)/.dev ## Lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev ## Speed of the main screens, written to var/bench/
	@$(BIN)/python -m tests.browser.need_chromium
	$(BIN)/python -m tests.bench

crowd: $(VENV)/.dev ## 50, 100 and 250 people at once, with and without writes, one and two processes, on PostgreSQL
	$(BIN)/python -m tests.bench.crowd --processes 1 2

test-faults: $(VENV)/.dev ## What breaks under load, and what is lost by it; the table goes to docs/faults.md
	$(BIN)/python -m tests.faults

hostile: $(VENV)/.dev ## One hostile account, then one hostile address, half an hour each: what the others wait
	$(BIN)/python -m tests.bench.hostile

provinces: $(VENV)/.dev ## 38 invented provinces and one of 514 kabupaten beside NTT on one PostgreSQL: waits, disk, connections
	$(BIN)/python -m tests.bench.provinces

fuzz: $(VENV)/.dev ## A hundred thousand requests and ten thousand frames that no browser sends: faults, leaks, log
	$(BIN)/python -m tests.bench.fuzz

messages: $(VENV)/.dev ## A worker killed a hundred times while it sends, on both engines; a fortnight of mails to sixty people
	$(BIN)/python -m tests.bench.killing
	$(BIN)/python -m tests.bench.killing --postgresql
	$(BIN)/python -m tests.bench.fortnight

provider: $(VENV)/.dev ## Signing in by a certified provider, which Node runs, before the whole application
	$(BIN)/python -m tests.bench.provider

links: $(VENV)/.dev ## Follow every link as three roles, and Back; what was tried goes to var/bench/
	@$(BIN)/python -m tests.browser.need_chromium
	$(BIN)/python -m tests.bench.links

persons: $(VENV)/.dev ## A person at the forms: a thousand random sessions on each engine, receipts held against rows
	@$(BIN)/python -m tests.browser.need_chromium
	$(BIN)/python -m tests.bench.persons --sessions 1000 --engine sqlite
	$(BIN)/python -m tests.bench.persons --sessions 1000 --engine postgresql

hotspot-study: $(VENV)/.dev ## What the hotspot words are worth: tables and pictures of docs/hotspots.md
	$(BIN)/python -m tests.study

monday: $(VENV)/.dev ## A first week from an empty PostgreSQL, by screens alone: clicks and time of each step
	@$(BIN)/python -m tests.browser.need_chromium
	$(BIN)/python -m tests.journeys.monday

screenshots: $(VENV)/.dev ## Every screen for every role at three sizes, into var/screenshots/
	@$(BIN)/python -m tests.browser.need_chromium
	$(BIN)/python -m tests.browser.screenshots

docs: $(VENV)/.dev ## Rewrite the generated parts of docs/ and of the styles
	$(BIN)/python -m tests.documentation

lock: $(VENV)/.dev ## Resolve the .in files anew into hashed lock files
	for name in requirements requirements-dev requirements-geo; do \
	  $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url $$name.in -o $$name.txt; done

sbom: $(VENV)/.dev ## Describe what the application consists of (CycloneDX), into docs/sbom.cdx.json
	$(BIN)/python -m tests.sbom docs/sbom.cdx.json

advisories: $(VENV)/.dev ## Hold our packages against a copy of the advisories: make advisories COPY=all.zip MADE=2026-11-30
	VIRTUAL_ENV=$(VENV) $(BIN)/uv run --active --no-project --with pyyaml python -m tests.advisories $(COPY) $(MADE)

icons: $(VENV)/.dev ## Cut the icon font to the icons that are drawn, into static/fonts/ and tests/icons/
	VIRTUAL_ENV=$(VENV) $(BIN)/uv run --active --no-project --with brotli python -m tests.icons

geo: requirements-geo.txt ## Rebuild map/ of the pack PROVINCE_PACK from its source/
	$(PYTHON) -m venv var/geo && var/geo/bin/pip install -q --require-hashes -r requirements-geo.txt
	var/geo/bin/python -m db.geodata.prepare

clean: ## Remove the environment and everything generated (var/ with its database included)
	rm -rf $(VENV) var

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check uv
	@touch $@

$(VENV)/.runtime: requirements.txt | $(VENV)/.python
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --compile-bytecode --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --compile-bytecode --require-hashes -r requirements-dev.txt
	@touch $@
