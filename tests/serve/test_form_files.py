"""Attachments that are dropped on the form."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Scenario

from site_builder.model import limits
from site_builder.serve.form import files
from site_builder.serve.form.files import Incoming, RefusedError

REPORT = "agencies/zhongwei-kjj/reports/2023.md"


def take(site: Scenario, name: str, *pieces: bytes, document: str = REPORT) -> str:
    """Take in a file, piece by piece; return its name."""
    arriving = Incoming(site.root / "content", document, name)
    for piece in pieces:
        arriving.write(piece)
    return arriving.finish()


def beside(site: Scenario) -> dict[str, bytes]:
    """What lies in the folder of the report, apart from it."""
    folder = (site.root / "content" / REPORT).parent
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.name != "2023.md"}


def test_an_attachment_is_put_beside_its_document(site: Scenario) -> None:
    name = take(site, "附件1.pdf", b"%PDF-", b"1.7")

    assert beside(site) == {name: b"%PDF-1.7"}
    assert name == "附件1.pdf"


def test_an_attachment_never_overwrites_another_but_gets_a_number(site: Scenario) -> None:
    names = [take(site, name, b"%d" % n) for n, name in enumerate(["a.PDF", "A.pdf", "a.PDF"])]

    assert names == ["a.PDF", "A-2.pdf", "a-3.PDF"]
    assert beside(site) == {"a.PDF": b"0", "A-2.pdf": b"1", "a-3.PDF": b"2"}


def test_a_name_is_taken_before_the_file_is_there(site: Scenario) -> None:
    first, second = (Incoming(site.root / "content", REPORT, "a.pdf") for _ in range(2))
    for arriving, data in ((second, b"2"), (first, b"1")):
        arriving.write(data)
        arriving.finish()

    assert beside(site) == {"a.pdf": b"1", "a-2.pdf": b"2"}


@pytest.mark.parametrize(
    "name",
    [
        "../a.pdf",
        "a/b.pdf",
        "a\\b.pdf",
        "C:a.pdf",
        "a.pdf.",
        "CON.pdf",
        "con.txt",
        "a\x00.pdf",
        "a\u202e.pdf",
        "a\n.pdf",
        ".a.pdf",
        "~$a.docx",
        "a.md",
        "a.md.txt",
        "a.markdown",
        "a.exe",
        "a.html",
        "a.svg",
        "a",
        ".pdf",
        "",
        ".",
        "..",
        "长" * 90 + ".pdf",
    ],
)
def test_a_file_that_could_not_be_published_is_refused(site: Scenario, name: str) -> None:
    with pytest.raises(RefusedError, match="“"):
        take(site, name, b"%PDF-")

    assert beside(site) == {}


def test_what_is_too_large_leaves_nothing(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_ATTACHMENT", 10)

    with pytest.raises(RefusedError, match="超过"):
        take(site, "a.pdf", b"12345", b"123456")

    assert beside(site) == {}
    assert limits.LARGEST_ATTACHMENT > 10


def test_what_is_empty_or_abandoned_leaves_nothing(site: Scenario) -> None:
    with pytest.raises(RefusedError, match="空文件"):
        take(site, "a.pdf")
    arriving = Incoming(site.root / "content", REPORT, "b.pdf")
    arriving.write(b"%PDF")
    arriving.abandon()

    assert beside(site) == {}


def test_an_attachment_is_not_put_behind_a_symbolic_link(site: Scenario, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (site.root / "content/agencies/zhongwei-kjj/reports").rename(elsewhere)
    (site.root / "content/agencies/zhongwei-kjj/reports").symlink_to(elsewhere)

    with pytest.raises(RefusedError, match="符号链接"):
        take(site, "a.pdf", b"%PDF-")

    assert [one.name for one in elsewhere.iterdir()] == ["2023.md"]


def test_an_attachment_of_no_document_is_refused(site: Scenario) -> None:
    with pytest.raises(RefusedError, match=r"没有 content/agencies/x/reports/2023.md"):
        take(site, "a.pdf", b"%PDF-", document="agencies/x/reports/2023.md")


def test_a_file_that_is_still_arriving_is_not_shown_half(site: Scenario) -> None:
    arriving = Incoming(site.root / "content", REPORT, "a.pdf")
    arriving.write(b"%PDF-1.7")

    assert beside(site)["a.pdf"] == b""
    assert not [found for found in site.check() if ".new" in found.path]
    arriving.abandon()
