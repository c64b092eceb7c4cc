"""Rules on the prose of a report: what must be found, and what must stay silent."""

from __future__ import annotations

import pytest
from conftest import Scenario
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.document import Document, Mapping, Paragraph
from site_builder.model.finding import Finding
from site_builder.model.site import Agency, Article, DocumentMetadata, Region, Report
from site_builder.rules.prose.against_tables import PROSE_RULES
from site_builder.rules.prose.channels import CHANNEL_RULES
from site_builder.rules.prose.rates import RATE_RULES
from site_builder.rules.prose.restated import RESTATED_RULES
from site_builder.rules.prose.totals import PARTS_RULES
from site_builder.text.numerals import amounts
from site_builder.text.plain_text import read_plain_text, read_report_context

RULES = (*PROSE_RULES, *PARTS_RULES, *CHANNEL_RULES, *RATE_RULES, *RESTATED_RULES)

# 12 new requests and 2 carried over; 12 done (8 disclosed, 1 in part, 2 refused,
# 1 not held), 2 left.
# 2 reviews, 1 + 1 suits. 1 document made, 2 ended, 5 in force.
FIGURES = """\
  主动公开政府信息情况:
    行政规范性文件:
      本年制发件数: 1
      本年废止件数: 2
      现行有效件数: 5
    其余: 0
  收到和处理政府信息公开申请情况:
    本年新收政府信息公开申请数量: {自然人: 12, 其余: 0}
    上年结转政府信息公开申请数量: {自然人: 2, 其余: 0}
    予以公开: {自然人: 8, 其余: 0}
    部分公开: {自然人: 1, 其余: 0}
    属于国家秘密: {自然人: 1, 其余: 0}
    属于三类内部事务信息: {自然人: 1, 其余: 0}
    本机关不掌握相关政府信息: {自然人: 1, 其余: 0}
    结转下年度继续办理: {自然人: 2, 其余: 0}
    其余: 0
  政府信息公开行政复议、行政诉讼情况:
    行政复议: {结果维持: 2, 其余: 0}
    未经复议直接起诉: {结果维持: 1, 其余: 0}
    复议后起诉: {尚未审结: 1, 其余: 0}
"""
NOTHING = """\
  主动公开政府信息情况: 0
  收到和处理政府信息公开申请情况: 0
  政府信息公开行政复议、行政诉讼情况: 0
"""


def written(sentence: str, statistics: str = FIGURES, more: str = "", year: int = 2023) -> str:
    """A report with a sentence in its first chapter, and `more` in a later one."""
    return f"""\
-- content/agencies/zhongwei-kjj/reports/{year}.md --
---
title: 中卫市科学技术局{year}年政府信息公开工作年度报告
statistics:
{statistics}---

## 一、总体情况

{sentence}

## 二、主动公开政府信息情况
## 三、收到和处理政府信息公开申请情况
## 四、政府信息公开行政复议、行政诉讼情况
## 五、存在的主要问题及改进情况

{more or "正文。"}

## 六、其他需要报告的事项

正文。
"""


def found(site: Scenario, text: str) -> list[Finding]:
    """The findings of our rules."""
    codes = {rule.code for rule in RULES}
    return [one for one in site.check(text) if one.code in codes]


def disagreeing(*texts: str, year: int = 2023) -> set[str]:
    """The codes found in paragraphs of a report that has no tables."""
    paragraphs = tuple(Paragraph(text, 10 + n, "（一）主动公开") for n, text in enumerate(texts))
    document = Document("a.md", "", Mapping((), 1, 1), paragraphs=paragraphs)
    article = Article("a.md", "a", "报告", (), (), "")
    agency = Agency("a", article, Region("640500", "中卫市"))
    report = Report(agency, year, article, DocumentMetadata(), (), ())
    context = read_report_context(report, read_plain_text(document), None)
    return {rule.code for rule in RULES for _ in rule.check(context)}


AGAINST_TABLES = (
    ("R101", "2023年，本局共收到政府信息公开申请13件。"),
    ("R101", "全年收到信息公开申请11件，均已答复。"),
    ("R101", "本年新收政府信息公开申请14件。"),
    ("R101", "全年受理政府信息公开申请１５件。"),
    ("R101", "2023年收到9件政府信息公开申请。"),
    ("R101", "2023年收到政府信息公开申请十三件。"),
    ("R101", "2023年，未收到政府信息公开申请。"),
    ("R101", "本年度没有收到公民、法人和其他组织提出的政府信息公开申请。"),
    ("R101", "全年共办理政府信息公开申请13件（含上年结转）。"),
    ("R101", "本年接到政府信息公开申请数量为 10 件。"),
    ("R101", "2023年，收到自然人政府信息公开申请11件。"),
    ("R101", "全年共收到自然人提出的政府信息公开申请13件。"),
    ("R102", "收到政府信息公开申请12件，其余按期办理，予以公开9件。"),
    ("R102", "收到政府信息公开申请12件，其中予以公开7件。"),
    ("R102", "对申请人提出的公开申请，不予公开3件。"),
    ("R102", "申请中部分公开2件，无法提供1件。"),
    ("R102", "申请均依法处理，无法提供2件。"),
    ("R102", "上年结转的政府信息公开申请3件。"),
    ("R102", "政府信息公开申请结转下年度继续办理1件。"),
    ("R102", "收到申请12件，另有3件结转下年度办理。"),
    ("R102", "政府信息公开申请已办结10件。"),
    ("R102", "全年政府信息公开申请按期答复13件。"),
    ("R103", "全年因政府信息公开引发行政复议1件。"),
    ("R103", "2023年，本局因政府信息公开被提起行政诉讼1件。"),
    ("R103", "没有发生因政府信息公开申请引起的行政复议、行政诉讼。"),
    ("R103", "2023年未发生政府信息公开行政诉讼案件。"),
    ("R103", "政府信息公开行政复议0件。"),
    ("R103", "因政府信息公开引发行政复议、行政诉讼0件。"),
    ("R104", "截至2023年底，现行有效的行政规范性文件6件。"),
    ("R104", "2023年制发规范性文件2件。"),
    ("R104", "本年废止行政规范性文件一件。"),
    ("R104", "2023年未制发行政规范性文件。"),
    ("R104", "现行有效规章1件。"),
    ("R104", "目前现行有效规范性文件共计4件。"),
)


@pytest.mark.parametrize(("code", "sentence"), AGAINST_TABLES)
def test_prose_that_differs_from_a_table_is_found(code: str, sentence: str, site: Scenario) -> None:
    assert {one.code for one in found(site, written(sentence))} == {code}


AS_IN_TABLES = (
    "2023年，本局共收到政府信息公开申请12件。",
    "全年共收到政府信息公开申请 12 件，全部按期答复。",
    "本年新收政府信息公开申请十二件，上年结转2件。",
    "全年受理政府信息公开申请14件。",
    "全年收到（含上年结转）政府信息公开申请14件。",
    "收到网上提交的政府信息公开申请5件，收到信函申请7件。",
    "通过网络收到政府信息公开申请5件。",
    "上半年收到政府信息公开申请5件。",
    "截至2023年6月，收到政府信息公开申请5件。",
    "2022年收到政府信息公开申请30件。",
    "2008年以来收到政府信息公开申请300件。",
    "全市各级行政机关收到政府信息公开申请300件。",
    "约收到政府信息公开申请10余件。",
    "其中收到企业提出的政府信息公开申请3件。",
    "全年收到自然人政府信息公开申请12件。",
    "全年收到自然人和法人提出的政府信息公开申请11件。",
    "未收到自然人提出的政府信息公开申请以外的来信。",
    "未收到关于政府信息公开申请的投诉。",
    "未收到不予公开政府信息的电话咨询。",
    "没有超期未答复的政府信息公开申请。",
    "每收到政府信息公开申请1件，登记1件。",
    "收到建议提案13件，均已答复。",
    "依申请公开予以公开8件，部分公开1件，不予公开2件，无法提供1件。",
    "对申请予以公开和部分公开9件。",
    "收到政府信息公开申请12件。其中企业提出的申请予以公开1件。",
    "政府信息公开申请由信函提出的，其中予以公开2件。",
    "政府信息公开申请已办结12件，结转下年度继续办理2件。",
    "办理政协提案3件，已答复3件，没有政府信息公开申请积压。",
    "按期答复率100%，申请人均满意。",
    "因政府信息公开引发行政复议2件、行政诉讼2件。",
    "因政府信息公开引发行政复议和行政诉讼共4件。",
    "行政复议、行政诉讼中没有因政府信息公开被纠错的案件。",
    "未发生因政府信息公开败诉的行政诉讼。",
    "全年办理行政复议案件86件，坚持公开听证。",
    "全年办理行政诉讼应诉案件7件。",
    "现行有效的行政规范性文件5件，本年制发规范性文件1件，废止规范性文件2件。",
    "代市政府起草规范性文件3件。",
    "清理规范性文件20件，修改和废止规范性文件6件。",
    "发布规范性文件解读4件。",
    "制发规范性文件解读方案2件。",
    "2022年制发规范性文件7件。",
    "累计制发规范性文件33件。",
    "没有制发规章。",
)


@pytest.mark.parametrize("sentence", AS_IN_TABLES)
def test_prose_that_agrees_or_tells_of_something_else_is_not_found(
    sentence: str, site: Scenario
) -> None:
    assert found(site, written(sentence)) == []


def test_plans_and_problems_are_not_compared(site: Scenario) -> None:
    more = "2023年收到政府信息公开申请30件，现行有效规范性文件9件。"
    assert found(site, written("正文。", more=more)) == []


def test_none_at_all_agrees_with_zeros(site: Scenario) -> None:
    text = (
        "2023年未收到政府信息公开申请，没有上年结转的申请，没有因政府信息公开申请行政复议、提起行政诉讼的情况，"
        "未制发规范性文件。"
    )
    assert found(site, written(text, NOTHING)) == []


def test_the_cell_is_named_and_the_place_is_that_of_the_words(site: Scenario) -> None:
    (finding,) = found(site, written("一句话。\n2023年收到政府信息公开申请13件。"))

    assert "13" in finding.message
    assert "12" in finding.message
    assert str(finding.cell).endswith("总计")
    lines = written("一句话。\n2023年收到政府信息公开申请13件。").split("\n")
    assert lines[finding.line][finding.column - 1 :].startswith("收到")


def test_documents_of_2019_are_compared_with_the_form_of_2019(site: Scenario) -> None:
    figures = """\
  主动公开政府信息情况:
    规范性文件: {本年新制作数量: 3, 本年新公开数量: 3, 对外公开总数量: 9}
    其余: 0
  收到和处理政府信息公开申请情况: 0
  政府信息公开行政复议、行政诉讼情况: 0
"""
    wrong = written("2019年制发规范性文件4件。", figures, year=2019)
    right = written("2019年制发规范性文件3件，现行有效规范性文件8件。", figures, year=2019)

    assert [one.code for one in found(site, wrong)] == ["R104"]
    assert found(site, right) == []


# In the shape of the reports in seeds/: a nested part in brackets, 各, a last part behind a comma.
BALANCED = (
    "某局通过门户网站和日报等平台主动公开信息152条。其中：部门动态113条（44条在网站发布，69条在日报发布）、图文解读1条、"
    "政策问答6条、政策目录1条、权力清单和责任清单各1条、执法信息4条、计划方案总结4条、预决算信息2条、公告13条、"
    "提案办理结果5条，更新目录1条。",
    "某局公开信息152条，平台主要是网站和日报。按内容划分：动态113条，其中网站刊发44条、日报刊发69条；图文解读1条，政策问答6条，"
    "政策目录1条；权力清单1条，责任清单1条；涉及执法的信息4条；计划、方案、总结4条；预决算信息2条；公告13条；"
    "办理方案和结果5条；更新后的目录1条。",
    "最后保留职权21项，其中行政许可0项，行政处罚13项，行政强制1项，行政给付0项，行政奖励2项，行政检查2项，行政确认2项，"
    "其他类1项。",
    "共公开信息135条。按公开方式划分，通过门户网站公开65条，通过微信公开50条，通过其他方式公开20条。",
    "公开的135条信息中，门户网站占65条，便于查阅；微信占50条，便于传播；其他方式占20条，作为补充。",
    "全年举办培训十八期（线上十期、线下八期）。",
    "共发布信息1,200条，分别为动态800条、公告300条、解读100条。",
    "共公开信息６０条：动态３０条、公告２０条、解读１０条。",
    "共办理建议提案25件，包括人大建议10件、政协提案15件。",
    "公开动态30条、公告20条、解读10条，合计60条。",
    # The list stands in the next sentence, with words in between.
    "全年发布信息60条，平台主要是网站和日报。按类别看，动态30条、公告20条、解读10条。",
    "全年发布信息60条。发布以前都经过审核。按内容统计，动态30条，公告20条，解读10条。",
    "全年通过网站和日报等平台发布信息60条。具体为：动态30条、公告20条、解读10条。",
    "全年发布信息60条，比较及时。具体情况如下，动态30条、公告20条、解读10条。",
    "共发布信息60条。分别是动态30条、公告20条、解读10条。",
)


def variants(text: str) -> list[str]:
    """The text with each of its figures one greater, or one less."""
    changed = []
    for one in amounts(text):
        for value in (one.value + 1, one.value - 1):
            if value >= 0:
                changed.append(f"{text[: one.start]}{value}{one.unit}{text[one.end :]}")
    return changed


@pytest.mark.parametrize("text", BALANCED)
def test_a_total_that_is_the_sum_of_its_parts_is_not_found(text: str) -> None:
    assert disagreeing(text) == set()


@pytest.mark.parametrize("text", [wrong for text in BALANCED for wrong in variants(text)])
def test_one_figure_off_by_one_in_a_balanced_sentence_is_found(text: str) -> None:
    assert disagreeing(text) == {"R105"}


WRONG_PARTS = (
    "全年新增和更新信息共324条，其中概况50条，动态87条，公告56条，县区动态77条，其他信息44条。",
    "公开信息10条，其中政策文件12条。",
    "公开信息10条，其中动态6条、公告7条。",
    "收到意见11条（网站3条、电话7条）。",
    "共发布稿件30篇，分别为通讯12篇、消息20篇。",
    "共开展活动9次，分为宣讲5次、座谈3次。",
    "共公开信息90条：动态40条，公告30条，解读10条。",
    "共保留事项20项，其中许可0项，处罚12项，检查7项。",
    "公开预算、决算各2条，公告3条，合计8条。",
    "共公开目录类信息9条，包括权力清单、责任清单、服务清单各2条，其他2条。",
    "全年发布信息60条。发布以前都经过审核。其中，动态30条、公告20条、解读11条。",
    "全年发布信息60条。发布的信息中，动态30条、公告20条、解读11条。",
    "全年发布信息60条。主要内容如下：动态30条、公告20条、解读11条。",
)


@pytest.mark.parametrize("text", WRONG_PARTS)
def test_parts_that_are_not_those_of_the_total_are_found(text: str) -> None:
    assert disagreeing(text) == {"R105"}


PARTS_TO_LEAVE = (
    "公开信息100条，其中政策文件20条、解读10条。",
    "公开信息100条，主要包括政策文件20条、解读10条。",
    "公开信息100条，其中网站发布90条、微信发布80条。",
    "公开信息100条（网站80条，微信60条）。",
    "公开信息152条，其中网站100条、微信52条，发布解读5条。",
    "收到建议提案20件，其中主办12件，会办8件，答复20件。",
    "办理提案20件，其中主办12件、已答复12件。",
    "公开信息约100条，其中动态60条、公告50条。",
    "公开信息100余条，包括动态60条、公告50条。",
    "公开信息100条，其中动态60余条、公告50条。",
    "举办培训18期，参训2300人次，其中线上培训10期。",
    "公开信息110条，其中报道20篇、简报87期。",
    "公开信息100条，比上年增加20条，其中动态90条。",
    "公开信息100条，其中动态60条，同比增长20条，公告50条。",
    "共印发文件2件，分别为《管理办法》和《实施细则》。",
    "规章13件（含新制定5件，修改4件，废止4件）。",
    "信息50条（去年40条，增加10条）。",
    "信息50条（详见附件1、附件2）。",
    "第三条规定（第1项、第2项）共有3件事项。",
    "共公开信息20条，包括政策文件5条、解读3条等。",
    "编发简报5期、专刊3期，共2000份。",
    "办结申请3件、咨询2件，共公开信息100条。",
    "网站、微信分别发布信息20条、30条。",
    "发布2023年度部门预算、决算各1篇。",
    "权力清单和责任清单各1条，执法信息4条。",
    "开展重点工作3项：公开清单2类，制定制度1项。",
    "共公开信息30条（不含转载信息50条）。",
    "A类12条，B类8条，共20条；C类5条，D类6条，共11条。",
    "公开各类信息1288条，其中要闻318条，动态189条，乡镇331条，公告350条，解读13条，其他应当公开的信息87条。",
    "共收到8份申请，均为自然人申请。其中，予以公开2件，部分公开9件。",
    "公开规章13件（含新制定5件，修改4件，废止4件），公开规范性文件42件，任免文件106件，其他文件113件。",
    "举办发布活动191场，领导出席25人次。其中，专题发布会151场，及时发布动态。",
    "通过门户网站公开信息2017条，通过微信等新媒体公开信息1039条。",
    "政府网站公开信息17万条。各部门公开信息75656条，各县公开信息98113条。",
    "全年发布动态113条，属于工作进展、重大活动的有72条。",
    "公开信息20条。工作中，发布动态30条。",
    "公开信息20条。审核中，改正动态30条。",
    "公开信息20条。主要内容如下：动态5条、解读3条。",
    "公开信息20条。公开的信息中，动态5条、解读3条。",
    "公开信息20条。按季度看，各季度都有更新，第四季度公开动态5条、解读3条。",
    "公开信息20条。一年来，依托政府网站和新媒体，不断丰富公开的形式，扩大公开的范围，提高公开的质量，"
    "方便群众查阅。其中，动态30条。",
    "公开信息20条，清理文件3条。改版以后，内容更丰富。其中，动态30条。",
)


@pytest.mark.parametrize("text", PARTS_TO_LEAVE)
def test_lists_that_are_partial_or_overlap_are_left(text: str) -> None:
    assert disagreeing(text) == set()


@given(st.lists(st.integers(1, 500), min_size=2, max_size=9), st.integers(-400, 400))
def test_a_complete_list_is_found_exactly_when_it_does_not_add_up(
    parts: list[int], gap: int
) -> None:
    total = max(sum(parts) + gap, 1)
    names = [f"第{letter}类信息" for letter in "甲乙丙丁戊己庚辛壬"]
    listed = "、".join(f"{name}{part}条" for name, part in zip(names, parts, strict=False))

    wrong = disagreeing(f"共公开信息{total}条，分别为{listed}。")

    assert wrong == ({"R105"} if total != sum(parts) else set())


OTHER_CHANNELS = (
    "全年主动公开政府信息共20条，通过其他途径公开信息13条。",
    "公开信息 20 条，另以其它方式公开 13 条。",
    "本局主动公开的政府信息共计20条，以其他渠道公开的信息13条，都经过审核。",
)
CHANNELS_NAMED = (
    "通过政府网站公开信息20条，通过其他途径公开信息13条。",
    "本局在公报上公布目录。全年公开信息20条，通过其他途径公开信息13条。",
    "公开信息20条，通过网站公开7条，通过其他途径公开信息13条。",
    "公开信息20条，通过其他途径解决问题13件。",
    "公开信息20条，告知通过其他途径办理13条。",
)


@pytest.mark.parametrize("text", OTHER_CHANNELS)
def test_other_channels_than_none_are_found(text: str) -> None:
    assert disagreeing(text) == {"R110"}


@pytest.mark.parametrize("text", CHANNELS_NAMED)
def test_other_channels_than_those_named_are_left(text: str) -> None:
    assert disagreeing(text) == set()


WRONG_RATES = (
    ("R106", "收到来信12件，办结11件，办结率100%。"),
    ("R106", "收到咨询30件，答复29件，答复率为98%。"),
    ("R106", "公开信息200条，其中动态50条，占20%。"),
    ("R106", "公开信息200条，其中动态50条，占总数的35.0%。"),
    ("R106", "收到来信12件，按期答复12件，按期答复率99%。"),
    ("R109", "按期答复率达到110%。"),
    ("R109", "群众满意率为１０００％。"),
    ("R109", "动态信息占比120%。"),
)


@pytest.mark.parametrize(("code", "text"), WRONG_RATES)
def test_a_percentage_that_cannot_be_is_found(code: str, text: str) -> None:
    assert disagreeing(text) == {code}


RATES_TO_LEAVE = (
    "收到来信12件，办结11件，办结率91.67%。",
    "收到来信12件，办结11件，办结率91.6%。",
    "收到来信12件，办结11件，办结率92%。",
    "收到来信12件，办结12件，办结率、满意率均为100%。",
    "公开信息200条，其中动态50条，占25%。",
    "公开信息200条，其中动态50条，占25%，公告30条，占15%。",
    "收到来信12件，全部办结，满意率100%。",
    "网站访问量同比增长120%。",
    "年度任务完成率105%。",
    "收到来信12件，较去年增加4件，办结率100%。",
    "约收到来信12件，办结11件，办结率95%。",
)


@pytest.mark.parametrize("text", RATES_TO_LEAVE)
def test_a_percentage_that_may_be_right_is_left(text: str) -> None:
    assert disagreeing(text) == set()


TWICE = (
    ("2023年，本局共主动公开政府信息152条。", "全年主动公开信息125条。"),
    ("全年公开信息135条。", "2023年共公开信息153条。"),
    ("2023年收到政府信息公开申请5件。", "全年未收到政府信息公开申请。"),
    ("全年收到信息公开申请5件。", "本年受理政府信息公开申请六件。"),
    ("现行有效规范性文件3件。", "截至2023年底，现行有效的规范性文件为4件。"),
    ("2023年，主动公开政府信息1,520条。", "全年主动公开政府信息1502条。"),
)


@pytest.mark.parametrize("texts", TWICE)
def test_one_figure_stated_in_two_ways_is_found(texts: tuple[str, str]) -> None:
    assert disagreeing(*texts) == {"R107"}


def test_chapters_on_problems_and_plans_are_not_compared_with_the_year(site: Scenario) -> None:
    more = "以往工作中，2023年收到政府信息公开申请13件。"

    assert found(site, written("正文。", more=more)) == []
    assert [one.code for one in found(site, written(more))] == ["R101"]


ONCE = (
    ("2023年，本局共主动公开政府信息152条。", "全年主动公开信息152条。"),
    ("2023年主动公开政府信息152条。", "2022年主动公开政府信息125条。"),
    ("全年主动公开政府信息152条。", "全年通过网站主动公开政府信息125条。"),
    ("全年主动公开政府信息152条。", "全年公开信息160条。"),
    ("全年主动公开政府信息152条。", "办公室全年主动公开政府信息12条。"),
    ("全年主动公开政府信息152条。", "上半年，主动公开政府信息60条。"),
    ("2023年收到政府信息公开申请5件。", "2023年收到网上政府信息公开申请3件。"),
    ("全年主动公开政府信息约150条。", "全年主动公开政府信息152条。"),
)


@pytest.mark.parametrize("texts", ONCE)
def test_two_figures_of_different_scope_are_left(texts: tuple[str, str]) -> None:
    assert disagreeing(*texts) == set()
