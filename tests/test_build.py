"""Laws over the whole: the same bytes everywhere, all or nothing, every link leads somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest
from bench import corpus
from bs4 import BeautifulSoup

from site_builder.build import Built, build
from site_builder.parse import parse
from site_builder.read import read

REPO = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)


def project(tmp_path: Path, name: str = "project") -> Path:
    """A copy of the demonstration's content, to change."""
    folder = tmp_path / name
    shutil.copytree(REPO / "content", folder / "content")
    return folder


def made(source: Path, output: Path, strict: bool = False, fragments: bool = False) -> Built:
    return build(
        source,
        output,
        today=TODAY,
        progress=lambda _: None,
        strict=strict,
        fragments=fragments,
    )


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site") / "public"
    assert not made(REPO, output).stopped
    return output


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
        {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "UTC", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4242"},
    ],
)
def test_two_clean_builds_are_the_same_bytes_wherever_and_whenever_they_run(
    tmp_path: Path, public: Path, surroundings: dict[str, str]
) -> None:
    seed = surroundings["PYTHONHASHSEED"]
    source = project(tmp_path, f"somewhere-{seed}")
    for path in sorted(source.rglob("*.md"), reverse=True):
        os.utime(path, (0, 0))
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LANG", "LC_"))}

    subprocess.run(
        [sys.executable, "-m", "site_builder.cli", "build", "--jobs", "2"],
        cwd=source,
        env={**environment, **surroundings},
        check=True,
        capture_output=True,
        umask=0o077 if seed == "1" else 0o022,
    )

    assert digests(source / "public") == digests(public)


def test_a_second_build_of_the_same_content_finds_nothing_to_make_again(tmp_path: Path) -> None:
    output = tmp_path / "public"

    first = made(REPO, output)
    second = made(REPO, output)

    assert {reason for _, reason in first.reasons} == {"新页面"}
    assert second.reasons == ()


def test_an_edited_report_is_named_as_the_reason_for_its_pages(tmp_path: Path) -> None:
    source, output = project(tmp_path), tmp_path / "public"
    made(source, output)
    report = source / "content/agencies/zhongwei-kjj/reports/2023.md"
    report.write_text(report.read_text("utf-8") + "\n又一段。\n", "utf-8")

    reasons = dict(made(source, output).reasons)

    reason = "内容 agencies/zhongwei-kjj/reports/2023.md有改动"
    assert reasons["agencies/zhongwei-kjj/2023/index.html"] == reason
    assert reasons["years/2023/index.html"] == reason
    assert "agencies/haiyuan-kjj/2020/index.html" not in reasons


def test_a_faulty_report_leaves_the_old_site_online(tmp_path: Path) -> None:
    source, output = project(tmp_path), tmp_path / "public"
    made(source, output)
    before = digests(output)
    report = source / "content/agencies/zhongwei-kjj/reports/2023.md"
    text = report.read_text("utf-8")
    report.write_text(re.sub(r"(?m)^(\s+总计:) 1$", r"\1 2", text, count=1), "utf-8")

    built = made(source, output)

    assert built.stopped == "content"
    assert "F230" in {finding.code for finding in built.findings}
    assert digests(output) == before


def test_with_strict_a_warning_stops_the_build(tmp_path: Path) -> None:
    source, output = project(tmp_path), tmp_path / "public"
    report = source / "content/agencies/haiyuan-kjj/reports/2020.md"
    text = report.read_text("utf-8")
    report.write_text(re.sub(r"  F204: .*\n", "", text), "utf-8")

    assert made(source, output).stopped == ""
    assert made(source, output, strict=True).stopped == "content"


def test_a_deleted_report_is_gone_from_the_whole_site(tmp_path: Path) -> None:
    source, output = project(tmp_path), tmp_path / "public"
    made(source, output)
    (source / "content/agencies/haiyuan-kjj/reports/2020.md").unlink()
    index = source / "content/agencies/haiyuan-kjj/index.md"
    index.write_text(
        re.sub(r"\(reports/2020.*?\)", "(index.md)", index.read_text("utf-8")), "utf-8"
    )

    built = made(source, output)

    assert not built.stopped, built.findings
    assert not (output / "agencies/haiyuan-kjj/2020").exists()
    assert not (output / "years/2020").exists()


def test_attachments_are_published_as_they_are(tmp_path: Path) -> None:
    source, output = project(tmp_path), tmp_path / "public"
    folder = source / "content/agencies/zhongwei-kjj/documents"
    folder.mkdir()
    (folder / "附件 1.pdf").write_bytes(b"%PDF-1.4\r\n\x00\xff")
    page = source / "content/agencies/zhongwei-kjj/index.md"
    page.write_text(page.read_text("utf-8") + "\n[附件](<documents/附件 1.pdf>)\n", "utf-8")

    built = made(source, output)

    assert not built.stopped, built.findings
    published = output / "agencies/zhongwei-kjj/documents/附件 1.pdf"
    assert published.read_bytes() == b"%PDF-1.4\r\n\x00\xff"


def test_every_link_and_anchor_of_the_site_leads_somewhere(public: Path) -> None:
    pages = {path: BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in html(public)}
    ids = {path: {str(tag["id"]) for tag in soup.find_all(id=True)} for path, soup in pages.items()}
    for path, soup in pages.items():
        for tag in soup.find_all(["a", "link", "img"]):
            target = str(tag.get("href") or tag.get("src"))
            if tag.name == "a" and re.match(r"(https?|mailto|tel):", target):
                continue
            assert not re.match(r"[a-z]+:|/", target), (path, target)
            location, _, fragment = unquote(target).partition("#")
            goal = (path.parent / location).resolve() if location else path
            assert goal.is_file(), (path, target)
            assert not fragment or fragment in ids[goal], (path, target)


def test_every_page_passes_a_strict_parser_and_uses_each_id_once(public: Path) -> None:
    for path in html(public):
        text = path.read_text("utf-8")
        html5lib.HTMLParser(strict=True).parse(text)
        ids = re.findall(r' id="([^"]*)"', text)
        assert len(ids) == len(set(ids)), path


def test_no_page_has_a_script_an_inline_style_or_asks_for_anything_outside(public: Path) -> None:
    for path in html(public):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        assert not soup.find_all(["script", "style", "iframe", "object", "embed", "base", "form"])
        for tag in soup.find_all(True):
            assert "style" not in tag.attrs
            assert not [name for name in tag.attrs if name.startswith("on")]
        for tag in soup.find_all(["link", "img"]):
            assert not re.match(r"[a-z]+:|//", str(tag.get("href") or tag.get("src")))
    for path in public.rglob("*.css"):
        assert not re.search(r"url\(|@import", path.read_text("utf-8"))


def test_fragments_are_what_is_inside_main_with_links_on_the_base_url(tmp_path: Path) -> None:
    built = made(REPO, tmp_path / "public", fragments=True)

    assert not built.stopped
    text = (tmp_path / "public/fragments/years/2023/index.html").read_text("utf-8")
    assert "<html" not in text
    assert "<h1>" in text
    assert "https://example.org/agencies/zhongwei-kjj/2023/index.html" in text


def test_the_sitemap_names_every_page_but_404_by_its_full_address(public: Path) -> None:
    named = re.findall(
        r"<loc>https://example\.org/(.*?)</loc>", (public / "sitemap.xml").read_text()
    )

    pages = {path.relative_to(public).as_posix() for path in html(public)}
    assert set(named) == pages - {"404.html"}
    assert len(named) == len(set(named))


def test_parsing_in_several_processes_gives_the_same_documents(tmp_path: Path) -> None:
    corpus.make(tmp_path, agencies=50, years=5)
    sources = read(tmp_path / "content").sources

    assert parse(sources, jobs=3) == parse(sources, jobs=1)


def test_clean_reports_of_all_years_in_varied_words_give_no_finding(tmp_path: Path) -> None:
    corpus.make(tmp_path, agencies=30, years=16)

    built = made(tmp_path, tmp_path / "public")

    assert (built.stopped, built.findings) == ("", ())


def html(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))
