"""发文字号: its brackets, its year, its number (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.rules.language.running_text import certain, found, violation
from site_builder.text.patterns import regex
from site_builder.text.plain_text import PlainText

# The text before the year of a number that is no 文号: 证书编号（2020）3号, 公告第（2020）3号.
_CODE = r"(?<![编字号证书年第届])(?<=[一-龥])"
_WRONG_BRACKETS = regex(
    _CODE + r"[\[［【（({｛「]\s*((?:19|20)\d\d)\s*[\]］】）)}｝」]\s*(\d{1,5})\s*号(?![一-龥]?楼)"
)
_PADDED = regex(r"(?<=[一-龥])〔(\d{4}|\d\d)〕(第?)(0*)([1-9]\d{0,4})号")
_CODE_IN_BRACKETS = regex(
    r"[（(]([一-龥]{2,12}[发办函字规])[）)]\s*〔\s*((?:19|20)\d\d)\s*〕\s*(\d{1,5})\s*号"
)
_SPACED = regex(r"(?<=[一-龥])(\s*)〔(\s*)((?:19|20)\d\d)(\s*)〕(\s*)(\d{1,5})(\s*)号")
_ORDER = regex(r"((?:国务院|主席|政府|(?<=[一-龥])[部委局署会院])令)\s*(\d{1,4})\s*号")


@rule(
    "G101",
    "文号“{written}”的年份没有用六角括号；应写作“{right}”（输入法的特殊符号里有“〔〕”）。",
    "warning",
)
def wrong_brackets_in_number(plain: PlainText) -> Iterator[Violation]:
    """文号的年份用错了括号。

    GB/T 9704—2012第7.2.5条：发文字号的年份“用六角括号‘〔〕’括入”，不用方括号、圆括号。

    Bad:
        -- 专页 --
        预决算公开依照有关通知（财预[2014]36号）办理。
    Bad:
        -- 专页 --
        依照宁政办发（2018）111号文件办理。
    Good:
        -- 专页 --
        预决算公开依照有关通知（财预〔2014〕36号）办理，门牌为（2014）幢36号。
    """
    if "号" not in (text := plain.text) or not _WRONG_BRACKETS.search(text):
        return
    for block, match in found(plain, _WRONG_BRACKETS):
        right = f"〔{match[1]}〕{match[2]}号"
        repair = certain(block, match.start(), match[0], right)
        yield violation(plain, block, match.start(), repair=repair, written=match[0], right=right)


@rule(
    "G102",
    "文号“{written}”写法不合规范；年份写全四位，序号前不加“第”、不编虚位，如“{right}”。",
    "warning",
)
def padded_number(text: PlainText) -> Iterator[Violation]:
    """文号的年份不全，或者序号加了“第”、编了虚位。

    GB/T 9704—2012第7.2.5条：“年份应标全称”，“发文顺序号不加‘第’字，不编虚位（即1不编为01）”。

    Bad:
        -- 专页 --
        依照中宁政办发〔2018〕第01号文件办理。
    Bad:
        -- 专页 --
        依照中宁政办发〔18〕111号文件办理。
    Good:
        -- 专页 --
        依照中宁政办发〔2018〕100号文件办理。
    """
    if "〕" not in text.text:
        return
    for block, match in found(text, _PADDED):
        year, ordinal, zeros, number = match.groups()
        full = len(year) == len("2024")
        if not full or ordinal or zeros:
            right = f"〔{year if full else '20' + year}〕{number}号"
            repair = certain(block, match.start(), match[0], right) if full else None
            yield violation(
                text, block, match.start(), repair=repair, written=match[0], right=right
            )


@rule("G115", "文号“{written}”的机关代字不加括号；应写作“{right}”。", "warning")
def code_in_brackets(text: PlainText) -> Iterator[Violation]:
    """文号的机关代字加了括号。

    发文字号由机关代字、年份、序号组成，只有年份用六角括号（GB/T 9704—2012第7.2.5条）。

    Bad:
        -- 专页 --
        依照通知（中宁政办发）〔2018〕111号的要求办理。
    Good:
        -- 专页 --
        依照通知（中宁政办发〔2018〕111号）的要求办理。
    """
    if "〔" not in text.text:
        return
    for block, match in found(text, _CODE_IN_BRACKETS):
        right = f"{match[1]}〔{match[2]}〕{match[3]}号"
        repair = certain(block, match.start(), match[0], right)
        yield violation(text, block, match.start(), repair=repair, written=match[0], right=right)


@rule("G116", "文号“{written}”里有空格；请删去，写作“{right}”。", "warning")
def space_in_number(text: PlainText) -> Iterator[Violation]:
    """文号里有空格。

    发文字号连写；空格多半是从PDF或Word复制时带来的，会使按文号的检索落空。

    Bad:
        -- 专页 --
        依照海政办发〔2020〕70 号文件办理。
    Good:
        -- 专页 --
        依照海政办发〔2020〕70号文件办理。
    """
    if "〔" not in text.text:
        return
    for block, match in found(text, _SPACED):
        if any(match[n] for n in (1, 2, 4, 5, 7)):
            right = f"〔{match[3]}〕{match[6]}号"
            repair = certain(block, match.start(), match[0], right)
            yield violation(
                text, block, match.start(), repair=repair, written=match[0].strip(), right=right
            )


@rule("G117", "“{written}”缺“第”字；令的编号写作“{right}”。", "warning")
def order_without_ordinal(text: PlainText) -> Iterator[Violation]:
    """令的编号缺“第”字。

    命令（令）编“令号”，写作“国务院令第711号”（GB/T 9704—2012第10.2条），
    与发文字号不加“第”正好相反。

    Bad:
        -- 专页 --
        依照《中华人民共和国政府信息公开条例》（国务院令711号）编制。
    Good:
        -- 专页 --
        依照《中华人民共和国政府信息公开条例》（国务院令第711号）编制。
    """
    if "令" not in text.text:
        return
    for block, match in found(text, _ORDER):
        right = f"{match[1]}第{match[2]}号"
        repair = certain(block, match.start(), match[0], right)
        yield violation(text, block, match.start(), repair=repair, written=match[0], right=right)


NUMBER_RULES = (
    wrong_brackets_in_number,
    padded_number,
    code_in_brackets,
    space_in_number,
    order_without_ordinal,
)
