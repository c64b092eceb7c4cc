"""Rules about personal data, marks of secrecy and wrong numbers of public bodies.

Headers are searched as well as bodies. Personal numbers in cells of statutory tables are reported
by F220 or F231, because no cell can contain them. Findings mask the numbers (`masked` in
`text/pii.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Settings
from site_builder.rules.privacy.body_codes import body_code_not_valid
from site_builder.rules.privacy.marks import (
    MARK_LENGTH,
    declassified,
    internal_mark_in,
    may_be_secret,
    secret_mark_in,
)
from site_builder.rules.privacy.published_texts import published_texts, short_lines
from site_builder.text.pii import (
    Found,
    bank_cards,
    identity_numbers,
    mobile_numbers,
    passports,
    personal_numbers,
    private_mailboxes,
)
from site_builder.text.plain_text import PlainText

Finder = Callable[[str], Iterator[Found]]
Place = tuple[int, int]  # line and column


@rule(
    "X101",
    "这里有公民身份证号“{shown}”；个人信息不得公开，请删去，或只留前六位和后两位，中间写“*”。",
)
def identity_number_published(text: PlainText) -> Iterator[Violation]:
    """公开了身份证号。

    身份证号属于个人信息，公开前要去标识化（条例第十五条；《个人信息保护法》第五十一条）。只报
    校验码正确的号码（GB 11643），带空格、短横线和全角数字的写法也看。报告里只显示遮盖后的号码。

    Bad:
        -- 专页 --
        | 姓名 | 身份证号 |
        | --- | --- |
        | 张某 | 11010519491231002X |
    Bad:
        -- 专页 --
        ---
        summary: 申请人身份证号为１１０１０５ １９４９１２３１ ００２Ｘ
        ---
        正文。
    Good:
        -- 专页 --
        | 姓名 | 身份证号 |
        | --- | --- |
        | 张某 | 110105**********2X |
    """
    yield from _numbers(text, identity_numbers)


@rule(
    "X102",
    "这里有手机号“{shown}”；个人手机号不公开，请改用办公电话，或写成“138****1234”的样子。",
    waivable=True,
)
def mobile_number_published(text: PlainText) -> Iterator[Violation]:
    """公开了手机号。

    个人手机号属于个人信息，公开前要去标识化。确实是对外公布的值班手机，请写明豁免理由：
    理由印在网页上。办公座机不在此列。

    Bad:
        -- 专页 --
        联系人：李某，电话：13812345678。
    Good:
        -- 专页 --
        联系人：李某，电话：0955-7060000，手机138****5678。
    """
    yield from _numbers(text, mobile_numbers)


@rule("X103", "这里像有银行卡号“{shown}”；请删去，或只留后四位。", waivable=True)
def bank_card_published(text: PlainText) -> Iterator[Violation]:
    """公开了银行卡号。

    发放补贴、救助的名单常带卡号。只报发卡机构代码和校验位（Luhn）都对得上的16至19位号码。

    Bad:
        -- 专页 --
        补贴发到本人的银行卡（卡号：6222021234567890128）。
    Good:
        -- 专页 --
        补贴发到本人的银行卡（卡号：***************0128）。
    """
    yield from _numbers(text, bank_cards)


@rule("X104", "这里像有护照号“{shown}”；请删去，或遮盖中间各位。", waivable=True)
def passport_published(text: PlainText) -> Iterator[Violation]:
    """公开了护照号。

    因公出国（境）团组的公示只需姓名、职务和事由。前面写有“护照”的号码才报。

    Bad:
        -- 专页 --
        团员：王某，护照号：E12345678。
    Good:
        -- 专页 --
        团员：王某，护照号：E******78；检测设备型号：E12345678。
    """
    yield from _numbers(text, passports)


@rule(
    "X105",
    "这里的邮箱是个人邮箱（{host}）；对外公布的联系邮箱请用单位的政务邮箱。",
    "warning",
)
def private_mailbox(plain: PlainText) -> Iterator[Violation]:
    """用个人邮箱作联系邮箱。

    个人邮箱换人就收不到信，也分不清真假；机关对外用本单位的邮箱。原件就是这样印的，
    请写明豁免理由。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        email: kjjbgs@163.com
        ---
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        email: kjj@zhongwei.example.gov.cn
        ---
    """
    if any(private_mailboxes(plain.everything)):
        found = _each_once(
            (place(start), host)
            for text, place in published_texts(plain)
            for start, host in private_mailboxes(text)
        )
        for place, host in found:
            yield Violation(plain.document.path, *place, host=host)


@rule("X106", "这里有“{mark}”标志；标有密级或不予公开的文件不得发布，请核实后撤下。")
def secrecy_mark(plain: PlainText) -> Iterator[Violation]:
    """文件带有密级或不予公开的标志。

    国家秘密不予公开（条例第十四条），泄密是网站检查的单项否决情形（国办秘函〔2019〕19号）。
    只看单独成段的标志；正文讲到密级、统计表的“不予公开”各行不报。已经解密的，请照印解密标志。

    Bad:
        -- 专页 --
        机密★10年

        关于开展检查的通知。
    Bad:
        -- 专页 --
        关于开展检查的通知。

        （此件不予公开）
    Good:
        -- 专页 --
        对标注“秘密★10年”字样的文件，审查时应注明“此件不予公开”。

        ## （三）不予公开

        （此件公开发布）
    """
    if not may_be_secret(plain) or declassified(plain):
        return
    for text, at_head, place in short_lines(plain, MARK_LENGTH):
        mark = secret_mark_in(text, at_head)
        if mark:
            yield Violation(plain.document.path, *place, mark=mark)


@rule("X107", "这里有“{mark}”标志；请核实可否公开，可以公开的请去掉标志。", "warning")
def internal_mark(plain: PlainText) -> Iterator[Violation]:
    """文件带有内部资料的标志。

    内部资料未经审查不得公开（条例第十七条）；已经审查可以公开的，不应再带这样的标志。

    Bad:
        -- 专页 --
        内部资料 注意保存

        工作简报。
    Good:
        -- 专页 --
        清理内部资料20份，查阅请到档案室。
    """
    if "内部" not in plain.everything:
        return
    for text, at_head, place in short_lines(plain, MARK_LENGTH):
        if mark := internal_mark_in(text, at_head):
            yield Violation(plain.document.path, *place, mark=mark)


@rule("X113", "网站设置里有{kind}“{shown}”；它会印在各个网页上，请删去，或改用办公电话。")
def number_in_settings(settings: Settings) -> Iterator[Violation]:
    """网站设置里有个人的号码。

    主办单位、联系方式、声明等印在每个网页上。网站的联系电话用办公座机。

    Bad:
        -- content/site.yaml --
        title: 示例
        contact: 张某，13812345678
        regions:
          640500: 中卫市
    Good:
        -- content/site.yaml --
        title: 示例
        contact: 示例市政务公开办公室，0955-1234567
        regions:
          640500: 中卫市
    """
    shown = (settings.title, settings.organizer, settings.description, settings.notice)
    for text in (
        *shown,
        settings.maintainer,
        settings.contact,
        settings.site_id,
        settings.icp,
        settings.police,
    ):
        for found in personal_numbers(text):
            yield Violation("site.yaml", kind=found.kind, shown=found.shown)


def _numbers(plain: PlainText, find: Finder) -> Iterator[Violation]:
    """Yield a violation for each number that `find` finds. The whole text is searched first,
    because most documents contain none."""
    if any(find(plain.everything)):
        numbers = _each_once(
            (place(found.start), found.shown)
            for text, place in published_texts(plain)
            for found in find(text)
        )
        for place, shown in numbers:
            yield Violation(plain.document.path, *place, shown=shown)


def _each_once(found: Iterable[tuple[Place, str]]) -> Iterator[tuple[Place, str]]:
    """Yield what is found in a text as written, and what is found only in the text as readers get
    it, whose columns are not known."""
    lines: set[tuple[int, str]] = set()
    for place, shown in found:
        line, column = place
        if column > 1 or (line, shown) not in lines:
            yield place, shown
        lines.add((line, shown))


PRIVACY_RULES = (
    identity_number_published,
    mobile_number_published,
    bank_card_published,
    passport_published,
    private_mailbox,
    secrecy_mark,
    internal_mark,
    number_in_settings,
    body_code_not_valid,
)
