"""Bad and hostile inputs that editors and attackers have come up with: each ends in a finding with
its place, or is handled; never in a traceback, a hang, or something lost without a word."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import Tag
from conftest import EXAMPLE, Scenario, codes, everything, page, report
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from site_builder.lint.runner import describe
from site_builder.model.document import Document
from site_builder.model.finding import Finding
from site_builder.model.source import Source
from site_builder.parsing.document import parse_one
from site_builder.parsing.markdown import make_parser
from site_builder.parsing.yaml_nodes import read_yaml

PARSER = make_parser()
GOOD_REPORT = report().split("--\n", 1)[1]


def spot(findings: tuple[Finding, ...]) -> tuple[str, int, int]:
    """The code and place of the one finding there is."""
    (finding,) = findings
    return finding.code, finding.line, finding.column


def write(site: Scenario, data: bytes, path: str = EXAMPLE) -> None:
    file = site.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def parsed(data: bytes | str, parser: MarkdownIt = PARSER) -> Document:
    raw = data if isinstance(data, bytes) else data.encode()
    return parse_one(Source("pages/example.md", raw, ""), lambda: parser)


def hrefs(tag: Tag) -> list[str]:
    return [str(a["href"]) for a in tag.find_all("a", href=True)]


# ---------------------------------------------------------------- encodings and characters


def test_a_national_encoding_is_named_with_its_line(site: Scenario) -> None:
    write(site, "---\ntitle: x\n---\n政府信息公开".encode("gb18030"))
    assert spot(site.check()) == ("T101", 4, 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_named_with_or_without_a_mark(encoding: str, site: Scenario) -> None:
    write(site, "---\ntitle: 示例\n---\n正文\n".encode(encoding))
    assert spot(site.check())[0] == "T102"


def test_utf8_cut_in_the_middle_of_a_letter_is_not_taken_for_a_national_encoding(
    site: Scenario,
) -> None:
    write(site, "---\ntitle: 示例\n---\n政府信息公开".encode()[:-1])
    (finding,) = site.check()
    assert finding.code == "T103"
    assert "字节" in finding.message


@pytest.mark.parametrize(
    "data",
    [
        "\ufeff---\ntitle: 示例\n---\n正文一\n正文二\n".encode(),
        b"---\r\ntitle: x\r\n---\r\nbody\r\n",
        b"---\rtitle: x\r---\rbody\r",
        b"---\r\ntitle: x\n---\rbody\n",
        b"---\ntitle: x\n---\nbody",
        b"---\ntitle: x\n---",
        b"---\ntitle: x\n---\n",
    ],
    ids=["BOM", "CRLF", "CR", "mixed", "no newline at the end", "no body", "empty body"],
)
def test_marks_line_ends_and_missing_ends_are_no_fault(data: bytes, site: Scenario) -> None:
    write(site, data)
    assert site.build().findings == ()
    assert "\r" not in str(site.main())


@pytest.mark.parametrize(
    ("letter", "code"),
    [
        ("\x00", "T105"),
        ("\x07", "T105"),
        ("\x7f", "T105"),
        ("\x85", "T105"),
        ("\u2028", "T105"),
        ("\u200b", "T106"),
        ("\u200f", "T106"),
        ("\u202e", "T106"),
        ("\u2066", "T106"),
        ("\u00ad", "T106"),
        ("\ufeff", "T106"),
        ("\ue000", "T107"),
        ("\ufffd", "T107"),
        ("\ufdd0", "T107"),
        ("\U000e0fff", "T107"),
        ("\u2f2f", "T108"),
        ("\uf90a", "T108"),
        ("\u2e80", "T108"),
    ],
    ids=lambda value: f"U+{ord(value):04X}" if len(value) == 1 else value,
)
def test_a_character_that_does_not_belong_is_found_in_its_place(
    letter: str, code: str, site: Scenario
) -> None:
    site.lay(page("第一行\n收到"))
    with (site.root / EXAMPLE).open("a", encoding="utf-8", newline="") as file:
        file.write(f"{letter}申请\n")
    assert spot(site.check()) == (code, 5, 3)


def test_a_character_that_does_not_belong_is_found_in_a_title_too(site: Scenario) -> None:
    assert spot(site.check(page("正文。\n", "title: 示\\u202e例\n"))) == ("T106", 2, 9)


def test_mojibake_is_named_with_what_was_meant(site: Scenario) -> None:
    (finding,) = site.check(page("正文。\n\n鏀垮簻淇℃伅璇存槑\n"))
    assert (finding.code, finding.line, finding.column) == ("T104", 6, 1)
    assert "政府信息说明" in finding.message


@pytest.mark.parametrize(
    "figure",
    ["１２", "٣", "²", "一百二十", "1,234", "1_000", "1e3", "12.0", "3 件", "012", "-1", "+1"],
)
def test_what_only_looks_like_a_figure_is_no_figure(figure: str, site: Scenario) -> None:
    table = "收到和处理政府信息公开申请情况:\n  予以公开:\n    自然人: {}\n    其余: 0\n  其余: 0\n"
    findings = site.check(report(table.format(figure)))
    assert ("F220", 6, 12) in {(f.code, f.line, f.column) for f in findings}


def test_a_name_from_a_mac_is_the_same_page(site: Scenario) -> None:
    name = unicodedata.normalize("NFD", "résumé.pdf")
    site.lay(page("[简历](résumé.pdf)、[简历](" + name + ")\n"))
    write(site, b"%PDF", f"content/pages/{name}")
    assert site.build().findings == ()
    assert len(set(hrefs(site.main()))) == 1


def test_two_spellings_of_one_name_do_not_hide_each_other(site: Scenario) -> None:
    for form in ("NFC", "NFD"):
        write(site, b"%PDF", "content/pages/" + unicodedata.normalize(form, "é.pdf"))
    assert spot(site.check())[0] == "P106"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n"], ids=["nothing", "BOM", "blanks"])
def test_an_empty_file_is_found(data: bytes, site: Scenario) -> None:
    write(site, data)
    assert spot(site.check()) == ("T110", 0, 0)


def test_a_file_of_200_megabytes_is_found(site: Scenario) -> None:
    site.lay(page("正文。\n"))
    os.truncate(site.root / EXAMPLE, 200_000_000)
    (finding,) = site.check()
    assert finding.code == "T111"
    assert "200.0 兆" in finding.message


@pytest.mark.parametrize(
    "name",
    [
        "example.md.bak",
        "example.md~",
        ".#example.md",
        "#example.md#",
        "example.md.swp",
        ".DS_Store",
        ".git/config",
        "Thumbs.db",
        "desktop.ini",
        "~$example.docx",
    ],
)
def test_what_editors_leave_behind_is_passed_over(name: str, site: Scenario) -> None:
    write(site, b"secret", f"content/pages/{name}")
    assert site.build().findings == ()
    public = site.root / "public"
    assert not [p for p in public.rglob("*") if p.is_file() and b"secret" in p.read_bytes()]


@pytest.mark.parametrize("name", ["example.MD", "example.markdown", "example.Md"])
def test_an_ending_that_is_almost_md_is_found(name: str, site: Scenario) -> None:
    write(site, b"---\ntitle: x\n---\n", f"content/pages/{name}")
    assert spot(site.check())[0] == "P104"


# ---------------------------------------------------------------- kinds of files


def test_links_pipes_and_odd_names_are_found_and_not_followed(site: Scenario) -> None:
    pages = site.root / "content/pages"
    pages.mkdir()
    (pages / "passwd.txt").symlink_to("/etc/passwd")
    (pages / "loop").symlink_to(pages)
    (pages / "gone.pdf").symlink_to("nowhere")
    os.mkfifo(pages / "pipe.pdf")
    (pages / "名单\u200b.pdf").write_bytes(b"%PDF")
    (pages / os.fsdecode("名单.pdf".encode("gb18030"))).write_bytes(b"%PDF")
    findings = site.check()
    assert [f.code for f in findings if f.path.endswith(("txt", "loop", "gone.pdf"))] == [
        "P101"
    ] * 3
    assert sorted(f.code for f in findings) == ["P101"] * 3 + ["P102"] + ["P109"] * 2
    for finding in findings:
        assert finding.path.isprintable()


@contextmanager
def nested(folder: Path, name: str, times: int) -> Iterator[None]:
    """Folders within folders, each made and taken away by its own name: the whole path may be too
    long for the system."""
    here = Path.cwd()
    os.chdir(folder)
    for _ in range(times):
        Path(name).mkdir()
        os.chdir(name)
    os.chdir(here)
    try:
        yield
    finally:
        top, aside = folder / name, folder / "aside"
        while (top / name).exists():
            (top / name).rename(aside)
            top.rmdir()
            aside.rename(top)
        top.rmdir()


def test_a_folder_that_cannot_be_listed_is_found(site: Scenario) -> None:
    with nested(site.root / "content", "d" * 250, 20):
        content = everything(site.root / "content")
    assert [what.rule.name for what in content.problems] == ["file_unreadable"]


def test_folders_within_folders_without_end_are_no_traceback(site: Scenario) -> None:
    with nested(site.root / "content", "d", 1500):
        assert site.check() == ()


# ---------------------------------------------------------------- YAML


@pytest.mark.parametrize(
    ("header", "code", "line", "column"),
    [
        ("title: 甲\ntitle: 乙\n", "Y114", 3, 1),
        ("title: &a 甲\n", "Y116", 2, 8),
        ("title: *a\n", "Y115", 2, 8),
        ("title: !!python/object:os.system 甲\n", "Y117", 2, 8),
        ("title: 甲\n<<: {summary: 乙}\n", "Y118", 3, 1),
        ("title: " + "[" * 5000 + "\n", "Y119", 2, 39),
        ("".join(" " * n + "a:\n" for n in range(300)), "Y119", 34, 33),
        ("title: 甲\nwaivers:\n\tM101: 乙\n", "Y112", 4, 1),
        ("title: 甲\nwaivers:\n　M101: 乙\n", "Y113", 4, 1),
        ("title: 甲\nwaivers:\n\\u00a0M101: 乙\n", "Y113", 4, 1),
        ("title：甲\n", "Y111", 2, 6),
        ("title: 甲\nsummary：乙\n", "Y111", 3, 8),
        ("title：甲\nsummary: 乙\n", "Y111", 2, 6),
        ("title:甲\n", "Y110", 2, 6),
        ("title:甲\nsummary: 乙\n", "Y110", 2, 6),
        ('title: "甲\n', "Y110", 2, 8),
        ("title: 甲: 乙\n", "Y110", 2, 9),
        ("title: 甲\n  summary: 乙\n", "Y110", 3, 10),
        ("title: [甲\n", "Y110", 2, 8),
        ("title: `甲`\n", "Y110", 2, 8),
        ("title: *重要*\n", "Y110", 2, 9),
        ("- 甲\n", "Y107", 2, 1),
        ("甲\n", "Y107", 2, 1),
        ("? [甲]\n: 乙\ntitle: 丙\n", "Y120", 2, 3),
        ("title: [甲]\n", "H103", 2, 8),
        ("title: {甲: 乙}\n", "H103", 2, 8),
        ("title: 甲\nsumary: 乙\n", "H101", 3, 1),
        ("title: 甲\ndraft: yes\n", "H106", 3, 8),
        ("title: 甲\norder: 0123\n", "H107", 3, 8),
        ("title: 甲\norder: " + "9" * 5000 + "\n", "H107", 3, 8),
        ("title: 甲\norder: .inf\n", "H107", 3, 8),
        ("summary: 甲\n", "H102", 1, 1),
        ("", "H102", 1, 1),
        ("title:\n", "H102", 1, 1),
        ("title: 甲\nwaivers: M101\n", "H120", 3, 10),
        ("title: 甲\nwaivers:\n  M101:\n", "H121", 4, 3),
    ],
)
def test_a_fault_in_the_header_is_found_in_its_place(
    header: str, code: str, line: int, column: int, site: Scenario
) -> None:
    assert spot(site.check(page("正文。\n", header))) == (code, line, column)


def test_an_unknown_key_is_answered_with_the_one_that_was_meant(site: Scenario) -> None:
    (finding,) = site.check(page("正文。\n", "title: 甲\nsumary: 乙\n"))
    assert "是不是“summary”？" in finding.message
    (finding,) = site.check(page("正文。\n", "title: 甲\n内容概述: 乙\n"))
    assert "是不是“summary”？" in finding.message


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("正文。\n", "Y101", 1),
        ("----\ntitle: 甲\n----\n", "Y102", 1),
        ("———\ntitle: 甲\n———\n", "Y102", 1),
        ("+++\ntitle = 'x'\n+++\n", "Y102", 1),
        ("\n\n---\ntitle: 甲\n---\n", "Y103", 1),
        ("---\ntitle: 甲\n\n正文。\n", "Y104", 1),
        ("---\ntitle: 甲\n...\n正文。\n", "Y105", 3),
        ("---\ntitle: 甲\n---\n---\nsummary: 乙\n---\n", "Y106", 4),
        ("---\ntitle: 甲\n---\n\n---\ndate：乙\n---\n", "Y106", 4),
    ],
)
def test_a_header_without_good_ends_is_found(
    text: str, code: str, line: int, site: Scenario
) -> None:
    site.lay(page(""))
    (site.root / EXAMPLE).write_text(text, "utf-8")
    assert spot(site.check())[:2] == (code, line)


@pytest.mark.parametrize(
    "date", ["2023-02-30", "2023-2-3", "12:30:45", "2023年2月3日", "~", "0000-01-01"]
)
def test_a_day_that_is_none_is_found(date: str, site: Scenario) -> None:
    notice = f"---\ntitle: 通知\nsigned: {date}\n---\n"
    findings = site.check(f"-- content/agencies/zhongwei-kjj/documents/a.md --\n{notice}")
    assert spot(findings) == ("H105", 3, 9)


def test_an_alias_bomb_is_over_at_once(site: Scenario) -> None:
    rows = ["a0: &a0 [甲, 甲, 甲]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    started = time.perf_counter()
    findings = site.check(page("正文。\n", "title: 示例\n" + "\n".join(rows) + "\n"))
    assert time.perf_counter() - started < 1
    assert {"Y115", "Y116"} <= codes(findings)


def test_a_list_that_holds_itself_is_found(site: Scenario) -> None:
    assert {"Y115", "Y116"} <= codes(site.check(page("正文。\n", "title: &a [*a]\n")))


@pytest.mark.parametrize(
    "text", ["no", "on", "0123", "12:30:45", "2023-02-30", "~", "null", ".inf", "1e3"]
)
def test_a_value_is_shown_as_it_is_written(text: str, site: Scenario) -> None:
    assert site.build(page("正文。\n", f"title: {text}\n")).findings == ()
    heading = site.main().h1
    assert heading
    assert heading.text == text


# ---------------------------------------------------------------- meaning


def test_a_year_that_differs_from_the_file_name_is_found_in_header_and_title(
    site: Scenario,
) -> None:
    old = "---\ntitle: 某局2017年报告\nyear: 2016\n---\n"
    findings = site.check(f"-- content/agencies/zhongwei-kjj/reports/2018.md --\n{old}")
    assert [(f.code, f.line, f.column) for f in findings] == [("H111", 2, 8), ("H110", 3, 7)]


def test_a_title_that_names_the_year_among_others_is_no_fault(site: Scenario) -> None:
    title = "title: 某局2018年报告（2019年发布）\n"
    text = f"-- content/agencies/zhongwei-kjj/reports/2018.md --\n---\n{title}---\n"
    assert site.check(text) == ()


@pytest.mark.parametrize(
    ("path", "header", "code"),
    [
        ("agencies/nobody/guide.md", "title: 指南\n", "A101"),
        ("agencies/nobody/reports/2023.md", "title: 报告\n", "A101"),
        ("agencies/zhongwei-kj/index.md", "title: 中卫市科学技术局\nregion: 640500\n", "A103"),
        ("agencies/other/index.md", "title: 某局\nregion: 640599\n", "A102"),
        ("agencies/Other/index.md", "title: 某局\nregion: 640500\n", "P107"),
        ("agencies/zhongwei-kjj/reports/2023-2.md", "title: 报告\n", "P107"),
        ("agencies/zhongwei-kjj/2023.md", "title: 报告\n", "P107"),
        ("readme.md", "title: 说明\n", "P107"),
    ],
)
def test_a_file_that_belongs_nowhere_is_found(
    path: str, header: str, code: str, site: Scenario
) -> None:
    findings = site.check(f"-- content/{path} --\n---\n{header}---\n正文。\n")
    assert codes(findings) - {"W107"} == {code}
    assert {finding.path for finding in findings} <= {f"content/{path}", path} | {
        "content/agencies/zhongwei-kjj/index.md",
        "agencies/zhongwei-kjj/index.md",
    }


# ---------------------------------------------------------------- Markdown and HTML

TAGS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<style>body{display:none}</style>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "<base href=//evil.example>",
    "<form action=//evil.example><input></form>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<!-- --><a href=x>y</a>",
]


@pytest.mark.parametrize("tag", TAGS)
def test_html_in_a_body_is_shown_as_text_and_found(tag: str, site: Scenario) -> None:
    findings = site.build(
        page(f"一{tag}\n\n{tag}\n\n> {tag}\n\n- {tag}\n\n| {tag} |\n|---|\n")
    ).findings
    assert codes(findings) == {"M104"}
    main = site.main()
    assert main.text.count(tag.replace("\n", "")) == 5
    assert not main.find_all(
        ["script", "img", "svg", "iframe", "style", "meta", "base", "form", "math"]
    )


@pytest.mark.parametrize("tag", TAGS)
def test_html_in_a_header_is_shown_as_text(tag: str, site: Scenario) -> None:
    quoted = "'" + tag.replace("'", "''") + "'"
    built = site.build(page("正文。\n", f"title: {quoted}\nsummary: {quoted}\n"))
    assert built.findings == ()
    soup = site.soup()
    assert tag in soup.text
    assert len(soup.find_all(["script", "img", "svg", "iframe", "style", "base", "form"])) == 0
    assert soup.find("meta", attrs={"http-equiv": True}) is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x09;script:alert(1)",
        "java%0ascript:alert(1)",
        "&#106;avascript:alert(1)",
        "%6aavascript:alert(1)",
        "javascript%3Aalert(1)",
        "&nbsp;javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//evil.example",
        "/\\\\evil.example",
        "\\\\\\\\evil.example",
        "/%5Cevil.example",
        "http://user@evil.example",
        "https://user:pass@evil.example/",
        "http:evil.example",
        "http:///evil.example",
        "ftp://evil.example/",
        "blob:https://evil.example/1",
        "a.md%00.txt",
    ],
)
def test_a_dangerous_address_leaves_the_words_and_no_way_to_follow(
    url: str, site: Scenario
) -> None:
    good = page("正文。\n")
    site.build(good)
    usual = hrefs(site.soup())
    for body in (f"[点击]({url})\n", f"[点击](<{url.replace('<', '').replace('>', '')}>)\n"):
        findings = site.build(page(body)).findings
        assert codes(findings) == {"L101"}
        assert findings[0].line == 4
        document = parsed(page(body).split("--\n", 1)[1])
        html = "".join(str(part) for chapter in document.chapters for part in chapter.parts)
        assert "href" not in html
        assert "点击" in html
    assert hrefs(site.soup()) == usual


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://evil.example/a.png", "data:image/png;base64,AA"]
)
def test_an_image_from_elsewhere_leaves_its_words(url: str) -> None:
    document = parsed(f"---\ntitle: x\n---\n![流程图]({url})\n")
    assert [what.rule.name for what in document.problems] == ["image_from_elsewhere"]
    assert document.chapters[0].parts == ("<p>流程图</p>\n",)


@pytest.mark.parametrize(
    "body",
    [
        '[a](https://www.gov.cn/ "\\" onmouseover=alert(1) x=\\"")',
        '![" onerror=alert(1) "](chart.png "\\" onload=alert(1)")',
        '``` "onmouseover=alert(1)\n代码\n```',
        '## " onmouseover="alert(1)',
        '[^"onmouseover=1]\n\n[^"onmouseover=1]: 注',
        '| a |\n|:--:|\n| " onmouseover=alert(1) |',
    ],
)
def test_nothing_breaks_out_of_an_attribute(body: str, site: Scenario) -> None:
    write(site, b"\x89PNG", "content/pages/chart.png")
    assert site.build(page(body + "\n")).findings == ()
    for tag in site.soup().find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name == "x"]


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% include 'base.html' %}", "{# 注 #}", "{{", "%}"])
def test_braces_stay_what_they_are(text: str, site: Scenario) -> None:
    assert (
        site.build(
            page(f"正文{text}\n", f"title: '标题{text.replace(chr(39), chr(39) * 2)}'\n")
        ).findings
        == ()
    )
    assert f"正文{text}" in site.main().text
    assert f"标题{text}" in site.main().text


@pytest.mark.parametrize("text", ["]]>", "-->", "</script>", "</title>", "&lt;", "&amp;amp;"])
def test_marks_that_end_things_elsewhere_end_nothing_here(text: str, site: Scenario) -> None:
    built = site.build(page(f"`{text}`\n", f"title: '{text}'\n"))
    assert built.findings == ()
    assert site.main().code
    assert text in site.main().text
    heading = site.soup().h1
    assert heading
    assert heading.text == text


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ("[" * 50_000 + "末尾", False),
        (">" * 20_000 + "末尾", True),
        ("\n".join("  " * n + "- 项" for n in range(600)) + "末尾", True),
        ("|".join("a" * 20_000) + "\n" + "|".join("-" * 20_000) + "\n末尾", False),
        ("字" * 1_000_000 + "末尾", False),
        ("**字" * 30_000 + "末尾", False),
        (" ".join(f"[名](f{n}.md)" for n in range(20_000)) + "末尾", False),
        ("字\n" * 50_000 + "末尾", False),
        ("\n".join("## 题" for _ in range(5_000)) + "\n末尾", False),
        ("a\u200b" * 100_000 + "末尾", False),
        ("^[注]" * 5_000 + "末尾", False),
        ("`" * 50_000 + "末尾", False),
        ("<a" * 50_000 + "末尾", False),
        ("!" + "[" * 5_000 + "末尾", False),
    ],
    ids=lambda value: value[:4] if isinstance(value, str) else "",
)
def test_a_body_made_to_take_long_does_not_and_loses_nothing_in_silence(
    body: str, lost: bool
) -> None:
    started = time.perf_counter()
    document = parsed(f"---\ntitle: x\n---\n{body}\n")
    assert time.perf_counter() - started < 20
    rules = {what.rule.name for what in document.problems}
    html = "".join(str(part) for chapter in document.chapters for part in chapter.parts)
    assert ("too_deep_body" in rules) is lost
    assert "末尾" in html or lost


def test_a_header_made_to_take_long_does_not() -> None:
    started = time.perf_counter()
    parsed("---\n" + "\ta\n" * 200_000 + "---\n")
    parsed("---\n" + "a: 1\n" * 20_000 + "---\n")
    assert time.perf_counter() - started < 10


# ---------------------------------------------------------------- headings


@pytest.mark.parametrize(
    "headings",
    [
        ["一、说明", "二、说明", "说明", "说明-2", "说明"],
        ["2023年", "。。。", "——", "？", "1.", "###"],
        ["content", "fn1", "fnref1", "body", "name", "__proto__", "s-说明"],
        ["A b", "a  B", "Ａ　ｂ", "a-b", "a_b"],
    ],
)
def test_every_heading_has_an_anchor_of_its_own(headings: list[str], site: Scenario) -> None:
    body = "\n\n".join(f"## {heading}\n\n注^[脚注]" for heading in headings)
    assert site.build(page(body + "\n")).findings == ()
    ids = [str(tag["id"]) for tag in site.soup().find_all(id=True)]
    assert len(ids) == len(set(ids))
    anchors = [str(tag["id"]) for tag in site.main().find_all("h2", id=True)]
    assert len([anchor for anchor in anchors if anchor.startswith("s")]) >= len(headings)
    assert not [anchor for anchor in anchors if anchor.split() != [anchor]]


def test_headings_that_skip_a_level_or_repeat_the_title_are_found(site: Scenario) -> None:
    findings = site.check(page("# 一\n\n## 二\n\n#### 四\n\n# 五\n"))
    assert [(f.code, f.line) for f in findings] == [("M101", 4), ("M102", 8), ("M101", 10)]


def test_a_page_has_one_heading_of_the_first_level(site: Scenario) -> None:
    site.build(page("# 一\n\n# 二\n"))
    assert len(site.soup().find_all("h1")) == 1


def test_a_body_without_headings_is_no_fault(site: Scenario) -> None:
    assert site.build(page("正文。\n")).findings == ()


# ---------------------------------------------------------------- emphasis and lines


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("**一是加强领导。**成立小组。", "<strong>一是加强领导。</strong>成立小组。"),
        ("坚持**“先审查”**原则", "坚持<strong>“先审查”</strong>原则"),
        ("（**重要**）", "（<strong>重要</strong>）"),
        ("共**3**件", "共<strong>3</strong>件"),
        ("第一行\n第二行", "第一行第二行"),
        ("第一行，\n“第二行”", "第一行，“第二行”"),
        ("first\nsecond", "first\nsecond"),
        ("中文\nEnglish", "中文\nEnglish"),
        ("第一行  \n第二行", "第一行<br>\n第二行"),
        ("《办法》_2023_年", "《办法》_2023_年"),
        ("____年____月", "____年____月"),
        ("电话138****1234", "电话138****1234"),
    ],
)
def test_chinese_is_set_as_it_is_meant(body: str, html: str) -> None:
    document = parsed(f"---\ntitle: x\n---\n{body}\n")
    assert document.chapters[0].parts == (f"<p>{html}</p>\n",)
    assert document.problems == ()


@pytest.mark.parametrize(
    "body", ["**一是加强领导。", "一是**加强领导", "** 一是 **加强", "__一是加强"]
)
def test_emphasis_that_is_not_closed_is_found(body: str, site: Scenario) -> None:
    assert codes(site.check(page(f"正文。\n\n{body}\n"))) == {"M103"}


# ---------------------------------------------------------------- links


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
def test_a_link_to_nowhere_is_found_in_its_place(
    body: str, code: str, column: int, site: Scenario
) -> None:
    write(site, b"%PDF", "content/pages/list.pdf")
    found = spot(site.check(page(f"{body}\n")))
    assert found == (code, 4, column)


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
def test_a_link_to_nowhere_is_answered_with_where_it_was_meant_to_go(
    link: str, meant: str, site: Scenario
) -> None:
    write(site, b"%PDF", "content/pages/list.pdf")
    (finding,) = site.check(page(f"## 公开范围\n\n[见]({link})\n"))
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
    for name in ("附件 1.pdf", "附件#1.pdf", "100%.pdf"):
        write(site, b"%PDF", f"content/pages/{name}")
    write(site, b"---\ntitle: x\n---\n", "content/index.md")
    markdown = f"<{link}>" if " " in link and link[0] != "<" else link
    built = site.build(page(f"## 一、公开范围\n\n[见]({markdown})^[注]\n"))
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


# ---------------------------------------------------------------- no traceback, ever


@given(st.binary(max_size=400))
@example(b"---\ntitle: \xef\xbf\xbe\n---\n")
def test_parsing_raises_nothing_on_any_bytes(data: bytes) -> None:
    document = parsed(data)
    tuple(describe(document.problems))


MARKS = [
    "---\n",
    "\n",
    "## ",
    "【表：甲】",
    "[a](b.md)",
    "![a](b)",
    "**",
    "^[",
    "|a|\n|-|\n",
    "：",
    ": ",
    "- ",
    "\t",
]


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=60).map("".join))
def test_parsing_raises_nothing_on_any_text(text: str) -> None:
    document = parsed("---\ntitle: x\n---\n" + text)
    tuple(describe(document.problems))


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(GOOD_REPORT)),
            st.integers(0, 9),
            st.sampled_from(MARKS) | st.text(max_size=3),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_parsing_raises_nothing_on_a_spoilt_report(edits: list[tuple[int, int, str]]) -> None:
    text = GOOD_REPORT
    for start, length, new in edits:
        text = text[:start] + new + text[start + length :]
    document = parsed(text)
    tuple(describe(document.problems))


@given(
    st.lists(
        st.sampled_from([*MARKS, "&a ", "*a", "!b ", "<<", "? ", "{", "[", "}", "'", '"', "%"])
        | st.text(max_size=4)
    ).map("".join)
)
def test_reading_yaml_raises_nothing(text: str) -> None:
    _, problems = read_yaml(text, "site.yaml")
    tuple(describe(problems))
