# The two commands of the project, each from a fresh clone: `make report`, `make test`.
# Both make the virtual environment they need. On Windows, see README.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help report test check unit types lint validators schema messages goldens bench clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# The pinned versions of everything, then the project itself without looking for others.
$(READY): requirements-dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

report: $(READY)  ## draft the report of May 2024 into out/
	$(BIN)/lsreport render 2024-05 --pages

test: $(READY) lint types unit validators  ## lint, types, tests and validators
	@echo "make test: everything passed"

lint: $(READY)  ## ruff: style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)  ## mypy, strict
	$(BIN)/mypy

unit: $(READY)  ## tests and doctests of the rooms
	$(BIN)/python -m pytest --ignore=tests/documents

validators: $(READY)  ## the generated documents: their figures, the validators, LibreOffice
	$(BIN)/python -m pytest -q tests/documents -o addopts=

schema: $(READY)  ## write data/schema/*.json anew from the code
	$(BIN)/lsreport schema data/schema

messages: $(READY)  ## take new messages into the translation catalogues
	$(BIN)/python tests/messages.py

goldens: $(READY)  ## write the golden outputs of examples/ anew (review the diff)
	$(BIN)/python tests/goldens.py

# Peers are installed into .bench/; those in Node only where it is. QUICK=1: few rounds, printed only.
bench: $(READY)  ## lsreport's speed beside other engines, into docs/benchmarks.md (QUICK=1: a look)
	$(BIN)/python -m benchmarks.bench $(if $(QUICK),--quick)

clean:  ## remove what the commands above made
	rm -rf $(VENV) .bench out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
