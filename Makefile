# `make edition` builds the examples as web pages and PDFs; `make check` runs lint, types and tests,
# `make quick` lint and those tests that take little time.
# Each sets up what it needs in .venv.

PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
PROJECTS = review pamphlet guide
# The one that `make live` shows: `make live PROJECT=guide`.
PROJECT = review
BUILD   = example_docs/_build
LOCALE  = sphinx_critique/locale
LANGUAGES = ar de el es fr he it ja nl pl pt pt_BR ru uk zh zh_TW
# What an install is made of: it compiles the catalogues, too.
INSTALLED = pyproject.toml hatch_build.py $(wildcard $(LOCALE)/*/LC_MESSAGES/*.po)
EXTRACT = $(BIN)/pybabel -q extract --no-location --sort-output -k term -k terms:1,2 --project sphinx-critique
UPDATE  = $(BIN)/pybabel -q update --ignore-obsolete --no-fuzzy-matching -D sphinx_critique -d $(LOCALE)
SPHINX  = $(BIN)/python -m sphinx -W --keep-going -n -q
# A line for each page and PDF that is there.
WHERE   = for project in $(PROJECTS); do \
  printf '%-10s%s\n' $$project: $$(ls $(BUILD)/$$project/html/index.html) \
    '' $$(ls $(BUILD)/$$project/webpdf/*.pdf); done 2> /dev/null

.PHONY: edition site check tests quick coverage lint catalogues live check-versions bench bench-check thorough fuzz messages clean

edition: $(VENV)/.edition
	@for builder in html webpdf; do for project in $(PROJECTS); do \
	  echo "Building $$project as $$builder"; \
	  $(SPHINX) -b $$builder -d $(BUILD)/$$project/doctrees \
	    example_docs/$$project $(BUILD)/$$project/$$builder || { $(WHERE); exit 1; }; \
	done; done; $(WHERE)

# What is published: the guide, and each edition in a folder under it. SITE is the address of it all.
site: $(VENV)/.edition
	for project in guide $(filter-out guide,$(PROJECTS)); do \
	  place=$$([ $$project = guide ] || echo /$$project); \
	  $(SPHINX) -b html -d $(BUILD)/$$project/doctrees \
	    $(if $(SITE),-D html_baseurl=$(SITE)$$place/) \
	    example_docs/$$project $(BUILD)/site$$place || exit 1; \
	done

check: lint catalogues tests

tests: $(VENV)/.check
	$(BIN)/python -m pytest -n auto -m "not slow"
	$(BIN)/python -m pytest -n auto -m slow

coverage: $(VENV)/.check
	$(BIN)/python -m pytest -n auto -m "not slow" --cov

quick: lint
	$(BIN)/python -m pytest -n auto -q -m "not slow"

lint: $(VENV)/.check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

catalogues: $(VENV)/.check
	@mkdir -p $(BUILD)
	$(EXTRACT) --omit-header -o $(BUILD)/words.pot sphinx_critique
	@sed '1,/^$$/d' $(LOCALE)/sphinx_critique.pot | diff -uB - $(BUILD)/words.pot || \
	  { echo "Words of ours are in no catalogue: run make messages, and translate them."; exit 1; }

live: $(VENV)/.live
	$(BIN)/sphinx-critique serve -p example_docs/$(PROJECT) -o $(BUILD)/live/$(PROJECT) \
	  --watch sphinx_critique

check-versions:
	.ci/versions

bench: $(VENV)/.check
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.quotations
	$(BIN)/python -m tests.bench.lists
	$(BIN)/python -m tests.bench.page

# Ratios alone, held against those of the last release; ends with status 1 where one is worse.
bench-check: $(VENV)/.check
	$(BIN)/python -m tests.bench.checking

# All of what `make tests` tries a part of, the same one each time.
thorough: $(VENV)/.check
	CRITIQUE_THOROUGH=1 $(BIN)/python -m pytest -n auto

# Documents by the thousand, what reads texts by the ten thousand; hours.
fuzz: $(VENV)/.fuzz
	$(BIN)/python -m tests.fuzz
	$(BIN)/python -m tests.fuzz.targets

# After a change to the extension's own words: the catalogues, to be completed by hand. What runs
# next compiles them.
messages: $(VENV)/.check
	$(EXTRACT) -o $(LOCALE)/sphinx_critique.pot sphinx_critique
	for language in $(LANGUAGES); do \
	  $(UPDATE) --init-missing -l $$language -i $(LOCALE)/sphinx_critique.pot; done

clean:
	rm -rf $(BUILD) $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "sphinx-critique needs Python 3.11 or later: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.edition: $(INSTALLED) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[pdf,fonts,guide]'
	touch $@

$(VENV)/.check: $(INSTALLED) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[check]'
	touch $@ $(VENV)/.edition

$(VENV)/.fuzz: $(INSTALLED) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[fuzz]'
	touch $@ $(VENV)/.check $(VENV)/.edition

$(VENV)/.live: $(INSTALLED) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[pdf,fonts,guide,serve]'
	touch $@ $(VENV)/.edition
