# `make site` and `make test` do everything on a fresh Debian machine with Python 3.11.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
STORIES ?= 100
FUZZ_SECONDS ?= 300
# One worker runs all tests of a file, which share what they have built; tests/conftest.py has the order.
PYTEST_ON_ALL_CORES := $(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

.PHONY: help site handbook serve test test-fast test-newest check format docs kit schema catalogue browser-rules lock browser wheel release-check screenshots benchmark benchmark-tools page-figures fuzz audit clean

help:  ## list the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/' | expand -t 14

site: $(INSTALLED)  ## build the site into site/
	$(BIN)/explainer build --strict

handbook: $(INSTALLED)  ## build the editors' handbook into handbook/site/
	$(BIN)/explainer build --strict -f handbook/mkdocs.yml -d handbook/site

serve: $(INSTALLED)  ## serve the site and rebuild it after every change
	$(BIN)/explainer serve

test: $(INSTALLED) browser check  ## run all tests, browser tests included
	$(PYTEST_ON_ALL_CORES)

test-fast: $(INSTALLED)  ## run the tests that open no browser and build no whole site
	@echo "The fast tests, on $$($(BIN)/python --version)"
	$(PYTEST_ON_ALL_CORES) -m "not browser and not slow" --ignore tests/faults --ignore tests/fuzz

test-newest:  ## run the fast tests on the newest Python of this machine
	@python=$$(sh tools/newest-python.sh) && version=$$("$$python" -c "import sys; print(sys.version_info[1])") && \
	$(MAKE) --no-print-directory test-fast PYTHON="$$python" VENV=".venv-newest/3.$$version"

check: $(INSTALLED)  ## format, lint, types and generated docs; fast
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python tools/reference.py --check
	$(BIN)/python tools/catalogue.py --check
	$(BIN)/python tools/browser_rules.py --check

format: $(INSTALLED)  ## format the code
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: $(INSTALLED)  ## write the pages in docs/ and handbook/ that are made from the code
	$(BIN)/python tools/reference.py

kit: $(INSTALLED)  ## write the tables and vectors for verifiers, in kit/
	$(BIN)/python tools/kit.py

schema: $(INSTALLED)  ## write the schemas with which editors check YAML, into .explainer/schema/
	$(BIN)/explainer schema

catalogue: $(INSTALLED)  ## bring the interface's texts up to date in all languages
	$(BIN)/python tools/catalogue.py

browser-rules: $(INSTALLED)  ## write the rules of verification as data for the check in the browser
	$(BIN)/python tools/browser_rules.py

screenshots: $(INSTALLED) browser site  ## pictures of every page type, in screenshots/, and the README's
	$(BIN)/python tools/screenshots.py --readme site docs/images
	$(BIN)/python tools/screenshots.py site screenshots
	$(BIN)/explainer build --strict -q -f tests/ar/mkdocs.yml -d screenshots/.ar
	$(BIN)/python tools/screenshots.py screenshots/.ar screenshots/ar

benchmark: $(INSTALLED)  ## what a build costs, ours and others', into docs/benchmarks.md
	$(BIN)/python -m benchmarks.build --stories $(STORIES) --serve --one-core --write

page-figures: $(INSTALLED) browser site  ## what readers are given: sizes, speed, links, axe; into docs/benchmarks.md
	$(BIN)/python -m benchmarks.page_figures site --write

benchmark-tools:  ## install what `make benchmark` compares with, into .benchmark/
	sh benchmarks/install-tools.sh .benchmark $(PYTHON)

fuzz: $(INSTALLED) browser  ## let a fuzzer loose on what reads other people's bytes, FUZZ_SECONDS long
	sh tools/fuzz-install.sh $(BIN)/pip .fuzz/atheris
	$(BIN)/pytest tests/fuzz/yaml_suite.py
	FUZZ=all $(PYTEST_ON_ALL_CORES) -m sampled
	$(BIN)/python -m tools.fuzz $(FUZZ_SECONDS)

wheel: $(INSTALLED)  ## build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

release-check: $(INSTALLED)  ## build what a release publishes, into dist/, and install it as a stranger would; takes minutes
	$(BIN)/python tools/release_check.py dist "$$(command -v $(PYTHON))" "$$(sh tools/newest-python.sh)"

audit: $(INSTALLED)  ## ask whether a pinned version has a known vulnerability; needs the network
	[ -d .audit/pip_audit ] || $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  --target .audit -r tools/audit-requirements.txt
	PYTHONPATH=.audit $(BIN)/python tools/audit.py

browser: $(INSTALLED)
	sh tools/install-browser.sh $(BIN)/playwright

lock:  ## solve the dependencies anew into requirements.lock (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links --upgrade -o requirements.lock

$(INSTALLED): requirements.lock pyproject.toml
	sh tools/make-venv.sh $(PYTHON) $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	# Where Python may not keep what it compiles (PYTHONDONTWRITEBYTECODE), each command would compile it again.
	$(BIN)/python -m compileall -q generator
	touch $@

clean:  ## remove what was built and installed
	rm -rf .venv .venv-newest site handbook/site dist screenshots .mypy_cache .pytest_cache .ruff_cache .hypothesis .fuzz .audit
