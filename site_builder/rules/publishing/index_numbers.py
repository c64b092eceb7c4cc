"""Rules about the 索引号 of documents: its form, its year, its width, and that it is given once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from site_builder.content.partition import partition_of
from site_builder.lint.index_numbers import numbered
from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.index_numbers import IndexNumbers, NumberedDocument
from site_builder.model.site import DocumentMetadata, Site
from site_builder.text.index_number import parse

_LONGEST = 40  # characters of a number in a message
_ENOUGH = 2  # numbers of the same width, from which on others are wrong


@rule("W110", "索引号“{number}”已经给了 {other}；一个索引号只编给一份文件，请核对。", "warning")
def index_number_used_twice(site: Site) -> Iterator[Violation]:
    """两份文件用了同一个索引号。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/first.md --
        ---
        title: 通知一
        index_number: 640500005/2024-00012
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/second.md --
        ---
        title: 通知二
        index_number: 640500005/2024-00012
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/first.md --
        ---
        title: 通知一
        index_number: 640500005/2024-00012
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/second.md --
        ---
        title: 通知二
        index_number: 640500005/2024-00013
        ---
        正文。
    """
    for one, first in _repeated(numbered(site)):
        yield Violation(one.path, *one.place, number=one.number[:_LONGEST], other=first.path)


@rule(
    "W157",
    "索引号“{number}”别的机关的 {other} 已经用了；请核对，一个索引号只编给一份文件。",
    "warning",
)
def index_number_of_another_agency(numbers: IndexNumbers) -> Iterator[Violation]:
    """两个机关用了同一个索引号。

    索引号在全站都只指一份文件。联合发布的文件只放在一个机关的文件夹里，用 agencies 写上其他机关。

    Bad:
        -- content/agencies/zhongwei-jyj/index.md --
        ---
        title: 中卫市教育局
        region: 640500
        ---
        -- content/agencies/zhongwei-jyj/documents/notice.md --
        ---
        title: 教育通知
        index_number: 640500005/2024-00012
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        index_number: 640500005/2024-00012
        ---
        另一份正文。
    Good:
        -- content/agencies/zhongwei-jyj/index.md --
        ---
        title: 中卫市教育局
        region: 640500
        ---
        -- content/agencies/zhongwei-jyj/documents/notice.md --
        ---
        title: 教育通知
        index_number: 640500008/2024-00012
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        index_number: 640500005/2024-00012
        ---
        另一份正文。
    """
    for one, first in _repeated(numbers.documents):
        if partition_of(one.path) != partition_of(first.path):
            related = (first.path,)
            yield Violation(
                one.path,
                *one.place,
                related=related,
                number=one.number[:_LONGEST],
                other=first.path,
            )


def _repeated(
    documents: tuple[NumberedDocument, ...],
) -> Iterator[tuple[NumberedDocument, NumberedDocument]]:
    """Yield the documents whose number was given before, each with the first that has it."""
    taken: dict[str, NumberedDocument] = {}
    for one in documents:
        first = taken.setdefault(one.number, one)
        if first is not one:
            yield one, first


@rule("W111", "索引号“{number}”里的年份是{year}，生成日期却在{generated}年；请核对。", "warning")
def index_number_of_another_year(site: Site) -> Iterator[Violation]:
    """索引号的年份与生成日期不符。

    索引号通常由机构代码、年份和流水号组成，年份是生成（或发布）那一年。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        index_number: 640500005/2023-00012
        generated: 2024-03-11
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        index_number: 640500005/2024-00012
        generated: 2024-03-11
        ---
        正文。
    """
    metadata = _metadata(site)
    for one in numbered(site):
        known, parts = metadata[one.path], parse(one.number, _form(site))
        generated = known.generated[:4]
        published = f"{known.published.year}" if known.published else ""
        if parts and parts.year and generated and parts.year not in {generated, published}:
            yield Violation(
                one.path,
                *one.place,
                number=one.number[:_LONGEST],
                year=parts.year,
                generated=generated,
            )


@rule(
    "W156",
    "索引号“{number}”不合{form}；请核对，或在机关的 index.md 里用 index_pattern 写明格式。",
    "warning",
)
def index_number_of_another_form(site: Site) -> Iterator[Violation]:
    """索引号不合格式。

    各地的格式不一，机关的 index.md 里可以写明，如 index_pattern: 640521005/{年}-{5位}。没有写明的，
    照常见的格式查：代码、年份、流水号，如 640500005/2024-00012、lyg001-01-2022-0012。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        index_number: 2024年第12号
        ---
        正文。
    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        index_pattern: 卫科{年}{3位}
        ---
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        index_number: 640500005/2024-00012
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        index_pattern: 卫科{年}{3位}
        ---
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        index_number: 卫科2024012
        ---
        正文。
    """
    form = _form(site)
    shown = f"本机关的格式“{form}”" if form else "常见的格式（如 640500005/2024-00012）"
    for one in numbered(site):
        if parse(one.number, form) is None:
            yield Violation(one.path, *one.place, number=one.number[:_LONGEST], form=shown)


@rule(
    "W158",
    "索引号“{number}”的流水号有{width}位，本机关其他文件是{usual}位；请核对，不足的补0。",
    "warning",
)
def index_number_of_another_width(site: Site) -> Iterator[Violation]:
    """索引号的流水号位数与其他文件不同。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/first.md --
        ---
        title: 通知一
        index_number: 640500005/2024-00012
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/second.md --
        ---
        title: 通知二
        index_number: 640500005/2024-00013
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/third.md --
        ---
        title: 通知三
        index_number: 640500005/2024-014
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/first.md --
        ---
        title: 通知一
        index_number: 640500005/2024-00012
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/second.md --
        ---
        title: 通知二
        index_number: 640500005/2024-00013
        ---
        正文。
    """
    by_prefix: defaultdict[str, list[tuple[NumberedDocument, int]]] = defaultdict(list)
    for one in numbered(site):
        if parts := parse(one.number, _form(site)):
            by_prefix[parts.prefix].append((one, len(parts.running)))
    for members in by_prefix.values():
        counts = Counter(width for _, width in members)
        usual, times = counts.most_common(1)[0]
        if times >= _ENOUGH and times > len(members) - times:
            for one, width in members:
                if width != usual:
                    yield Violation(
                        one.path,
                        *one.place,
                        number=one.number[:_LONGEST],
                        width=str(width),
                        usual=str(usual),
                    )


def _form(site: Site) -> str:
    return site.agencies[0].index_pattern if site.agencies else ""


def _metadata(site: Site) -> dict[str, DocumentMetadata]:
    """Return the metadata of all reports and disclosed documents, by path."""
    known: dict[str, DocumentMetadata] = {}
    for collection in site.collections:
        known.update((one.article.path, one.metadata) for one in collection.reports)
        known.update((one.article.path, one.metadata) for one in collection.documents)
    return known


INDEX_NUMBER_RULES = (
    index_number_used_twice,
    index_number_of_another_agency,
    index_number_of_another_year,
    index_number_of_another_form,
    index_number_of_another_width,
)
