"""The files in other formats that a report offers where site.yaml asks for them."""

from __future__ import annotations

import pickle
import sys
from importlib.util import find_spec
from io import BytesIO
from types import SimpleNamespace

import docx
import pytest
from conftest import FORMS, TODAY, Scenario, build_if_due, codes, digests, silent
from manuscripts import png
from openpyxl import load_workbook
from texts import GOOD_SITE, bureau

from site_builder.build import read_project
from site_builder.incremental.records import PlannedSite
from site_builder.model.site import Settings
from site_builder.pages.downloads import pictures_of
from site_builder.pipeline.jobs import PartitionJob
from site_builder.pipeline.rendering import NOTHING

SLUG = "zhongwei-kjj"
PAGE = f"agencies/{SLUG}/2023/index.html"
FILE = f"agencies/{SLUG}/2023/{SLUG}-2023"
SETTINGS = """\
-- content/site.yaml --
title: 政府信息公开工作年度报告
coverage: selected
downloads: [docx]
notice: 演示数据。
regions:
  640500: 中卫市
"""
PDF = SETTINGS.replace("[docx]", "[docx, pdf]")
PICTURE = f"content/agencies/{SLUG}/reports/a.png"
with_weasyprint = pytest.mark.skipif(
    find_spec("weasyprint") is None, reason="weasyprint is not installed"
)


def with_picture(site: Scenario, data: bytes) -> None:
    """Lay out a report with a picture."""
    text = (site.root / f"content/agencies/{SLUG}/reports/2023.md").read_text("utf-8")
    site.lay(f"-- content/agencies/{SLUG}/reports/2023.md --\n{text}\n![图](a.png)\n")
    (site.root / PICTURE).write_bytes(data)


def embedded(site: Scenario) -> list[bytes]:
    """The pictures in the Word file of the report."""
    document = docx.Document(BytesIO((site.root / f"public/{FILE}.docx").read_bytes()))
    return [
        part.blob for part in document.part.related_parts.values() if "/media/" in part.partname
    ]


def again(site: Scenario) -> tuple[str, ...]:
    """Build the project, and compare it with a clean build; return the pages made again."""
    built = site.build()
    other = site.root / "other"
    build_if_due(site.root, other, today=TODAY, progress=silent, clean=True)
    assert digests(site.root / "public") == digests(other)
    return tuple(url for url, _ in built.reasons)


def test_without_the_setting_no_file_is_offered(site: Scenario) -> None:
    site.build()

    assert not [*(site.root / "public").rglob("*.docx")]
    assert "下载" not in site.main(PAGE).get_text()


@with_weasyprint
def test_the_files_stand_beside_the_page_which_offers_them_with_type_and_size(
    site: Scenario,
) -> None:
    assert not codes(site.build(PDF).findings)

    place = site.root / "public" / FILE
    sizes = {
        kind: f"{place.with_suffix(f'.{kind}').stat().st_size / 1e3:.0f} KB"
        for kind in ("docx", "pdf")
    }
    offered = site.main(PAGE).find("section", {"aria-labelledby": "downloads"})
    assert offered
    assert [item.get_text() for item in offered.find_all("li")] == [
        f"下载 Word（DOCX，{sizes['docx']}）",
        f"下载 PDF（PDF，{sizes['pdf']}）",
    ]
    links = [str(link["href"]) for link in offered.find_all("a")]
    assert links == [f"../../../{FILE}.docx", f"../../../{FILE}.pdf"]


def test_the_figures_alone_are_offered_as_excel_where_there_are_any(site: Scenario) -> None:
    old = f"-- content/agencies/{SLUG}/reports/2010.md --\n---\ntitle: 2010年报告\n---\n正文。\n"
    site.build(SETTINGS.replace("[docx]", "[xlsx]") + old)

    book = load_workbook(site.root / f"public/{FILE}.xlsx")
    assert "主动公开政府信息情况2021" in book.sheetnames
    assert "下载统计表 Excel（XLSX，" in site.main(PAGE).get_text()
    assert [*(site.root / "public").rglob("*.xlsx")] == [site.root / f"public/{FILE}.xlsx"]


def test_the_order_and_repetitions_in_the_settings_do_not_matter(site: Scenario) -> None:
    site.lay(SETTINGS.replace("[docx]", "[docx, docx]"))

    context, _, _ = read_project(site.root, TODAY, "")

    assert context
    assert context.settings.downloads == ("docx",)


def test_the_file_has_the_notice_and_the_figures_of_the_page(site: Scenario) -> None:
    site.build(SETTINGS)

    document = docx.Document(BytesIO((site.root / f"public/{FILE}.docx").read_bytes()))
    assert document.sections[0].header.paragraphs[0].text == "演示数据。"
    assert len(document.tables) == len(site.main(PAGE).select("table.sb-statutory")) == 3


def test_the_files_of_a_report_are_made_again_with_its_page_only(site: Scenario) -> None:
    page = "-- content/pages/a.md --\n---\ntitle: 甲\n---\n"
    site.build(f"{SETTINGS}{page}甲\n")
    place = site.root / f"public/{FILE}.docx"
    before = place.read_bytes()

    built = site.build(f"{page}乙\n")
    assert PAGE not in dict(built.reasons)
    assert place.read_bytes() == before

    path = f"content/agencies/{SLUG}/reports/2023.md"
    text = (site.root / path).read_text("utf-8")
    built = site.build(f"-- {path} --\n{text.replace('今后逐项充实', '今后继续充实')}")
    assert PAGE in dict(built.reasons)
    assert place.read_bytes() != before


def test_edits_of_the_report_its_picture_its_agency_and_the_settings_reach_the_files(
    site: Scenario,
) -> None:
    site.lay(SETTINGS)
    with_picture(site, png(1, 1))
    site.build()
    assert embedded(site) == [png(1, 1)]

    (site.root / PICTURE).write_bytes(png(2, 2))
    assert again(site) == (PAGE,)
    assert embedded(site) == [png(2, 2)]

    (site.root / PICTURE).unlink()
    site.lay(GOOD_SITE.replace("存在的主要问题", "存在的问题") + SETTINGS)
    again(site)
    assert embedded(site) == []

    site.lay(SETTINGS.replace("演示数据。", "另一个声明。"))
    again(site)
    site.lay(SETTINGS.replace("downloads: [docx]\n", ""))
    again(site)
    assert not [*(site.root / "public").rglob("*.docx")]


@with_weasyprint
def test_builds_in_several_processes_write_the_same_bytes(site: Scenario) -> None:
    site.lay(PDF)
    with_picture(site, png(3, 3))
    others = "".join(bureau(name, f"示例{number}局") for number, name in enumerate("abcdef"))
    site.build(others)
    other = site.root / "other"

    build_if_due(site.root, other, today=TODAY, progress=silent, clean=True, jobs=2)

    assert digests(site.root / "public") == digests(other)


def test_a_worker_without_the_disk_has_the_pictures(site: Scenario) -> None:
    with_picture(site, png(4, 4))
    path = PICTURE.removeprefix("content/")
    planned = site.site()
    (attachment,) = planned.attachments
    kept = planned._replace(attachments=(attachment._replace(file=""),), settings=Settings(""))
    job = PartitionJob(SLUG, PlannedSite(kept, ()), {path: "/nowhere"}, NOTHING, {path: png(4, 4)})
    context = SimpleNamespace(forms=FORMS, settings=planned.settings)

    loaded = pickle.loads(pickle.dumps(job)).load(context)

    assert pictures_of(loaded.source.attachments)(path) == png(4, 4)
    assert loaded.source.settings == planned.settings


@pytest.mark.parametrize(
    ("written", "said"),
    [("word", "年度报告不能下载成“word”"), ("[docx, pdff]", "不能下载成“pdff”，是不是“pdf”？")],
)
def test_an_unknown_format_is_an_error_in_the_settings(
    written: str, said: str, site: Scenario
) -> None:
    (finding,) = site.check(SETTINGS.replace("[docx]", written))

    assert (finding.code, finding.line) == ("C140", 3)
    assert said in finding.message


def test_a_missing_library_is_an_error_in_the_settings(
    site: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    (finding,) = site.build(PDF).findings

    assert finding.code == "C141"
    assert "pip install 'sitebuild[pdf]'" in finding.message


@with_weasyprint
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_character_without_a_font_ends_the_build_and_is_named(jobs: int, site: Scenario) -> None:
    site.build(SETTINGS)
    before = digests(site.root / "public")
    path = f"content/agencies/{SLUG}/reports/2023.md"
    text = (site.root / path).read_text("utf-8")
    site.lay(PDF + f"-- {path} --\n{text.replace('今后逐项充实', f'今后{chr(0x3FFFD)}充实')}")

    built = build_if_due(site.root, site.root / "public", today=TODAY, progress=silent, jobs=jobs)

    found = [one for one in built.findings if one.code == "C142"]
    assert [(one.path, one.severity) for one in found] == [(path, "error")]
    assert chr(0x3FFFD) in found[0].message
    assert digests(site.root / "public") == before
