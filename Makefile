# 全部准备工作只要 python3 和 make：make run 运行，make test 测试。
PYTHON ?= python3
PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH_STAMP := $(VENV)/.bench-installed

.PHONY: install browser redis postgresql-server run test postgresql several check bench format clean

# 先把字节码备好：有的机器不许运行时写，每次启动都现编译，问一句要多等六分之一。
install: $(STAMP)
	@$(BIN)/python -m compileall -q bot

$(STAMP): pyproject.toml
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
	  echo "本机的 python3 缺少 venv，正在安装 python3-venv …"; \
	  S=; [ "$$(id -u)" = 0 ] || S=sudo; \
	  $$S apt-get update -qq && $$S apt-get install -y -qq python3-venv && $(PYTHON) -m venv --clear $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

$(BENCH_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	@touch $@

run: install
	@echo "启动后打开 http://127.0.0.1:$(PORT)/simulator（对话模拟）或 /console（工作台）"
	PORT=$(PORT) $(BIN)/jiuye serve

check: install
	$(BIN)/ruff check bot tests
	$(BIN)/ruff format --check bot tests
	$(BIN)/mypy
	$(BIN)/jiuye check

browser:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || { \
	  echo "浏览器测试要用 chromium，正在安装 …"; \
	  S=; [ "$$(id -u)" = 0 ] || S=sudo; \
	  $$S apt-get update -qq && $$S apt-get install -y -qq chromium fonts-wqy-microhei; } || { \
	  echo "装不上 chromium：请先装好 chromium 再运行 make test。" >&2; exit 1; }

redis:
	@command -v redis-server >/dev/null 2>&1 || { \
	  echo "几个进程一起跑的测试要用 redis-server，正在安装 …"; \
	  S=; [ "$$(id -u)" = 0 ] || S=sudo; \
	  $$S apt-get update -qq && $$S apt-get install -y -qq redis-server; } || { \
	  echo "装不上 redis-server：请先装好 redis-server 再运行 make test。" >&2; exit 1; }

# 浏览器测试自带事件循环，和别的测试分开两个进程跑，谁也不妨碍谁。
test: check browser redis
	$(BIN)/pytest -n 2 tests/browser
	$(BIN)/pytest -n 2 --ignore=tests/browser

postgresql-server: install
	@command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
	  echo "本机没有 PostgreSQL 的程序，正在安装 …"; \
	  S=; [ "$$(id -u)" = 0 ] || S=sudo; \
	  $$S apt-get update -qq && $$S apt-get install -y -qq postgresql; } || { \
	  echo "装不上 PostgreSQL：请先装好再来。" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[postgresql]'

# 用 PostgreSQL 的县才需要：在临时文件夹里起一个服务器，把存储的测试跑一遍，再停掉删掉。
postgresql: postgresql-server
	TEST_POSTGRESQL=1 $(BIN)/pytest -n 0 -m "" tests/code/storage

# 几个进程、PostgreSQL、Redis 一起：杀进程、停 Redis、每条消息试三次。make test 里有同样的测试，用的是 SQLite。
several: postgresql-server redis
	TEST_POSTGRESQL=1 $(BIN)/pytest -n 0 -m "" tests/code/several

bench: $(BENCH_STAMP)
	$(BIN)/python -m tests.benchmarks

format: install
	$(BIN)/ruff format bot tests
	$(BIN)/ruff check --fix bot tests

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
