# Everything a newcomer runs. Each target sets up what it needs; a second run starts at once.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: demo test check lock audit format picture benchmark soak browser clean

demo: .venv/ready ## bot, worker, LINE and Google on this machine, and a phone page to talk to it
	@exec $(BIN)/raingan demo --port $(PORT) $(if $(FRESH),--fresh)

test: check ## every check and every test, on SQLite and on a real PostgreSQL, and the page in a real browser
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/ready-test browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/ready-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

picture: .venv/ready-test browser ## draws docs/phone.png anew
	$(BIN)/python -m docs.picture

benchmark: .venv/ready-test ## the figures of benchmarks/README.md, as ratios in one run
	$(BIN)/python -m benchmarks

soak: .venv/ready-test ## two hosts under attack, ROUNDS=200 times, half of them on PostgreSQL; SEED= plays one again
	$(BIN)/python -m benchmarks.hosts both $(or $(ROUNDS),200) $(SEED)

lock: .venv/ready-test ## writes requirements*.txt anew from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra setup --generate-hashes --no-header --upgrade -q -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra setup --extra test --generate-hashes --no-header --upgrade -q -o requirements-test.txt

# --strict: without it what could not be looked up is told as a clean bill
AUDITOR := .venv/audit/bin/pip-audit
audit: .venv/ready $(AUDITOR) ## holds both lock files against the list of known weaknesses, which needs a network; AUDIT= are further words for pip-audit
	@for file in requirements.txt requirements-test.txt; do \
	  $(AUDITOR) --strict --require-hashes --disable-pip --progress-spinner off -r $$file $(AUDIT) || { \
	    echo; echo "NOT CLEAN: $$file. Either a weakness is named above, or the list could not be asked: then nothing was audited."; exit 1; }; \
	done

$(AUDITOR):
	@$(PYTHON) -m venv .venv/audit
	@.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1

browser: ## Chromium and Thai letters from the system's packages, if they are not here yet
	@command -v chromium >/dev/null && fc-list 2>/dev/null | grep -qi -e loma -e "noto sans thai" || { \
	  echo "installing Chromium and Thai fonts (needs root or sudo)"; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -q >/dev/null && \
	  $$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium fontconfig fonts-thai-tlwg >/dev/null; }

.venv/ready: requirements.txt pyproject.toml
	@echo "setting up Raingan (once, about a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-test: .venv/ready requirements-test.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

clean:
	rm -rf .venv var build *.egg-info
