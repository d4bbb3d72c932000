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

VENV := .venv/bin
UV := $(CURDIR)/$(VENV)/uv

.DEFAULT_GOAL := help
.PHONY: help
help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup:  ## Install the tools (everything stays in this folder)
	@$(PYTHON) -m local.environments dev ministack sam

.PHONY: pins
pins: setup  ## Compile the pinned requirements again (UPGRADE=1 takes newer versions)
	@cd layers/vendor && for set in core twilio; do \
		$(UV) pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes --no-header $(if $(UPGRADE),--upgrade) \
			--excludes excludes.txt $$set.in -o $$set.txt || exit 1; done
	@cd requirements && for set in uv node dev ministack sam; do \
		$(UV) pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes --no-header $(if $(UPGRADE),--upgrade) \
			--excludes ../layers/vendor/excludes.txt $$set.in -o $$set.txt || exit 1; done

.PHONY: run
run: setup  ## Start everything on this machine (FRESH=1 starts over)
	@exec $(VENV)/python -m local
