# Every target sets up what it needs; a fresh machine needs only Python 3.11 or newer and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test bench check format lint types layers docs docs-check conformance hooks clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "claimtrack needs Python 3.11 or newer: make PYTHON=python3.11 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable '.[all]'
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(PIP) --editable '.[dev]'
	@touch $@

demo: $(VENV)/.runtime ## install claimtrack and report on the shipped ledger
	@$(BIN)/python examples/demo.py

test: $(VENV)/.dev ## install what the tests need and run them all, with coverage
	$(BIN)/pytest --numprocesses auto --cov --cov-report term

check: lint types layers docs-check test ## everything that CI runs

format: $(VENV)/.dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix --quiet . || true

lint: $(VENV)/.dev ## check format and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev ## check the types, strictly
	$(BIN)/mypy

layers: $(VENV)/.dev ## check that imports go one way
	$(BIN)/lint-imports

docs: $(VENV)/.dev ## write docs/cli.md from --help
	$(BIN)/python docs/make_cli.py > docs/cli.md

docs-check: $(VENV)/.dev ## fail when docs/cli.md is out of date
	$(BIN)/python docs/make_cli.py | diff -u docs/cli.md -

bench: $(VENV)/.dev ## measure, and write benchmarks/README.md
	$(BIN)/python benchmarks/run.py

conformance: $(VENV)/.dev ## run suites by others: make conformance SUITES=folder
	@test -n "$(SUITES)" || { echo "say where their checkouts are: make conformance SUITES=folder"; exit 2; }
	$(BIN)/python benchmarks/conformance.py $(SUITES)

hooks: $(VENV)/.dev ## install the pre-commit hooks
	$(BIN)/pre-commit install

clean: ## remove what the other targets made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*
