"""Links that lead nowhere, and odd ones that lead somewhere."""

from __future__ import annotations

import pytest
from conftest import Scenario, codes
from hostile import spot, write
from texts import listing, page


@pytest.mark.parametrize(
    ("body", "code", "column"),
    [
        ("见[名单](gone.md)", "L105", 7),
        ("见[名单](List.pdf)", "L105", 7),
        ("见[名单](../../../etc/passwd)", "L102", 7),
        ("见[名单](%2e%2e/%2e%2e/%2e%2e/a)", "L102", 7),
        ("见[名单](/../site.yaml)", "L102", 7),
        ("见[名单](../site.yaml)", "L105", 7),
        ("见[名单](#)", "L104", 7),
        ("见[名单]()", "L104", 1),
        ("见[名单](#没有)", "L107", 7),
        ("见[名单](../agencies/zhongwei-kjj/reports/2023.md#没有)", "L107", 7),
        ("见[名单](../agencies/zhongwei-kjj/)", "L105", 7),
        ("见![图](example.md)", "L105", 7),
        ("见![图](gone.png)", "L105", 7),
    ],
)
def test_a_dead_link_is_reported_at_its_place(
    body: str, code: str, column: int, site: Scenario
) -> None:
    write(site, b"%PDF", "content/pages/list.pdf")
    found = spot(site.check(listing("list.pdf", body=f"{body}\n")))
    assert found == (code, 5, column)


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("List.pdf", "list.pdf"),
        ("lst.pdf", "list.pdf"),
        ("../agencies/zhongwei-kjj/Index.md", "../agencies/zhongwei-kjj/index.md"),
        ("../agencies/zhongwei-kjj/report/2023.md", "../agencies/zhongwei-kjj/reports/2023.md"),
        ("#公开的范围", "#公开范围"),
    ],
)
def test_the_finding_about_a_dead_link_names_the_file_that_was_meant(
    link: str, meant: str, site: Scenario
) -> None:
    write(site, b"%PDF", "content/pages/list.pdf")
    (finding,) = site.check(listing("list.pdf", body=f"## 公开范围\n\n[见]({link})\n"))
    assert f"是不是“{meant}”？" in finding.message


@pytest.mark.parametrize(
    "link",
    [
        "附件 1.pdf",
        "<附件 1.pdf>",
        "附件%201.pdf",
        "./%E9%99%84%E4%BB%B6%201.pdf",
        "附件%231.pdf",
        "/pages/%E9%99%84%E4%BB%B6%231.pdf",
        "100%25.pdf",
        "../index.md",
        "/agencies/zhongwei-kjj/index.md?a=1",
        "../agencies/zhongwei-kjj/reports/2023.md#总体情况",
        "../agencies/zhongwei-kjj/reports/2023.md#一、总体情况",
        "#公开范围",
        "#fn1",
    ],
)
def test_a_good_link_leads_to_a_file_of_the_site(link: str, site: Scenario) -> None:
    names = ["附件 1.pdf", "附件#1.pdf", "100%.pdf"]
    for name in names:
        write(site, b"%PDF", f"content/pages/{name}")
    write(site, b"---\ntitle: x\n---\n", "content/index.md")
    markdown = f"<{link}>" if " " in link and link[0] != "<" else link
    built = site.build(listing(*names, body=f"## 一、公开范围\n\n[见]({markdown})^[注]\n"))
    assert (built.findings, built.stopped) == ((), "")


def test_a_link_to_a_draft_is_found_and_the_draft_is_nowhere_on_the_site(site: Scenario) -> None:
    draft = "-- content/pages/draft.md --\n---\ntitle: 尚未公开\ndraft: true\n---\n机密内容\n"
    assert codes(site.check(draft + page("[见](draft.md)\n"))) == {"L106"}
    assert site.build(page("正文。\n")).findings == ()
    for file in (site.root / "public").rglob("*.*"):
        assert "尚未公开" not in file.read_text("utf-8", "replace")
        assert "机密内容" not in file.read_text("utf-8", "replace")


def test_links_of_a_draft_are_nobodys_business_yet(site: Scenario) -> None:
    assert site.check(page("[见](gone.md)\n", "title: 示例\ndraft: true\n")) == ()


def test_a_place_in_a_table_or_a_note_is_given_with_its_line(site: Scenario) -> None:
    table = "| 甲 |\n|---|\n| [见](gone.md) |\n"
    notes = "注^[见[乙](gone.md)]\n\n注[^1]\n\n[^1]: 见[丙](gone.md)\n"
    assert [f.line for f in site.check(page(f"{table}\n{notes}"))] == [6, 8, 12]


def test_a_website_that_is_a_script_is_found(site: Scenario) -> None:
    agency = "---\ntitle: 中卫市科学技术局\nregion: 640500\nwebsite: javascript:alert(1)\n---\n"
    findings = site.check(f"-- content/agencies/zhongwei-kjj/index.md --\n{agency}")
    assert spot(findings) == ("H108", 4, 10)
