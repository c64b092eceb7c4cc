"""The page of a disclosed document."""

from __future__ import annotations

from posixpath import join, normpath

import pytest
from bs4 import Tag
from conftest import Scenario, examples, views
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
    assert view.meta.published == "2018-03-02 00:00"


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
