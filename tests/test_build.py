"""Laws over the whole: the same bytes everywhere, all or nothing, every link leads somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypedDict, Unpack
from urllib.parse import unquote

import html5lib
import pytest
from bench import corpus
from bs4 import BeautifulSoup
from conftest import TODAY, build_if_due, demonstration, digests, silent
from systems import STARTS
from texts import GOOD_SITE, folder, report

from site_builder.build import Built
from site_builder.parallel.processes import WORTH_SHARING

pytestmark = pytest.mark.interpreter


class Options(TypedDict, total=False):
    strict: bool
    fragments: bool
    clean: bool
    jobs: int
    executor: Executor


def made(source: Path, output: Path, **options: Unpack[Options]) -> Built:
    return build_if_due(source, output, today=TODAY, progress=silent, **options)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = demonstration(tmp_path_factory.mktemp("site"))
    assert not made(source, source / "public").stopped
    return source / "public"


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
    source = demonstration(tmp_path / f"somewhere-{seed}")
    for path in sorted(source.rglob("*.md"), reverse=True):
        os.utime(path, (0, 0))
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LANG", "LC_"))}

    subprocess.run(
        [sys.executable, "-m", "site_builder", "build", "--jobs", "2"],
        cwd=source,
        env={**environment, **surroundings},
        check=True,
        capture_output=True,
        umask=0o077 if seed == "1" else 0o022,
    )

    assert digests(source / "public") == digests(public)


def test_a_second_build_of_the_same_content_finds_nothing_to_make_again(tmp_path: Path) -> None:
    source = demonstration(tmp_path)
    output = source / "public"

    first = made(source, output)
    before = {path: path.stat().st_ino for path in output.rglob("*")}
    second = made(source, output)

    assert {reason for _, reason in first.reasons} == {"新页面"}
    files = [path for path in output.rglob("*") if path.suffix in {".html", ".xml", ".txt"}]
    files += output.glob("data/*/*.json")  # the data of a region, without a page
    assert len(first.reasons) == sum(count for _, count in first.pages) == len(files)
    assert (second.reasons, second.pages) == ((), first.pages)
    assert {path: path.stat().st_ino for path in output.rglob("*")} == before


def test_an_edited_report_is_named_as_the_reason_for_its_pages(tmp_path: Path) -> None:
    source, output = demonstration(tmp_path), tmp_path / "public"
    made(source, output)
    report = source / "content/agencies/zhongwei-kjj/reports/2023.md"
    report.write_text(report.read_text("utf-8") + "\n又一段。\n", "utf-8")

    reasons = dict(made(source, output).reasons)

    reason = "内容 agencies/zhongwei-kjj/reports/2023.md有改动"
    assert reasons == {"agencies/zhongwei-kjj/2023/index.html": reason}


def test_an_edited_figure_is_a_reason_for_the_page_of_its_year_too(tmp_path: Path) -> None:
    source, output = demonstration(tmp_path), tmp_path / "public"
    made(source, output)
    report = source / "content/agencies/zhongwei-kjj/reports/2023.md"
    text = report.read_text("utf-8")
    assert "现行有效件数: 2" in text
    report.write_text(text.replace("现行有效件数: 2", "现行有效件数: 3"), "utf-8")

    built = made(source, output)

    assert not built.stopped, built.findings
    assert dict(built.reasons) == {
        "agencies/zhongwei-kjj/2023/index.html": "内容 agencies/zhongwei-kjj/reports/2023.md有改动",
        "agencies/zhongwei-kjj/index.html": "统计数 agencies/zhongwei-kjj/reports/2023.md有改动",
        "data/2023/640500.json": "2023年报告 zhongwei-kjj有改动",
        "years/2023/index.html": "2023年报告 zhongwei-kjj有改动",
    }


def test_a_faulty_report_leaves_the_old_site_online(tmp_path: Path) -> None:
    source, output = demonstration(tmp_path), tmp_path / "public"
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
    source, output = demonstration(tmp_path), tmp_path / "public"
    report = source / "content/agencies/haiyuan-kjj/reports/2020.md"
    text = report.read_text("utf-8")
    report.write_text(re.sub(r"  F204: .*\n", "", text), "utf-8")

    assert made(source, output).stopped == ""
    assert made(source, output, strict=True).stopped == "content"


def test_a_deleted_report_is_gone_from_the_whole_site(tmp_path: Path) -> None:
    source, output = demonstration(tmp_path), tmp_path / "public"
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
    source, output = demonstration(tmp_path), tmp_path / "public"
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
        for tag in soup.select("a, link:not([rel=canonical]), img"):
            target = str(tag.get("href") or tag.get("src"))
            if tag.name == "a" and re.match(r"(https?|mailto|tel):", target):
                continue
            begins = "/" if path.name == "404.html" and target[0] != "#" else ""
            assert re.findall(r"^(?:[a-z]+:|/)", target) == [*begins], (path, target)
            location, _, fragment = unquote(target).partition("#")
            folder = public if begins else path.parent
            goal = (folder / location.removeprefix(begins)).resolve() if location else path
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
        assert not soup.find_all(["style", "iframe", "object", "embed", "base", "form"])
        assert not soup.select('script:not([type="application/ld+json"])')
        for tag in soup.find_all(True):
            assert "style" not in tag.attrs
            assert not [name for name in tag.attrs if name.startswith("on")]
        for tag in soup.select("link:not([rel=canonical]), img"):
            assert not re.match(r"[a-z]+:|//", str(tag.get("href") or tag.get("src")))
    for path in public.rglob("*.css"):
        assert not re.search(r"url\(|@import", path.read_text("utf-8"))


def test_fragments_are_what_is_inside_main_with_links_on_the_base_url(tmp_path: Path) -> None:
    built = made(demonstration(tmp_path), tmp_path / "public", fragments=True)

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


def bureau(slug: str) -> str:
    """An agency with a report and a few documents that lead to each other; two have one title."""
    home = f"content/agencies/{slug}"
    documents = "".join(
        f"-- {home}/documents/n{number}.md --\n---\ntitle: {slug}第{number // 2}号通知\n---\n"
        f"见[另一份](n{(number + 1) % 6}.md)。\n"
        for number in range(6)
    )
    return (
        f"-- {home}/index.md --\n---\ntitle: {slug}局\nregion: 640500\n---\n"
        f"{report().replace('zhongwei-kjj', slug)}{documents}"
    )


def pools() -> Iterator[Options]:
    """Every way in which the work may be shared out."""
    yield {"jobs": 1}
    yield {"jobs": 2}
    for way in STARTS:
        with ProcessPoolExecutor(2, mp_context=get_context(way)) as executor:
            yield {"jobs": 2, "executor": executor}
    with ThreadPoolExecutor(2) as executor:
        yield {"jobs": 2, "executor": executor}


def test_however_the_work_is_shared_out_the_site_is_the_same_bytes(tmp_path: Path) -> None:
    agencies = [f"{letter}{number}" for letter in "abcdefgh" for number in range(4)]
    folder(tmp_path, GOOD_SITE + "".join(map(bureau, agencies)))
    assert sum(1 for _ in tmp_path.rglob("*.md")) > WORTH_SHARING
    sites = []
    for number, options in enumerate(pools()):
        shutil.rmtree(tmp_path / ".sitebuild", ignore_errors=True)
        built = made(tmp_path, tmp_path / f"{number}", **options)
        assert not built.stopped, built.findings
        sites.append((digests(tmp_path / f"{number}"), built))

    assert built.findings
    assert all(site == sites[0] for site in sites)


def test_clean_reports_of_all_years_in_varied_words_give_no_finding(tmp_path: Path) -> None:
    corpus.make(tmp_path, agencies=30, years=16)

    built = made(tmp_path, tmp_path / "public")

    assert (built.stopped, built.findings) == ("", ())


def html(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))
