# `make` alone prints the targets.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
HOST ?= 127.0.0.1
export PORT HOST

.DEFAULT_GOAL := help
.PHONY: help run demo test check format docs bench lock clean

help: ## Print the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)$$/\1\t\2/' | expand -t 10

$(VENV)/.run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Se necesita Python 3.11 o uno más nuevo: make run PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/.run ## Install, migrate, load the demonstration municipality, serve on port 8000 (PORT=… HOST=… override)
	@PORTAL_ENV=$${PORTAL_ENV:-demo} SECOND_FACTOR_FOR_ALL=$${SECOND_FACTOR_FOR_ALL:-0} $(BIN)/python -m portal.serve

test: $(VENV)/.dev ## Run every test: SQLite always, PostgreSQL when TEST_POSTGRES_URL is set, the browser when there is one
	$(BIN)/pytest -n 2 --dist loadgroup

check: $(VENV)/.dev ## Format, lint, imports, types, tests, documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	PORTAL_ENV=demo $(BIN)/flask --app wsgi docs --check
	$(BIN)/pytest -n 2 --dist loadgroup

format: $(VENV)/.dev ## Put the code in its format
	$(BIN)/ruff check --fix -q . || true
	$(BIN)/ruff format .

docs: $(VENV)/.run ## Write the generated documents: routes, state diagrams, settings, commands
	PORTAL_ENV=demo $(BIN)/flask --app wsgi docs

bench: $(VENV)/.dev ## Measure, and print the figures of bench/README.md
	$(BIN)/python -m bench

lock: $(VENV)/.dev ## Resolve the requirements anew into the lock files
	$(BIN)/uv pip compile -q requirements.txt --universal --generate-hashes --no-header --no-emit-index-url --no-annotate -o requirements.lock
	$(BIN)/uv pip compile -q requirements-sugerencias.txt --universal --generate-hashes --no-header --no-emit-index-url --no-annotate -o requirements-sugerencias.lock
	$(BIN)/uv pip compile -q requirements-dev.txt --universal --generate-hashes --no-header --no-emit-index-url --no-annotate -o requirements-dev.lock

clean: ## Remove the virtual environment, caches, and the demonstration's data
	rm -rf $(VENV) instance .pytest_cache .mypy_cache .ruff_cache .hypothesis
