"""Rules about the title, the opening, and missing or forbidden text of a report."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.assembly.attachments import KEY as ATTACHMENTS
from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Report
from site_builder.rules.header.unfilled import left_unfilled
from site_builder.rules.structure.outline import placed, within
from site_builder.text.patterns import regex
from site_builder.text.plain_text import PlainText, ReportContext

FORM_SINCE = 2019
FEE_SINCE = 2021
FIRST, PROBLEMS, OTHER = 0, 4, 5
FEW = 10  # a text of at most this many characters counts as empty
SHORT = 30
ADVICE = {
    FIRST: "请综述各方面的情况",
    PROBLEMS: "请写出主要问题和改进措施",
    OTHER: "没有需要报告的，也请逐项写明",
}

_TITLE = regex(r".*?(?:19|20)\d\d年政府信息公开工作年度报告")
_NAMED = regex(r"(?!某|关于(?:19|20))(?:关于)?(.+?)(?:关于)?(?:19|20)\d\d年")
_BLANKS = regex(
    r"(?:20)?(?<![A-Za-z0-9*×])[×Ｘ]{2,}(?=[年月日市县区局厅委办条件次个篇份人万元）)])"
    r"|(?<![A-Za-z0-9])(?:20)?[xX]{2,}(?=[年月日市县区局厅委办条件次个篇份人万元）)])"
    r"|20[×xXＸ]{2}年|_{3,}|＿{2,}"
    r"|[（(【](?:请|此处)?(?:填写|填报|待填|待补)[^）)】]{0,20}[）)】]|【\s*】|（）"
)
_BLANK_SIGNS = ("×", "Ｘ", "XX", "xx", "__", "＿", "【", "（）", "填写", "填报", "待填", "待补")
_ATTACHED = regex(r"(?:详?见|参见)(?:本报告)?附件\d{0,2}")
_NOTHING = regex(
    r"(?:[^。]{0,14}[，,：:])?[^。，]{0,10}?(?:无|没有|不存在)(?:存在)?(?:任何|明显|突出|其他|主要)?的?"
    r"(?:需要|应当)?(?:报告|说明)?的?(?:问题|情况|事项|及|改进)*[。.]?"
)
_PERIOD = regex(r"统计(?:数据)?(?:期|时)[限间段]|1月1日.{0,12}12月31日")
_FEE = regex(r"处理费|(?<!事业性)收费|费用|收取")
_BRIEFING = regex(r"现将[^。；]{0,60}?(汇报如下)")
_CONTACT = regex(r"\d{3,4}[-－—]\d{7,8}|(?:地址|电话|传真|邮箱|信箱)[：:]|邮编|邮政编码")


@rule("S207", "标题“{title}”不规范；请写成“{expected}”。", "warning")
def title_not_of_the_form(context: ReportContext) -> Iterator[Violation]:
    """年度报告的标题不规范。

    标题是“机关名称＋年份＋政府信息公开工作年度报告”（国办公开办函〔2021〕30号），
    不是“政务公开工作年度报告”“政府信息公开年度报告”，年份后面不加“度”。

    Bad:
        -- 2023年度报告 --
        ---
        title: 中卫市科学技术局2023年政务公开工作年度报告
        ---
        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        ---
        title: 中卫市科学技术局2023年政府信息公开工作年度报告
        ---
        （正文：六个部分）
    """
    report = context.report
    title = "".join(report.article.title.split())
    if report.year < FORM_SINCE or not title or _TITLE.fullmatch(title):
        return
    expected = f"{report.agency.name}{report.year}年政府信息公开工作年度报告"
    yield Violation(
        report.article.path,
        *_title_place(context),
        related=(report.agency.article.path,),
        title=report.article.title,
        expected=expected,
    )


@rule(
    "S208",
    "这里的“{text}”像是模板里没有填的空；请填写或删去。",
    "warning",
    unless=left_unfilled,
)
def template_text_left(context: ReportContext) -> Iterator[Violation]:
    """报告里留着模板的空格。

    从模板或别的单位的报告改写时，“××局”“20XX年”“（填写数量）”常常漏改。“（填写）”“（填写：数量）”是
    规则 H150 的事。
    遮住的号码、姓名（如 138****1234、王××）不在此列。

    Bad:
        -- 2018年度报告 --
        ## 一、概述
        全年主动公开信息××条。
    Good:
        -- 2018年度报告 --
        ## 一、概述
        全年主动公开信息35条，王××等3人获得表彰。
    """
    signs = [sign for sign in _BLANK_SIGNS if context.words.has(sign)]
    for block in context.words.blocks if signs else ():
        if any(sign in block.text for sign in signs):
            for found in _BLANKS.finditer(block.text):
                place = block.place(found.start())
                yield Violation(context.report.article.path, *place, text=found[0])


@rule(
    "S215",
    "写着“{text}”，却没有附件；请把附件放在文件旁边，写进 attachments 或加上链接，或改写。",
    "warning",
)
def attachment_not_linked(text: PlainText) -> Iterator[Violation]:
    """写了“详见附件”，却没有附件。

    从公文改成网页时，附件常常没有一起搬过来，读者无处可看。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        各单位名单详见附件。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        各单位名单详见附件：[名单](list.txt)。
        -- content/pages/list.txt --
        名单
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: [list.txt]
        ---
        各单位名单详见附件。
        -- content/pages/list.txt --
        名单
    """
    if text.document.header.get(ATTACHMENTS) is not None:
        return  # what is wrong with the list is for other rules
    if any(not link.path.endswith(".md") and link.path for link in text.document.links):
        return
    for block in text.blocks if text.has("附件") else ():
        if "附件" in block.text and (found := _ATTACHED.search(block.text)):
            if not any("](" in line or "<http" in line for line in block.lines):
                place = block.place(found.start())
                yield Violation(text.document.path, *place, text=found[0])
            return


@rule("S209", "“{title}”这一部分{what}；{advice}。", "warning", unless=left_unfilled)
def chapter_empty(context: ReportContext) -> Iterator[Violation]:
    """该写文字的部分空着，或只有几个字。

    总体情况、存在的主要问题及改进情况、其他需要报告的事项都要有文字，不足十来个字的等于没有写。
    问题要逐条分析，写“无”或照搬上年，是年度报告评议中最常见的扣分项。

    Bad:
        -- 2023年度报告 --
        根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为2023年1月1日至12月31日。联系电话：0955-1234567。

        ## 一、总体情况
        本局依法做好主动公开和依申请公开，加强信息管理、平台建设和监督保障。
        ## 二、主动公开政府信息情况
        ## 三、收到和处理政府信息公开申请情况
        ## 四、政府信息公开行政复议、行政诉讼情况
        ## 五、存在的主要问题及改进情况
        无。
        ## 六、其他需要报告的事项
        本年度没有收取信息处理费。
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
        ## 六、其他需要报告的事项
        无。
    Good:
        -- 2023年度报告 --
        （正文：六个部分）
    """
    for chapter in placed(context.report):
        if chapter.place not in ADVICE:
            continue
        blocks = within(context, chapter.heading)
        text = "".join(block.text for block in blocks)
        if len(text) <= FEW or (chapter.place == PROBLEMS and _nothing(text)):
            line = blocks[0].first_line if blocks else chapter.heading.line
            yield Violation(
                context.report.article.path,
                line,
                1,
                title=chapter.heading.text,
                what=f"只写了“{text.rstrip('。')}”" if text else "没有内容",
                advice=ADVICE[chapter.place],
            )


@rule("S210", "“{title}”没有说明收取信息处理费的情况；没有收取的，也请写明。", "warning")
def fee_not_mentioned(context: ReportContext) -> Iterator[Violation]:
    """没有说明收取信息处理费的情况。

    《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）自2021年起施行，
    收取信息处理费的情况写在第六部分，没有收取也要写明；写在别的部分的不算。

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
        ## 六、其他需要报告的事项
        2023年没有其他需要报告的事项。
    Good:
        -- 2023年度报告 --
        根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为2023年1月1日至12月31日。联系电话：0955-1234567。

        ## 一、总体情况
        本局依法做好主动公开和依申请公开，加强信息管理、平台建设和监督保障。
        ## 二、主动公开政府信息情况
        ## 三、收到和处理政府信息公开申请情况
        ## 四、政府信息公开行政复议、行政诉讼情况
        ## 五、存在的主要问题及改进情况
        公开的内容还不够丰富，今后逐项充实。
        ## 六、其他需要报告的事项
        本年度没有收取信息处理费，也没有其他需要报告的事项。
    """
    if context.report.year < FEE_SINCE:
        return
    for chapter in placed(context.report):
        blocks = within(context, chapter.heading) if chapter.place == OTHER else []
        text = "".join(block.text for block in blocks)
        heads = "".join(block.heading for block in blocks)
        if len(text) > FEW and not _FEE.search(heads + text):
            yield Violation(
                context.report.article.path, blocks[0].first_line, 1, title=chapter.heading.text
            )


@rule("S211", "开头没有写{missing}；请补上，读者要据此核对和联系。", "warning")
def opening_incomplete(context: ReportContext) -> Iterator[Violation]:
    """开头没有统计期限、编制依据或联系方式。

    开头一段照例说明编制的依据（《中华人民共和国政府信息公开条例》）、数据的统计期限
    （1月1日至12月31日）和联系方式。统计期限、联系方式写在报告别处的也算。

    Bad:
        -- 2023年度报告 --
        根据《中华人民共和国政府信息公开条例》编制本报告。电话：0955-1234567。

        （六个部分）
    Bad:
        -- 2023年度报告 --
        （六个部分）
    Good:
        -- 2023年度报告 --
        根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为2023年1月1日至12月31日。电话：0955-1234567。

        （六个部分）
    """
    report, blocks = context.report, context.words.blocks
    if report.year < FORM_SINCE:
        return
    headings = report.article.headings
    opening = [p for p in blocks if not headings or p.first_line < headings[0].line]
    opening = opening or [*blocks[:1]]  # the opening may be below the first heading
    text = "".join("".join(block.text for block in opening).split())
    parts = (
        ("统计期限", any(_PERIOD.search(p.text.replace(" ", "")) for p in blocks)),
        ("编制依据", "公开条例" in text or "《条例》" in text),
        ("联系方式", any(_CONTACT.search(p.text) for p in blocks)),
    )
    missing = [name for name, there in parts if not there]
    if missing:
        line = opening[0].first_line if opening else context.words.document.body_line
        yield Violation(report.article.path, line, 1, missing="、".join(missing))


@rule("S219", "“{text}”是对上级的说法；年度报告向社会公布，请写“报告如下”或“公布如下”。", "warning")
def called_a_briefing(context: ReportContext) -> Iterator[Violation]:
    """把年度报告写成了对上级的汇报。

    年度报告向社会公布（《政府信息公开条例》第四十九条）；“现将……工作汇报如下”多半是从
    报给上级的工作总结改来的。

    Bad:
        -- 2018年度报告 --
        现将本局2018年政府信息公开工作情况汇报如下。
    Good:
        -- 2018年度报告 --
        现将本局2018年政府信息公开工作情况报告如下。全年听取工作汇报2次。
    """
    if context.words.has("汇报如下"):
        for block in context.words.blocks:
            for found in _BRIEFING.finditer(block.text):
                place = block.place(found.start(1))
                yield Violation(context.report.article.path, *place, text=found[1])


@rule(
    "S213",
    "标题里的“{named}”不是这个文件夹的机关“{agency}”；请核对报告是不是放错了地方。",
    "warning",
)
def title_of_another_agency(context: ReportContext) -> Iterator[Violation]:
    """报告标题里的机关与所在文件夹的机关不一致。

    机关有简称、曾用名的，写在机关信息栏的 short_name、aliases 里，就不再报。

    Bad:
        -- 2018年度报告 --
        ---
        title: 中卫市教育局2018年政府信息公开工作年度报告
        ---
        正文。
    Good:
        -- 2018年度报告 --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        ---
        正文。
    """
    report = context.report
    title = "".join(report.article.title.split())
    named = _NAMED.match(title)
    names = [name for name in _names(report) if name]
    if named and names and not any(name in title for name in names):
        yield Violation(
            report.article.path,
            *_title_place(context),
            related=(report.agency.article.path,),
            named=named[1],
            agency=report.agency.name,
        )


def _names(report: Report) -> tuple[str, ...]:
    return (report.agency.name, report.agency.short_name, *report.agency.aliases)


def _title_place(context: ReportContext) -> tuple[int, int]:
    node = context.words.document.header.get("title")
    return (node.line, node.column) if node else (1, 1)


def _nothing(text: str) -> bool:
    """Return whether a text says only 无."""
    return 0 < len(text) < SHORT and bool(_NOTHING.fullmatch(text))


REPORT_TEXT_RULES = (
    title_not_of_the_form,
    template_text_left,
    chapter_empty,
    fee_not_mentioned,
    opening_incomplete,
    title_of_another_agency,
    attachment_not_linked,
    called_a_briefing,
)
