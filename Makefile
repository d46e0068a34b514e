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
.PHONY: help install demo test lint types pytest test-browser screenshots verify faults faults-compare bench bench-sdk check-spec typescript generate docs public-api lock clean

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

pytest: .venv/.made node_modules/.made .venv-generated-client/.made
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "not verify and not browser"

test-browser: .venv/.made node_modules/.made  ## the report and the dashboard in a real Chromium, which is installed where there is none
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest tests/browser -n 2 --dist loadfile -m browser

screenshots: .venv/.made  ## what people see, as pictures: docs/screenshots/
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.screenshots docs/screenshots

verify: lint types node_modules/.made .venv-generated-client/.made  ## every test, and the long proofs in full
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "not browser"

faults: .venv/.made  ## which known-bad servers the contract suite catches: docs/faults.md
	$(BIN)/python -m tests.contract.faults --output docs/faults.md

faults-compare: .venv/.made  ## some of the same beside Schemathesis' own command line: docs/comparison.md
	$(BIN)/python -m tests.contract.faults.comparison --every $(EVERY) --baselines 3 --output docs/comparison.md

bench: .venv/.made  ## how fast the server is, and how its cost grows: docs/benchmarks/server.md
	$(BIN)/python -m benchmarks.server --output docs/benchmarks/server.md

bench-sdk: .venv/.made .venv-generated-client/.made  ## how fast the SDK is beside its peers: docs/benchmarks/sdk.md
	$(BIN)/python -m benchmarks.sdk --output docs/benchmarks/sdk.md

check-spec: node_modules/.made  ## openapi.yaml by Redocly's strictest rules
	$(NODE_ENV) npm run --silent check-spec

typescript: node_modules/.made  ## typed definitions for frontends, from openapi.yaml: typescript/siteowner-api.d.ts
	$(NODE_ENV) npm run --silent typescript
	$(NODE_ENV) npm run --silent check-typescript

generate: .venv/.made typescript  ## rewrite what is generated: the SDK from openapi.yaml, and pages of docs/
	$(BIN)/python -m codegen
	$(BIN)/python -m codegen.reference

docs: .venv/.made node_modules/.made  ## the documentation site, strictly and without the network: build/site
	$(BIN)/python -m codegen.site
	@echo "Open build/site/index.html"

public-api: .venv/.made  ## accept the public names as they are: tests/sdk/public_api.txt
	$(BIN)/python -m tests.sdk.public_api

LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
    --custom-compile-command "make lock"

# The lists of the containers have the versions of the first one, which the tests run with.
lock: .venv/.made  ## renew the locked versions
	$(LOCK) --upgrade --extra all --group dev pyproject.toml -o requirements/dev.txt
	$(LOCK) --upgrade --group generated-client -o requirements/generated-client.txt
	$(LOCK) --constraints requirements/dev.txt --group build -o requirements/build.txt
	$(LOCK) --constraints requirements/dev.txt --extra server --extra postgres pyproject.toml -o requirements/server.txt
	$(LOCK) --constraints requirements/dev.txt --extra contract pyproject.toml -o requirements/contract.txt
	$(NODE_ENV) npm update --package-lock-only

clean:  ## what was made, removed
	rm -rf .venv .venv-generated-client node_modules build dist
