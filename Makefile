# Two commands: `make site` builds, `make test` checks. The first run installs all they need; after
# that they run offline. The lock files hold hashes and name no registry: where packages come from
# is up to each machine's pip, what arrives is always the same.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL: # with make -j, too, install first and check then
.PHONY: help setup tools site browser test check hunt pictures fix bench handbook wheel twine lock audit bare clean

VENV := .venv
PYTHON :=
python := $(VENV)/bin/python
pip := $(python) -m pip --disable-pip-version-check
pip_install := $(pip) install --quiet --no-deps
runtime := $(VENV)/site.stamp
tools := $(VENV)/dev.stamp

help: ## 显示本帮助
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

# The stamps lie in the environment: without it everything starts anew; with nothing changed, nothing
# asks the network.

setup: $(runtime) ## 只装好建站所需的环境，不建站

tools: $(tools)

$(python):
	scripts/make-venv $(VENV) $(PYTHON)

$(runtime): $(python) requirements/site.lock pyproject.toml site_builder/__init__.py
	$(pip_install) --require-hashes -r requirements/site.lock
	$(pip_install) --no-build-isolation --editable .
	@touch $@

$(tools): $(runtime) requirements/dev.lock
	$(pip_install) --require-hashes -r requirements/dev.lock
	@touch $@

browser: $(tools)
	@scripts/need-browser

site: $(runtime) ## 由 content/ 生成 public/；部署地址可写 BASE_URL=…
	.venv/bin/sitebuild build $${BASE_URL:+--base-url "$$BASE_URL"}

test: browser check ## 装好所需的一切（包括浏览器），运行全部检查

check: $(tools) ## 格式、静态检查、类型；在本机每个可用的 Python 上测试
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy --strict site_builder tests
	scripts/test-pythons

hunt: browser ## 长时间测试（夜间运行）：在每一步中断、出错、改动；随机序列数可写 SEQUENCES=2000
	$(python) -m pytest --hunt -n auto --dist worksteal
	PYTHONPATH=tests $(python) -m law $(SEQUENCES)
	PYTHONPATH=tests $(python) -m fuzz 600

pictures: browser ## 照着快速上手做一遍，重拍手册里的图
	$(python) -m pytest -q -n 0 tests/serve/test_quickstart.py --pictures

fix: $(tools) ## 自动改正能改正的格式问题
	.venv/bin/ruff check --fix-only
	.venv/bin/ruff format

bench: $(tools) ## 性能测试，写入 docs/benchmark.md；规模可写 REPORTS="1000 10000"
	PYTHONPATH=tests $(python) -m bench.run $(REPORTS) $(if $(PEERS),--peers $(PEERS)) \
		$(if $(ROUNDS),--rounds $(ROUNDS))

handbook: $(runtime) ## 由规则生成 docs/handbook/rules/
	rm -rf docs/handbook/rules
	.venv/bin/sitebuild explain --handbook docs/handbook/rules

wheel: $(runtime) ## 在 dist/ 里打包：wheel 和源码包
	rm -rf dist
	$(python) -m hatchling build -d dist

twine: wheel ## 打包，并核对包里写的信息（需联网）
	scripts/with-tools twine twine check --strict dist/*

lock: $(python) ## 重新锁定依赖（需联网）；UPGRADE=1 同时升级
	scripts/with-tools uv scripts/lock $(if $(UPGRADE),--upgrade)

audit: $(python) ## 查所用的软件包有没有安全公告（需联网）
	scripts/with-tools audit pip-audit --strict --disable-pip --require-hashes \
		-r requirements/dev.lock -r requirements/uv.lock -r requirements/twine.lock

bare: ## 在新装的 Debian 里照 README 做一遍（须 root 与 debootstrap）；版本可写 SUITE=trixie
	scripts/bare $(SUITE)

clean: ## 删除生成物与缓存（保留 .venv，以便离线再建）
	rm -rf public .public.sitebuild .sitebuild dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find site_builder tests -name __pycache__ -prune -exec rm -rf {} +
