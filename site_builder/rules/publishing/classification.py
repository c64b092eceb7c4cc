"""Rules about how disclosed documents are classified: topic, genre, type, statutory category."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content.urls import address
from site_builder.lint.rule import rule
from site_builder.model.document import Document, Scalar
from site_builder.model.document_types import TYPES, type_called
from site_builder.model.facets import CATEGORIES, GENRES, TOPICS, facet, topic
from site_builder.model.finding import Violation
from site_builder.model.site import Site
from site_builder.text.labels import hint, nearest

# What portals print as a genre that is none of the 15 文种, by the type that it stands for.
_TYPE_OF_WORD = {
    "答复": "建议提案答复（人大代表建议、政协提案的）或 type: 咨询答复（网民咨询的）",
    "复函": "建议提案答复",
    "解读": "政策解读",
    "政策解读": "政策解读",
    "征求意见稿": "意见征集",
    "公示": "公告公示",
    "预算": "预决算",
    "决算": "预决算",
    "清单": "权责清单",
}
_OWNERS = {key: one.name for one in TYPES for key in one.keys}


@rule(
    "W144",
    "主题分类没有“{text}”{hint}请照国务院公文主题分类写，如 综合政务；"
    "网站自己的分类先在 site.yaml 的 topics 里加上。",
    "warning",
)
def topic_unknown(site: Site) -> Iterator[Violation]:
    """主题分类不在国务院公文主题分类里。

    列表按主题分类排，写法不同就分到了两处。二级分类写在反斜杠后面：综合政务\\\\政务公开。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        topic: 科技
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        topic: 科技、教育
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        topic: 综合政务\\\\政务公开
        ---
        正文。
    """
    names = [one.name for one in (*site.settings.topics, *TOPICS)]
    for document in site.documents:
        text = header_text(document, "topic")
        if text and document.path not in site.drafts and not topic(text, site.settings.topics):
            first = text.partition("\\")[0]
            place = document.header.place("topic")
            near = next((one for one in names if first and first in one), "")
            question = f"，是不是“{near}”？" if near else hint(first, names)
            yield Violation(document.path, *place, text=text[:30], hint=question)


@rule(
    "W145",
    "体裁没有“{text}”这个文种{hint}",
    "warning",
)
def genre_unknown(document: Document) -> Iterator[Violation]:
    """体裁不是公文的15个文种。

    文种见《党政机关公文处理工作条例》第八条：决议、决定、命令（令）、公报、公告、通告、意见、通知、通报、
    报告、请示、批复、议案、函、纪要。政策解读、答复等不是文种，写在 type 里。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 答复
        genre: 答复
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 答复
        type: 建议提案答复
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        genre: 通知
        ---
        正文。
    """
    text = header_text(document, "genre")
    if text and not facet(text, GENRES):
        kind = type_called(text)
        meant = _TYPE_OF_WORD.get(text) or (kind.name if kind else "")
        near = nearest(text, [one.name for one in GENRES])
        advice = "；请从15个文种里选一个，如 通知，或删去这一行。"
        if meant:
            advice = f"；请改写 type: {meant}。"
        elif near:
            advice = f"，是不是“{near}”？"
        yield Violation(document.path, *document.header.place("genre"), text=text[:30], hint=advice)


@rule(
    "W146",
    "信息类型没有“{text}”{hint}请写{types}中的一个，或删去这一行。",
)
def type_unknown(document: Document) -> Iterator[Violation]:
    """信息类型不是规定的几种。

    类型决定页面上有哪些项目，如意见征集的起止日期。都不合适的不用写。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 公示
        type: 公示
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 公示
        type: 公告公示
        ---
        正文。
    """
    text = header_text(document, "type")
    if text and not type_called(text):
        names = [one.name for one in TYPES]
        place = document.header.place("type")
        meant = hint(text, names)
        yield Violation(document.path, *place, text=text[:30], hint=meant, types="、".join(names))


@rule(
    "W147",
    "法定公开内容没有“{text}”{hint}请照《政府信息公开条例》写项目名称或条款，"
    "如 财政预算、决算 或 第二十条第（七）项。",
)
def category_unknown(document: Document) -> Iterator[Violation]:
    """法定公开内容不是条例第二十条、第二十一条的项目。

    法定主动公开内容按条例的项目排列。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 预算
        category: 预算公开
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 预算
        category: 财政预算、决算
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 预算
        category: 第二十条第（七）项
        ---
        正文。
    """
    text = header_text(document, "category")
    if text and not facet(text, CATEGORIES):
        names = [word for one in CATEGORIES for word in (one.name, one.clause)]
        place = document.header.place("category")
        yield Violation(document.path, *place, text=text[:30], hint=hint(text, names))


@rule(
    "W148",
    "“{key}”是“{owner}”才有的项目；请写 type: {owner}，或删去这一项。",
)
def key_of_another_type(document: Document) -> Iterator[Violation]:
    """写了别的信息类型的项目。

    这样的项目不会显示在页面上。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        type: 通知
        closes: 2024-03-20
        ---
        正文。
    Bad:
        -- content/agencies/zhongwei-kjj/documents/reading.md --
        ---
        title: 解读
        interprets: notice.md
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 征求意见
        type: 意见征集
        opens: 2024-03-01
        closes: 2024-03-20
        ---
        正文。
    """
    text = header_text(document, "type")
    if text and not type_called(text):
        return
    for entry in document.header.entries:
        owner = _OWNERS.get(entry.key.text)
        if owner and owner != text and address(document.path).role == "document":
            place = entry.key.line, entry.key.column
            yield Violation(document.path, *place, key=entry.key.text, owner=owner)


def header_text(document: Document, key: str) -> str:
    """Return the value of a key of a report or a disclosed document; empty for other documents."""
    node = document.header.get(key)
    if isinstance(node, Scalar) and address(document.path).role in {"report", "document"}:
        return node.text.strip()
    return ""


CLASSIFICATION_RULES = (
    topic_unknown,
    genre_unknown,
    type_unknown,
    category_unknown,
    key_of_another_type,
)
