"""What a file holds is written into the content folder, and accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from importers.writing.drafts import (
    BUREAU,
    FORMS,
    SIX,
    TITLE,
    ZEROS,
    draft,
    paragraph,
    six_chapters,
)
from site_builder.importers.imported import Remark, UnreadableFileError
from site_builder.importers.report_draft import PastedDocument, ReadFile, ReportDraft
from site_builder.importers.writing.account import REASON
from site_builder.importers.writing.write_file import (
    Project,
    RegisteredAgency,
    WrittenFile,
    write_file,
)
from site_builder.model.catalogue import Catalogue, CatalogueForm, CatalogueItem
from site_builder.model.manuscript import Manuscript
from site_builder.scaffold.skeletons import Register, new_report

REPORT = "agencies/kjj/reports/2023.md"
HEADINGS = tuple(paragraph(title, "heading", 2) for title in SIX)


def project(folder: Path, **options: Any) -> Project:
    def new(slug: str, year: int) -> bytes:
        return new_report(slug, Register(BUREAU, {}), year, FORMS).text.encode()

    return Project(folder, {"kjj": RegisteredAgency(BUREAU, {})}, FORMS, 2024, new, **options)


def write(
    folder: Path,
    found: ReportDraft | PastedDocument | Catalogue,
    source: Manuscript | None = None,
    slug: str = "kjj",
    **options: Any,
) -> WrittenFile:
    read = ReadFile(found, slug, found.remarks if isinstance(found, ReportDraft) else _NONE, source)
    return write_file(project(folder, **options), read, {})


_NONE = draft().remarks


def notice(title: str = "关于预算的通知") -> PastedDocument:
    return PastedDocument("notice", title, (), (paragraph("各科室：请按时报送。"),))


def test_a_report_is_written_with_the_documents_that_were_pasted_into_it(tmp_path: Path) -> None:
    source = Manuscript(
        (*six_chapters(), paragraph(TITLE), *notice().body, paragraph("预算的通知"))
    )

    done = write(tmp_path, draft(documents=(notice(), notice("另一件"))), source)

    assert done.kind == "report"
    assert done.stored.written == (
        REPORT,
        "agencies/kjj/documents/notice.md",
        "agencies/kjj/documents/notice-2.md",
    )
    assert done.remarks.lost == ()
    assert done.characters == done.kept > 200
    assert write(tmp_path, draft(documents=(notice(), notice("另一件")))).stored.written == ()


def test_what_was_neither_written_nor_listed_is_listed_last(tmp_path: Path) -> None:
    source = Manuscript((*six_chapters(), paragraph("群众意见箱设在一楼大厅。", place="第9段")))

    done = write(tmp_path, draft(), source)

    assert done.remarks.lost == (Remark("第9段", "群众意见箱设在一楼大厅。", REASON),)
    assert done.characters - done.kept == len("群众意见箱设在一楼大厅。")


def test_a_report_of_tables_only_begins_as_a_draft_with_the_prescribed_headings(
    tmp_path: Path,
) -> None:
    done = write(tmp_path, draft(body=HEADINGS))

    text = (tmp_path / REPORT).read_text("utf-8")
    assert "draft: true" in text
    assert "政府信息公开行政复议、行政诉讼情况: 0" in text
    assert "（填写）" in text
    assert any("是草稿" in one.reason for one in done.remarks.guesses)


def test_into_needs_a_report_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=f"还没有 content/{REPORT}"):
        write(tmp_path, draft(), into=True)


def test_prose_goes_into_the_report_that_the_tables_began(tmp_path: Path) -> None:
    write(tmp_path, draft(body=HEADINGS))

    done = write(tmp_path, draft(tables=()), into=True)

    text = (tmp_path / REPORT).read_text("utf-8")
    assert done.stored.written == (REPORT,)
    assert "公开的内容还不够丰富" in text
    assert "draft: true" in text
    assert "政府信息公开行政复议、行政诉讼情况: 0" in text
    with pytest.raises(UnreadableFileError, match="正文里已经有文字"):
        write(tmp_path, draft(body=(paragraph("另一篇。"),)), into=True)


@pytest.mark.parametrize(
    ("found", "slug", "said"),
    [
        (draft(), "", "--agency"),
        (draft(), "other", "--agency"),
        (draft(year=0), "kjj", "--year"),
        (draft(year=2031), "kjj", "2031不能是报告的年度"),
        (notice(), "", "--agency"),
        (notice()._replace(body=()), "kjj", "没有可以写成内容的文字"),
        (draft(body=HEADINGS[:0], tables=()), "kjj", "没有可以写成内容的文字"),
        (Catalogue(CatalogueForm(), ()), "", "--agency"),
    ],
)
def test_what_belongs_nowhere_is_not_written(
    found: ReportDraft | PastedDocument | Catalogue, slug: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        write(tmp_path, found, slug=slug)

    assert [*tmp_path.iterdir()] == []


def test_one_command_never_replaces_what_it_wrote_itself(tmp_path: Path) -> None:
    write(tmp_path, draft())
    read = ReadFile(draft(tables=ZEROS[:2]), "kjj", _NONE)

    with pytest.raises(UnreadableFileError, match=r"与“甲\.docx”写到同一个文件"):
        write_file(project(tmp_path, force=True), read, {REPORT: "甲.docx"})

    same = write_file(project(tmp_path, force=True), read._replace(found=draft()), {REPORT: "甲"})
    assert same.stored.same == (REPORT,)


def test_a_catalogue_that_says_the_same_in_other_words_stays_as_it_is(tmp_path: Path) -> None:
    item = CatalogueItem("1", "机构信息", "机构职能", "职能", "《条例》", "及时", BUREAU)
    item = item._replace(channels=("政府网站",), audience=("全社会",))
    item = item._replace(means=("主动",), levels=("县级",))
    catalogue = Catalogue(CatalogueForm(), (item,))
    path = tmp_path / "agencies/kjj/catalogue.yaml"
    write(tmp_path, catalogue)
    path.write_text(f"# 我的注释\n{path.read_text('utf-8')}", "utf-8")

    done = write(tmp_path, catalogue)

    assert (done.kind, done.items) == ("catalogue", 1)
    assert done.stored.same == ("agencies/kjj/catalogue.yaml",)
    with pytest.raises(UnreadableFileError, match="--force"):
        write(tmp_path, Catalogue(CatalogueForm(), (item._replace(number="2"),)))
