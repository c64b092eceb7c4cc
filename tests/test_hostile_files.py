"""Bad files: their encodings, characters, names and kinds."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Scenario, everything
from hostile import hrefs, spot, write
from systems import make_pipe
from texts import EXAMPLE, listing, page, report


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
def test_what_only_resembles_a_figure_is_no_figure(figure: str, site: Scenario) -> None:
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
    assert spot(site.check(listing("é.pdf")))[0] == "P106"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n"], ids=["nothing", "BOM", "blanks"])
def test_an_empty_file_is_found(data: bytes, site: Scenario) -> None:
    write(site, data)
    assert spot(site.check()) == ("T110", 0, 0)


def test_a_file_of_200_megabytes_is_found(site: Scenario) -> None:
    site.lay(page("正文。\n"))
    os.truncate(site.root / EXAMPLE, 200_000_000)
    (finding,) = site.check()
    assert finding.code == "T111"
    assert "超过 4 兆" in finding.message


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
def test_temporary_files_of_editors_are_ignored(name: str, site: Scenario) -> None:
    write(site, b"secret", f"content/pages/{name}")
    assert site.build().findings == ()
    public = site.root / "public"
    assert not [p for p in public.rglob("*") if p.is_file() and b"secret" in p.read_bytes()]


@pytest.mark.parametrize("name", ["example.MD", "example.markdown", "example.Md"])
def test_an_ending_that_is_almost_md_is_found(name: str, site: Scenario) -> None:
    write(site, b"---\ntitle: x\n---\n", f"content/pages/{name}")
    assert spot(site.check())[0] == "P104"


def test_links_pipes_and_odd_names_are_found_and_not_followed(site: Scenario) -> None:
    pages = site.root / "content/pages"
    pages.mkdir()
    (pages / "passwd.txt").symlink_to("/etc/passwd")
    (pages / "loop").symlink_to(pages)
    (pages / "gone.pdf").symlink_to("nowhere")
    make_pipe(pages / "pipe.pdf")
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
