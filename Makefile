# make demo   sets up .venv and reads the shipped example
# make test   sets up .venv and runs the tests
# Both need Python 3.11+ and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate

.PHONY: help demo test test-extras lint types check bench frontend translations requirements clean

help:
	@sed -n 's/^# \(make.*\)/\1/p' Makefile

demo: $(VENV)/.runtime
	@$(BIN)/wortlaut demo --ledger demo.wortlaut

test: $(VENV)/.develop
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

test-extras: $(VENV)/.extras
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m slow

lint: $(VENV)/.develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.develop
	$(BIN)/mypy

check: lint types test test-extras

bench: $(VENV)/.runtime
	$(BIN)/python benchmarks/speed.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Wortlaut needs Python 3.11 or newer: set PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python requirements/runtime.txt requirements/build.txt pyproject.toml
	$(PIP) install --quiet --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.develop: $(VENV)/.runtime requirements/develop.txt
	$(PIP) install --quiet --require-hashes -r requirements/develop.txt
	@touch $@

$(VENV)/.extras: $(VENV)/.develop requirements/extras.in
	$(PIP) install --quiet -r requirements/extras.in
	@touch $@

# The scripts of the web app, for those who have node; without them every page works, and says so.
frontend:
	cd frontend && npm ci --silent && npm run --silent check && npm run --silent build

# The words of the web app: collect them from code and templates, add new ones to the catalogue (then translate them there), compile it.
translations: $(VENV)/.develop
	$(BIN)/pybabel -q extract -F src/wortlaut/view/babel.cfg -k say -k mark -k count:1,2 --no-location --sort-output -o $(VENV)/wortlaut.pot src/wortlaut/view src/wortlaut/write
	$(BIN)/pybabel -q update -N --no-wrap --ignore-obsolete --ignore-pot-creation-date -i $(VENV)/wortlaut.pot -l de -o src/wortlaut/view/locale/de/wortlaut.po
	$(BIN)/pybabel -q compile -i src/wortlaut/view/locale/de/wortlaut.po -o src/wortlaut/view/locale/de/wortlaut.mo

requirements:
	$(COMPILE) -o requirements/runtime.txt pyproject.toml
	$(COMPILE) -c requirements/runtime.txt -o requirements/build.txt requirements/build.in
	$(COMPILE) -c requirements/runtime.txt -c requirements/build.txt -o requirements/develop.txt pyproject.toml requirements/develop.in

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
