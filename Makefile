# make demo   sets up, reads the sample reports, and sets them side by side
# make test   sets up, and runs every test and check; .ci/run calls this
# Needs Python 3.12 with venv, and nothing else. PYTHON=... names another interpreter, VENV=... another place.

IS_NEW_ENOUGH = -c 'import sys; sys.exit(sys.version_info < (3, 12))'
PYTHON ?= $(shell for p in python3.12 python3 python; do $$p $(IS_NEW_ENOUGH) 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready

.PHONY: demo test setup lock
.DEFAULT_GOAL := demo

demo: $(READY)
	@$(BIN)/reportedly read samples
	@echo && echo "The same reports together: on what more than one independent origin speaks" && echo
	@folder=$$(mktemp -d) && trap 'rm -r "$$folder"' EXIT && corpus="$$folder/samples.db" \
		&& $(BIN)/reportedly add "$$corpus" samples && $(BIN)/reportedly group "$$corpus" && echo \
		&& $(BIN)/reportedly show "$$corpus" --min-origins 2 --limit 8

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config .importlinter
	$(BIN)/reportedly rules check
	$(BIN)/python -m pytest -q

setup: $(READY)

# Only what the lock names gets installed, with its hash; then the package itself, without looking for more.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" && $(PYTHON) $(IS_NEW_ENOUGH) \
		|| { echo "Python 3.12 or newer is needed; name one: make PYTHON=/path/to/python3.12"; exit 1; }
	@echo "Setting up in $(VENV), once (a minute or two) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

# For maintainers, after a change of the dependencies; needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-header -o requirements.lock
