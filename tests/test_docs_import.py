"""The page of the handbook about importing old reports can be followed."""

from __future__ import annotations

import re
import shlex
from io import BytesIO
from pathlib import Path

import pytest
from test_docs import PAGES, README, blocks, laid_out
from texts import folder

from site_builder.cli.main import main

PAGE = PAGES["import"]
BUREAU = "示例市科学技术局"
CHAPTERS = (
    "一、主动公开政府信息的情况",
    "二、依申请公开政府信息和不予公开政府信息的情况",
    "三、政府信息公开的收费及减免情况",
    "四、因政府信息公开申请行政复议、提起行政诉讼的情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
SENTENCE = "本局依法做好政府信息公开工作，各项制度得到落实，群众的来信来电都有答复。"


def lines(year: int) -> list[str]:
    """A report on a year before the forms, paragraph by paragraph."""
    period = f"统计期限为{year}年1月1日至{year}年12月31日。"
    opening = f"根据《中华人民共和国政府信息公开条例》编制本报告，{period}"
    body = [text for chapter in CHAPTERS for text in (chapter, SENTENCE)]
    return [f"{BUREAU}{year}年政府信息公开工作年度报告", opening, *body]


def word(year: int) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in lines(year):
        document.add_paragraph(line)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def commands() -> list[list[str]]:
    """The commands of the page, in order."""
    typed = [line for kind, text in blocks(PAGE) if kind == "sh" for line in text.splitlines()]
    assert all(line.startswith("sitebuild ") for line in typed)
    return [shlex.split(line)[1:] for line in typed]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project of the README, with a folder of old reports and this year's draft."""
    folder(tmp_path, laid_out(README, "content/"))
    (tmp_path / "旧报告").mkdir()
    for year in range(2010, 2015):
        text = "\n\n".join(lines(year))
        (tmp_path / f"旧报告/{year}.txt").write_text(f"{text}\n", "utf-8")
    (tmp_path / "旧报告/2015.docx").write_bytes(word(2015))
    (tmp_path / "2024.docx").write_bytes(word(2024))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_of_the_page_works_in_its_order(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ""
    for words in commands():
        assert main(words) == 0, words
        said += capsys.readouterr().out

    reports = project / "content/agencies/shili-kjj/reports"
    assert {f"{year}.md" for year in (*range(2010, 2016), 2024)} <= {
        one.name for one in reports.iterdir()
    }
    assert SENTENCE in (reports / "2024.md").read_text("utf-8")
    assert (project / "public/agencies/shili-kjj/2012/index.html").exists()
    assert re.search(r"正文 \d+ 字，写入 \d+ 字", said)
    assert "猜的，请核对" in said


def test_the_marks_of_the_page_are_warnings_that_do_not_stop_a_build(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (statistics,) = [text for kind, text in blocks(PAGE) if kind == "yaml 2023"]
    rest = "主动公开政府信息情况: 0\n政府信息公开行政复议、行政诉讼情况: 0\n"
    path = project / "content/agencies/shili-kjj/reports/2023.md"
    indented = "".join(f"  {line}\n" for line in (statistics + rest).splitlines())
    header = re.sub(r"(?m)^statistics:\n(?:  .*\n)+", f"statistics:\n{indented}", path.read_text())
    path.write_text(header, "utf-8")

    assert main(["build"]) == 0

    said = capsys.readouterr().out
    assert "W209" in said
    assert "W209" in PAGE
