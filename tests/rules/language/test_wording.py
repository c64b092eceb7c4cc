"""Wording, marks and names: what is found, and the sentences that must stay silent."""

from __future__ import annotations

import pytest
from conftest import Scenario
from hypothesis import given
from hypothesis import strategies as st
from texts import OVERVIEW, REPORT, page

from site_builder.lint.autofix import repaired
from site_builder.model.document import Document, Mapping, Paragraph
from site_builder.model.finding import Finding
from site_builder.rules.language.running_text import any_of, certain
from site_builder.rules.language.wording import LANGUAGE_RULES
from site_builder.text.plain_text import read_plain_text

FOUND = {
    "G101": (
        "依照（财预[2014]36号）办理。",
        "依照宁政办发（2018）111号文件。",
        "依照宁政办发(2018)111 号文件。",
        "依照国发【2016】8号文件。",
        "依照国办发［2019］14号文件。",
    ),
    "G102": (
        "依照宁政办发〔2018〕第11号文件。",
        "依照宁政办发〔2018〕011号文件。",
        "依照宁政办发〔18〕11号文件。",
        "依照宁政办发〔24〕第01号文件。",
    ),
    "G115": ("通知（中宁政办发）〔2018〕111号。", "通知(中宁政办发)〔2018〕111 号。"),
    "G116": (
        "依照海政办发〔2020〕70 号文件。",
        "依照海政办发 〔2020〕 70号文件。",
        "依照海政办发〔 2020 〕70号文件。",
    ),
    "G117": (
        "条例（国务院令711号）已经施行。",
        "条例（国务院令 711 号）已经施行。",
        "依照财政部令87号办理。",
    ),
    "G103": (
        "截止2017年12月31日，主动公开信息20条。",
        "今年，截止目前共公开信息20条。",
        "截止2020年底，现行有效规范性文件2件。",
        "截止到2021年11月30日，本局公开信息9条。",
    ),
    "G104": (
        "一是加强学习。三是完善平台。",
        "一是加强学习；二是公开；四是完善平台。",
        "**一是学习。**甲。\n\n乙。\n\n**三是平台。**丙。",
        "第一，加强学习。第三，完善平台。",
        "首先，加强学习。再次，完善平台。",
        "一要学习，三要公开。",
    ),
    "G105": (
        "保留21项，其中：其中行政许可8项。",
        "信息公开的的要求。",
        "办理了了两件。",
        "各科室在在网站发布。",
        "本局进行进行了审查。",
        "我局我局公开信息。",
        "办理提案，，已经答复。",
        "已经答复。。",
        "政府信息信息共9条。",
    ),
    "G106": (
        "（二）是深入推进财政信息公开。",
        "三、是加强队伍建设。",
        "2.是加强平台建设。",
        "## 二、是加强公开\n\n甲。",
    ),
    "G107": (
        "先审查,后公开。",
        "要求如下:公开目录。",
        "公开目录;公开指南。",
        "地址为大道(西)一楼。",
        "名单(草案)已经公布。",
        "(一)总体情况良好。",
        "> 先审查,后公开。",
    ),
    "G108": ("本局安排专人承担政府信息公开工 作年度报告的编制，按时报送。",),
    "G111": (
        "年初作出布署。",
        "开设帐户。",
        "座谈会记要已经公布。",
        "按照上级上求，如期公开。",
        "请登陆中卫市人民政府网站查阅。",
        "一如继往，做好公开。",
        "公布权利清单和责任清单。",
        "未收到行政复仪申请。",
        "不于公开的说明理由。",
        "已划拔经费。",
        "改进工作做风。",
        "报送上—级主管部门。",
        "报送上—一级主管部门。",
        "进—步完善公开目录。",
    ),
    "G112": (
        "公开是常态，不公开是例外。\n\n公开为常态，不公开为例外。",
        "公开是常态、不公开为例外。",
    ),
    "G113": (
        "坚持“先审查的原则。",
        "坚持“先审查“的原则。",
        "坚持先审查”的原则。",
        "印发《目录的通知。",
        "印发目录》的通知。",
        "”先审查“的原则。",
    ),
    "G114": (
        "自二〇二三年1月1日起。",
        "自二○二三年12月1日起。",
        "于2023年十二月五日印发。",
        "于2023年五月底完成。",
        "于12月二十一日公布。",
    ),
    "G119": (
        "全年公开信息9条。公开以前，由科室审核，再由局领导签",
        "- 全年公开信息9条。公开以前，由科室审核，再由局领导签",
        "> 公开了目录！后来，**又逐项**补充了内",
        "公众可以查阅相应，十分方便。",
        "全年完善了一系列。",
        "按照《政府信息公开条例》的有关规定。本局公开信息9条。",
        "成立了领导小组。依据上级关于政务公开的部署。",
    ),
    "G120": (
        "要求各科室在把公开列为任务，按月检查。",
        "各单位在把目录作为公开的依据。",
    ),
    "G121": (
        "全文包括总体情况、存在的问题两部分组成。",
        "主要原因是由于人手不足。",
        "原因在于因为人手不足。",
        "本着公平、便民为原则，公开信息。",
        "紧紧围绕科技创新为重点，公开信息。",
    ),
    "G118": ("于23年3月20日公布。", "自08年5月1日起施行。"),
}
SILENT = (
    # 文号 and what looks like one
    "（2023）宁05行终12号判决已经生效，门牌（2014）幢36号。",
    "依照国办公开办函〔2019〕60号和国发〔2016〕100号。",
    "证书编号（2019）12号，公告第（2020）3号，第（2018）2号。",
    "国务院令第711号，财政部令第87号，口令3号，指令5号。",
    "海政办发〔2020〕70号、71号文件。",
    # 截止
    "报名截止3月1日，截止日期不变，截止时间为17时。",
    "征求意见已经截止。申报时间：5月1日开始，截止2023年6月1日。",
    "截止2023年6月1日，逾期不予受理。",
    "项目申报从5月开始，截止2023年6月1日，申报材料报送本局。",
    "截至2017年12月31日，共公开20条。",
    # series
    "一是甲：一是子，二是丑。二是乙。三是丙。",
    "一是甲；二是乙。一是丙；二是丁；三是戊。",
    "唯一是好的，统一是前提，之一是公开，三是约数。",
    "一是甲，二则乙，三是丙。",
    "第一季度公开9条，第三季度公开8条。第一、第三产业，第三方评估。",
    "首先甲，然后乙，最后丙。再次感谢。",
    "一是甲。\n\n## 二、主动公开政府信息情况\n\n三是丙。",
    "十一是奇数。一方面甲，另一方面乙。",
    # doubled
    "分清是非，得得失失，慢慢地、各各种花，谢谢，常常，渐渐。",
    "公开的目的的确明确，为了了解情况，罢了。存在在编人员、现在在岗。",
    "以及时公开促落实，以及及时答复，共和和平，和和气气。",
    "等等……，——，“……”。",
    "情况说明，信息化，信息员，政府信息信息化平台。",
    # stray 是
    "（二）是否收费。",
    "（三）是指下列情形。",
    "二是深入推进公开。",
    "其中（二）是重点。",
    # half-width
    "见 http://www.nxzw.gov.cn:80/a,b?c=1;d，时间9:30，共1,200.5元。",
    "使用 Word(文字处理软件)编写，网站(www.example.gov.cn)可查。",
    "参加培训(7次)。",
    "传真:0955-7063893。",
    # spaces
    "第一条 为了规范政府信息公开工作，制定本制度。",
    "组长 张三，成员 李四 王五 赵六，均为本局人员。",
    "2023 年公开信息 152 条，发布于网站 日报。",
    "| 职 权 类 别 | 备 注 |\n| --- | --- |\n| 行政许可 事项 | 无 |",
    # typos
    "按装修标准，公布署名，发布署名文章，进一步署名，做风险评估。",
    "在规范管理上下功夫，在重点环节上求突破，其它工作照旧。",
    "究竟争取了什么；诸侯补给；选拔款式；登陆作战；台风登陆后，网站照常更新。",
    "不于公开场合谈论。会议记要点。",
    # maxim, pairs
    "公开是常态，不公开是例外。公开是常态、不公开是例外。",
    "“前一段的引文。\n\n“后一段的引文。”",
    "《关于印发〈目录〉的通知》，“三公”经费，“甲‘乙’丙”。",
    # sentences
    "特此公布。\n中卫市科学技术局，2024年1月20日",
    "本局负责科技工作。地址：中卫市某路1号，行政中心",
    "如有疑问，请与我们联系。科长张三，电话0955-1234567",
    "公开信息9条。包括：\n\n- 目录，指南\n- 年报",
    "全年公开信息9条，由科室审核",
    "全年公开信息9条。由科室审核",
    "| 单位 | 情况 |\n| --- | --- |\n| 某科。 | 已公开。第一批，第二批 |",
    "与条例相应，制度随之完善。查询相应信息，完善一系列制度。",
    "按照要求公开信息9条。根据职责公布本局的规定。依照条例落实公开的要求。",
    "按照上级要求，公开信息9条；根据条例的规定；依据通知的精神，公开9条。",
    "各科室在把公开列为任务的同时，按月检查。在把好审核关的基础上公开。",
    "现在把目录公开；正在把指南补齐；科室一直在把目录补齐。在把目录补齐后，公布。我们在把目录补齐，在把文件分类之前，先审查。",
    "报告由六个部分组成，包括由科室组成的名单。领导小组包括局长，成员从各科室抽调组成。",
    "原因是人手不足。因为人手不足。以便民为原则，本着便民的原则。",
    "围绕以人民为中心，公开信息。围绕建设成为中心，公开信息。围绕中心，公开信息。",
    # dates
    "二〇二三年一月一日，2023年1月1日，2023年一季度，2023年八月十五中秋，十二月。",
    "服务满23年3个月，近20年，2023年3月20日，第23年。",
)


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, texts in FOUND.items() for t in texts])
def test_a_slip_is_found_by_its_rule_alone(code: str, text: str, site: Scenario) -> None:
    assert {finding.code for finding in _of_language(site.check(page(text + "\n")))} == {code}


@pytest.mark.parametrize("text", SILENT)
def test_what_only_resembles_a_slip_is_not_reported(text: str, site: Scenario) -> None:
    assert _of_language(site.check(page(text + "\n"))) == []


def test_every_rule_has_its_table_or_its_stories() -> None:
    assert {rule.code for rule in LANGUAGE_RULES} == {*FOUND, "G109", "G110"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("依照（财预[2014]36号）办理。", "依照（财预〔2014〕36号）办理。"),
        ("甲（2018）1号，乙**政发(2018)2 号**。", "甲〔2018〕1号，乙**政发〔2018〕2号**。"),
        ("依照（国务院令711号）。", "依照（国务院令第711号）。"),
        ("通知（中政办发）〔2018〕111号。", "通知中政办发〔2018〕111号。"),
        ("截止目前共20条。", "截至目前共20条。"),
        ("共21项，其中：其中许可8项。", "共21项，其中许可8项。"),
        ("公开的的要求。。", "公开的要求。"),
        ("我局我局公开。", "我局公开。"),
        ("（二）是深入推进公开。", "（二）深入推进公开。"),
        ("**先审查,**后公开,再归档(西)楼。", "**先审查，**后公开，再归档（西）楼。"),
        ("甲,乙,丙,丁", "甲，乙，丙，丁"),
        ("承担政府信息公开工 作年度报告，按时报送。", "承担政府信息公开工作年度报告，按时报送。"),
        ("作出布署，又布署。", "作出部署，又部署。"),
        ("自二〇二三年1月1日起。", "自2023年1月1日起。"),
        ("于2023年十二月二十一日印发。", "于2023年12月二十一日印发。"),
        ("于23年3月20日公布。", "于2023年3月20日公布。"),
        ("见[目录,清单](a,b.md)。", "见[目录，清单](a,b.md)。"),
    ],
)
def test_a_certain_repair_is_made_in_its_place(text: str, right: str, site: Scenario) -> None:
    whole = page(text + "\n").partition(" --\n")[2]
    repairs = [f.repair for f in _of_language(site.check(page(text + "\n"))) if f.repair]

    assert repaired(whole, repairs)[0] == whole.replace(text, right)


def test_a_finding_points_at_the_mark(site: Scenario) -> None:
    (finding,) = _of_language(site.check(page("甲乙。\n**丙**丁,戊己。\n")))
    assert (finding.line, finding.column) == (5, 7)


def test_a_word_that_markup_divides_is_not_repaired() -> None:
    paragraph = Paragraph("布**署**一次", 7, "")
    document = Document("a.md", "", Mapping((), 1, 1), paragraphs=(paragraph,))
    (block,) = read_plain_text(document).blocks
    assert certain(block, 0, "布署", "部署") is None


def test_headings_and_the_header_are_read_too(site: Scenario) -> None:
    header = "title: 年度布署\nsummary: 依照国发[2016]8号文件\ndocument_number: 国发（2016）8号\n"
    text = page("## 一、工作布署\n\n甲。\n", header)
    site.lay(
        text.replace("content/pages/example.md", "content/agencies/zhongwei-kjj/documents/a.md")
    )
    places = [(f.code, f.line, f.column) for f in _of_language(site.check())]
    assert places == [("G111", 2, 10), ("G101", 3, 14), ("G101", 4, 20), ("G111", 6, 8)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("中卫市科技局公开信息。", {"G109"}),
        ("中卫市科学技木局公开信息。", {"G109"}),
        ("中卫市科学技术局公开信息。", set()),
        ("中卫市财政局、中卫市教育局、中卫市委、中卫市人民政府。", set()),
        ("原中卫市科技局的文件。", set()),
        ("市科技局、县区科技局。", set()),
        ("见www.zhongwie.gov.cn。", {"G110"}),
        ("见www.zhongwei.gvo.cn。", {"G110"}),
        ("见ww.zhongwei.gov.cn。", {"G110"}),
        ("见www.zhongwei.gov.cn、kjj.zhongwei.gov.cn、www.yinchuan.gov.cn、gov.cn。", set()),
        ("邮箱 kjj@www.zhongwie.gov.cn，版本1.2.3.4。", set()),
    ],
)
def test_names_and_addresses_of_the_agency(text: str, found: set[str], site: Scenario) -> None:
    site.lay(
        "-- content/agencies/zhongwei-kjj/index.md --\n---\ntitle: 中卫市科学技术局\n"
        "region: 640500\nwebsite: http://www.zhongwei.gov.cn/\n---\n"
    )
    path = site.root / REPORT
    path.write_text(path.read_text("utf-8").replace(OVERVIEW, text, 1), "utf-8")
    assert {finding.code for finding in _of_language(site.check())} == found


def test_an_alias_is_a_name(site: Scenario) -> None:
    site.lay(
        "-- content/agencies/zhongwei-kjj/index.md --\n---\ntitle: 中卫市科学技术局\n"
        "region: 640500\naliases: [中卫市科技局]\n---\n中卫市科技局。\n"
    )
    path = site.root / REPORT
    path.write_text(path.read_text("utf-8").replace(OVERVIEW, "中卫市科技局。", 1), "utf-8")
    assert _of_language(site.check()) == []


def _of_language(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.code.startswith("G") and not finding.waived]


@given(st.text("甲乙丙丁", max_size=8))
def test_the_prefilter_finds_a_word_wherever_it_is_divided(text: str) -> None:
    words = (("甲", "乙"), ("甲乙", "丙丁"), ("丙", "丙"), ("丁甲丁", "丁"))

    assert bool(any_of(words).search(text)) == any(left + right in text for left, right in words)


def test_a_name_without_characters_of_its_own_is_compared_with_others(site: Scenario) -> None:
    """示例市局 is the region and one character; nothing is left to be like another name."""
    site.lay(
        "-- content/site.yaml --\ntitle: 门户\nregions:\n  640500: 示例市\n"
        "-- content/agencies/zhongwei-kjj/index.md --\n---\ntitle: 示例市局\nregion: 640500\n---\n"
        "-- 2018年度报告 --\n2018年，示例市教育局主动公开政府信息。\n"
    )

    assert _of_language(site.check()) == []
