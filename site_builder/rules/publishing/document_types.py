"""Rules about documents of one type: interpretations, consultations, answers to questions."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.document import Document
from site_builder.model.document_types import INTERPRETATION
from site_builder.model.finding import Violation
from site_builder.model.site import DisclosedDocument, Site
from site_builder.text.patterns import regex

_PICTURE = regex(r"一图|图解|图读")
_QUESTION = regex(r"(?:咨询|提问|问题|来信|留言|问)")
_ANSWER = regex(r"(?:答复|回复|解答|答)")


@rule(
    "W149",
    "征集截止日期{closes}早于开始日期{opens}；请核对。",
)
def consultation_ends_before_it_begins(site: Site) -> Iterator[Violation]:
    """意见征集的截止日期早于开始日期。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/draft.md --
        ---
        title: 征求意见
        type: 意见征集
        opens: 2024-03-20
        closes: 2024-03-01
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/draft.md --
        ---
        title: 征求意见
        type: 意见征集
        opens: 2024-03-01
        closes: 2024-03-20
        ---
        正文。
    """
    for one, document in _documents(site):
        period = one.consultation
        if period and period.opens and period.closes and period.closes < period.opens:
            place = document.header.place("closes")
            closes, opens = period.closes.isoformat(), period.opens.isoformat()
            yield Violation(document.path, *place, closes=closes, opens=opens)


@rule(
    "W150",
    "意见征集没有写{labels}；请补上，页面才能写明是不是还在征集。",
    "warning",
)
def consultation_without_period(site: Site) -> Iterator[Violation]:
    """意见征集没有起止日期。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/draft.md --
        ---
        title: 征求意见
        type: 意见征集
        opens: 2024-03-01
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/draft.md --
        ---
        title: 征求意见
        type: 意见征集
        opens: 2024-03-01
        closes: 2024-03-20
        ---
        正文。
    """
    for one, document in _documents(site):
        if one.consultation:
            keys = {"opens": "开始日期（opens）", "closes": "截止日期（closes）"}
            missing = [label for key, label in keys.items() if not document.header.get(key)]
            if missing:
                place = document.header.place("type")
                yield Violation(document.path, *place, labels="和".join(missing))


@rule(
    "W151",
    "政策解读没有写解读的是哪份文件；请用 interprets 写上，如 interprets: notice.md。",
    "warning",
)
def interpretation_of_nothing(site: Site) -> Iterator[Violation]:
    """政策解读没有与所解读的文件关联。

    政策文件与解读要相互关联（国办发〔2017〕47号）。所解读的文件不在本站的，写明豁免理由。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/reading.md --
        ---
        title: 通知解读
        type: 政策解读
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/reading.md --
        ---
        title: 通知解读
        type: 政策解读
        interprets: notice.md
        ---
        正文。
    """
    for one, document in _documents(site):
        if one.type == INTERPRETATION and not document.header.get("interprets"):
            yield Violation(document.path, *document.header.place("type"))


@rule(
    "W152",
    "标题说是一图读懂，正文里却没有图；请放上图，方括号里写明图上的内容。",
    "warning",
)
def picture_missing(site: Site) -> Iterator[Violation]:
    """一图读懂没有图。

    图要放在正文里，并写替代文字，看不见图的人也读得懂（GB/T 37668）；只把图当附件的，手机上看不到。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/reading.md --
        ---
        title: 一图读懂通知
        type: 政策解读
        interprets: notice.md
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/chart.png --
        \\x89PNG
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/reading.md --
        ---
        title: 一图读懂通知
        type: 政策解读
        interprets: notice.md
        ---
        ![登记、审查、答复三步](chart.png)
    """
    for one, document in _documents(site):
        is_picture = one.type == INTERPRETATION and _PICTURE.search(one.article.title)
        if is_picture and not any(link.image for link in document.links):
            yield Violation(document.path, 1, 1)


@rule(
    "W153",
    "答复日期{answered}早于提问日期{asked}；请核对。",
)
def answered_before_asked(site: Site) -> Iterator[Violation]:
    """答复日期早于提问日期。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/letter.md --
        ---
        title: 咨询
        type: 咨询答复
        asked: 2024-03-20
        answered: 2024-03-01
        ---
        ## 咨询内容
        何时申报？
        ## 答复内容
        每年三月。
    Good:
        -- content/agencies/zhongwei-kjj/documents/letter.md --
        ---
        title: 咨询
        type: 咨询答复
        asked: 2024-03-01
        answered: 2024-03-20
        ---
        ## 咨询内容
        何时申报？
        ## 答复内容
        每年三月。
    """
    for one, document in _documents(site):
        dates = one.inquiry
        if dates and dates.asked and dates.answered and dates.answered < dates.asked:
            place = document.header.place("answered")
            answered, asked = dates.answered.isoformat(), dates.asked.isoformat()
            yield Violation(document.path, *place, answered=answered, asked=asked)


@rule(
    "W154",
    "咨询答复缺{labels}；请补上。",
    "warning",
)
def inquiry_incomplete(site: Site) -> Iterator[Violation]:
    """咨询答复不完整。

    提问和答复的日期写在信息栏，正文里用“## 咨询内容”“## 答复内容”分开。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/letter.md --
        ---
        title: 咨询
        type: 咨询答复
        asked: 2024-03-01
        answered: 2024-03-20
        ---
        每年三月申报。
    Bad:
        -- content/agencies/zhongwei-kjj/documents/letter.md --
        ---
        title: 咨询
        type: 咨询答复
        asked: 2024-03-01
        ---
        ## 咨询内容
        何时申报？
        ## 答复内容
        每年三月。
    Good:
        -- content/agencies/zhongwei-kjj/documents/letter.md --
        ---
        title: 咨询
        type: 咨询答复
        asked: 2024-03-01
        answered: 2024-03-20
        ---
        ## 咨询内容
        何时申报？
        ## 答复内容
        每年三月。
    """
    for one, document in _documents(site):
        if one.inquiry and (missing := [*_missing(document)]):
            place = document.header.place("type")
            yield Violation(document.path, *place, labels="、".join(missing))


def _missing(document: Document) -> Iterator[str]:
    """Yield what an answer to a question lacks."""
    if not document.header.get("asked"):
        yield "提问日期（asked）"
    if not document.header.get("answered"):
        yield "答复日期（answered）"
    headings = [heading.text for heading in document.headings]
    if not any(_QUESTION.match(text) for text in headings):
        yield "标题“## 咨询内容”"
    if not any(_ANSWER.match(text) for text in headings):
        yield "标题“## 答复内容”"


def _documents(site: Site) -> Iterator[tuple[DisclosedDocument, Document]]:
    """Yield all disclosed documents with their files."""
    files = {document.path: document for document in site.documents}
    for collection in site.collections:
        for one in collection.documents:
            yield one, files[one.article.path]


DOCUMENT_TYPE_RULES = (
    consultation_ends_before_it_begins,
    consultation_without_period,
    interpretation_of_nothing,
    picture_missing,
    answered_before_asked,
    inquiry_incomplete,
)
