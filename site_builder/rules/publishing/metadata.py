"""Rules about the metadata block of a disclosed document (索引号, 公开方式 and so on)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from site_builder.assembly.schema import read_value, split_moment
from site_builder.content.urls import DISCLOSED, address
from site_builder.lint.rule import rule
from site_builder.model.document import Document, Scalar
from site_builder.model.finding import Violation
from site_builder.model.site import Collection, DisclosedDocument, DocumentMetadata, Report, Site
from site_builder.text.patterns import regex

_ENOUGH = 2  # the number of documents with a value from which on it is expected in all
_CUSTOMARY: tuple[tuple[str, Callable[[DocumentMetadata], str]], ...] = (
    ("索引号", lambda metadata: metadata.index_number),
    ("公开方式", lambda metadata: metadata.openness),
    ("生成日期", lambda metadata: metadata.generated),
)
# 000014349/2017-00110, 640521005/2019-00008, lyg001-01-2022-0012, …-20190311-0001.
_YEAR_IN_NUMBER = regex(
    r"(?:^|[^0-9A-Za-z])((?:19|20)[0-9]{2})(?:(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01]))?-[0-9]+$"
)
_OPENNESS = regex(r"(?:主动公开|依申请公开|不予公开)(?:（[^（）]*）)?")
_NOT_OPEN = "不予公开"
_VALIDITIES = frozenset({"有效", "失效", "废止"})


@rule("W109", "没有写{labels}；本机关其他文件都有，请补上。", "warning")
def register_has_gaps(site: Site) -> Iterator[Violation]:
    """公开文件的元数据不全。

    公开的文件要有索引号、名称、生成日期等要素，便于检索。只与本机关的其他公开文件相比：多数
    都有而这一份没有，才报。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/first.md --
        ---
        title: 通知一
        openness: 主动公开
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/second.md --
        ---
        title: 通知二
        openness: 主动公开
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/third.md --
        ---
        title: 通知三
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/first.md --
        ---
        title: 通知一
        openness: 主动公开
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/second.md --
        ---
        title: 通知二
        ---
        正文。
    """
    for collection in site.collections:
        records = [record for record in collection.documents if record.part == DISCLOSED]
        usual = [(label, get) for label, get in _CUSTOMARY if _is_custom(records, get)]
        for record in records:
            missing = [label for label, get in usual if not get(record.metadata)]
            if missing:
                yield Violation(record.article.path, 1, 1, labels="、".join(missing))


def _is_custom(records: list[DisclosedDocument], get: Callable[[DocumentMetadata], str]) -> bool:
    have = sum(1 for record in records if get(record.metadata))
    return have >= _ENOUGH and have > len(records) - have


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
    documents = {document.path: document for document in site.documents}
    for collection in site.collections:
        taken: dict[str, str] = {}
        for path, number in sorted(_numbers(collection)):
            other = taken.setdefault(number, path)
            if other != path:
                yield Violation(
                    path, *documents[path].header.place("index_number"), number=number, other=other
                )


def _numbers(collection: Collection) -> Iterator[tuple[str, str]]:
    items: tuple[Report | DisclosedDocument, ...] = (*collection.reports, *collection.documents)
    for item in items:
        if item.metadata.index_number:
            yield item.article.path, item.metadata.index_number


@rule("W111", "索引号“{number}”里的年份是{year}，生成日期却在{generated}年；请核对。", "warning")
def index_number_of_another_year(document: Document) -> Iterator[Violation]:
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
    number = document.header.get("index_number")
    if isinstance(number, Scalar):
        found = _YEAR_IN_NUMBER.search(number.text.strip())
        generated = _text(document, "generated")[:4]
        years = {generated, _text(document, "published")[:4]}
        if found and generated and found[1] not in years:
            yield Violation(
                document.path,
                number.line,
                number.column,
                number=number.text,
                year=found[1],
                generated=generated,
            )


@rule("W112", "发布日期{published}早于成文日期{signed}；文件成文之后才能发布，请核对。", "warning")
def published_before_signed(document: Document) -> Iterator[Violation]:
    """发布日期早于成文日期。

    发布在成文之后，主动公开的应在20个工作日内（条例第二十六条）。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        signed: 2024-03-11
        published: 2024-03-01
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        signed: 2024-03-11
        published: 2024-03-15
        ---
        正文。
    """
    signed, published = _day(document, "signed"), _day(document, "published")
    if signed and published and published < signed:
        yield Violation(
            document.path,
            *document.header.place("published"),
            signed=signed.isoformat(),
            published=published.isoformat(),
        )


@rule(
    "W113",
    "公开方式写的是“{text}”；请写“主动公开”“依申请公开”或“不予公开”。",
    "warning",
)
def openness_unknown(document: Document) -> Iterator[Violation]:
    """公开方式不规范。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        openness: 对外公开
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        openness: 主动公开
        ---
        正文。
    """
    text = _text(document, "openness")
    if text and not _OPENNESS.fullmatch(text):
        yield Violation(document.path, *document.header.place("openness"), text=text[:30])


@rule("W116", "公开方式是“{text}”，这份文件却要发布；请核实，不公开的写 draft: true 或移走。")
def not_open_but_published(document: Document) -> Iterator[Violation]:
    """不予公开的文件要发布了。

    不予公开的政府信息不得发布（条例第十四条至第十六条）。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        openness: 不予公开
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        openness: 不予公开
        draft: true
        ---
        正文。
    """
    text = _text(document, "openness")
    if text.startswith(_NOT_OPEN):
        yield Violation(document.path, *document.header.place("openness"), text=text[:30])


@rule("W114", "有效性写的是“{text}”；请写“有效”“失效”或“废止”。", "warning")
def validity_unknown(document: Document) -> Iterator[Violation]:
    """有效性不规范。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        validity: 是
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        validity: 废止
        ---
        正文。
    """
    text = _text(document, "validity")
    if text and text not in _VALIDITIES:
        yield Violation(document.path, *document.header.place("validity"), text=text[:30])


def _text(document: Document, key: str) -> str:
    """Return the value of a key of a report or a disclosed document; empty for other documents."""
    node = document.header.get(key)
    if isinstance(node, Scalar) and address(document.path).role in {"report", "document"}:
        return node.text.strip()
    return ""


def _day(document: Document, key: str) -> date | None:
    node = document.header.get(key)
    moment = read_value(node, "moment") if node else None
    return split_moment(moment)[0] if isinstance(moment, str) else None


METADATA_RULES = (
    register_has_gaps,
    index_number_used_twice,
    index_number_of_another_year,
    published_before_signed,
    openness_unknown,
    validity_unknown,
    not_open_but_published,
)
