"""Rules about punctuation, spaces and figures in Chinese text (GB/T 15834, GB/T 15835)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.rules.language.running_text import certain, found, texts, violation
from site_builder.text.patterns import regex
from site_builder.text.plain_text import PlainText, TextBlock

_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_HALF = regex(r"(?<=[一-龥”》）])[,:;?!](?=[一-龥“《（])")
# Except the code of a 文号 (G115), and brackets after a Latin word or a figure.
_BRACKETS = regex(r"(?:(?<=[一-龥”》])|^)\(([一-龥][^()（）]*[一-龥]|[一-龥])\)(?!\s*〔)")
_SPACE = regex(r"(?<=[一-龥])[ \u3000\xa0]+(?=[一-龥])")
_RUN_BEFORE = regex(r"[一-龥]+$")
_RUN_BEHIND = regex(r"[一-龥]+")
_LABEL = regex(r"(?:第[一二三四五六七八九十百零]+[编章节条款]|附件|附表|表|图|注)$")
_CHINESE = "一二三四五六七八九十"
_MIXED = regex(
    r"(?P<year>(?<![〇○零一二三四五六七八九十])[一二][〇○零九][〇○零一二三四五六七八九]{2})年\d{1,2}月(?:\d{1,2}日)?"
    rf"|\d{{4}}年(?P<month>[{_CHINESE}]{{1,2}})月"
    rf"(?=[{_CHINESE}]{{1,3}}日|\d{{1,2}}日|[份底末至到，。、；）]|$)"
    rf"|(?<!\d)\d{{1,2}}月(?P<day>[{_CHINESE}]{{1,3}})日"
)
# Each begins with a character, for a quick search; a lookbehind checks the text before it.
_CHINESE_DAYS = tuple(
    regex(rf"{unit}(?<=[〇○零{_CHINESE}]{unit}){behind}")
    for unit, behind in (("月", ""), ("日", ""), ("年", r"\d"))
)
_MAYBE_SHORT_YEAR = regex(r"年(?<![0-9]{4}年)\d")
_SHORT_YEAR = regex(r"([012]\d)年(?<![\d第近满约计历时达〔’'-][012]\d年)(?=\d{1,2}月\d{1,2}日)")
_MOST_SHOWN = 12
_MOST_SPACES = 3
_RUNNING = 8


@rule("G107", "汉字之间用了半角标点“{mark}”；应改为全角“{wide}”。", "warning")
def half_width_mark(plain: PlainText) -> Iterator[Violation]:
    """汉字之间用了半角标点。

    中文文稿用全角标点（GB/T 15834—2011）。网址、时间、小数、外文里的不算。

    Bad:
        -- 专页 --
        信息先审查,后公开。
    Bad:
        -- 专页 --
        地址为开元大道(西)一楼。
    Good:
        -- 专页 --
        开放时间：9:00至17:30，见 www.example.gov.cn，共1,200条，即 GDP(国内生产总值)数据。
    """
    text = plain.text
    if not ("(" in text or any(mark in text for mark in _WIDE)):
        return
    for block in texts(plain):
        for match in _HALF.finditer(block.text):
            yield _mark(plain, block, match.start(), match[0], _WIDE[match[0]])
        if "(" in block.text:
            for match in _BRACKETS.finditer(block.text):
                yield _mark(plain, block, match.start(), match[0], f"（{match[1]}）")


def _mark(plain: PlainText, block: TextBlock, at: int, old: str, new: str) -> Violation:
    repair = certain(block, at, old, new)
    return violation(plain, block, at, repair=repair, mark=_shortened(old), wide=_shortened(new))


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:5]}…{text[-5:]}"


@rule("G108", "“{before}”和“{behind}”之间多了空格；请删去。", "warning")
def space_between_characters(plain: PlainText) -> Iterator[Violation]:
    """汉字之间多了空格。

    多半是从PDF复制时，断行处变成了空格；检索和朗读都会在这里断开。
    只看成句的文字：名单、对齐用的空格和“第一条 为了”这样的不算。

    Bad:
        -- 专页 --
        本局安排专人承担政府信息公开工 作年度报告的编制，按时报送。
    Good:
        -- 专页 --
        第一条 为了规范政府信息公开工作，制定本制度。

        组长 张三，成员 李四 王五。
    """
    text = plain.text
    if (" " not in text and "\u3000" not in text and "\xa0" not in text) or not _SPACE.search(text):
        return
    for block in plain.blocks:
        if "，" not in block.text and "。" not in block.text:
            continue
        matches = [*_SPACE.finditer(block.text)]
        for match in matches if len(matches) <= _MOST_SPACES else ():
            before = _run(_RUN_BEFORE.search(block.text, 0, match.start()))
            behind = _run(_RUN_BEHIND.match(block.text, match.end()))
            shortest = min(len(before), len(behind))
            if shortest < 2 or len(before) + len(behind) < _RUNNING or _LABEL.search(before):  # noqa: PLR2004  # a word has two
                continue
            old = before[-1] + match[0] + behind[0]
            repair = certain(block, match.start() - 1, old, before[-1] + behind[0])
            yield violation(
                plain, block, match.start(), repair=repair, before=before[-4:], behind=behind[:4]
            )


def _run(match: re.Match[str] | None) -> str:
    return match[0] if match else ""


@rule("G113", "{kind}“{mark}”没有配对；请在应当的地方补上另一半，或删去多余的。", "warning")
def mark_not_paired(plain: PlainText) -> Iterator[Violation]:
    """引号或者书名号没有配对。

    引号、书名号成对使用（GB/T 15834—2011第4.8、4.15条）。一段话里缺一半，读者分不清引到哪里为止。
    连引几段、每段开头都有前引号的，不算。

    Bad:
        -- 专页 --
        坚持“先审查，后公开的要求，逐条审核。
    Bad:
        -- 专页 --
        印发政务公开目录清单》，供对照使用。
    Good:
        -- 专页 --
        坚持“先审查，后公开”的要求，印发《关于公布〈政务公开目录清单〉的通知》。
    """
    for block in plain.blocks:
        text = block.text
        for opening, closing, kind in (("“", "”", "引号"), ("《", "》", "书名号")):
            if opening not in text and closing not in text:
                continue
            at = _unpaired(text, opening, closing)
            if at > 0 or (at == 0 and text[0] != "“"):
                yield violation(plain, block, at, kind=kind, mark=text[at])


def _unpaired(text: str, opening: str, closing: str) -> int:
    """Return the index of the first mark without its counterpart, or -1."""
    still_open: list[int] = []
    for match in re.finditer(f"[{opening}{closing}]", text):
        if match[0] == opening:
            still_open.append(match.start())
        elif still_open:
            still_open.pop()
        else:
            return match.start()
    return still_open[0] if still_open else -1


@rule("G114", "日期“{written}”汉字和阿拉伯数字混用；应写作“{right}”。", "warning")
def mixed_date(text: PlainText) -> Iterator[Violation]:
    """一个日期里汉字和阿拉伯数字混用。

    成文日期等用阿拉伯数字标全年、月、日（GB/T 9704—2012第7.3.5.4条），
    一个日期不用两种数字（GB/T 15835—2011）。农历不算。

    Bad:
        -- 专页 --
        统计期限从二〇二三年1月1日开始。
    Bad:
        -- 专页 --
        文件于2023年十二月5日印发。
    Good:
        -- 专页 --
        统计期限从2023年1月1日开始，二〇二三年五月一日印发，2023年八月十五中秋节放假。
    """
    if not any(sign.search(text.text) for sign in _CHINESE_DAYS):
        return
    for block, match in found(text, _MIXED):
        part = match.lastgroup or ""
        right = match[0].replace(match[part], _arabic(match[part], part == "year"), 1)
        repair = certain(block, match.start(), match[0], right)
        yield violation(text, block, match.start(), repair=repair, written=match[0], right=right)


def _arabic(chinese: str, digits: bool) -> str:
    """二〇二三 → 2023 digit by digit; 十二 → 12, 二十一 → 21 by value."""
    if digits:
        return "".join(
            str("〇一二三四五六七八九".index(c)) if c not in "○零" else "0" for c in chinese
        )
    tens, ten, ones = chinese.rpartition("十")
    value = (_CHINESE.find(tens) + 1 if tens else 1) * 10 if ten else 0
    return str(value + (_CHINESE.index(ones) + 1 if ones else 0))


@rule("G118", "年份“{written}”只写了两位；应写作“{right}”。", "warning")
def short_year(text: PlainText) -> Iterator[Violation]:
    """日期的年份只写了两位。

    年、月、日标全，“年份应标全称”（GB/T 9704—2012第7.3.5.4条）。

    Bad:
        -- 专页 --
        目录于23年3月20日公布。
    Good:
        -- 专页 --
        目录于2023年3月20日公布，服务满23年。
    """
    if not _MAYBE_SHORT_YEAR.search(text.text):
        return
    for block, match in found(text, _SHORT_YEAR):
        right = f"20{match[1]}年"
        repair = certain(block, match.start(), match[0], right)
        yield violation(text, block, match.start(), repair=repair, written=match[0], right=right)


PUNCTUATION_RULES = (
    half_width_mark,
    space_between_characters,
    mark_not_paired,
    mixed_date,
    short_year,
)
