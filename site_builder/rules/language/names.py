"""Rules about the names and the web address of the agency in its reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Agency
from site_builder.rules.language.running_text import texts, violation
from site_builder.text.patterns import regex
from site_builder.text.plain_text import ReportContext

_HOST = regex(r"(?<![\w.@-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){2,4}(?![\w@-])", re.ASCII)
_LONGEST = 14
_SURE = 6
_LONG = 10


@rule(
    "G109",
    "这里称“{written}”，而本机关的名称是“{name}”；请统一，或在机关的 aliases（别称）里登记。",
    "warning",
)
def agency_by_another_name(context: ReportContext) -> Iterator[Violation]:
    """一个机关用了两个名称。

    报告里本机关用全称或者规范化简称；既不是全称，也不是登记过的简称、别称的，提示核对。
    只看与全称同一地区开头、由全称省字而成的名称（“科技局”之于“科学技术局”），或者全称里错一个字的。

    Bad:
        -- 2018年度报告 --
        2018年，中卫市科技局主动公开政府信息。
    Good:
        -- 2018年度报告 --
        2018年，中卫市科学技术局主动公开政府信息，中卫市财政局、中卫市交通局给予支持。
    """
    agency = context.report.agency
    region, name = agency.region.name, agency.name
    if not region or not name.startswith(region) or name.count(name[-1]) > 1:
        return
    text = context.words.text
    if text.count(region) == text.count(name):  # the region is named only in the full name
        return
    known = (name, agency.short_name, *agency.aliases)
    for block in texts(context.words):
        at = block.text.find(region)
        while at >= 0:
            end = block.text.find(name[-1], at + len(region), at + len(region) + _LONGEST)
            written = block.text[at : end + 1] if end > 0 else ""
            former = block.text[max(at - 1, 0) : at] == "原"
            if written and written not in known and not former and _is_near(written, agency):
                own = (agency.article.path,)
                yield violation(context.words, block, at, related=own, written=written, name=name)
                return
            at = block.text.find(region, at + 1)


def _is_near(written: str, agency: Agency) -> bool:
    """Return whether a name that begins with the region probably means the agency itself."""
    short = written[len(agency.region.name) : -1]
    full = agency.name[len(agency.region.name) : -1]
    if len(short) < 2 or short[:1] != full[:1]:  # noqa: PLR2004  # one character is no name
        return False
    if len(short) < len(full):
        letters = iter(full)
        return all(letter in letters for letter in short)
    slips = sum(a != b for a, b in zip(short, full, strict=False))
    return len(short) == len(full) >= _SURE - 2 and slips == 1


@rule(
    "G110",
    "网址“{written}”与本机关登记的网站“{host}”只差一点，多半写错了；请核对后统一。",
    "warning",
)
def address_one_slip_away(context: ReportContext) -> Iterator[Violation]:
    """网址与本机关的网站只差一两个字母。

    读者照着打不开，或者打开了别人的网站。只差一段、差得极少的才提示；
    名称本来就短而相近的别的网站（如相邻县的）不算。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        website: https://www.zhongwei.gov.cn/
        ---
        -- 2018年度报告 --
        电子版可在网站（www.zhongwie.gov.cn）下载。
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        website: https://www.zhongwei.gov.cn/
        ---
        -- 2018年度报告 --
        电子版可在网站（www.zhongwei.gov.cn）下载，另见kjj.zhongwei.gov.cn。
    """
    host = context.report.agency.website.partition("://")[2].partition("/")[0].lower()
    if not host:
        return
    for paragraph in context.words.document.paragraphs:
        if "." not in paragraph.text:
            continue
        for match in _HOST.finditer(paragraph.text):
            if _is_slip(match[0].lower(), host):
                line = paragraph.line + paragraph.text.count("\n", 0, match.start())
                column = match.start() - paragraph.text.rfind("\n", 0, match.start())
                yield Violation(
                    context.report.article.path,
                    line,
                    column,
                    related=(context.report.agency.article.path,),
                    written=match[0],
                    host=host,
                )


def _is_slip(written: str, host: str) -> bool:
    """Return whether one label differs, by so little that it is probably a slip."""
    pairs = [*zip(written.split("."), host.split("."), strict=False)]
    other = [pair for pair in pairs if pair[0] != pair[1]]
    if written.count(".") != host.count(".") or len(other) != 1:
        return False
    here, there = other[0]
    if there == "www":
        return here in {"ww", "wwww"}
    if there in {"gov", "cn"}:
        return _distance(here, there) <= 1 + (sorted(here) == sorted(there))
    shortest = min(len(here), len(there))
    return shortest >= _SURE and _distance(here, there) <= 1 + (
        sorted(here) == sorted(there) or shortest >= _LONG
    )


def _distance(one: str, other: str) -> int:
    """Return the edit distance of two texts."""
    row: list[int] = [*range(len(other) + 1)]
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


NAME_RULES = (agency_by_another_name, address_one_slip_away)
