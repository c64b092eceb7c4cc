"""Rules about the metadata block of a disclosed document (索引号, 公开方式 and so on)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from site_builder.assembly.hold_back import is_standard
from site_builder.assembly.schema import read_value, split_moment
from site_builder.content.urls import DISCLOSED, address
from site_builder.lint.rule import rule
from site_builder.model.document import Document, Scalar
from site_builder.model.finding import Violation
from site_builder.model.relations import ENDS
from site_builder.model.site import DisclosedDocument, DocumentMetadata, Site

_ENOUGH = 2  # the number of documents with a value from which on it is expected in all
_CUSTOMARY: tuple[tuple[str, Callable[[DocumentMetadata], str]], ...] = (
    ("索引号", lambda metadata: metadata.index_number),
    ("公开方式", lambda metadata: metadata.openness),
    ("生成日期", lambda metadata: metadata.generated),
)
_VALIDITIES = frozenset({"有效", *ENDS})


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
    "公开方式写的是“{text}”，照主动公开发布；请写“主动公开”或“删减后公开”。",
    "warning",
)
def openness_unknown(document: Document) -> Iterator[Violation]:
    """公开方式不规范。

    “对外公开”一类意思是公开，照样发布；说不准的不发布（H140）。

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
    node = document.header.get("openness")
    text = node.text.strip() if isinstance(node, Scalar) else ""
    if text and not is_standard(text):
        yield Violation(document.path, *document.header.place("openness"), text=text[:30])


@rule("W114", "有效性写的是“{text}”；请写“有效”“失效”“废止”或“已修改”。", "warning")
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
        validity: 有效
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
    published_before_signed,
    openness_unknown,
    validity_unknown,
)
