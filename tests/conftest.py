"""The scenario helper: a folder as one text, laid out and run through the real functions.

`-- content/pages/example.md --` begins a file; behind the name may stand its encoding, `crlf`, or
`absent` for a file that is taken away. `\\u200b` stands for a character, `\\xff` for a byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, settings

from site_builder.build import Built, build, load
from site_builder.model import Finding

# The same examples on every machine, however slow it is.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

TODAY = date(2026, 11, 21)
TABLES = (
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
)
CHAPTERS = """\
## 一、总体情况
正文。
## 二、主动公开政府信息情况
## 三、收到和处理政府信息公开申请情况
## 四、政府信息公开行政复议、行政诉讼情况
## 五、存在的主要问题及改进情况
正文。
## 六、其他需要报告的事项
正文。
"""
REPORT = "content/agencies/zhongwei-kjj/reports/2023.md"
EXAMPLE = "content/pages/example.md"

_MARKER = re.compile(r"(?m)^-- (.+?)((?: (?:gb18030|utf-16|utf-8-sig|crlf|absent))*) --\n")


def report(statistics: str = "") -> str:
    """The report on 2023 with a piece of statistics; the tables it does not name are all zero."""
    rest = "".join(f"{table}: 0\n" for table in TABLES if f"{table}:" not in statistics)
    lines = (statistics + rest).splitlines()
    header = "title: 中卫市科学技术局2023年政府信息公开工作年度报告\nstatistics:\n"
    indented = "".join(f"  {line}\n" for line in lines)
    return f"-- {REPORT} --\n---\n{header}{indented}---\n{CHAPTERS}"


def page(body: str, header: str = "title: 示例\n") -> str:
    """The page `pages/example.md` with a body."""
    return f"-- {EXAMPLE} --\n---\n{header}---\n{body}"


GOOD_SITE = f"""\
-- content/site.yaml --
title: 政府信息公开工作年度报告
regions:
  640500: 中卫市
-- content/agencies/zhongwei-kjj/index.md --
---
title: 中卫市科学技术局
region: 640500
---
{report()}"""


def folder(where: Path, text: str) -> None:
    """Lay a text out as a folder."""
    _, *parts = _MARKER.split(text)
    for name, marks, content in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        path = where / _unescaped(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        encodings = [mark for mark in marks.split() if mark not in {"crlf", "absent"}]
        lines = content.replace("\n", "\r\n") if "crlf" in marks else content
        path.write_bytes(
            _unescaped(lines).encode(encodings[0] if encodings else "utf-8", "surrogateescape")
        )
        if "absent" in marks:
            path.unlink()


def _unescaped(text: str) -> str:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return re.sub(r"\\x([89a-f][0-9a-f])", lambda found: chr(0xDC00 + int(found[1], 16)), text)


def silent(_: str) -> None:
    """A progress that nobody reads."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A project in `root`, with a good site to begin with; texts are laid over it."""

    root: Path

    def lay(self, text: str) -> None:
        """Lay a text over the project; one without a file name is a piece of statistics."""
        whole = text if not text or text.startswith("-- ") else report(text)
        folder(self.root, whole.replace("（正文：六个部分）\n", CHAPTERS))

    def check(self, text: str = "") -> tuple[Finding, ...]:
        """What is wrong with the project once `text` is laid over it."""
        self.lay(text)
        return load(self.root, TODAY, silent).findings

    def build(self, text: str = "") -> Built:
        """Build the project into `public` once `text` is laid over it."""
        self.lay(text)
        return build(self.root, self.root / "public", today=TODAY, progress=silent)

    def soup(self, url: str = "pages/example/index.html") -> BeautifulSoup:
        """A page of the built site."""
        return BeautifulSoup((self.root / "public" / url).read_bytes(), "html.parser")

    def main(self, url: str = "pages/example/index.html") -> Tag:
        """The `<main>` of a page of the built site."""
        main = self.soup(url).main
        assert main
        return main


@pytest.fixture
def site(tmp_path: Path) -> Scenario:
    """A project with a good site."""
    scenario = Scenario(tmp_path / "project")
    scenario.lay(GOOD_SITE)
    return scenario


def codes(findings: tuple[Finding, ...]) -> set[str]:
    """The codes of the findings that stand."""
    return {finding.code for finding in findings if not finding.waived}
