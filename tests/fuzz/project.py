"""Good projects, to be spoilt: reports, documents, a theme of its own and attachments."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random
from shutil import copytree
from zipfile import ZIP_DEFLATED, ZipFile

import pdfs
from texts import GOOD_SITE, OWN_THEME, bureau, document, expanded, folder

from site_builder.rules import RULES

CONTENT = Path(__file__).parents[2] / "content"
THEME = Path(__file__).parents[2] / "themes" / "default"
EXAMPLES = tuple(
    example for rule in RULES for kind in ("Good", "Bad") for example in rule.examples(kind)
)
WORD = "<w:document><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>"
SHEET = "<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>"
STRINGS = "<sst><si><t>甲</t></si></sst>"


def lay(project: Path, random: Random) -> None:
    """Lay one of the good projects out as a folder."""
    random.choice((_full, _full, _full, _demonstration, _example))(project, random)


def _full(project: Path, _: Random) -> None:
    folder(project, GOOD_SITE)
    folder(project, bureau("zhongwei-swj", "中卫市商务局"))
    folder(
        project, document("pages/about.md", body="见[表](a.xlsx)、[文](a.docx)、[报](a.pdf)。\n")
    )
    folder(
        project,
        document(
            "agencies/zhongwei-kjj/documents/a.md",
            "title: 通知\npublished: 2023-05-06\ndocument_number: 卫科发〔2023〕1号\n",
            "**甲。**乙[^1]。\n\n[^1]: 注\n\n|甲|乙|\n|-|-|\n|1|2|\n",
        ),
    )
    folder(project, OWN_THEME)
    site = project / "content/site.yaml"
    site.write_text(f"{site.read_text('utf-8')}theme: own\n", "utf-8")
    pages = project / "content/pages"
    pages.joinpath("a.xlsx").write_bytes(
        _zipped({"xl/worksheets/sheet1.xml": SHEET, "xl/sharedStrings.xml": STRINGS})
    )
    pages.joinpath("a.docx").write_bytes(_zipped({"word/document.xml": WORD}))
    pages.joinpath("a.pdf").write_bytes(pdfs.latin("a"))


def _demonstration(project: Path, random: Random) -> None:
    copytree(CONTENT, project / "content")
    if random.random() < 0.5:
        copytree(THEME, project / "themes/own")
        site = project / "content/site.yaml"
        site.write_text(f"{site.read_text('utf-8')}theme: own\n", "utf-8")


def _example(project: Path, random: Random) -> None:
    folder(project, GOOD_SITE)
    folder(project, expanded(random.choice(EXAMPLES)))


def _zipped(parts: dict[str, str]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()
