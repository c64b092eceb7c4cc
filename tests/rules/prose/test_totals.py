"""Totals and the parts that are listed behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.prose.reports import disagreeing
from site_builder.text.numerals import amounts

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
