# Everything on a fresh machine: `make demo` and `make test` set up what they need.
# Needs Python 3.11 or newer and make; see `make help`.

SHELL := /bin/sh
VENV ?= .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO_OUT ?= demo-report
JOBS ?= 2

.PHONY: help setup browser demo test check samples bench docs clean

help: ## What can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(READY) browser ## Virtual environment, dependencies, browser

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "setup: Python 3.11 or newer is needed; install it, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get -qq update && apt-get -qq -y install python3-venv >/dev/null; \
		else echo "setup: the Python module venv is missing; on Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; fi; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setup: installing the dependencies (about a minute the first time)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

browser: $(READY)
	@$(BIN)/python tools/ensure_browser.py

demo: setup ## Scan the bundled sample city site and write a report
	@$(BIN)/a11ycheck demo --out $(DEMO_OUT)

test: setup ## Run all tests
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

check: setup ## Lint, types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

samples: setup ## Make the golden reports in reports/samples
	@$(BIN)/python tools/make_samples.py

bench: setup ## Measure a full scan against bare axe loops
	@$(BIN)/python benchmarks/scan.py

docs: setup ## Renew the generated parts of the documentation
	@$(BIN)/python tools/make_levels.py
	@$(BIN)/python tools/make_coverage.py

clean: ## Remove what was made
	rm -rf $(VENV) $(DEMO_OUT) a11ycheck-report .pytest_cache .mypy_cache .ruff_cache
