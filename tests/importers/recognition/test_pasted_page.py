"""Pages of a portal that were pasted into a report become documents; the cut sentence is whole."""

from __future__ import annotations

from importers.recognition.manuscripts import draft, headings, shown

BEFORE = """\
海原县科学技术局2018年政府信息公开工作年度报告
一、概述
2018年，公开信息135条。
二、主动公开政府信息情况
一是公开数量。全年公开信息135条。
二是公开目录。为使公开的事项有据可依，本局印发了目录清单，对应当公开的内容
"""
BLOCK = """\
索引号：640522005/2018-00247 文号：海科发〔2018〕80号 生成日期：2018-11-30 11:29:00
公开方式：主动公开 所属机构：海原县科技局 责任部门：办公室
"""
PAGE = """\
关于印发《海原县科学技术局政务公开
目录清单》的通知
各科室：
现将目录清单印发给你们，请认真执行。
一、总体要求
按时公开。
二、工作措施
逐项落实。
三、组织领导
加强领导。
海原县科学技术局
2018年11月28日
（此件公开发布）
"""
AFTER = """\
逐项作了明确，方便对照检查。
三、推进重点领域政府信息公开情况
公开预算1条。
四、存在的问题
还有差距。
"""


def test_a_pasted_page_is_a_document_and_the_sentence_that_it_cut_is_whole() -> None:
    found = draft(BEFORE + BLOCK + PAGE + AFTER)

    (page,) = found.documents
    assert (page.name, page.place) == ("2018-00247", "第7行")
    assert page.title == "关于印发《海原县科学技术局政务公开目录清单》的通知"
    assert dict(page.header) == {
        "index_number": "640522005/2018-00247",
        "document_number": "海科发〔2018〕80号",
        "generated": "2018-11-30 11:29:00",
        "openness": "主动公开",
        "department": "办公室",
        "signed": "2018-11-28",
    }
    assert headings(page) == ["## 一、总体要求", "## 二、工作措施", "## 三、组织领导"]
    assert headings(found) == [
        "## 一、概述",
        "## 二、主动公开政府信息情况",
        "## 三、推进重点领域政府信息公开情况",
        "## 四、存在的问题",
    ]
    assert "，对应当公开的内容逐项作了明确，方便对照检查。\n## 三、" in shown(found.body)
    assert any("请核对首尾" in guess.reason for guess in found.remarks.guesses)


def test_a_metadata_block_may_be_a_table() -> None:
    block = (
        "索引号|640522005/2018-00247|文号|\n生成日期|2018-11-30 11:29:00|公开方式|主动公开\n"
        "所属机构|海原县科技局|责任部门|办公室\n"
    )
    found = draft(BEFORE + block + PAGE + AFTER)

    (page,) = found.documents
    assert dict(page.header)["index_number"] == "640522005/2018-00247"
    assert "document_number" not in dict(page.header)


def test_a_metadata_block_may_have_each_label_above_its_value() -> None:
    block = (
        "索引号\n640522005/2018-00247\n文号\n生成日期\n2018-11-30 11:29:00\n公开方式\n主动公开\n"
    )
    found = draft(BEFORE + block + PAGE + AFTER)

    (page,) = found.documents
    assert dict(page.header) | {"signed": ""} == {
        "index_number": "640522005/2018-00247",
        "generated": "2018-11-30 11:29:00",
        "openness": "主动公开",
        "signed": "",
    }


def test_a_page_without_a_signature_ends_where_the_report_counts_on() -> None:
    page = "一图读懂：科技成果这样登记\n!图解\n"
    found = draft(BEFORE + BLOCK + page + AFTER)

    assert shown(found.documents[0].body) == "!图解"
    assert "，对应当公开的内容逐项作了明确，方便对照检查。\n## 三、" in shown(found.body)


def test_two_pages_that_follow_each_other_are_two_documents() -> None:
    page = "关于开展自查的函\n请于月底前完成。\n特此函告。\n"
    found = draft(BEFORE + BLOCK + PAGE + BLOCK + page + AFTER)

    assert [one.name for one in found.documents] == ["2018-00247", "2018-00247-2"]
    assert [one.title[:4] for one in found.documents] == ["关于印发", "关于开展"]
    assert "，对应当公开的内容逐项作了明确，方便对照检查。\n" in shown(found.body)


def test_the_title_above_the_metadata_is_not_of_the_report() -> None:
    found = draft(
        BEFORE + "关于开展自查的函\n" + BLOCK + "关于开展自查的函\n请完成。\n特此函告。\n" + AFTER
    )

    assert "关于开展自查的函" not in shown(found.body)
    assert [r.text for r in found.remarks.lost] == ["关于开展自查的函"]


def test_a_value_that_no_key_holds_is_listed() -> None:
    block = BLOCK.replace("责任部门：办公室", "关键词：目录 清单")
    found = draft(BEFORE + block + PAGE + AFTER)

    assert [r.text for r in found.remarks.lost] == ["关键词：目录 清单"]


def test_a_page_at_the_end_takes_no_chapter_with_it() -> None:
    found = draft(BEFORE.rstrip("\n") + "。\n" + BLOCK + PAGE)

    assert len(found.documents) == 1
    assert shown(found.body).endswith("，对应当公开的内容。")


def test_a_sentence_that_speaks_of_an_index_number_is_no_page() -> None:
    found = draft(BEFORE + "索引号、文号和生成日期都已补齐。\n" + AFTER)

    assert found.documents == ()
    assert "索引号、文号和生成日期都已补齐。" in shown(found.body)
