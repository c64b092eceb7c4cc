"""Names that are nearly right: each is told what it must be, by one finding, and nothing of it is
published."""

from __future__ import annotations

import pytest
from conftest import Scenario
from texts import REPORT, document, page

A = "content/agencies/zhongwei-kjj"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("2023年报告.md", "P110"),
        ("２０２３.md", "P110"),
        ("2023 .md", "P110"),
        ("2023-report.md", "P110"),
        ("report_2023.md", "P110"),
        ("2023.md.md", "P110"),
        ("2023.md.txt", "P104"),
        ("2023.MD", "P104"),
        ("2023.md.docx", "P104"),
        ("2023.markdown", "P104"),
        ("2023.md ", "P104"),
        ("2023．md", "P104"),
        ("2023.txt", "P111"),
        ("2023", "P111"),
        ("2023.yaml", "P111"),
    ],
)
def test_a_report_whose_name_is_nearly_right_is_told_its_name_by_one_finding(
    name: str, code: str, site: Scenario
) -> None:
    (site.root / REPORT).rename(site.root / A / "reports" / name)

    built = site.build()

    assert built.stopped == "content"
    assert [(one.code, one.path) for one in built.findings] == [(code, f"{A}/reports/{name}")]
    assert "“2023.md”" in built.findings[0].message


def test_a_link_to_a_page_with_a_wrong_name_is_not_a_second_finding(site: Scenario) -> None:
    site.lay(
        document(
            f"{A.removeprefix('content/')}/documents/a.md", body="[年报](../reports/2023.md)\n"
        )
    )
    assert site.check() == ()

    (site.root / REPORT).rename(site.root / A / "reports/2023.md.txt")

    assert [one.code for one in site.check()] == ["P104"]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("pages/About Us.md", "about-us.md"),
        ("Pages/about.md", "pages/about.md"),
        ("pages/说明1.md", ""),
        ("agencies/zhongwei-kjj/Guide.md", "guide.md"),
        ("agencies/zhongwei-kjj/report/2022.md", ""),
    ],
)
def test_another_name_is_told_where_it_is_certain(path: str, meant: str, site: Scenario) -> None:
    (found,) = site.check(document(path))

    assert found.code == ("P110" if meant else "P107")
    assert f"“{meant}”" in found.message or not meant


def test_a_name_that_is_taken_is_not_suggested(site: Scenario) -> None:
    report = (site.root / REPORT).read_text("utf-8")

    found = site.check(f"-- {A}/reports/2023-copy.md --\n{report}")

    assert "P107" in {one.code for one in found}


def test_a_text_that_only_begins_with_a_rule_is_an_attachment(site: Scenario) -> None:
    lines = "-- content/pages/list.txt --\n---\n名单\n---\n"

    assert not site.check(lines + page("见[名单](list.txt)。\n"))


def test_a_page_and_an_attachment_cannot_have_one_place(site: Scenario) -> None:
    text = "-- content/pages/x.pdf --\n%PDF\n" + document(
        "pages/x.pdf.md", body="见[附件](x.pdf)\n"
    )

    (found,) = site.check(text)

    assert (found.code, found.path) == ("P112", "content/pages/x.pdf.md")
    assert "pages/x.pdf" in found.message


def test_an_address_that_no_disk_can_hold_is_found(site: Scenario) -> None:
    folders = "/".join(["a" * 100] * 3)

    (found,) = site.check(document(f"agencies/zhongwei-kjj/documents/{folders}.md"))

    assert found.code == "P113"
