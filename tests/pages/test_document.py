"""The page of a disclosed document."""

from __future__ import annotations

from datetime import date
from posixpath import join, normpath

import pytest
from bs4 import Tag
from conftest import Scenario, build_if_due, examples, long_after, silent, views
from hypothesis import given
from hypothesis import strategies as st
from texts import GOOD_SITE, bureau

from site_builder.pages.view_models import MetadataItem, Text

KJJ, JYJ, CZJ = (f"agencies/zhongwei-{one}" for one in ("kjj", "jyj", "czj"))
SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def document(path: str, header: str, body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def text_view(scenario: Scenario, url: str, text: str) -> Text:
    found = views(scenario, text)[url]
    assert isinstance(found, Text)
    return found


def test_a_metadata_block_shows_what_is_known_in_the_order_of_portals(site: Scenario) -> None:
    header = (
        "title: 通知\ndocument_number: 卫科发〔2018〕1号\nindex_number: 0101-1\n"
        "signed: 2018-03-02\nopenness: 主动公开\ngenerated: 2018-03-05 09:30:00\n"
    )
    view = text_view(site, f"{A}/documents/a/index.html", document(f"{A}/documents/a.md", header))

    assert view.metadata == (
        MetadataItem("索引号", "0101-1"),
        MetadataItem("文号", "卫科发〔2018〕1号"),
        MetadataItem("成文日期", "2018-03-02"),
        MetadataItem("生成日期", "2018-03-05 09:30:00"),
        MetadataItem("公开方式", "主动公开"),
        MetadataItem("发布机构", "中卫市科学技术局", f"{A}/index.html"),
        MetadataItem("信息分类", "法定主动公开内容"),
    )
    assert (view.meta.dated, view.meta.published) == ("生成日期", "2018-03-05 09:30")


BUREAUS = bureau("zhongwei-jyj", "中卫市教育局") + bureau("zhongwei-czj", "中卫市财政局")


def shown(site: Scenario, url: str) -> dict[str, list[tuple[str, str]]]:
    """The titles and addresses behind each label of a page: in its metadata block, and in the list
    of related documents."""
    soup = site.soup(f"{url}/index.html")
    rows = [(one.dt, one) for one in soup.select(".sb-metadata div")]
    found: dict[str, list[tuple[str, str]]] = {}
    for label, row in rows:
        found.setdefault(label.get_text() if label else "", []).extend(_links(row, url))
    for item in soup.select("section[aria-labelledby=related] li"):
        found.setdefault(item.get_text().split("：")[0], []).extend(_links(item, url))
    return found


def _links(tag: Tag, url: str) -> list[tuple[str, str]]:
    goals = [(a.get_text(), normpath(join(url, str(a["href"])))) for a in tag.find_all("a")]
    return [(text, goal.removesuffix("/index.html")) for text, goal in goals]


def test_a_document_that_another_one_ended_is_linked_with_it_both_ways(site: Scenario) -> None:
    built = site.build(
        document(f"{KJJ}/documents/old.md", "title: 旧办法\nvalidity: 废止\nended_by: new.md\n")
        + document(f"{KJJ}/documents/new.md", "title: 新办法\n")
    )

    assert not built.findings
    old, new = f"{KJJ}/documents/old", f"{KJJ}/documents/new"
    assert shown(site, old)["废止依据"] == [("《新办法》", new)]
    assert shown(site, new)["本文件废止了"] == [("《旧办法》", old)]


def test_what_ended_a_document_may_lie_with_another_agency(site: Scenario) -> None:
    header = "title: 旧办法\nvalidity: 已修改\nended_by: /agencies/zhongwei-jyj/rules/new.md\n"
    site.build(
        BUREAUS
        + document(f"{KJJ}/documents/old.md", header)
        + document(f"{JYJ}/rules/new.md", "title: 新办法\n")
    )

    old, new = f"{KJJ}/documents/old", f"{JYJ}/rules/new"
    assert shown(site, old)["修改依据"] == [("《新办法》", new)]
    assert shown(site, new)["本文件修改了"] == [("《旧办法》", old)]


def test_an_interpretation_names_all_that_it_interprets(site: Scenario) -> None:
    header = "title: 解读\ntype: 政策解读\ninterprets: [a.md, ../../zhongwei-jyj/rules/b.md]\n"
    site.build(
        BUREAUS
        + document(f"{KJJ}/documents/x.md", header)
        + document(f"{KJJ}/documents/a.md", "title: 甲\n")
        + document(f"{JYJ}/rules/b.md", "title: 乙\n")
    )

    x, a, b = f"{KJJ}/documents/x", f"{KJJ}/documents/a", f"{JYJ}/rules/b"
    assert sorted(shown(site, x)["解读的文件"]) == [("《乙》", b), ("《甲》", a)]
    assert shown(site, a)["政策解读"] == shown(site, b)["政策解读"] == [("《解读》", x)]


def test_a_joint_document_is_listed_with_each_agency_and_counts_once(site: Scenario) -> None:
    site.build(
        BUREAUS
        + document(
            f"{KJJ}/documents/a.md", "title: 联合通知\nagencies: [zhongwei-jyj, zhongwei-czj]\n"
        )
        + document(f"{JYJ}/documents/b.md", "title: 通知\n")
        + document(f"{CZJ}/guide.md", "title: 指南\n")
    )

    a = f"{KJJ}/documents/a"
    publishers = [("中卫市教育局", JYJ), ("中卫市财政局", CZJ)]
    assert sorted(shown(site, a)["联合发布"]) == publishers
    for agency in (KJJ, JYJ, CZJ):
        assert ("联合通知", a) in _links(site.main(f"{agency}/index.html"), agency)
    pages = {*(site.root / "public").rglob("documents/*/index.html")}
    assert pages == {site.root / f"public/{page}/index.html" for page in (a, f"{JYJ}/documents/b")}


def test_a_withdrawn_agency_takes_its_share_of_a_joint_document_with_it(site: Scenario) -> None:
    text = document(f"{KJJ}/documents/a.md", "title: 联合通知\nagencies: [zhongwei-jyj]\n")
    site.build(BUREAUS + text + document(f"{JYJ}/rules/b.md", "title: 通知\n"))
    site.build(document(f"{KJJ}/documents/a.md", "title: 通知\n"))

    assert "联合发布" not in shown(site, f"{KJJ}/documents/a")
    assert "联合通知" not in site.main(f"{JYJ}/index.html").get_text()


def test_a_held_back_target_is_an_error_that_does_not_say_its_title(site: Scenario) -> None:
    findings = site.check(
        BUREAUS
        + document(f"{KJJ}/documents/old.md", "title: 旧\nvalidity: 废止\nended_by: new.md\n")
        + document(f"{KJJ}/documents/new.md", "title: 秘密题目\ndraft: true\n")
    )

    (finding,) = (one for one in findings if one.code == "L106")
    assert finding.path == f"content/{KJJ}/documents/old.md"
    assert finding.line == 4
    assert not [one for one in findings if "秘密题目" in one.message]


def test_a_target_that_is_not_there_is_an_error_at_its_key(site: Scenario) -> None:
    header = "title: 旧\nvalidity: 废止\nended_by: /agencies/zhongwei-jyj/rules/gone.md\n"
    findings = site.check(BUREAUS + document(f"{KJJ}/documents/old.md", header))

    assert [(one.code, one.line) for one in findings if one.path.endswith("old.md")] == [
        ("L105", 4)
    ]


@given(st.lists(st.tuples(*[st.integers(0, 5)] * 2), max_size=8, unique=True))
@examples(12)
def test_a_document_links_to_another_exactly_if_that_one_links_back(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[int, int]]
) -> None:
    names = [f"{agency}/documents/{name}" for agency in (KJJ, JYJ, CZJ) for name in "ab"]
    wanted = sorted({pair for pair in pairs if pair[0] != pair[1]})
    site = Scenario(tmp_path_factory.mktemp("two-way") / "project")
    texts = [
        document(
            f"{name}.md",
            f"title: 文件{number}\ntype: 政策解读\n"
            f"interprets: {[f'/{names[b]}.md' for a, b in wanted if a == number]}\n",
        )
        for number, name in enumerate(names)
    ]
    site.build(GOOD_SITE + BUREAUS + "".join(texts))

    found = [shown(site, name) for name in names]
    there = {(a, names.index(goal)) for a in range(6) for _, goal in found[a].get("解读的文件", [])}
    back = {(names.index(goal), b) for b in range(6) for _, goal in found[b].get("政策解读", [])}
    assert there == back == {*wanted}


def values(site: Scenario, url: str) -> dict[str, str]:
    """The metadata block of a page: texts by label."""
    rows = site.soup(f"{url}/index.html").select(".sb-metadata div")
    return {row.dt.get_text(): row.dd.get_text() for row in rows if row.dt and row.dd}


CALL = document(
    f"{KJJ}/documents/call.md",
    "title: 征求意见\ntype: 意见征集\nopens: 2026-11-20\ncloses: 2026-11-30\n"
    "result: 共收到意见3条，采纳2条。\n",
)


def test_the_page_shows_the_block_in_the_order_of_portals_whatever_the_header(
    site: Scenario,
) -> None:
    header = (
        "title: 办法\nsource: 网站\nvalidity: 有效\ngenre: 通知\ntopic: 科技、教育\n"
        "department: 办公室\nopenness: 主动公开\npublished: 2018-03-06\n"
        "generated: 2018-03-05 09:30:00\nsigned: 2018-03-02\ntype: 政策文件\n"
        "document_number: 卫科发〔2018〕1号\nindex_number: 640500005/2018-00001\n"
        "category: 第二十条第（一）项\nagencies: [zhongwei-jyj]\n"
    )
    built = site.build(
        BUREAUS
        + document(f"{JYJ}/rules/a.md", "title: 甲\n")
        + document(f"{CZJ}/rules/a.md", "title: 乙\n")
        + document(f"{KJJ}/documents/a.md", header)
    )

    assert not built.findings
    assert [*values(site, f"{KJJ}/documents/a").items()] == [
        ("索引号", "640500005/2018-00001"),
        ("文号", "卫科发〔2018〕1号"),
        ("成文日期", "2018-03-02"),
        ("生成日期", "2018-03-05 09:30:00"),
        ("发布日期", "2018-03-06"),
        ("公开方式", "主动公开"),
        ("发布机构", "中卫市科学技术局"),
        ("联合发布", "中卫市教育局"),
        ("责任部门", "办公室"),
        ("主题分类", "科技、教育"),
        ("体裁", "通知"),
        ("有效性", "有效"),
        ("信息分类", "法定主动公开内容"),
        ("法定公开内容", "行政法规、规章和规范性文件"),
        ("信息类型", "政策文件"),
    ]


def test_a_budget_is_of_the_category_that_the_law_says_unless_its_header_says_another(
    site: Scenario,
) -> None:
    site.build(
        document(f"{KJJ}/documents/a.md", "title: 预算\ntype: 预决算\n", "甲\n")
        + document(f"{KJJ}/documents/b.md", "title: 清单\ntype: 权责清单\n", "乙\n")
        + document(
            f"{KJJ}/documents/c.md", "title: 统计\ntype: 预决算\ncategory: 统计信息\n", "丙\n"
        )
    )

    found = [values(site, f"{KJJ}/documents/{name}").get("法定公开内容") for name in "abc"]
    assert found == ["财政预算、决算", None, "统计信息"]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2026, 11, 19), "尚未开始"),
        (date(2026, 11, 20), "正在征集"),
        (date(2026, 11, 30), "正在征集"),
        (date(2026, 12, 1), "已结束"),
        (date(2027, 12, 1), "已结束"),
    ],
)
def test_a_consultation_is_open_by_the_day_of_the_build_even_if_nothing_was_edited(
    day: date, status: str, site: Scenario
) -> None:
    site.lay(CALL)
    for today in (date(2026, 11, 1), date(2026, 11, 25), day):
        build_if_due(
            site.root,
            site.root / "public",
            today=today,
            progress=silent,
            now_ns=long_after(),
        )

    found = values(site, f"{KJJ}/documents/call")
    assert (found["征集时间"], found["征集状态"]) == ("2026-11-20至2026-11-30", status)
    assert found["采纳情况"] == "共收到意见3条，采纳2条。"


def test_the_result_of_a_consultation_may_be_a_document_linked_both_ways(site: Scenario) -> None:
    header = "title: 征求意见\ntype: 意见征集\nopens: 2024-03-01\ncloses: 2024-03-20\n"
    built = site.build(
        document(f"{KJJ}/documents/call.md", f"{header}result: result.md\n")
        + document(f"{KJJ}/documents/result.md", "title: 采纳情况的说明\n", "收到3条。\n")
    )

    call, result = f"{KJJ}/documents/call", f"{KJJ}/documents/result"
    assert not built.findings
    assert shown(site, call)["采纳情况"] == [("《采纳情况的说明》", result)]
    assert shown(site, result)["征集意见"] == [("《征求意见》", call)]


@pytest.mark.parametrize(
    ("title", "marked"),
    [("办法", "《办法》"), ("《办法》", "《办法》"), ("《甲》的《乙》", "《〈甲〉的〈乙〉》")],
)
def test_a_title_stands_in_marks_with_single_ones_inside(
    title: str, marked: str, site: Scenario
) -> None:
    site.build(
        document(f"{KJJ}/documents/old.md", "title: 旧\nvalidity: 废止\nended_by: new.md\n")
        + document(f"{KJJ}/documents/new.md", f"title: {title}\n")
    )

    assert shown(site, f"{KJJ}/documents/old")["废止依据"] == [(marked, f"{KJJ}/documents/new")]


def test_an_answer_shows_question_answer_and_both_days(site: Scenario) -> None:
    header = "title: 咨询\ntype: 咨询答复\nasked: 2024-03-01\nanswered: 2024-03-20\n"
    body = "## 咨询内容\n何时申报？\n## 答复内容\n每年三月。\n"
    built = site.build(document(f"{KJJ}/documents/letter.md", header, body))

    found = values(site, f"{KJJ}/documents/letter")
    assert not built.findings
    assert (found["提问日期"], found["答复日期"]) == ("2024-03-01", "2024-03-20")
    headings = site.main(f"{KJJ}/documents/letter/index.html").select(".sb-body h2")
    assert [heading.get_text() for heading in headings] == ["咨询内容", "答复内容"]


def test_a_day_at_the_end_of_time_is_only_far_away(site: Scenario) -> None:
    header = "title: 征求意见\ntype: 意见征集\nopens: 2024-03-01\ncloses: 9999-12-31\n"

    assert not site.build(document(f"{KJJ}/documents/call.md", header)).stopped
    assert values(site, f"{KJJ}/documents/call")["征集状态"] == "正在征集"


def test_a_withdrawn_document_names_and_shares_nothing(site: Scenario) -> None:
    text = BUREAUS + document(f"{JYJ}/rules/a.md", "title: 甲\n")
    text += document(f"{KJJ}/documents/new.md", "title: 新\n", "新的\n")
    old = f"title: 旧\nvalidity: 废止\nended_by: new.md\nagencies: [{JYJ.split('/')[1]}]\n"
    site.build(text + document(f"{KJJ}/documents/old.md", old))
    there = [site.main(f"{page}/index.html").get_text() for page in (f"{KJJ}/documents/new", JYJ)]
    withdrawn = f"{old}withdrawn: {{date: 2024-01-01, reason: 有误}}\n"

    built = site.build(document(f"{KJJ}/documents/old.md", withdrawn))

    now = [site.main(f"{page}/index.html").get_text() for page in (f"{KJJ}/documents/new", JYJ)]
    assert not built.stopped
    assert ["旧" in page for page in there + now] == [True, True, False, False]
