# The project's commands. Start with `make run`; `make help` lists the rest.

# Any Python from 3.11 on; 3.13 is what Lambda runs, so it is preferred where there is one.
ifndef PYTHON
PYTHON := $(shell for python in python3.13 python3.12 python3.11 python3 python3.14; do \
	path=$$(command -v $$python) && $$path -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& $$path -c 'import sys; print(sys.executable)' && break; done)
endif
ifeq ($(PYTHON),)
$(error Leadline needs Python 3.11 or newer. Install one, or name it: make PYTHON=/path/to/python3)
endif

BIN := $(CURDIR)/.venv/bin
UV := $(BIN)/uv
SAM := $(CURDIR)/.local/sam/bin/sam
export SAM_CLI_TELEMETRY := 0

.DEFAULT_GOAL := help
.PHONY: help
help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ---- On this machine ----------------------------------------------------------------------------------------------

.PHONY: setup
setup:  ## Install the tools (everything stays in this folder)
	@$(PYTHON) -m local.environments dev ministack sam

.PHONY: run
run: setup  ## Start everything on this machine (FRESH=1 starts over)
	@exec $(BIN)/python -m local

.PHONY: test
test: setup  ## Run all tests, in a browser too (ONLY=path narrows it down)
	@$(BIN)/python -m local.chromium
	@test "$$(uname)" != Linux || $(BIN)/python -m local.valgrind
ifdef ONLY
	@$(BIN)/pytest $(ONLY)
else
	@$(BIN)/python -m local.suites
endif

.PHONY: quick
quick: setup  ## Run what takes under two minutes: unit tests, contracts, architecture, types, style
	@PYTHONPATH=layers/core/src:. $(BIN)/python -m local.suites --quick

.PHONY: check
check: setup  ## Judge style, types, dependencies and the template
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@PYTHONPATH=layers/core/src $(BIN)/lint-imports --no-cache
	@$(SAM) validate --lint --template template.yaml --region us-east-1
	@$(CURDIR)/.local/sam/bin/cfn-lint --region us-east-1 --template infra/*.yaml
	@$(PYTHON) -m local.environments checkov
	@$(CURDIR)/.local/checkov/bin/checkov --config-file .checkov.yaml --file template.yaml infra/*.yaml
	@$(BIN)/python -m local.portal check

.PHONY: bench
bench: setup  ## Measure: instructions, loading, size, units, dollars, growth, histories (ONLY=part; CHECK=1 fails what grew, RECORD=1 keeps it)
	@$(BIN)/python -m local.valgrind
	@PYTHONPATH=layers/core/src:. $(BIN)/python -m bench $(if $(CHECK),--check) $(if $(RECORD),--record) $(ONLY)
	@$(if $(ONLY),,PYTHONPATH=layers/core/src:. $(BIN)/python -m tests.simulation $(HISTORIES))

HISTORIES ?= 100000

.PHONY: simulate
simulate: setup  ## Play seeded histories in which everything goes wrong, on all cores (HISTORIES=n)
	@PYTHONPATH=layers/core/src:. $(BIN)/python -m tests.simulation $(HISTORIES)

.PHONY: format
format: setup  ## Put the code into its usual form
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format
	@$(BIN)/python -m local.portal format

.PHONY: pins
pins: setup  ## Compile the pinned requirements again (UPGRADE=1 takes newer versions)
	@$(foreach set,core twilio,cd $(CURDIR)/layers/vendor && $(compile) --excludes excludes.txt $(set).in -o $(set).txt;)
	@$(foreach set,uv node dev ministack sam checkov,cd $(CURDIR)/requirements && $(compile) --excludes ../layers/vendor/excludes.txt $(set).in -o $(set).txt;)

compile = $(UV) pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes --no-header $(if $(UPGRADE),--upgrade)

# ---- On AWS -------------------------------------------------------------------------------------------------------

STACK ?= leadline

.PHONY: operate
operate: setup  ## Open and change firms, lines, users, leads (DO='add_firm "Harbor & Field Law"'; DO=--help lists all)
	@PYTHONPATH=layers/core/src:. $(BIN)/python -m infra.operate --stack $(STACK) $(DO)

.PHONY: build
build: setup  ## Build functions and layers for AWS (arm64, Python 3.13)
	@$(BIN)/python -m local.building

.PHONY: deploy
deploy: setup  ## Deploy to AWS with your own credentials (STACK=name PARAMETERS=file.yaml)
	@test -n "$(PARAMETERS)" || { echo "Say which parameters: make deploy PARAMETERS=production.yaml (see docs/operations.md)"; exit 1; }
	@$(BIN)/python -m infra.deploy --stack $(STACK) --parameters $(abspath $(PARAMETERS))
