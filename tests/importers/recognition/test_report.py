"""An annual report is found in a manuscript: its shape, its agency, its year."""

from __future__ import annotations

import pytest
from figures import FORMS

from importers.recognition.manuscripts import (
    AGENCIES,
    document,
    draft,
    headings,
    manuscript,
    shown,
)
from site_builder.importers.recognition.report import read_report
from site_builder.importers.report_draft import ReportDraft
from site_builder.model.manuscript import Manuscript, Paragraph, Run

TOWN = """\
首页/ 政府信息公开 / 政府信息公开年报 / 乡镇 / 2021年 / 正文
镇罗镇2021年政府信息公开工作年度报告
发布时间：2022-01-18 16:33 来源：镇罗镇人民政府 浏览次数：128
根据《中华人民共和国政府信息公开条例》编制本报告。统计期限自2021年1月1日起至2021年12月31日止。
一、总体情况
今年，我镇把公开工作列入重要议程。
（一）主动公开情况
我镇全年公开信息85条。
（二）依申请公开情况。全年没有收到申请。
(三)政府信息管理
指定专人管理。
（四）平台建设
用好县政府网站。
（五）监督保障工作情况
纳入考核。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及下一步计划
（一）存在的问题
1.认识不够。
2.力量不足。
（二）改进措施
1.加强学习。组织全体干部学习。
2.充实力量。调整一名专职人员。
六、其他需要报告的事项
无其他需要报告的事项。
镇罗镇人民政府
2022年1月18日
打印 关闭
扫一扫在手机打开当前页
"""
BUREAU_2012 = """\
海原县科学技术局文件
海科发〔2013〕7号
海原县科学技术局
2012年政府信息公开年度报告
目  录
一、概述……………………1
二、主动公开政府信息的情况……………2
三、存在的主要问题及改进措施……3
本报告由海原县科学技术局办公室编制，所列数据的统计期限自2012年1月1日至2012年12月31日。
一、概述
1、加强组织领导。成立了领导小组。
2、健全工作机制。制定了制度。
二、主动公开政府信息的情况
全年公开35条。
三、存在的主要问题及改进措施
一、存在的主要问题
内容不够丰富。
二、改进措施
逐项充实。
四、其他需要报告的事项
无。
海原县科学技术局
二〇一三年三月二十日
附件：1.政府信息公开情况统计表
2.公开目录
抄送：县政府办公室。
海原县科学技术局办公室 2013年3月20日印发
"""


def test_a_report_of_a_township_from_a_portal_is_found_with_its_parts() -> None:
    found = draft(TOWN)

    assert (found.slug, found.year, found.title) == (
        "zhenluo",
        2021,
        "镇罗镇2021年政府信息公开工作年度报告",
    )
    assert str(found.signed) == "2022-01-18"
    assert found.header == (("published", "2022-01-18 16:33"),)
    assert headings(found) == [
        "## 一、总体情况",
        "### （一）主动公开情况",
        "### （二）依申请公开情况",
        "### (三)政府信息管理",
        "### （四）平台建设",
        "### （五）监督保障工作情况",
        "## 二、主动公开政府信息情况",
        "## 三、收到和处理政府信息公开申请情况",
        "## 四、政府信息公开行政复议、行政诉讼情况",
        "## 五、存在的主要问题及下一步计划",
        "### （一）存在的问题",
        "### （二）改进措施",
        "## 六、其他需要报告的事项",
    ]
    assert shown(found.body).endswith("\n无其他需要报告的事项。")
    assert [remark.text for remark in found.remarks.lost] == [
        "首页/ 政府信息公开 / 政府信息公开年报 / 乡镇 / 2021年 / 正文",
        "打印 关闭",
        "扫一扫在手机打开当前页",
        "浏览次数：128",
    ]


def test_a_printed_report_of_2012_is_found_without_its_head_and_contents() -> None:
    found = draft(BUREAU_2012)

    assert (found.slug, found.year) == ("haiyuan-kjj", 2012)
    assert found.title == "海原县科学技术局2012年政府信息公开年度报告"
    assert str(found.signed) == "2013-03-20"
    assert found.header == (("document_number", "海科发〔2013〕7号"),)
    assert headings(found) == [
        "## 一、概述",
        "## 二、主动公开政府信息的情况",
        "## 三、存在的主要问题及改进措施",
        "### 一、存在的主要问题",
        "### 二、改进措施",
        "## 四、其他需要报告的事项",
    ]
    assert shown(found.body).endswith("无。\n附件：1.政府信息公开情况统计表\n2.公开目录")
    reasons = {remark.reason for remark in found.remarks.lost}
    assert reasons == {"目录，页码在网页上没有意义", "标题前面的文字，不是正文", "版记，不是正文"}
    assert "同一层编号" in found.remarks.guesses[0].reason


def test_chapters_that_begin_their_paragraphs_are_headings_if_none_stands_alone() -> None:
    found = draft(
        "中卫市科技局2009年度政府信息公开工作年度报告\n一、概述。2009年，我局认真贯彻条例。\n"
        "二、主动公开情况。全年公开12条。\n三、问题和打算。内容不够。\n2010年3月5日\n"
    )

    assert headings(found) == ["## 一、概述", "## 二、主动公开情况", "## 三、问题和打算"]
    assert "\n2009年，我局认真贯彻条例。\n" in shown(found.body)


def test_a_title_torn_over_lines_and_spaces_is_one() -> None:
    found = draft(
        "海原县科学技术局\n2020 年政府信息公开\n工 作 年 度 报 告\n一、总体情况\n正文。\n"
    )

    assert found.title == "海原县科学技术局2020年政府信息公开工作年度报告"
    assert shown(found.body) == "## 一、总体情况\n正文。"


@pytest.mark.parametrize(
    "title",
    [
        "海原县科技局2019年政务公开工作年度报告",
        "海原县科技局2019年度政府信息公开年度报告",
        "2019年度海原县科技局政府信息公开年报",
        "关于海原县科技局2019年政府信息公开工作报告",
        "海原县科学技术局政府信息公开工作年度报告（2019年度）",
        "海原县科学技术局二〇一九年政府信息公开工作年度报告",
    ],
)
def test_a_wrong_title_is_kept_as_it_is(title: str) -> None:
    found = draft(f"{title}\n一、总体情况\n正文。\n")

    assert (found.title, found.slug, found.year) == (title, "haiyuan-kjj", 2019)
    assert found.remarks.guesses == ()


def test_the_head_of_the_next_page_is_left_out_and_listed() -> None:
    found = draft(
        "海原县科学技术局\n2020年政府信息公开工作年度报告\n一、总体情况\n正文。\n"
        "海原县科学技术局\n2020年政府信息公开工作年度报告\n— 2 —\n又一段。\n"
    )

    assert shown(found.body) == "## 一、总体情况\n正文。\n又一段。"
    lost = [(remark.place, remark.reason) for remark in found.remarks.lost]
    assert lost == [("第7行", "页码"), ("第5行", "重复的标题"), ("第6行", "重复的标题")]


def test_the_year_of_the_period_counts_if_the_title_has_none_and_is_said_to() -> None:
    found = draft(
        "海原县科学技术局政府信息公开工作年度报告\n"
        "数据的统计期限为2021年1月1日至12月31日。\n一、总体情况\n正文。\n"
    )

    assert found.year == 2021
    assert [remark.reason for remark in found.remarks.guesses] == ["标题里没有年份，按统计期限"]


def test_a_period_that_contradicts_the_title_is_said() -> None:
    found = draft(
        "海原县科学技术局2022年政府信息公开工作年度报告\n"
        "数据的统计期限为2021年1月1日至2021年12月31日。\n一、总体情况\n正文。\n"
    )

    assert found.year == 2022
    assert "统计期限写的是2021年" in found.remarks.guesses[0].reason


def test_a_given_year_counts_and_a_title_that_contradicts_it_is_said() -> None:
    found = draft(
        "海原县科学技术局2022年政府信息公开工作年度报告\n一、总体情况\n正文。\n", year=2023
    )

    assert found.year == 2023
    assert "标题写的是2022年" in found.remarks.guesses[0].reason


def test_a_report_without_any_year_has_none_and_says_so() -> None:
    found = draft("海原县科学技术局政府信息公开工作年度报告\n一、总体情况\n正文。\n")

    assert found.year == 0
    assert "请写明年份" in found.remarks.guesses[0].reason


def test_metadata_above_the_title_are_values_of_the_header() -> None:
    found = draft(
        "索 引 号：732464230/2020-00001 主题分类：综合政务\n"
        "发布机构：海原县科学技术局 成文日期：2020-01-22 发布日期：2020-01-23\n"
        "体裁生效日期废止日期\n海原县科学技术局2019年政府信息公开工作年度报告\n一、总体情况\n正文。\n"
    )

    assert dict(found.header) == {
        "index_number": "732464230/2020-00001",
        "topic": "综合政务",
        "published": "2020-01-23",
    }
    assert str(found.signed) == "2020-01-22"
    assert shown(found.body) == "## 一、总体情况\n正文。"


def test_what_the_file_says_beside_its_text_is_in_the_header() -> None:
    found = draft(
        "一、总体情况\n正文。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n",
        ("ArticleTitle", "海原县科学技术局2022年政府信息公开工作年度报告"),
        ("PubDate", "2023-01-16 09:30"),
    )

    assert found.title == "海原县科学技术局2022年政府信息公开工作年度报告"
    assert found.header == (("published", "2023-01-16 09:30"),)


def test_a_report_without_a_title_gets_that_of_the_form_and_says_so() -> None:
    found = draft(
        "数据的统计期限为2022年1月1日至12月31日。\n一、总体情况\n正文。\n"
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n",
        slug="haiyuan-kjj",
    )

    assert found.title == "海原县科学技术局2022年政府信息公开工作年度报告"
    assert "原文没有标题，照格式补写" in [remark.reason for remark in found.remarks.guesses]


def test_spaces_that_a_file_has_throughout_are_removed_and_said_once() -> None:
    found = draft(
        "海原县科学技术局 2020 年政府信息公开工作年度报告\n一、总体情况\n"
        "2020 年 3 月 5 日公开 12 条，海政办发〔2020〕 70 号。\n"
    )

    assert shown(found.body).endswith("\n2020年3月5日公开12条，海政办发〔2020〕70号。")
    assert [r.reason for r in found.remarks.guesses] == ["汉字与数字之间的空格全部去掉了，共11处"]


def test_a_few_spaces_are_the_authors() -> None:
    text = "海原县科学技术局2020年政府信息公开工作年度报告\n一、总体情况\n2020年公开 12 条。"

    assert shown(draft(text).body).endswith("\n2020年公开 12 条。")


def test_radicals_are_read_as_characters() -> None:
    found = draft("海原县科学技术局2020年政府信息公开⼯作年度报告\n⼀、总体情况\n⼯作正文。\n")

    assert found.title.endswith("公开工作年度报告")
    assert shown(found.body) == "## 一、总体情况\n工作正文。"
    assert "部首形式的字" in found.remarks.guesses[0].reason


def test_a_paper_that_is_no_report_is_a_document() -> None:
    found = document(
        "索引号：640522013/2020-00012\n发布机构：海原县科学技术局\n生成日期：2020-05-06\n"
        "文号：海科发〔2020〕12号\n关于征集2021年科技\n研发项目的通知\n各乡镇人民政府：\n"
        "一、征集范围\n全县企业。\n二、征集时间\n即日起至2020年6月1日。\n"
        "海原县科学技术局\n2020年5月6日\n（此件公开发布）\n"
    )

    assert (found.name, found.title) == ("2020-00012", "关于征集2021年科技研发项目的通知")
    assert found.slug == "haiyuan-kjj"
    assert dict(found.header) == {
        "index_number": "640522013/2020-00012",
        "document_number": "海科发〔2020〕12号",
        "generated": "2020-05-06",
        "signed": "2020-05-06",
        "openness": "主动公开",
    }
    assert shown(found.body) == (
        "各乡镇人民政府：\n## 一、征集范围\n全县企业。\n## 二、征集时间\n即日起至2020年6月1日。"
    )
    assert found.remarks.guesses == ()


def test_a_notice_about_annual_reports_is_no_report() -> None:
    found = document(
        "关于做好2018年政府信息公开工作年度报告编制公布工作的通知\n各单位：\n请认真执行。\n"
    )

    assert found.title == "关于做好2018年政府信息公开工作年度报告编制公布工作的通知"


def test_the_title_that_the_file_marks_is_believed() -> None:
    names = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    blocks = manuscript("".join(f"{name}\n正文。\n" for name in names)).blocks
    title = Paragraph((Run("海原县2019年公开报告"),), role="title")

    found = read_report(Manuscript((title, *blocks)), AGENCIES, FORMS)

    assert isinstance(found, ReportDraft)
    assert (found.title, found.year) == ("海原县2019年公开报告", 2019)


def test_the_title_in_the_text_counts_before_that_of_the_page() -> None:
    found = draft(
        "2018年科技局政府信息公开工作年度报告\n发布时间：2019-01-08\n"
        "2018年海原县科学技术局政府信息公开工作年度报告\n一、概述\n正文。\n二、问题\n正文。\n"
    )

    assert found.title == "2018年海原县科学技术局政府信息公开工作年度报告"
    assert found.header == (("published", "2019-01-08"),)
    assert [r.text for r in found.remarks.lost] == ["2018年科技局政府信息公开工作年度报告"]


def test_a_table_of_metadata_below_the_title_is_in_the_header() -> None:
    found = draft(
        "海原县科学技术局2023年政府信息公开工作年度报告\n"
        "索引号|620702081/2024-00007|发文字号|\n关键词||发布机构|海原县科学技术局\n"
        "生成日期|2024-01-23 16:24:38|是否有效|是\n一、总体情况\n正文。\n"
    )

    assert dict(found.header) == {
        "index_number": "620702081/2024-00007",
        "generated": "2024-01-23 16:24:38",
    }
    assert [r.text for r in found.remarks.lost] == ["是否有效：是"]
    assert shown(found.body) == "## 一、总体情况\n正文。"


def test_a_byline_with_a_label_of_its_own_is_read() -> None:
    found = draft(
        "海原县科学技术局2023年政府信息公开工作年度报告\n"
        "发布时间：2024-01-24 供稿单位：办公室 文章来源：海原县科学技术局\n一、总体情况\n正文。\n"
    )

    assert found.header == (("published", "2024-01-24"),)
    assert [r.text for r in found.remarks.lost] == ["供稿单位：办公室"]


def test_a_day_beside_the_text_is_that_of_publication_unless_it_was_signed_then() -> None:
    text = "海原县科学技术局2022年政府信息公开工作年度报告\n一、总体情况\n正文。\n"
    signed = "海原县科学技术局\n2023年1月16日\n"

    assert draft(text + signed, ("日期", "2023-01-16")).header == ()
    assert draft(text + signed, ("日期", "2023-01-20")).header == (("published", "2023-01-20"),)
    assert draft(text, ("日期", "2023-01-16")).header == (("published", "2023-01-16"),)
