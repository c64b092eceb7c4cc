"""No address that was once published turns into a 404."""

from __future__ import annotations

import pytest
from conftest import Scenario, codes
from systems import make_pipe
from texts import document, page

from site_builder.cli import main as cli
from site_builder.content.urls import is_promised
from site_builder.pipeline import addresses

A = "agencies/zhongwei-kjj"
FILE = "content/addresses.txt"


def noted(*urls: str) -> str:
    return f"-- {FILE} --\n" + "".join(f"{url}\n" for url in urls)


def command(site: Scenario, *words: str) -> int:
    return cli.main(["addresses", "--source", str(site.root), *words])


def test_an_address_without_a_page_is_an_error_at_its_line(site: Scenario) -> None:
    findings = site.check(noted("# 说明", f"{A}/", "", "pages/gone/", f"{A}/2023/index.html"))

    assert [(one.code, one.severity, one.path, one.line) for one in findings] == [
        ("W204", "error", FILE, 4)
    ]
    assert site.build().stopped == "content"


def test_a_page_that_is_new_is_named_as_what_a_lost_one_may_have_become(site: Scenario) -> None:
    (finding,) = site.check(
        noted(f"{A}/documents/notice-2023/", "pages/other/")
        + document(f"{A}/documents/notice-2024.md")
        + document("pages/other.md")
    )

    assert f"是不是移到了“{A}/documents/notice-2024/”" in finding.message
    assert f"redirect_from: [{A}/documents/notice-2023/]" in finding.message


@pytest.mark.parametrize(
    "header",
    [
        "redirect_from: [pages/old/]\n",
        "redirect_from: [pages/old/index.html]\nwithdrawn: {date: 2024-05-06, reason: 重复}\n",
    ],
)
def test_a_redirect_keeps_an_address(header: str, site: Scenario) -> None:
    text = page("正文。\n", f"title: 示例\n{header}")

    assert not site.check(noted("pages/old/", "pages/example/") + text)


@pytest.mark.parametrize(
    "header",
    ["withdrawn: {date: 2024-05-06, reason: 重复}\n", "publish_until: 2024-05-06\n"],
)
def test_the_page_of_a_withdrawn_or_archived_document_keeps_its_address(
    header: str, site: Scenario
) -> None:
    assert not site.check(noted("pages/example/") + page("正文。\n", f"title: 示例\n{header}"))


def test_what_is_held_back_again_loses_its_address(site: Scenario) -> None:
    text = page("正文。\n", "title: 示例\nopenness: 不予公开\n")

    assert codes(site.check(noted("pages/example/") + text)) == {"W204"}


def test_pages_about_all_agencies_count(site: Scenario) -> None:
    urls = ("index.html", "years/2023/", "map/", "catalogue/", f"{A}/")

    assert not site.check(noted(*urls))


@pytest.mark.parametrize(
    "line", ["https://a.example/b/", "/b/", "../b/", "b/?c", "甲/", "b c/", "\\xff"]
)
def test_a_line_that_is_no_address_is_an_error(line: str, site: Scenario) -> None:
    assert [(one.code, one.line) for one in site.check(noted("index.html", line))] == [("W205", 2)]


def test_the_file_may_come_from_windows(site: Scenario) -> None:
    (site.root / FILE).write_bytes(f"\ufeffindex.html\r\n{A}/\r\n".encode())

    assert not site.check()


def test_a_named_pipe_as_the_file_is_refused(site: Scenario) -> None:
    make_pipe(site.root / FILE)

    assert codes(site.check()) == {"P103"}
    assert site.build().stopped == "content"


def test_the_file_is_not_published(site: Scenario) -> None:
    site.build(noted("index.html"))

    assert not list(site.root.glob("public/**/addresses.txt"))


def test_the_addresses_are_compared_only_if_they_or_the_file_changed(
    site: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole = addresses.site_addresses

    def counted(*values: object) -> frozenset[str]:
        read.append("")
        return whole(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(addresses, "site_addresses", counted)
    times = []
    for text in (
        noted("index.html") + page("一。\n"),
        page("二。\n"),
        document("pages/new.md"),
        noted("index.html", "map/"),
        page("三。\n"),
    ):
        site.build(text)
        times.append(len(read))

    assert times == [1, 1, 2, 3, 3]


def test_the_command_lists_what_is_not_noted_and_notes_it(
    site: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    site.lay(noted("# 本站", "map/", "index.html"))

    assert command(site) == 0
    listed = capsys.readouterr().out.split()
    assert listed == sorted(listed)
    assert {f"{A}/", f"{A}/2023/", "years/2023/"} <= {*listed}
    assert not {"map/", "404.html", "index.html"} & {*listed}
    assert (site.root / FILE).read_text("utf-8") == "# 本站\nmap/\nindex.html\n"

    assert command(site, "--write") == 0
    lines = (site.root / FILE).read_text("utf-8").splitlines()
    assert lines == ["# 本站", *sorted([*listed, "index.html", "map/"])]
    capsys.readouterr()
    assert command(site) == 0
    assert capsys.readouterr().out == ""
    assert not site.check()


def test_the_first_file_says_what_it_is_for(site: Scenario) -> None:
    assert command(site, "--write", "--quiet") == 0
    assert (site.root / FILE).read_text("utf-8").startswith("# 曾经发布过")


def test_what_is_held_back_is_not_noted(site: Scenario) -> None:
    site.lay(page("正文。\n", "title: 示例\npublish_from: 2098-01-01\n"))

    command(site, "--write")

    assert "pages/example" not in (site.root / FILE).read_text("utf-8")


def test_a_site_with_errors_is_not_noted(
    site: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    site.lay(noted("pages/gone/"))

    assert command(site, "--write") == 1
    assert (site.root / FILE).read_text("utf-8") == "pages/gone/\n"
    assert "W204" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("url", "promised"),
    [
        ("index.html", True),
        ("years/2023/index.html", True),
        (f"{A}/2023/index.html", True),
        (f"{A}/documents/a/index.html", True),
        (f"{A}/catalogue/1/index.html", True),
        ("agencies/page/2023/index.html", True),
        ("xxgk/2/3/4/5/6/a.html", True),
        ("guide/index.html", True),
        ("guide/page/2/index.html", False),
        ("catalogue/topic/a/index.html", False),
        (f"{A}/documents/year/2023/index.html", False),
        (f"{A}/rules/page/2/index.html", False),
        ("404.html", False),
        ("sitemap.xml", False),
    ],
)
def test_pages_of_lists_by_number_or_topic_are_not_promised(url: str, promised: bool) -> None:
    assert is_promised(url) is promised
