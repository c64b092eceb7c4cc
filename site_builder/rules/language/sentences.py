"""Rules about incomplete and mixed sentences (G119 to G121)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.rules.language.running_text import found, violation
from site_builder.text.patterns import regex
from site_builder.text.plain_text import PlainText

SHOWN = 12

_DAY = regex(r"\d\s*日\Z")
_NOTHING_SOUGHT = regex(
    r"(?:查询|查看|查阅|获取|提供|公布|公开|制定|建立|采取|做好|完善|开展)了?(?:相应|一系列)(?=[，。；])"
)
_ONLY_A_GROUND = regex(
    r"(?:根据|按照|依照|依据)[^，；：。！？]{0,80}(?:》|的)(?:有关|相关)?(?:要求|规定|精神|部署|安排|原则)(?=。)"
)
_DEED = regex(
    r"公布|发布|印发|出台|遵守|严守|推进|落实|执行|贯彻|做好|做到|明确|提出|完善|健全|细化|修订|制定|调整|办理|审核|满足"
)
_IN_TAKING = regex(
    r"(?<![现正存实旨重意好都仍还又直已总常们])在把(?![关握控脉手门守式柄])"
    r"(?=[^，。；：、]{1,80}[，。；])(?![^，。；]{0,80}(?:[时中后前里内间][，。；]|同时|时候|过程|基础上|方面|之[前后中外]))"
)
# Prefilters: each begins with a character, for a quick search.
_LIKELY_NOTHING_SOUGHT = (regex("相应[，。；]"), regex("系列[，。；]"))
_LIKELY_GROUND = regex("。(?<=(?:要求|规定|精神|部署|安排|原则)。)")
# Two constructions mixed into one: the pattern of the sentence, and the correct constructions.
_MIXED = (
    (
        regex(r"包[括含][^，。；！？由]{2,240}?组成(?=[，。；])"),
        "只说“包括……”，或者说“由……组成”",
    ),
    (
        regex(r"原因(?:主要|就)?(?:是|在于)(?:因为|由于)"),
        "只说“原因是……”，或者说“因为……”",
    ),
    (
        regex(r"本着[^，。；]{2,30}?为(?:原则|宗旨|目标)(?=[，。；])"),
        "说“本着……的原则”，或者说“以……为原则”",
    ),
    (
        regex(r"围绕[^，。；以]{2,30}?(?<![成作])为(?:中心|核心|重点|主线)(?=[，。；])"),
        "说“围绕……”，或者说“以……为中心”",
    ),
)


@rule("G119", "“{text}”句子没有写完，或者缺了句末的标点；请补全。", "warning")
def sentence_broken_off(text: PlainText) -> Iterator[Violation]:
    """句子没有写完。

    从文件里粘贴、在分页处截断，常常丢掉后半句：一段话末了没有句号，“查询相应”后面没有宾语，
    “根据……的要求。”自成一句而没有下文。只有一句话的段落、落款、地址一类，不报。

    Bad:
        -- 专页 --
        年度报告如期编制。内容审核以后，及时向社会公布，并报送县政府信息公开工作主管部
    Bad:
        -- 专页 --
        公众可以随时上网查询相应，工作因此得到推进。
    Bad:
        -- 专页 --
        根据上级关于政务公开工作的要求。本局成立了领导小组。
    Good:
        -- 专页 --
        根据上级的要求，本局成立了领导小组。公众可以上网查询相应信息，制度建设与之相应。

        特此公布。如有疑问，请联系：中卫市某路1号，市科技局
    """
    yield from _cut_off(text)
    if any(sign.search(text.text) for sign in _LIKELY_NOTHING_SOUGHT):
        for block, match in found(text, _NOTHING_SOUGHT):
            yield violation(text, block, match.start(), text=match[0])
    if _LIKELY_GROUND.search(text.text):
        for block, match in found(text, _ONLY_A_GROUND):
            begins = block.text[max(match.start() - 1, 0) : match.start()] in {"", *"。！？"}
            if begins and not _DEED.search(match[0]):
                yield violation(text, block, match.start(), text=match[0])


def _cut_off(text: PlainText) -> Iterator[Violation]:
    """Yield paragraphs whose last sentence has no end; cells of tables are not checked."""
    cut = [(block, tail) for block in text.blocks if (tail := _tail(block.text))]
    times = Counter(block.first_line for block in text.blocks) if cut else {}
    for block, tail in cut:
        if times[block.first_line] == 1:
            shown = tail[-SHOWN:]
            yield violation(text, block, len(block.text) - len(shown), text=shown)


def _tail(text: str) -> str:
    """Return the unfinished sentence after the last full stop, or an empty text. It counts as a
    sentence if it contains a comma, and neither a label (`地址：…`) nor a date."""
    if not "一" <= text[-1:] <= "龥":
        return ""
    start = max(text.rfind(stop) for stop in "。！？") + 1
    tail = text[start:]
    whole = start and "，" in tail and "：" not in tail and not _DAY.search(tail)
    return tail if whole else ""


@rule("G120", "“在把”多了“在”字，或者后面缺“的同时”“中”一类的话；请核对。", "warning")
def stray_preposition(text: PlainText) -> Iterator[Violation]:
    """“把”字前面多出一个“在”字。

    “在”要与“……中”“……时”“……的同时”搭配；后面没有，就是多余的。“正在把”“现在把”不算。

    Bad:
        -- 专页 --
        要求各科室在把信息公开列为年度任务，按月检查。
    Good:
        -- 专页 --
        各科室在把信息公开列为任务的同时，按月检查；目前正在把目录补齐。
    """
    if text.has("在把"):
        for block, match in found(text, _IN_TAKING):
            yield violation(text, block, match.start())


@rule("G121", "“{text}”把两种说法混在了一起；{advice}。", "warning")
def two_ways_in_one(plain: PlainText) -> Iterator[Violation]:
    """两种句式混用。

    一句话用一种说法起头，却用另一种说法收尾，如“包括……组成”“原因是因为”“本着……为原则”。

    Bad:
        -- 专页 --
        本报告包括总体情况、存在的问题等六个部分组成。
    Good:
        -- 专页 --
        本报告由总体情况、存在的问题等六个部分组成，包括由各科室组成的名单，以便民为原则。
    """
    for pattern, advice in _MIXED:
        if pattern.search(plain.text):
            for block, match in found(plain, pattern):
                text = match[0] if len(match[0]) <= SHOWN else f"{match[0][:2]}……{match[0][-2:]}"
                yield violation(plain, block, match.start(), text=text, advice=advice)


SENTENCE_RULES = (sentence_broken_off, stray_preposition, two_ways_in_one)
