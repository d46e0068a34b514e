# Everything here works in one .venv at the root, made from the hash-locked list in requirements/.
# `make demo` and `make test` need Python 3.11+ and make, nothing else.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
# Node comes from a wheel in the list, so that every machine has the same one.
NODE_ENV := PATH="$(CURDIR)/$(BIN):$$PATH"
JOBS ?= 3
# Every so many-th fault; all 410 take six hours.
EVERY ?= 16

.DEFAULT_GOAL := help
.PHONY: help install demo test lint types pytest verify faults faults-compare bench bench-sdk check-spec generate public-api lock clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

install: .venv/.made  ## the environment

.venv/.made: .venv/.locked pyproject.toml hatch_build.py
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.locked: requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

.venv-generated-client/.made: requirements/generated-client.txt
	$(PYTHON) -m venv --clear .venv-generated-client
	$(subst .venv/,.venv-generated-client/,$(PIP)) --require-hashes -r requirements/generated-client.txt
	@touch $@

node_modules/.made: package.json package-lock.json .venv/.made
	$(NODE_ENV) npm ci --no-audit --no-fund --loglevel=error
	@touch $@

demo: .venv/.made  ## a server, a tour through the SDK and a contract run
	$(BIN)/siteowner demo

test: lint types pytest  ## every test

lint: .venv/.made
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: .venv/.made node_modules/.made
	$(BIN)/mypy
	$(NODE_ENV) npx --no-install pyright --pythonpath $(BIN)/python
	$(NODE_ENV) npx --no-install pyright --pythonpath $(BIN)/python --verifytypes siteowner_sdk --ignoreexternal

pytest: .venv/.made .venv-generated-client/.made
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "not verify"

verify: lint types .venv-generated-client/.made  ## every test, and the long proofs in full
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

faults: .venv/.made  ## which known-bad servers the contract suite catches: docs/faults.md
	$(BIN)/python -m tests.contract.faults --output docs/faults.md

faults-compare: .venv/.made  ## some of the same beside Schemathesis' own command line: docs/comparison.md
	$(BIN)/python -m tests.contract.faults.comparison --every $(EVERY) --baselines 3 --output docs/comparison.md

bench: .venv/.made  ## how fast the server is, and how its cost grows: docs/benchmarks/server.md
	$(BIN)/python -m benchmarks.server --output docs/benchmarks/server.md

bench-sdk: .venv/.made .venv-generated-client/.made  ## how fast the SDK is beside its peers: docs/benchmarks/sdk.md
	$(BIN)/python -m benchmarks.sdk --output docs/benchmarks/sdk.md

check-spec: node_modules/.made  ## openapi.yaml by Redocly's strictest rules, and as TypeScript
	$(NODE_ENV) npm run --silent check-spec

generate: .venv/.made  ## rewrite what is generated: the SDK from openapi.yaml, docs/requirements.md from the checks
	$(BIN)/python -m codegen
	$(BIN)/python -m siteowner_contract.report.requirements_page > docs/requirements.md

public-api: .venv/.made  ## accept the public names as they are: tests/sdk/public_api.txt
	$(BIN)/python -m tests.sdk.public_api

lock: .venv/.made  ## renew the locked versions
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	    --custom-compile-command "make lock" --upgrade --extra all --group dev pyproject.toml -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	    --custom-compile-command "make lock" --upgrade --group generated-client -o requirements/generated-client.txt
	$(NODE_ENV) npm update --package-lock-only

clean:  ## what was made, removed
	rm -rf .venv .venv-generated-client node_modules build dist
