"""Rules about chapters: which are required, their order and their contents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from site_builder.forms.outline import chapters_for, contents_for
from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Report
from site_builder.rules.structure.items import item_faults
from site_builder.rules.structure.outline import Placed, numeral, placed
from site_builder.text.patterns import regex
from site_builder.text.plain_text import ReportContext

PARTED = 4

_SUGGESTIONS = regex(r"人大|代表|建议(?![和与及、]?提案)")
_PROPOSALS = regex(r"政协|委员|(?<!建议)(?<!建议[和与及、])提案")


@rule("S201", "缺“{title}”这一部分{near}；六个部分要齐全，没有情况的也要写明。", "warning")
def chapter_missing(report: Report) -> Iterator[Violation]:
    """年度报告缺法定部分。

    2019年起的年度报告有固定的六个部分，“不能遗漏，也不宜泛化”
    （国办公开办函〔2019〕60号、〔2021〕30号）。标题也照格式写。

    Bad:
        -- 2023年度报告 --
        根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为2023年1月1日至12月31日。联系电话：0955-1234567。

        ## 一、总体情况
        本局依法做好主动公开和依申请公开，加强信息管理、平台建设和监督保障。
        ## 二、主动公开政府信息情况
        ## 三、收到和处理政府信息公开申请情况
        ## 四、政府信息公开行政复议、行政诉讼情况
        ## 五、存在的主要问题及改进情况
        公开的内容还不够丰富，今后逐项充实。
    Good:
        -- 2023年度报告 --
        （正文：六个部分）
    """
    found = {chapter.place: chapter for chapter in placed(report)}
    for index, statutory in enumerate(chapters_for(report.year)):
        chapter = found.get(index)
        if chapter is None:
            yield Violation(report.article.path, 1, 1, title=statutory.title, near="")
        elif not chapter.exact:
            near = f"（是不是“{chapter.heading.text}”？标题请照格式写）"
            yield Violation(
                report.article.path, chapter.heading.line, 1, title=statutory.title, near=near
            )


@rule("S202", "“{text}”{fault}。", "warning")
def chapter_out_of_order(report: Report) -> Iterator[Violation]:
    """各部分的先后或编号不对。

    2019年起六个部分依格式编为“一、”至“六、”，次序固定；更早的报告，编号也要连续。
    从别处粘贴、增删一节之后，后面的编号常忘了改。

    Bad:
        -- 2023年度报告 --
        根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为2023年1月1日至12月31日。联系电话：0955-1234567。

        ## 一、总体情况
        本局依法做好主动公开和依申请公开，加强信息管理、平台建设和监督保障。
        ## 二、主动公开政府信息情况
        ## 三、收到和处理政府信息公开申请情况
        ## 四、政府信息公开行政复议、行政诉讼情况
        ## 四、存在的主要问题及改进情况
        公开的内容还不够丰富，今后逐项充实。
        ## 六、其他需要报告的事项
        本年度没有收取信息处理费。
    Bad:
        -- 2018年度报告 --
        ## 一、概述
        正文。
        ## 三、主动公开情况
        正文。
    Good:
        -- 2018年度报告 --
        ## 一、概述
        正文。
        ## 二、主动公开情况
        正文。
    """
    chapters = placed(report)
    of_the_form = [chapter for chapter in chapters if chapter.place >= 0]
    if chapters_for(report.year):
        faults = _order_faults(of_the_form, report.year) or _number_faults(of_the_form)
    else:
        faults = _sequence_faults([chapter for chapter in chapters if chapter.number])
    for chapter, fault in faults:
        yield Violation(
            report.article.path, chapter.heading.line, 1, text=chapter.heading.text, fault=fault
        )


Faults = list[tuple[Placed, str]]


def _order_faults(chapters: list[Placed], year: int) -> Faults:
    outline, seen = chapters_for(year), -1
    faults: Faults = []
    for chapter in chapters:
        if chapter.place == seen:
            faults.append((chapter, "写了两次，请并成一个部分"))
        elif chapter.place < seen:
            faults.append((chapter, f"应排在“{outline[seen].title}”之前"))
        seen = max(seen, chapter.place)
    return faults


def _number_faults(chapters: list[Placed]) -> Faults:
    """Return the chapters with a wrong number, and the first one without a number."""
    wrong: Faults = [
        (chapter, f"应编为“{numeral(chapter.place + 1)}、”")
        for chapter in chapters
        if chapter.number not in {0, chapter.place + 1}
    ]
    bare = [chapter for chapter in chapters if not chapter.number][:1]
    return wrong + [(c, f"没有编号，应编为“{numeral(c.place + 1)}、”") for c in bare]


def _sequence_faults(chapters: list[Placed]) -> Faults:
    """Return the first chapter whose number does not continue that of the chapter before; later
    ones may be wrong because of it."""
    for before, chapter in pairwise(chapters):
        if chapter.number != before.number + 1:
            should = numeral(before.number + 1)
            return [(chapter, f"接在“{before.heading.text}”之后，应编为“{should}、”")]
    return []


@rule(
    "S203",
    "“{text}”不在年度报告的六个部分之内；请并入相应部分，或放进“其他需要报告的事项”。",
    "warning",
)
def chapter_not_on_the_form(report: Report) -> Iterator[Violation]:
    """六个部分之外又加了部分。

    年度报告的内容“不能遗漏，也不宜泛化”（国办公开办函〔2021〕30号）。联系方式写在开头，
    别的事项写在第六部分。

    Bad:
        -- 2023年度报告 --
        （正文：六个部分）
        ## 七、联系方式
        正文。
    Good:
        -- 2023年度报告 --
        （正文：六个部分）
        ### 联系方式
        正文。
    """
    if chapters_for(report.year):
        for chapter in placed(report):
            if chapter.place < 0:
                yield Violation(
                    report.article.path, chapter.heading.line, 1, text=chapter.heading.text
                )


@rule("S204", "“{title}”要依次写{items}，编为（一）至（{last}）；{what}。", "warning")
def items_of_the_first_chapter(context: ReportContext) -> Iterator[Violation]:
    """总体情况的五项不全，或先后、编号不对。

    2021年起，总体情况“主要包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、
    监督保障”（国办公开办函〔2021〕30号）。没有情况的一项也写一句。

    Bad:
        -- 2023年度报告 --
        根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为2023年1月1日至12月31日。联系电话：0955-1234567。

        ## 一、总体情况
        ### （一）主动公开情况
        正文。
        ### （二）依申请公开情况
        正文。
        ### （三）政府信息管理情况
        正文。
        ### （四）监督保障情况
        正文。
        ## 二、主动公开政府信息情况
        ## 三、收到和处理政府信息公开申请情况
        ## 四、政府信息公开行政复议、行政诉讼情况
        ## 五、存在的主要问题及改进情况
        公开的内容还不够丰富，今后逐项充实。
        ## 六、其他需要报告的事项
        本年度没有收取信息处理费。
    Good:
        -- 2023年度报告 --
        根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为2023年1月1日至12月31日。联系电话：0955-1234567。

        ## 一、总体情况
        ### （一）主动公开情况
        正文。
        ### （二）依申请公开情况
        正文。
        ### （三）政府信息管理情况
        正文。
        ### （四）政府信息公开平台建设情况
        正文。
        ### （五）监督保障情况
        正文。
        ## 二、主动公开政府信息情况
        ## 三、收到和处理政府信息公开申请情况
        ## 四、政府信息公开行政复议、行政诉讼情况
        ## 五、存在的主要问题及改进情况
        公开的内容还不够丰富，今后逐项充实。
        ## 六、其他需要报告的事项
        本年度没有收取信息处理费。
    """
    report = context.report
    with_items = {i: one for i, one in enumerate(chapters_for(report.year)) if one.items}
    for chapter in placed(report) if with_items else ():
        statutory = with_items.get(chapter.place)
        if statutory is None:
            continue
        for line, what in item_faults(context, chapter.heading, statutory):
            yield Violation(
                report.article.path,
                line,
                1,
                title=statutory.title,
                items="、".join(name for name, _ in statutory.items),
                last=numeral(len(statutory.items)),
                what=what,
            )


@rule("S217", "没有写{missing}；那几年的年度报告都应当写明，没有发生的也写一句。", "warning")
def content_missing(context: ReportContext) -> Iterator[Violation]:
    """2018年及以前的年度报告缺法定内容。

    2008年至2018年的报告没有统一格式，但应当包括六项内容：主动公开的情况、依申请公开和不予公开的
    情况、收费及减免情况、申请行政复议和提起行政诉讼的情况、主要问题及改进情况、其他需要报告的事项
    （原《政府信息公开条例》，国务院令第492号，第三十二条）。写在哪一部分都可以。不足四个部分的，
    是节录，不核对。

    Bad:
        -- 2018年度报告 --
        ## 一、主动公开政府信息的情况
        全年主动公开政府信息35条。
        ## 二、依申请公开政府信息的情况
        没有收到公开申请，没有因此发生行政复议、行政诉讼。
        ## 三、存在的问题和改进措施
        公开的内容还不够丰富，今后逐项充实。
        ## 四、其他需要报告的事项
        没有其他需要报告的事项。
    Good:
        -- 2018年度报告 --
        ## 一、主动公开政府信息的情况
        全年主动公开政府信息35条。
        ## 二、依申请公开政府信息的情况
        没有收到公开申请，没有收费，没有因此发生行政复议、行政诉讼。
        ## 三、存在的问题和改进措施
        公开的内容还不够丰富，今后逐项充实。
        ## 四、其他需要报告的事项
        没有其他需要报告的事项。
    """
    report = context.report
    contents = contents_for(report.year)
    if not contents or len(placed(report)) < PARTED:
        return
    rows = (row.label for filing in report.filings for row in filing.form.rows)
    text = "".join((context.words.text, *rows))
    missing = [name for name, words in contents if not any(word in text for word in words)]
    if missing:
        yield Violation(report.article.path, 1, 1, missing="".join(f"“{name}”" for name in missing))


@rule("S218", "“{title}”里只写了{present}，没有写{missing}；没有承办的，也请写明。", "warning")
def one_of_two_missing(context: ReportContext) -> Iterator[Violation]:
    """标题说的是建议和提案，正文只写了其中一项。

    人大代表建议和政协提案是两件事。只写一件，读者不知道另一件是没有，还是漏写了。
    合在一起说“建议提案”的，不报。

    Bad:
        -- 2018年度报告 --
        ## 一、人大代表建议和政协提案办理结果公开情况
        办理政协提案3件，全部答复，答复在政府网站公开。
    Good:
        -- 2018年度报告 --
        ## 一、人大代表建议和政协提案办理结果公开情况
        办理政协提案3件，全部答复，答复在政府网站公开；没有承办人大代表建议。
    """
    for heading in context.report.article.headings:
        if "建议" not in heading.text or "提案" not in heading.text:
            continue
        below = (p.text for p in context.words.blocks if p.heading == heading.text)
        text = "".join(below)
        suggestions, proposals = _SUGGESTIONS.search(text), _PROPOSALS.search(text)
        if bool(suggestions) != bool(proposals):
            both = ("人大代表建议", "政协提案")
            present, missing = both if suggestions else both[::-1]
            yield Violation(
                context.report.article.path,
                heading.line,
                1,
                title=heading.text,
                present=present,
                missing=missing,
            )


STRUCTURE_RULES = (
    chapter_missing,
    chapter_out_of_order,
    chapter_not_on_the_form,
    items_of_the_first_chapter,
    content_missing,
    one_of_two_missing,
)
