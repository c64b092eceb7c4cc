"""Text copied from another report (K1xx)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from site_builder.lint import Hit, rule
from site_builder.model import Agency, Document, Heading, Report, Site
from site_builder.shingles import formulas, nearest, share, shingles

# Said by more agencies than this, it is the law's, the form's or the county's model.
MOST_AGENCIES = 4
# If its agency had said so much of what two reports have in common before, it keeps its own words.
_KEPT = 0.5


@dataclass(frozen=True, slots=True)
class _Kind:
    """A chapter that has to be written anew every year: by which words it is known, which share of
    it may not be old, and how many clauses it must have to be judged."""

    marks: tuple[str, ...]
    most: float
    least: int


# 总体情况 describes the same office every year: more of it may stay as it is.
_KINDS = (
    _Kind(("问题", "不足"), 0.75, 8),
    _Kind(("总体情况", "概述", "基本情况"), 0.85, 16),
)


@dataclass(frozen=True, slots=True)
class _Chapter:
    report: Report
    heading: Heading
    text: frozenset[int]


@rule(
    "K101",
    "“{chapter}”有{share}与本机关{year}年的报告相同（不计数字和年份）；请按本年的实际情况重写。",
    "warning",
)
def copied_from_earlier_year(site: Site) -> Iterator[Hit]:
    """照搬本机关上一份年度报告。

    问题“逐条分析”“杜绝照搬照抄”是各地报送通知的要求，照搬上年是评估中的常见扣分点。
    比的是“存在的主要问题”一章（相同四分之三以上）和“总体情况”一章（百分之八十五以上），
    以分句为单位，数字、年份、标点和机关名称不计。看不出来的有：逐句换了说法的照搬；不足8个分句（总体情况16个）的章；
    超过四个机关都说的话（按法律、格式或者统一范本写的套话）；一章里自己重复的话。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/2017.md --
        ---
        title: 中卫市科学技术局2017年政府信息公开工作年度报告
        ---
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        ---
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
    Good:
        -- content/agencies/zhongwei-kjj/reports/2017.md --
        ---
        title: 中卫市科学技术局2017年政府信息公开工作年度报告
        ---
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        ---
        ## 五、存在的问题
        上年提出的栏目更新偏慢问题已经解决，今年的不足在依申请公开：答复文书格式不一，
        有两件答复没有写明救济渠道，申请人来电询问进度时查询不便。下一步统一答复文书样式，
        由法规科逐件审核，并在网站开通办理进度查询。
    """
    for kind in _KINDS:
        for chapters in _by_agency(site, kind):
            for before, chapter in pairwise(chapters):
                part = share(chapter.text, before.text)
                if part >= kind.most and len(chapter.text) >= kind.least:
                    yield _hit(chapter, before, part)


@rule(
    "K102",
    "“{chapter}”有{share}与《{other}》相同（不计数字和机关名称）；请按本机关的实际情况重写。",
    "warning",
)
def copied_from_another_agency(site: Site) -> Iterator[Hit]:
    """照搬别的机关的年度报告。

    “问题雷同”是评估通报里的常见问题。与其他机关同年或者以前的报告比，比法和看不出来的情形同K101；
    相同的话多半是本机关自己以前就说过的，不算。同年的两份报告分不出谁照搬谁，两份都提示。

    Bad:
        -- content/agencies/zhongwei-jtj/index.md --
        ---
        title: 中卫市交通运输局
        region: 640500
        ---
        -- content/agencies/zhongwei-jtj/reports/2017.md --
        ---
        title: 中卫市交通运输局2017年政府信息公开工作年度报告
        ---
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        ---
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
    Good:
        -- content/agencies/zhongwei-jtj/index.md --
        ---
        title: 中卫市交通运输局
        region: 640500
        ---
        -- content/agencies/zhongwei-jtj/reports/2017.md --
        ---
        title: 中卫市交通运输局2017年政府信息公开工作年度报告
        ---
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        ---
        ## 五、存在的问题
        今年的不足在依申请公开：答复文书格式不一，有两件答复没有写明救济渠道，
        申请人来电询问进度时查询不便。下一步统一答复文书样式，由法规科逐件审核，
        并在网站开通办理进度查询。
    """
    for kind in _KINDS:
        by_agency = {own[0].report.agency.slug: own for own in _by_agency(site, kind) if own}
        chapters = [one for own in by_agency.values() for one in own]
        owners = [one.report.agency.slug for one in chapters]
        for number, best, part in nearest([one.text for one in chapters], owners):
            chapter, other = chapters[number], chapters[best]
            later = chapter.report.year >= other.report.year
            if later and part >= kind.most and len(chapter.text) >= kind.least:
                said = _said_before(chapter, by_agency[owners[number]])
                if share(chapter.text & other.text, said) < _KEPT:
                    yield _hit(chapter, other, part)


def _hit(chapter: _Chapter, other: _Chapter, part: float) -> Hit:
    values = (
        ("chapter", chapter.heading.text),
        ("share", f"{part:.0%}"),
        ("year", str(other.report.year)),
        ("other", other.report.article.title),
    )
    return Hit(chapter.report.article.path, chapter.heading.line, 1, values)


def _said_before(chapter: _Chapter, own: Iterable[_Chapter]) -> frozenset[int]:
    """What the agency has said in this chapter in earlier years."""
    earlier = (one.text for one in own if one.report.year < chapter.report.year)
    return frozenset[int]().union(*earlier)


def _by_agency(site: Site, kind: _Kind) -> Iterator[list[_Chapter]]:
    """The chapters of a kind, agency by agency, oldest first, without what many agencies say."""
    documents = {document.path: document for document in site.documents}
    found = []
    for catalogue in site.catalogues:
        names = _names(catalogue.agency)
        found.append(
            [
                _Chapter(report, heading, shingles(text, names))
                for report in reversed(catalogue.reports)
                for heading, text in _chapters(documents[report.article.path], kind.marks)
            ]
        )
    common = formulas(([one.text for one in chapters] for chapters in found), MOST_AGENCIES)
    for chapters in found:
        for number, one in enumerate(chapters):
            chapters[number] = replace(one, text=one.text - common)
        yield chapters


def _names(agency: Agency) -> tuple[str, ...]:
    return tuple(filter(None, (agency.name, *agency.aliases, agency.short_name)))


def _chapters(document: Document, marks: tuple[str, ...]) -> Iterator[tuple[Heading, str]]:
    """The first chapter whose heading has one of the marks, with its text."""
    chapters = [heading for heading in document.headings if heading.level == 2]  # noqa: PLR2004
    starts = [heading.line for heading in chapters]
    for number, heading in enumerate(chapters):
        if any(mark in heading.text for mark in marks):
            end = starts[number + 1] if number + 1 < len(starts) else 1 << 30
            lines = [p.line for p in document.paragraphs]
            first, last = bisect_right(lines, heading.line), bisect_right(lines, end - 1)
            text = "。".join(p.text for p in document.paragraphs[first:last])
            yield heading, text.replace("\n", "").replace("*", "")
            return


COPY_RULES = (copied_from_earlier_year, copied_from_another_agency)
