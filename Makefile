# Every target sets up what it needs in .venv, from a Python >= 3.11 and its pip (uv does it quicker where there is one).
# PYTHON=/path/to/python3.12 chooses the interpreter; ARGS="..." replaces the arguments of `make test`.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?=
BIN := .venv/bin
READY := .venv/ready
SPARK := .venv-spark
PEERS := .venv/peers
MUTMUT := .venv/mutmut
ATHERIS := .venv/atheris
SECONDS_EACH ?= 60
EXTRAS := batch,feeds,pretty,prove,signals
ARGS ?= --numprocesses auto --maxprocesses 8 --dist worksteal

DEMO := run examples/balanced.curate examples/feeds/ --now 2026-05-08T08:00:00Z --format table
# The second half of the demo runs in a folder of its own, which is gone afterwards.
MONTH := examples/month
MAY_DAY := --history me.db --now 2026-05-01T21:00:00+02:00
SOAK_REPORT = benchmarks/soak/$$(date -u +%F).txt

.PHONY: help demo test test-spark cover check format docs quality bench-smoke bench soak fuzz mutate clean

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

demo: $(READY) ## curate the example feeds, then look back at the example month
	@$(BIN)/feedcurate $(DEMO)
	@set -eo pipefail; here=$$(pwd); past=$$(mktemp -d); trap 'rm -rf "$$past"' EXIT; cd "$$past"; \
	ln -s "$$here/examples" examples; PATH="$$here/$(BIN):$$PATH"; \
	show() { printf '\n\n-- %s\n$$ %s\n' "$$1" "$$2"; eval "$$2"; }; \
	show "a month of posts, and of what their reader did" \
	    "feedcurate import $(MONTH)/posts.jsonl $(MONTH)/activities.jsonl --history me.db"; \
	show "whom to unfollow? advice, with its evidence" \
	    "feedcurate advice $(MONTH)/month.curate $(MAY_DAY)"; \
	show "enough for now? a pause" \
	    "feedcurate run $(MONTH)/month.curate $(MONTH)/posts.jsonl $(MAY_DAY) --format table | sed -n '/^session/,/^$$/{/./p}'"; \
	show "the fourth post in a day? a question first" \
	    "feedcurate try $(MONTH)/month.curate --draft 'Look, a mug' $(MAY_DAY)"

test: $(READY) ## run the tests
	$(BIN)/python -m pytest $(ARGS)

test-spark: $(SPARK)/ready ## run the tests with a real Spark (Java 17), in an environment of their own
	$(SPARK)/bin/python -m pytest tests/spark
	timeout 600 $(SPARK)/bin/python -m benchmarks.spark --smoke

cover: $(READY) ## run the tests and say which lines none of them reaches; fails under the floor
	$(BIN)/python -m pytest --cov $(ARGS)

check: $(READY) ## formatting, lint, types and layers
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## put the Python files in form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(READY) ## build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

quality: $(READY) ## measure the packs on the labelled posts; puts the figures into the documentation
	$(BIN)/python -m quality --write

bench-smoke: $(READY) ## seconds of benchmark: does it still run, do all contenders still agree
	-@$(MAKE) --no-print-directory $(PEERS)
	$(BIN)/python -m benchmarks --smoke
	$(BIN)/python -m benchmarks.history --smoke
	$(BIN)/python -m benchmarks.proof_disagreement --smoke
	$(BIN)/python -m benchmarks.proof --smoke
	$(BIN)/python -m benchmarks.batch --smoke
	$(BIN)/python -m benchmarks.sources --smoke

bench: $(PEERS) ## the whole benchmark; puts its figures into benchmarks/README.md
	$(BIN)/python -m benchmarks --write
	$(BIN)/python -m benchmarks.history --write
	$(BIN)/python -m benchmarks.proof_disagreement --write
	$(BIN)/python -m benchmarks.proof --write
	$(BIN)/python -m benchmarks.batch --write
	$(BIN)/python -m benchmarks.sources --write

soak: $(READY) ## what takes longer: many examples of every property; keeps a dated report
	@mkdir -p benchmarks/soak
	set -o pipefail; FEEDCURATE_HYPOTHESIS=soak $(BIN)/python -m pytest -m "soak or hypothesis or property" \
	    --numprocesses auto --maxprocesses 8 --durations 20 2>&1 | tee "$(SOAK_REPORT)"
	@$(MAKE) --no-print-directory fuzz SECONDS_EACH=600
	@$(MAKE) --no-print-directory mutate

fuzz: $(ATHERIS) ## a minute for each parser of documents of others: does an input break it? (SECONDS_EACH=600 for ten)
	set -o pipefail; $(BIN)/python -m tests.fuzz.targets | xargs -n 1 | \
	    xargs -P 3 -I TARGET $(BIN)/python -m tests.fuzz TARGET --seconds $(SECONDS_EACH)

mutate: $(MUTMUT) ## flip every operator of the verdict, the logic and the encoding: does a test fail? keeps a report
	rm -rf mutants
	$(BIN)/python -m benchmarks.mutation

clean: ## remove .venv, caches and everything that was built
	rm -rf .venv $(SPARK) build dist site htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
	    .pytest_cache .ruff_cache mutants
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(READY): pyproject.toml
	@set -e; \
	is_new_enough() { "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }; \
	if ! is_new_enough $(BIN)/python; then \
	    found=; \
	    for candidate in "$(PYTHON)" python3 python3.14 python3.13 python3.12 python3.11 python; do \
	        if [ -n "$$candidate" ] && is_new_enough "$$candidate"; then found=$$candidate; break; fi; \
	    done; \
	    if [ -z "$$found" ]; then echo "feedcurate needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 1; fi; \
	    echo "making .venv with $$("$$found" --version)"; \
	    "$$found" -m venv --clear .venv; \
	fi; \
	echo "installing feedcurate and its tools into .venv"; \
	if command -v uv >/dev/null 2>&1; then \
	    uv pip install --quiet --python $(BIN)/python --editable '.[$(EXTRAS)]' --group dev; \
	else \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'; \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS)]' --group dev; \
	fi; \
	touch $(READY)

# The rules engines that the benchmarks compare with. `bench-smoke` does without those that cannot be had.
$(PEERS): $(READY)
	@echo "installing the rules engines to compare with into .venv"; \
	if command -v uv >/dev/null 2>&1; then \
	    uv pip install --quiet --python $(BIN)/python --group bench; \
	else \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench; \
	fi && touch $(PEERS)

$(SPARK)/ready: $(READY)
	@echo "installing feedcurate and PySpark into $(SPARK)"
	@$(BIN)/python -m venv --clear $(SPARK)
	@$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[spark,testing]' 'pytest>=8.4'
	@touch $(SPARK)/ready

# What `make fuzz` needs besides.
$(ATHERIS): $(READY)
	@echo "installing atheris into .venv"; \
	if command -v uv >/dev/null 2>&1; then \
	    uv pip install --quiet --python $(BIN)/python --group fuzz; \
	else \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --group fuzz; \
	fi && touch $(ATHERIS)

# What `make mutate` needs besides.
$(MUTMUT): $(READY)
	@echo "installing mutmut into .venv"; \
	if command -v uv >/dev/null 2>&1; then \
	    uv pip install --quiet --python $(BIN)/python --group soak; \
	else \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --group soak; \
	fi && touch $(MUTMUT)
