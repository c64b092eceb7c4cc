"""The scenario helper: a folder as one text, laid out and run through the real functions.

`-- content/pages/example.md --` begins a file; behind the name may stand its encoding, `crlf`, or
`absent` for a file that is taken away. `\\u200b` stands for a character, `\\xff` for a byte.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, settings

from site_builder.assembly.assemble import assemble
from site_builder.assembly.settings import read_settings
from site_builder.build import Built, build, check
from site_builder.content.reader import read
from site_builder.content.scan import survey
from site_builder.forms.versions import load_forms
from site_builder.incremental.cache import Cache, with_cache
from site_builder.incremental.records import Analysis
from site_builder.model.finding import Finding
from site_builder.model.product import Output
from site_builder.model.site import Portal, Site
from site_builder.model.source import Content
from site_builder.parsing.document import parse
from site_builder.pipeline.analysis import AnalysisContext, Reading, analyse
from site_builder.pipeline.cross_checks import portal_of
from site_builder.publish.manifest import list_files, write_manifest
from site_builder.publish.staging import Staging
from site_builder.theme.theme import Theme, find_theme

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
OPENING = """\
本报告根据《中华人民共和国政府信息公开条例》编制，统计期限为1月1日至12月31日。联系电话：0955-1234567。

"""
OVERVIEW = "本局依法做好主动公开和依申请公开，加强信息管理、平台建设和监督保障。"
SIX = f"""\
## 一、总体情况
{OVERVIEW}
## 二、主动公开政府信息情况
## 三、收到和处理政府信息公开申请情况
## 四、政府信息公开行政复议、行政诉讼情况
## 五、存在的主要问题及改进情况
公开的内容还不够丰富，今后逐项充实。
## 六、其他需要报告的事项
本年度没有收取信息处理费。
"""
CHAPTERS = OPENING + SIX
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


def demonstration(where: Path) -> Path:
    """A copy of the project that we ship, in the folder `where`: to be built, or to be changed."""
    shutil.copytree(Path(__file__).parent.parent / "content", where / "content")
    return where


OWN_THEME = """\
-- themes/own/theme.yaml --
extends: default
styles: [own.css]
-- themes/own/templates/page.html --
{% extends "default/page.html" %}
-- themes/own/styles/own.css --
:root { --sb-main: #000 }
"""


def theme_in(where: Path, text: str = OWN_THEME, name: str = "own") -> Theme:
    """Lay a theme out as a folder, and find it there."""
    folder(where, text)
    theme, problems = find_theme(name, where)
    assert theme
    assert not problems
    return theme


def wait_until_relied_on(folder: Path) -> None:
    """Wait until all files below a folder are old enough for their stamps to be relied on."""
    newest = max(path.lstat().st_ctime for path in folder.rglob("*"))
    time.sleep(max(0.0, newest + 2.1 - time.time()))


def silent(_: str) -> None:
    """A progress that nobody reads."""


def everything(folder: Path) -> Content:
    """What is read in a content folder: all its partitions in one."""
    parts = [read(partition) for partition in survey(str(folder))]
    return Content(
        tuple(source for part in parts for source in part.sources),
        tuple(attachment for part in parts for attachment in part.attachments),
        tuple(problems for part in parts for problems in part.problems),
    )


def understood(root: Path) -> Site:
    """What a project means: all its partitions in one site."""
    settings, _ = read_settings(root / "content")
    content = everything(root / "content")
    return assemble(settings, load_forms(), content, parse(content.sources), TODAY)


def terms_of(root: Path, today: date = TODAY) -> AnalysisContext:
    """By what a project is understood."""
    settings, _ = read_settings(root / "content")
    return AnalysisContext(settings, load_forms(), today)


def apart(root: Path) -> dict[str, Site]:
    """What each partition of a project means."""
    terms = terms_of(root)
    contents = {partition.name: read(partition) for partition in survey(str(root / "content"))}
    return {
        name: assemble(terms.settings, terms.forms, content, parse(content.sources), terms.today)
        for name, content in contents.items()
    }


def learnt(root: Path, today: date = TODAY) -> dict[str, Analysis]:
    """What the rest of the site has to know of each partition of a project."""
    terms = terms_of(root, today)
    partitions = survey(str(root / "content"))
    return {one.name: analyse(terms, Reading(one.name, read(one))) for one in partitions}


def portal(root: Path, today: date = TODAY) -> Portal:
    """All partitions of a project by their summaries."""
    return portal_of((one.summary for one in learnt(root, today).values()), today)


def document(path: str, header: str = "title: 题\n", body: str = "正文\n") -> str:
    """A document, as text to be laid out."""
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def bureau(slug: str, name: str, region: str = "640500") -> str:
    """An agency, likewise."""
    return document(f"agencies/{slug}/index.md", f"title: {name}\nregion: {region}\n")


def with_all(scenario: Scenario, do: Callable[[Cache], Any]) -> Any:
    """Do something with a cache that knows all partitions of a project."""

    def work(cache: Cache) -> Any:
        for one in learnt(scenario.root).values():
            cache.keep(one)
        return do(cache)

    return with_cache(scenario.root, "1", load_forms(), work)


def output(path: str, data: bytes, copy_of: str = "") -> Output:
    """A file of a site with the digest of its bytes."""
    return Output(path, b"" if copy_of else data, sha256(data).hexdigest(), copy_of)


def manifest_of(outputs: Iterable[Output]) -> bytes:
    """The manifest of a site of these files."""
    return write_manifest([list_files(sorted((one.path, one.digest) for one in outputs))])


def publish(folder: Path, *outputs: Output) -> None:
    """Put a whole new site of these files in the place of a folder."""
    staging = Staging(folder, whole=True)
    for one in outputs:
        staging.write(one)
    staging.publish_whole(manifest_of(outputs))


@dataclass(frozen=True, slots=True)
class Scenario:
    """A project in `root`, with a good site to begin with; texts are laid over it."""

    root: Path

    def lay(self, text: str) -> None:
        """Lay a text over the project; one without a file name is a piece of statistics."""
        whole = text if not text or text.startswith("-- ") else report(text)
        whole = whole.replace("（正文：六个部分）\n", CHAPTERS).replace("（六个部分）\n", SIX)
        folder(self.root, whole)

    def check(self, text: str = "") -> tuple[Finding, ...]:
        """What is wrong with the project once `text` is laid over it."""
        self.lay(text)
        return check(self.root, TODAY, silent).findings

    def build(self, text: str = "") -> Built:
        """Build the project into `public` once `text` is laid over it."""
        self.lay(text)
        return build(self.root, self.root / "public", today=TODAY, progress=silent)

    def site(self, text: str = "") -> Site:
        """What the project means once `text` is laid over it: all its partitions in one."""
        self.lay(text)
        return understood(self.root)

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
