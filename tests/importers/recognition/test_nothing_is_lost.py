"""Every character of a manuscript is in the draft, or listed as taken into a value or as lost."""

from __future__ import annotations

from unicodedata import normalize

from figures import FORMS
from hypothesis import given
from hypothesis import strategies as st

from importers.recognition.manuscripts import AGENCIES, characters, kept, manuscript, texts_of
from site_builder.importers.recognition.report import read_report
from site_builder.importers.report_draft import ReportDraft

# Lines of every kind that something is done with.
LINES = (
    "海原县科学技术局2020年政府信息公开工作年度报告",
    "海原县科学技术局",
    "2020 年政府信息公开工作年度报告",
    "吴忠市科技局2017年政府信息公开年报",
    "（2020年度）",
    "# 海原县科学技术局2018年政府信息公开工作年度报告",
    "海科发〔2021〕3号",
    "海原县科学技术局文件",
    "关于印发《目录》的通知",
    "各科室：",
    "索引号：640522005/2018-00247 文号： 生成日期：2018-11-30 11:29:00",
    "公开方式：主动公开 所属机构：县科技局 责任部门：办公室",
    "索 引 号",
    "640522005/2018-00247",
    "关键词：目录",
    "生成日期：某天",
    "发布时间：2021-01-18 16:33 来源：县科技局 浏览次数：12",
    "目  录",
    "一、总体情况……………1",
    "二、主动公开政府信息情况 2",
    "— 2 —",
    "打印 关闭",
    "扫一扫在手机打开当前页",
    "一、总体情况",
    "—、总体情况",
    "## 一、总体情况",
    "### （一）主动公开情况",
    "（一）主动公开情况。全年公开信息12条。",
    "（二）依申请公开情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况：",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项。无。",
    "第一部分　概述",
    "**主动公开**",
    "1.加强学习。",
    "1.加强学习。组织干部学习。",
    "一是**拓宽渠道**。公开信息12条。",
    "⼯作正文，全年 12 条，",
    "本报告的统计期限为2020年1月1日至12月31日。电话：0955-1234567，邮编：755200。",
    "我局高度重视政府信息公开工作，完善了各项制度，确保公开",
    "落到实处。",
    "我局↓",
    "，比上年多3条。",
    "- 部门预算1条；",
    "+ 部门决算1条",
    "> 引文",
    "职权|数量",
    "许 可|0",
    "索引号|1/2|文号|3|生成日期|2018-11-30",
    "!图解",
    "特此通知。",
    "2021年1月5日",
    "二〇二一年一月五日",
    "海原县科学技术局 2021年1月5日",
    "2021年2月30日",
    "（此件公开发布）",
    "附件：1.统计表",
    "抄送：县政府办公室。",
    "海原县科学技术局办公室 2021年1月20日印发",
    "~ 海原县科学技术局",
    "无",
    "　　有空格的 一段 ",
)
anything = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30).filter(
    lambda text: text.strip() and not set("\t|↓*#!~>+-") & set(text)
)
texts = st.lists(st.sampled_from(LINES) | anything, max_size=30).map("\n".join)
TITLE = "海原县科学技术局2020年政府信息公开工作年度报告"
facts = st.sampled_from([(), (("ArticleTitle", TITLE), ("PubDate", "2021-01-08"))])
years = st.sampled_from([0, 2012, 2020, 2023])
# Radicals and compatibility characters stand for characters.
FOLDED = {
    code: plain
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
    if len(plain := normalize("NFKC", chr(code))) == 1
}


@given(text=texts, facts=facts, year=years)
def test_every_character_is_kept_or_listed(
    text: str, facts: tuple[tuple[str, str], ...], year: int
) -> None:
    source = manuscript(text, *facts)

    found = read_report(source, AGENCIES, FORMS, year=year)

    there = characters(one.translate(FOLDED) for one in texts_of(source.blocks))
    assert there - characters(kept(found)) == {}


@given(text=texts, year=years)
def test_no_character_is_in_the_text_that_is_not_in_the_source(text: str, year: int) -> None:
    source = manuscript(text)

    found = read_report(source, AGENCIES, FORMS, year=year)

    documents = found.documents if isinstance(found, ReportDraft) else ()
    written = [*texts_of(found.body), *(t for one in documents for t in texts_of(one.body))]
    there = characters(one.translate(FOLDED) for one in texts_of(source.blocks))
    assert characters(written) - there == {}
