"""One cause, one finding: what could not be read is named, and what follows from it is not."""

from __future__ import annotations

import pytest
from conftest import Scenario
from hostile import spot, write
from texts import CHAPTERS, EXAMPLE, OVERVIEW, REPORT, report

from site_builder.build import Built
from site_builder.lint.autofix import repaired
from site_builder.model.finding import Finding, Repair
from site_builder.rules.structure.outline import numeral

AGENCY = "content/agencies/zhongwei-kjj/index.md"
GOOD = {
    EXAMPLE: "---\ntitle: 示例\nsummary: 甲,乙\n---\n## 说明\n\n信息先审查,后公开。\n",
    AGENCY: "---\ntitle: 中卫市科学技术局\nregion: 640500\n---\n信息先审查,后公开。\n",
    REPORT: report().split("--\n", 1)[1],
}
CONFLICT = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> other\n"


def _opened_by(first_line: str, text: str) -> str:
    return text.replace("---\n", first_line, 1)


SPOILT = {
    "blank line": ("Y103", 1, lambda text: "\n" + text),
    "title": ("Y103", 1, lambda text: "# 示例\n" + text),
    "words": ("Y103", 1, lambda text: "2023年度报告\n\n" + text),
    "two dashes": ("Y102", 1, lambda text: _opened_by("--\n", text)),
    "four dashes": ("Y102", 1, lambda text: _opened_by("----\n", text)),
    "long dash": ("Y102", 1, lambda text: _opened_by("———\n", text)),
    "both long": ("Y102", 1, lambda text: text.replace("---\n", "———\n")),
    "wide dashes": ("Y102", 1, lambda text: _opened_by("－－－\n", text)),
    "BOM and space": ("Y102", 1, lambda text: "\ufeff " + text),
    "wide space": ("Y102", 1, lambda text: "\u3000" + text),
    "no first line": ("Y101", 1, lambda text: _opened_by("", text)),
    "GBK": ("T101", 2, lambda text: text.encode("gb18030")),
    "UTF-16": ("T102", 0, lambda text: text.encode("utf-16")),
    "empty": ("T110", 0, lambda _: ""),
    "cut off": ("T103", 2, lambda text: text.encode().replace(b": ", b": \xff", 1)),
    "NUL": ("T105", 2, lambda text: text.replace("title: ", "title: \0", 1)),
    "conflict": ("T112", 1, lambda text: CONFLICT.format(text, text)),
    "conflict in the header": (
        "T112",
        2,
        lambda text: text.replace("title:", CONFLICT.format("title: 甲\n", "") + "title:", 1),
    ),
    "two colons": ("Y110", 2, lambda text: text.replace("title: ", "title: 甲: ", 1)),
}


@pytest.mark.parametrize("path", GOOD, ids=["page", "agency", "report"])
@pytest.mark.parametrize(("code", "line", "spoil"), SPOILT.values(), ids=SPOILT)
def test_a_file_that_cannot_be_read_is_one_finding_and_no_rule_speaks_of_its_words(
    path: str, code: str, line: int, spoil: object, site: Scenario
) -> None:
    assert callable(spoil)
    spoilt = spoil(GOOD[path])
    write(site, spoilt if isinstance(spoilt, bytes) else spoilt.encode(), path)

    (finding,) = site.check()

    assert (finding.code, finding.path, finding.line) == (code, path, line)
    assert finding.severity == "error"


def test_links_to_a_file_that_cannot_be_read_are_not_called_broken(site: Scenario) -> None:
    write(site, "title: 示例\n## 说明\n".encode())
    links = "[甲](a.md)、[乙](example.md#说明)、[丙](example.md)。\n"
    near = f"-- content/pages/a.md --\n---\ntitle: 题\n---\n{links}"
    far = links.replace("(", "(../../pages/").replace("a.md", "example.md")
    findings = site.check(near + f"-- {AGENCY} --\n{GOOD[AGENCY].replace(',', '，')}\n{far}")

    assert spot(findings) == ("Y101", 1, 1)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: 甲\n正文。\n", 3, "在“正文。”前面加一行 ---"),
        ("---\ntitle: 甲\n\n## 一、说明\n正文。\n", 4, "在“## 一、说明”前面加一行 ---"),
        ("---\ntitle: 甲\n\n联系人：张三。\n", 4, "在“联系人：张三。”前面加一行 ---"),
        ("---\ntitle: 甲\nwaivers:\n  M101: 乙\n- 丙\n正文。\n", 6, "在“正文。”前面"),
        ("---\ntitle: 甲\n———\n正文。\n", 3, "把这一行“———”改成 ---"),
        ("---\ntitle: 甲\n----\n正文。\n", 3, "把这一行“----”改成 ---"),
        ("---\ntitle: 甲\n", 2, "在这一行之后加一行 ---"),
        ("---\ntitle: 甲\n\n联系人：张三。\n\n---\n\n其余。\n", 4, "在“联系人：张三。”前面"),
        ("---\ntitle: 甲\n\n## 一、说明\n\n正文。\n\n---\n", 4, "在“## 一、说明”前面"),
    ],
)
def test_a_header_that_is_not_closed_is_found_where_it_ends(
    text: str, line: int, words: str, site: Scenario
) -> None:
    write(site, text.encode())
    findings = site.check()

    assert spot(findings) == ("Y104", line, 1)
    assert words in findings[0].message
    assert not findings[0].repair


@pytest.mark.parametrize("spoil", ["\n{}", "# 示例\n{}", "--{}", "———\n{}", "－－－\n{}", " {}"])
def test_nothing_is_repaired_in_a_file_whose_header_was_not_found(
    spoil: str, site: Scenario
) -> None:
    text = spoil.format(GOOD[EXAMPLE].replace("示例", "示\u200b例"))
    write(site, text.encode())

    assert not _repairs(site.check(), EXAMPLE)


def test_only_what_is_sure_is_repaired_while_waivers_cannot_be_read(site: Scenario) -> None:
    header = "title：示\u200b例\nwaivers:\n  G107: 照录原件\n  M101: 照录原件\n"
    write(site, f"---\n{header}---\n# 说明\n信息先审查,后公开。\n".encode())
    findings = site.check()
    repairs = _repairs(findings, EXAMPLE)

    assert [finding.code for finding in findings] == ["Y111", "T106"]
    text, _ = repaired((site.root / EXAMPLE).read_text("utf-8"), repairs)
    assert text.startswith("---\ntitle: 示例\n")
    assert text.endswith("# 说明\n信息先审查,后公开。\n")


def test_a_document_whose_draft_mark_is_empty_is_never_published(site: Scenario) -> None:
    for mark in ("", "''", "是", "True", "yes"):
        write(site, f"---\ntitle: 示例\ndraft: {mark}\n---\n正文。\n".encode())
        built = site.build()
        assert _stopped_by(built) == {"H106"}
        assert not (site.root / "public").exists()


def test_the_words_about_an_empty_draft_mark_say_what_to_write(site: Scenario) -> None:
    write(site, "---\ntitle: 示例\ndraft:\n---\n正文。\n".encode())
    (finding,) = site.check()

    assert finding.message == "“draft”（草稿）只能写 true（是）或 false（否），这里没有写。"


def test_merge_conflicts_in_the_settings_are_called_so(site: Scenario) -> None:
    settings = (site.root / "content/site.yaml").read_text("utf-8")
    write(site, CONFLICT.format(settings, settings).encode(), "content/site.yaml")

    assert spot(site.check()) == ("T112", 1, 1)


@pytest.mark.parametrize(
    "text", ["=======", "<<<<<<<甲", "＜＜＜＜＜＜＜", "> > 引用", "<<<<<< 六个"]
)
def test_other_lines_of_signs_are_no_merge_conflict(text: str, site: Scenario) -> None:
    write(site, f"---\ntitle: 示例\n---\n甲。\n\n{text}\n\n乙。\n".encode())

    assert "T112" not in {finding.code for finding in site.check()}


def test_a_heading_that_skips_a_level_hides_no_items(site: Scenario) -> None:
    names = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
    words = "认真落实条例的各项要求，逐条审查，及时发布，没有发生差错。"
    heads = (f"#### （{numeral(n)}）{name}情况" for n, name in enumerate(names, 1))
    items = "".join(f"{head}\n\n{words}\n\n" for head in heads)
    text = CHAPTERS.replace(OVERVIEW, items)
    findings = site.check(f"-- 2023年度报告 --\n{text}")

    assert spot(findings)[0] == "M102"


def _repairs(findings: tuple[Finding, ...], path: str) -> list[Repair]:
    return [one.repair for one in findings if one.repair and one.path == path]


def _stopped_by(built: Built) -> set[str]:
    assert built.stopped == "content"
    return {one.code for one in built.findings}


def test_a_header_of_tabs_and_wide_spaces_is_repaired_in_one_run(site: Scenario) -> None:
    flat = "title: 示例\nwaivers:\n  M101: 甲\n  M102: 乙\n"
    nested = "title: 示例\nsummary:\n  甲:\n    乙:\n      丙: 1\n"
    for header in (flat, nested):
        for indent in ("\t", "\u3000"):
            spoilt = header.replace("  ", indent)
            write(site, f"---\n{spoilt}---\n正文。\n".encode())
            text = (site.root / EXAMPLE).read_text("utf-8")
            mended, _ = repaired(text, _repairs(site.check(), EXAMPLE))
            assert mended == f"---\n{header}---\n正文。\n"


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("title: 甲\nwaivers:\n  M101: 甲\n M102: 乙\n", 5),
        ("title: 甲\nwaivers:\n M101: 甲\n  M102: 乙\n", 4),
        ("title: 甲\nwaivers:\n M101: 甲\n  M102: 乙\n  M103: 丙\n", 4),
        ("title: 甲\nwaivers:\n  甲:\n    乙: 1\n   丙: 2\n    丁: 3\n", 6),
        ("title: 甲\nwaivers:\n  甲:\n   乙: 1\n    丙: 2\n    丁: 3\n", 5),
        ("title: 甲\nwaivers:\n  甲:\n    乙:\n     丙: 1\n      丁: 2\n", 6),
        ("title: 甲\n  summary: 乙\n", 3),
        ("title: 甲\nwaivers:\n  M101: 甲\n   M102: 乙\n", 5),
        ("title: 甲\nwaivers:\n  - 甲\n - 乙\n", 5),
        (" title: 甲\nsummary: 乙\n", 2),
        (" title: 甲\nsummary: 乙\norder: 1\n", 2),
    ],
)
def test_a_line_with_a_space_too_few_or_too_many_is_found_itself(
    header: str, line: int, site: Scenario
) -> None:
    write(site, f"---\n{header}---\n正文。\n".encode())

    assert spot(site.check())[:2] == ("Y110", line)
