"""What is said of imported files."""

from __future__ import annotations

import json

from site_builder.cli.import_account import Imported, as_json, as_text
from site_builder.importers.imported import Remark, Remarks

PATHS = ("content/agencies/kjj/reports/2023.md", "content/agencies/kjj/reports/2023-1.png")
ONE = Imported("2023.docx", "report", PATHS, characters=5312, kept=5309)


def remarks(count: int, reason: str = "页码", text: str = "— {} —") -> tuple[Remark, ...]:
    return tuple(Remark(f"第{n}页", text.format(n), reason) for n in range(1, count + 1))


def said(lost: tuple[Remark, ...] = (), guesses: tuple[Remark, ...] = ()) -> list[str]:
    return [*as_text([ONE._replace(remarks=Remarks(lost, guesses))])]


def test_a_file_has_a_line_with_what_was_written_and_how_much_of_it() -> None:
    path = PATHS[0]

    assert said() == [f"2023.docx：写入 {path}，另有 1 个文件；正文 5,312 字，写入 5,309 字。"]
    same = ONE._replace(written=(), same=PATHS, characters=0)
    assert [*as_text([same])] == [f"2023.docx：{path} 相同，没有改动。"]


def test_remarks_with_one_reason_are_one_entry() -> None:
    lines = said(remarks(3), (Remark("信息栏", "", "没有标题"), Remark("表1", "17", "少一格")))

    assert lines[1:] == [
        "没有导入（3 处）：",
        "  页码（3 处）：",
        "    第1页　“— 1 —”",
        "    第2页　“— 2 —”",
        "    第3页　“— 3 —”",
        "猜的，请核对（2 处）：",
        "  信息栏　没有标题",
        "  表1　“17”：少一格",
    ]


def test_long_lists_and_texts_are_cut_for_people() -> None:
    many = tuple(Remark("第1段", "甲" * 200, f"理由{n}") for n in range(100))

    lines = said(remarks(300), many)

    assert "    另有 295 处" not in lines
    assert "  另有 295 处；全部列出用 --format json" in lines
    assert "  另有 80 处；全部列出用 --format json" in lines
    assert len(lines) < 40
    assert max(map(len, lines)) < 100


def test_programs_get_everything() -> None:
    entries = json.loads(as_json([ONE._replace(remarks=Remarks(remarks(300), remarks(1)))]))

    assert [len(entries[0][key]) for key in ("written", "lost", "guesses")] == [2, 300, 1]
    assert entries[0]["lost"][0] == {"place": "第1页", "text": "— 1 —", "reason": "页码"}


def test_why_a_file_was_not_imported_is_lost_to_programs_and_a_message_to_people() -> None:
    failed = Imported("a.pdf", why="是扫描件")

    assert [*as_text([failed])] == []
    assert json.loads(as_json([failed]))[0]["lost"] == [
        {"place": "", "text": "", "reason": "是扫描件"}
    ]
