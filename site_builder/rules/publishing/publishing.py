"""Rules about indicators of inspections of government sites: images and links without a
description, equal titles, empty and outdated columns.

Sources: 国办秘函〔2019〕19号, 国办发〔2017〕47号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.content.file_rules import MISNAMED
from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Collection, DisclosedDocument, Report, Site
from site_builder.text.patterns import regex
from site_builder.text.plain_text import PlainText, TextBlock

_LONGEST_URL = 40

_IMAGE = regex(r"!\[([^\[\]]*)\]\(([^()\s]*)")
_LINK = regex(r"(?<!!)\[([^\[\]]+)\]\(")
_CODE = regex(r"`[^`]*`")
_SAYS_NOTHING = regex(
    r"(?:请?点(?:击|此|这)?(?:这里|此处|此|(?:查看|下载|打开|进入|链接|阅读)(?:原文|详情|更多|内容|全文)?)|这里|此处|链接|网址"
    r"|详情|更多|查看(?:详情|更多)|详细(?:内容|信息)?|here|more|link|click(?: here)?)[>＞》…。.]*",
    re.I,
)
_URL = regex(r"(?:https?://|www\.)[!-~]+", re.I)
_ALT_SAYS_NOTHING = regex(
    r"\s*|图片\d*|(?:image|img|picture|photo)[-_ ]?\d*|[^\s，。]*\.(?:png|jpe?g|gif|webp|bmp)", re.I
)


@rule("W101", "图片“{image}”没有说明；请在方括号里用一句话写明图上是什么。", "warning")
def image_without_words(text: PlainText) -> Iterator[Violation]:
    """图片没有替代文字。

    看不见图片的人靠这几个字知道图上是什么（GB/T 37668）；只写“图片”或文件名，等于没有写。

    Bad:
        -- content/pages/chart.png --
        \\x89PNG
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        ![](chart.png)
    Good:
        -- content/pages/chart.png --
        \\x89PNG
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        ![依申请公开办理流程：登记、审查、答复](chart.png)
    """
    for match, line, column in _matches(text, _IMAGE, "!["):
        if _ALT_SAYS_NOTHING.fullmatch(match[1]):
            yield Violation(text.document.path, line, column, image=match[2][:60])


@rule("W102", "链接文字“{text}”没有说出通到哪里；请写上所指文件或网页的名称。", "warning")
def link_says_nothing(plain: PlainText) -> Iterator[Violation]:
    """链接文字没有内容。

    用读屏软件的人常常只听链接；满耳“点击这里”，分不清哪个是哪个（GB/T 37668）。长串的网址也
    念不下去。

    Bad:
        -- 专页 --
        公开指南请[点击这里](https://www.example.gov.cn/guide.html)。
    Bad:
        -- 专页 --
        [https://www.example.gov.cn/art/2024/1/26/art_1234_567890.html](https://www.example.gov.cn/)
    Good:
        -- 专页 --
        见[公开指南](https://www.example.gov.cn/guide.html)，网站是<https://www.example.gov.cn/>。
    """
    for match, line, column in _matches(plain, _LINK, "]("):
        text = match[1].strip()
        long_url = len(text) > _LONGEST_URL and _URL.fullmatch(text)
        if long_url or _SAYS_NOTHING.fullmatch(text):
            yield Violation(plain.document.path, line, column, text=text[:60])


def _matches(
    text: PlainText, pattern: re.Pattern[str], sign: str
) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield every match of a pattern in the source lines outside code, with line and column."""
    for block in text.blocks if "[" in text.everything else ():
        for number, line in enumerate(block.lines):
            if sign in line:
                plain = _CODE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line
                for match in pattern.finditer(plain):
                    yield match, _line(block, number), match.start() + 1


def _line(block: TextBlock, number: int) -> int:
    return block.first_line + number


@rule("W106", "标题“{title}”与 {other} 的一样；请写上年份、期数或文号，让人分得清。", "warning")
def title_used_twice(site: Site) -> Iterator[Violation]:
    """同一机关的两个页面标题相同。

    列表和搜索结果里只见标题，分不清谁是谁。文号不同的同名文件不报。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/first.md --
        ---
        title: 工作会议通知
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/second.md --
        ---
        title: 工作会议通知
        ---
        另一份正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/first.md --
        ---
        title: 第一次工作会议通知
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/second.md --
        ---
        title: 第二次工作会议通知
        ---
        另一份正文。
    """
    for collection in site.collections:
        first: dict[str, Report | DisclosedDocument] = {}
        for item in _by_path(collection):
            other = first.setdefault(item.article.title, item)
            numbers = {item.metadata.document_number, other.metadata.document_number}
            if other is not item and item.article.title and ("" in numbers or len(numbers) == 1):
                there = other.article.path
                title = item.article.title
                yield Violation(item.article.path, 1, 1, related=(there,), title=title, other=there)


def _by_path(collection: Collection) -> list[Report | DisclosedDocument]:
    items: list[Report | DisclosedDocument] = [*collection.reports, *collection.documents]
    return sorted(items, key=lambda item: item.article.path)


@rule(
    "W107", "“{agency}”没有年度报告，也没有公开文件，是空白栏目；请补上，或先设为草稿。", "warning"
)
def column_is_empty(site: Site) -> Iterator[Violation]:
    """空白栏目。

    空白栏目达到5个，网站检查单项否决（国办秘函〔2019〕19号）；没有内容的栏目不得开通
    （国办发〔2017〕47号）。还没有内容的机关，写 draft: true。

    Bad:
        -- content/agencies/zhongwei-jyj/index.md --
        ---
        title: 中卫市教育局
        region: 640500
        ---
    Good:
        -- content/agencies/zhongwei-jyj/index.md --
        ---
        title: 中卫市教育局
        region: 640500
        draft: true
        ---
    """
    misnamed = any(one.rule in MISNAMED for one in site.problems)
    for collection in site.collections:
        if not collection.reports and not collection.documents and not misnamed:
            agency = collection.agency
            yield Violation(agency.article.path, 1, 1, agency=agency.name)


PUBLISHING_RULES = (
    image_without_words,
    link_says_nothing,
    title_used_twice,
    column_is_empty,
)
