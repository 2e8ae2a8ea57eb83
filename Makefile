# Chores of developers. `make` alone lists them; users need only ./jiadi.
PYTHON := .venv/bin/python
UV := .venv/bin/uv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help lint format schema schema-check migrate migrate-check lock docs docs-check

help:  ## list the chores
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/installed.json: requirements-dev.lock
	./jiadi test --version
	@touch $@

lint: .venv/installed.json  ## ruff, mypy --strict, import contracts
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy .
	.venv/bin/lint-imports

format: .venv/installed.json  ## rewrite the code as ruff wants it
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

schema: .venv/installed.json  ## write event schemas, subgraph SDLs, supergraph and public schema
	$(PYTHON) -m published.schemas
	$(PYTHON) -m cli.schema

schema-check: .venv/installed.json  ## fail when a committed schema is stale
	$(PYTHON) -m published.schemas --check
	$(PYTHON) -m cli.schema --check

lock: .venv/installed.json  ## pin and hash everything that pyproject.toml asks for
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

migrate: .venv/installed.json  ## write the missing migrations: make migrate m="what changed"
	$(PYTHON) -m deploy.migrations revise "$(m)"

migrate-check: .venv/installed.json  ## fail when a migration is missing
	$(PYTHON) -m deploy.migrations check

docs: .venv/installed.json  ## write docs/events.md and docs/rules.md from the code
	$(PYTHON) -m cli.docs

docs-check: .venv/installed.json  ## fail when a generated page is stale
	$(PYTHON) -m cli.docs --check
