"""Rules that compare the prose of a report with its statutory tables.

A sentence is compared only if it can mean only one cell: the whole year, the whole agency, all
channels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import CellAddress, Violation
from site_builder.model.site import Report
from site_builder.model.table import Filing
from site_builder.rules.prose.sentences import (
    Cells,
    Number,
    Sentence,
    number,
    of_the_year,
    sentences,
)
from site_builder.text.patterns import regex
from site_builder.text.plain_text import ReportContext

REQUESTS, DISPUTES = "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况"
DISCLOSURE, TOTAL = "主动公开政府信息情况", "总计"
NEW, CARRIED = "本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量"
LEFT, PERSON, FAR = "结转下年度继续办理", "自然人", 16
SAYS = "正文说{stated}是{value}，“{cell}”是{figure}；请核对哪一处有误，改成一致。"

_NUMBER = r"(?P<n>(?:[0-9０-９][0-9０-９,，]{0,15}|[〇零一二三四五六七八九十百千两]{1,15}))\s*"
_COUNTED = _NUMBER + r"(?:件|份|条|宗|起|个|次|例|项|部)"
_COUNTED_TOO = _COUNTED.replace("<n>", "<m>")
_ARE = r"(?:数量|总数|件数|数|总量)?(?:共计|共有|共|总计|合计|累计|分别)?(?:为|是|有|计)?\s*"
_CHANNELS = regex(
    r"网络|网上|线上|信函|当面|现场|传真|邮寄|邮件|邮箱|平台|窗口|书面|口头|电子|信件|微信"
)
_APPLICANTS = regex(r"自然人|企业|法人|个人|公民|未|转")
_OTHER_SUBJECTS = regex(
    r"建议|提案|咨询|热线|信箱|留言|投诉|举报|来信|来访|信访|工单|12345|复议|诉讼|许可|行政处罚|项目|公证|仲裁"
)


def _filing(report: Report, title: str) -> Filing | None:
    return next((one for one in report.filings if one.form.title == title), None)


def _cells(filing: Filing, rows: tuple[str, ...], column: str, name: str = "") -> Cells | None:
    """Return the sum of some cells of a column, or None if one is missing or not a number."""
    figures = [
        cell.number
        for row, cells in zip(filing.form.rows, filing.cells, strict=True)
        if row.key in rows
        for head, cell in zip(row.columns, cells, strict=True)
        if head.key == column and cell.number is not None
    ]
    if len(figures) != len(rows):
        return None
    return Cells(CellAddress(filing.form.title, name or rows[0], column), (sum(figures),))


def _either(first: Cells, *others: Cells | None) -> Cells:
    """Return the cells of a statement that may mean the first cell, or the sum of it and others."""
    more = tuple(first.figures[0] + sum(one.figures) for one in others if one)
    return Cells(first.address, (*first.figures, *more))


# What a sentence states: the subject, its index in the sentence, the number, the cells it may mean.
Statement = tuple[str, int, Number | None, Cells | None]


def _differs(
    context: ReportContext, sentence: Sentence, statement: Statement
) -> Iterator[Violation]:
    """Yield a violation if the number that a sentence states is that of none of its cells."""
    what, at, value, cells = statement
    if cells is None or value is None or value in cells.figures:
        return
    if of_the_year(sentence, at, context.report.year):
        yield sentence.violation(
            context.words.document.path,
            at,
            cells,
            stated=what,
            value=str(value),
            figure=str(cells.figures[0]),
        )


_ASKED = r"(?:政府|政务)?信息(?:依申请)?公开(?:的)?申请"
_RECEIVED = regex(
    rf"(?P<verb>收到|受理|新收|接到|接收|新增|办理)(?P<gap>[^，。；、：（）0-9０-９]{{0,24}}?)"
    rf"(?:{_ASKED}(?:书|表|事项)?{_ARE}{_COUNTED}|{_COUNTED_TOO}(?:的)?{_ASKED})"
)
_NONE_ASKED = regex(
    r"(?:未|没有|无|未曾|尚未)(?P<verb>收到|接到|受理|接收|新收)(?:过|到|任何|本年|新|的|一件|有关|相关|关于|向?本局"
    r"|向?我局|公民|法人|自然人|和|或者?|及|与|、|其他|其它|组织|个人|社会公众|群众|提出|提交|提起|公开){0,16}?"
    rf"{_ASKED}(?=[，。；、]|的?情况|事项|$)"
    r"|没有(?:公民|个人|法人|自然人|和|或者?|及|、|其他|组织){1,12}"
    r"(?:向?本局|向?我局)?(?:提出|提交)(?:公开)?政府信息(?:公开)?的?申请(?=[，。；、]|的?情况|$)"
)
_WITH_CARRIED = regex(r"结转|共办理|合计办理|含上年")


@rule("R101", SAYS, "warning")
def requests_in_prose_differ(context: ReportContext) -> Iterator[Violation]:
    """正文说的申请数与表三不一致。

    总体情况里“收到政府信息公开申请N件”应当等于表三“本年新收政府信息公开申请数量”的总计；写明
    含上年结转的，可以等于新收与结转之和；“收到自然人申请N件”对“自然人”一列。只说某一渠道、某一时段
    或别的申请人的，不核对。

    Bad:
        -- 2023年度报告 --
        2023年，本局共收到政府信息公开申请3件。

        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        2023年，本局未收到政府信息公开申请。

        （正文：六个部分）
    """
    filing = _filing(context.report, REQUESTS)
    new = _cells(filing, (NEW,), TOTAL) if filing else None
    if filing and new:
        for sentence, at, verb, value in stated_requests(context):
            together = verb in {"受理", "办理"} or _WITH_CARRIED.search(sentence.text)
            cells = _either(new, _cells(filing, (CARRIED,), TOTAL)) if together else new
            yield from _differs(context, sentence, ("收到的申请", at, value, cells))
        theirs = _cells(filing, (NEW,), PERSON) if context.account.has(PERSON) else None
        for sentence, at, _, value in stated_requests(context, PERSON) if theirs else ():
            yield from _differs(context, sentence, (f"收到的{PERSON}申请", at, value, theirs))


def stated_requests(
    context: ReportContext, whose: str = ""
) -> Iterator[tuple[Sentence, int, str, Number | None]]:
    """Yield the statements about the number of requests for information, of all applicants or of
    the kind `whose`: the sentence, the index in it, the verb, the number."""
    for sentence in sentences(context, "申请"):
        for found in _RECEIVED.finditer(sentence.text):
            scope = found["gap"] + sentence.text[max(0, found.start() - 12) : found.start()]
            applicants = {*_APPLICANTS.findall(found["gap"])}
            if _CHANNELS.search(scope) or "每" in scope or applicants != {whose} - {""}:
                continue
            if of_the_year(sentence, found.start(), context.report.year):
                yield sentence, found.start(), found["verb"], number(found)
        for found in _NONE_ASKED.finditer(sentence.text) if not whose else ():
            if of_the_year(sentence, found.start(), context.report.year):
                yield sentence, found.start(), found["verb"] or "", 0


_OUTCOMES = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理")
_OUTCOME = regex(
    rf"(?<![不和及与或、])(?P<what>{'|'.join(_OUTCOMES)})(?:的|政府|信息|申请)*{_ARE}{_COUNTED}"
)
_DONE = regex(
    r"(?:^|[，；、已均并共]|全部|按[时期规]|依法|年内|当年|本年度?|全年)(?:办结并答复|答复并办结|办理答复|办结|答复)"
    rf"(?:了|的|政府信息公开|申请)*{_ARE}{_COUNTED}"
)
_CARRIED_IN = regex(rf"上(?:一)?年度?结转(?:的|政府信息公开|申请|办理|至本年度?)*{_ARE}{_COUNTED}")
_CARRIED_ON = regex(
    rf"结转[到至]?(?:下(?:一)?年度?|次年)(?:继续)?(?:办理)?(?:的|政府信息公开|申请)*{_ARE}{_COUNTED}"
    rf"|(?:有|，|；|其余|剩余|另){_COUNTED_TOO}(?:申请)?(?:将)?结转[到至]?(?:下(?:一)?年度?|次年)"
)


@rule("R102", SAYS, "warning")
def handling_in_prose_differs(context: ReportContext) -> Iterator[Violation]:
    """正文说的申请办理结果与表三不一致。

    “上年结转N件”“结转下年度N件”“办结（答复）N件”“予以公开N件”“不予公开N件”等，应当与表三相应行的
    总计相等。办理建议提案、咨询、信访等其他事项的件数不核对。

    Bad:
        -- 2023年度报告 --
        对政府信息公开申请，本局依法办理，予以公开2件。

        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        对政府信息公开申请依法办理，予以公开0件。办理咨询2件，答复2件。

        （正文：六个部分）
    """
    filing = _filing(context.report, REQUESTS)
    if filing is None:
        return
    for sentence in sentences(context, "结转", "办结", "答复", *_OUTCOMES):
        text = sentence.text
        about = "申请" in text or "申请" in sentence.chapter
        if not about or _OTHER_SUBJECTS.search(text):
            continue
        if "其中" in text and not _APPLICANTS.search(text) and not _CHANNELS.search(text):
            # 其中 means all requests here
            sentence = sentence._replace(text=text.replace("其中", "　　"))  # noqa: PLW2901
        for statement in _handled(sentence, filing):
            yield from _differs(context, sentence, statement)


def _handled(sentence: Sentence, filing: Filing) -> Iterator[Statement]:
    """Yield what a sentence states about the handling of requests."""
    text, groups = sentence.text, dict(filing.form.groups)
    for found in _OUTCOME.finditer(text):
        what = found["what"]
        cells = _cells(filing, groups.get(what, (what,)), TOTAL, what)
        yield f"“{what}”的申请", found.start("what"), number(found), cells
    replies = [*_DONE.finditer(text)]
    if len(replies) == 1 and (done := _cells(filing, (TOTAL,), TOTAL)):
        other = _cells(filing, groups.get("其他处理", ("其他处理",)), TOTAL)
        less = (done.figures[0] - other.figures[0],) if other else ()
        cells = Cells(done.address, (*done.figures, *less))
        yield "办结或答复的申请", replies[0].start("n"), number(replies[0]), cells
    for found in _CARRIED_IN.finditer(text):
        yield "上年结转的申请", found.start(), number(found), _cells(filing, (CARRIED,), TOTAL)
    for found in _CARRIED_ON.finditer(text):
        yield "结转下年度的申请", found.start(), number(found), _cells(filing, (LEFT,), TOTAL)


_ABOUT_DISCLOSURE = regex(r"信息公开|政务公开|公开申请|依申请|诉讼情况")
_OWN_BUSINESS = regex(r"(?:办理|受理|审理|承办|办结|处理)[^，。；]{0,6}$")
_DISPUTES = {"行政复议": ("行政复议",), "行政诉讼": ("未经复议直接起诉", "复议后起诉")}
_DISPUTE = regex(
    r"(?P<joint>[和与及、或])?(?:提起|被提起)?(?P<what>行政复议|行政诉讼)(?:案件|申请|案|数量)?"
    rf"{_ARE}{_COUNTED}"
)
_DISPUTE_TURNED = regex(
    rf"{_COUNTED}(?:被申请|申请)?(?P<what>行政复议|行政诉讼)(?:案件|案)?(?=[，。；、]|$)"
)
_NO_DISPUTE = regex(
    r"(?:未|没有|无|未曾|不存在)(?:发生|出现|收到|接到|引起|引发|产生|有|被|因|就|由|与|涉及|公民|法人|其他|组织|和"
    r"|及|或者?|、|的|有关|相关|关于|政府|政务|信息|公开|工作|申请|引起|而|对本局|对我局|本局|我局){0,24}"
    r"(?P<what>行政复议)?(?:案件|申请|、|和|及|与|或者?|被|提起|，|也|均|未|没有|无){0,8}(?P<suit>行政诉讼)?"
    r"(?:的|案件|案|情况|情形|事项|和|、|举报|投诉|申诉){0,8}(?=[，。；]|$)"
)
_RESULTS = regex(
    r"败诉|纠错|纠正|撤销|变更|维持|尚未审结|审结|应诉|一审|二审|终结|结转|审理|代理|化解|逾期"
)


@rule("R103", SAYS, "warning")
def disputes_in_prose_differ(context: ReportContext) -> Iterator[Violation]:
    """正文说的行政复议、行政诉讼数与表四不一致。

    行政复议对表四“行政复议”的总计；行政诉讼对“未经复议直接起诉”与“复议后起诉”两个总计之和。
    “没有发生”就是0。

    Bad:
        -- 2023年度报告 --
        2023年因政府信息公开引发行政复议1件。

        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        2023年没有因政府信息公开引发的行政复议、行政诉讼。

        （正文：六个部分）
    """
    filing = _filing(context.report, DISPUTES)
    if filing is None:
        return
    for sentence in sentences(context, "行政复议", "行政诉讼"):
        about = _ABOUT_DISCLOSURE.search(f"{sentence.text}/{sentence.chapter}")
        if not about or _RESULTS.search(sentence.text):
            continue
        for what, at, value in _disputes(sentence.text):
            cells = _cells(filing, _DISPUTES[what], TOTAL, what)
            yield from _differs(context, sentence, (what, at, value, cells))


def _disputes(text: str) -> Iterator[tuple[str, int, Number | None]]:
    for found in _DISPUTE.finditer(text):
        value, at = number(found), found.start("what")
        if _OWN_BUSINESS.search(text, max(0, found.start() - FAR), found.start()):
            continue
        if not found["joint"] or "行政复议" not in text[max(0, found.start() - 8) : found.start()]:
            yield found["what"], at, value
        elif value == 0:
            yield from (("行政复议", at, 0), ("行政诉讼", at, 0))
    for found in _DISPUTE_TURNED.finditer(text):
        yield found["what"], found.start("n"), number(found)
    for found in _NO_DISPUTE.finditer(text):
        yield from ((found[n], found.start(n), 0) for n in ("what", "suit") if found[n])


_REGULATION = r"(?P<what>(?:行政)?规范性文件|规章)"
_BEHIND = r"(?![^，。；、]{0,3}(?:的?(?:解读|备案|目录|清单|清理|政策|草案|送审|征求)))"
_DOCUMENTS = regex(
    r"(?:现行有效的?(?:部门|政府)?|(?P<deed>制发|制定|出台|印发|(?<![和与及或、止改])废止)(?:了|的)?)"
    rf"{_REGULATION}{_ARE}{_COUNTED}{_BEHIND}"
)
_NONE_MADE = regex(
    rf"(?:未|没有|无)新?(?P<deed>制发|制定|出台|印发|废止)(?:过|任何|新的?)*{_REGULATION}(?=[，。；]|$)"
)
_FOR_OTHERS = regex(r"代|名义|起草|报请|提请|转发|联合|牵头|政府办|审核|审查|备案|累计")


@rule("R104", SAYS, "warning")
def documents_in_prose_differ(context: ReportContext) -> Iterator[Violation]:
    """正文说的规范性文件、规章件数与表二不一致。

    2021年起，“制发”“废止”“现行有效”的件数对表二第二十条第（一）项的三列；2019、2020年只核对
    “本年新制作数量”。代拟、联合制发、累计的件数不核对。

    Bad:
        -- 2023年度报告 --
        经清理，现行有效的行政规范性文件2件。

        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        2023年没有制发行政规范性文件，现行有效的行政规范性文件0件。

        （正文：六个部分）
    """
    filing = _filing(context.report, DISCLOSURE)
    if filing is None:
        return
    for sentence in sentences(context, "规范性文件", "规章"):
        for found, deed, value in stated_documents(sentence):
            cells = _documents(filing, found["what"], deed)
            statement = (f"{deed}的{found['what']}", found.start(), value, cells)
            yield from _differs(context, sentence, statement)


def stated_documents(sentence: Sentence) -> Iterator[tuple[re.Match[str], str, Number | None]]:
    """Yield the statements of a sentence about the number of documents in force, made or repealed:
    the match, the verb, the number."""
    if _FOR_OTHERS.search(sentence.text):
        return
    for found in _DOCUMENTS.finditer(sentence.text):
        yield found, _deed(found) if found["deed"] else "现行有效", number(found)
    for found in _NONE_MADE.finditer(sentence.text):
        yield found, _deed(found), 0


def _deed(found: re.Match[str]) -> str:
    return "废止" if found["deed"] == "废止" else "制发"


def _documents(filing: Filing, what: str, deed: str) -> Cells | None:
    row = "规章" if what == "规章" else ""
    rows = [r.key for r in filing.form.rows if r.key == row or (not row and "文件" in r.key)]
    columns = {"制发": ("本年制发件数", "本年新制作数量"), "废止": ("本年废止件数",)}
    for column in columns.get(deed, ("现行有效件数",)):
        if rows and (cells := _cells(filing, (rows[0],), column)):
            return cells
    return None


PROSE_RULES = (
    requests_in_prose_differ,
    handling_in_prose_differs,
    disputes_in_prose_differ,
    documents_in_prose_differ,
)
