"""Projects as texts, to be laid out as folders.

`-- content/pages/example.md --` begins a file; behind the name may stand its encoding, `crlf`, or
`absent` for a file that is taken away. `\\u200b` stands for a character, `\\xff` for a byte.
`expanded` also knows files by short names: see `site_builder/rules/__init__.py`.
"""

from __future__ import annotations

import re
from pathlib import Path

TABLES = (
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
)
FIRST_YEAR_OF_TABLES = 2019
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
CATALOGUE = "content/agencies/zhongwei-kjj/catalogue.yaml"
# A file by a short name, and what is added to its header.
_SHORT_NAME = re.compile(r"(?ms)^-- (?:专页|(\d{4})年度报告) --\n(?:---\n(.*?)^---\n)?")
# The catalogue of the agency: cells of its first item, which others may follow.
_CATALOGUE = re.compile(r"(?ms)^-- 目录第1项 --\n(.*?)(?=^-- |\Z)")
_CELLS = {
    "一级事项": "机构信息",
    "二级事项": "机构职能",
    "公开内容（要素）": "职能、地址、联系方式",
    "公开依据": "《中华人民共和国政府信息公开条例》",
    "公开时限": "及时公开",
    "公开主体": "中卫市科学技术局",
    "公开渠道和载体": "[政府网站]",
    "公开对象": "[全社会]",
    "公开方式": "[主动]",
    "公开层级": "[县级]",
}
# Settings that do not say what the site covers.
_SETTINGS = re.compile(r"(?m)^-- content/site\.yaml --\n(?=title:)(?!(?:(?!-- ).*\n)*coverage:)")
_MARKER = re.compile(r"(?m)^-- (.+?)((?: (?:gb18030|utf-16|utf-8-sig|crlf|absent))*) --\n")


def report(statistics: str = "") -> str:
    """The report on 2023 with a part of `statistics`; the tables it does not name are all zero."""
    rest = "".join(f"{table}: 0\n" for table in TABLES if f"{table}:" not in statistics)
    lines = (statistics + rest).splitlines()
    header = "title: 中卫市科学技术局2023年政府信息公开工作年度报告\nstatistics:\n"
    indented = "".join(f"  {line}\n" for line in lines)
    return f"-- {REPORT} --\n---\n{header}{indented}---\n{CHAPTERS}"


def page(body: str, header: str = "title: 示例\n") -> str:
    """The page `pages/example.md` with a body."""
    return f"-- {EXAMPLE} --\n---\n{header}---\n{body}"


def listing(*files: str, body: str = "正文。\n") -> str:
    """The page `pages/example.md`, which lists attachments."""
    return page(body, f"title: 示例\nattachments: {[*files]}\n")


def _head(found: re.Match[str]) -> str:
    """The file name and the header that a short name stands for."""
    year, header = found[1], found[2] or ""
    path = f"content/agencies/zhongwei-kjj/reports/{year}.md" if year else EXAMPLE
    if "title:" not in header:
        title = f"中卫市科学技术局{year}年政府信息公开工作年度报告" if year else "示例"
        header = f"title: {title}\n{header}"
    if year and int(year) >= FIRST_YEAR_OF_TABLES:
        header += "" if "statistics:" in header else "statistics:\n"
        header += "".join(f"  {table}: 0\n" for table in TABLES if f"  {table}:" not in header)
    return f"-- {path} --\n---\n{header}---\n"


def catalogue(cells: str = "", others: str = "") -> str:
    """The catalogue of the agency: item 1, some of whose cells are written out, and `others`. The
    page of the agency fulfils them all."""
    rest = "".join(f"{label}: {text}\n" for label, text in _CELLS.items() if label not in cells)
    own = "".join(f"    {line}\n" for line in (cells + rest).splitlines())
    more = "".join(f"  {line}\n" for line in others.splitlines())
    numbers = dict.fromkeys(["1", *re.findall(r"(?m)^- 序号: (\S+)$", others)])
    header = f"title: 中卫市科学技术局\nregion: 640500\nitems: [{', '.join(numbers)}]\n"
    return (
        f"-- content/agencies/zhongwei-kjj/index.md --\n---\n{header}---\n"
        f"-- {CATALOGUE} --\nitems:\n  - 序号: 1\n{own}{more}"
    )


def _catalogue(found: re.Match[str]) -> str:
    cells, dash, others = found[1].partition("- 序号: ")
    return catalogue(cells, dash + others)


GOOD_SITE = f"""\
-- content/site.yaml --
title: 政府信息公开工作年度报告
coverage: selected
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


OWN_THEME = """\
-- themes/own/theme.yaml --
extends: default
styles: [own.css]
-- themes/own/templates/page.html --
{% extends "default/page.html" %}
-- themes/own/styles/own.css --
:root { --sb-main: #000 }
"""


def document(path: str, header: str = "title: 题\n", body: str = "正文\n") -> str:
    """A document, as text to be laid out."""
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def bureau(slug: str, name: str, region: str = "640500") -> str:
    """An agency, likewise."""
    return document(f"agencies/{slug}/index.md", f"title: {name}\nregion: {region}\n")


def expanded(text: str) -> str:
    """A text with short names and shorthands for bodies written out; one without a file name is a
    part of `statistics`."""
    whole = text if not text or text.startswith("-- ") else report(text)
    whole = _CATALOGUE.sub(_catalogue, _SHORT_NAME.sub(_head, whole))
    whole = _SETTINGS.sub("\\g<0>coverage: selected\n", whole)
    return whole.replace("（正文：六个部分）\n", CHAPTERS).replace("（六个部分）\n", SIX)
