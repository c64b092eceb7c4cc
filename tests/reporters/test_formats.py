"""Findings for people and for machines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fastjsonschema
from hypothesis import given
from hypothesis import strategies as st

from site_builder.lint.rule import rule
from site_builder.model.document import Document
from site_builder.model.finding import CellAddress, Finding, Violation
from site_builder.reporters.formats import FORMATS, write_report

FINDING = Finding("F230", "error", "content/报告.md", 3, 7, "勾稽关系不符：1≠2。")
CELL = FINDING._replace(severity="warning", cell=CellAddress("表三", "予以公开", "总计"))


@rule("F230", "不符。")
def balance_fails(document: Document) -> list[Violation]:
    """勾稽关系不成立。

    不成立的，请核对。
    """
    return []


SCHEMA = Path(__file__).parents[1] / "data/sarif-schema-2.1.0.json"
accepts_sarif = fastjsonschema.compile(json.loads(SCHEMA.read_text("utf-8")))


def nothing(path: str) -> tuple[str, ...]:
    return ()


def written(form: str, *findings: Finding) -> str:
    return write_report(findings, form, (balance_fails,), nothing)


def test_json_is_a_list_of_objects_with_the_promised_keys() -> None:
    assert json.loads(written("json", FINDING, CELL)) == [
        {
            "code": "F230",
            "severity": "error",
            "path": "content/报告.md",
            "line": 3,
            "column": 7,
            "message": "勾稽关系不符：1≠2。",
            "cell": None,
            "related": [],
        },
        {
            "code": "F230",
            "severity": "warning",
            "path": "content/报告.md",
            "line": 3,
            "column": 7,
            "message": "勾稽关系不符：1≠2。",
            "cell": {"table": "表三", "row": "予以公开", "column": "总计"},
            "related": [],
        },
    ]


def test_chinese_is_written_as_it_is() -> None:
    assert "勾稽关系不符" in written("json", FINDING)
    assert "勾稽关系不符" in written("sarif", FINDING)


def test_no_findings_are_an_empty_report_of_each_form() -> None:
    assert json.loads(written("json")) == []
    assert json.loads(written("sarif"))["runs"][0]["results"] == []
    assert written("text") == written("github") == ""


def test_github_escapes_what_would_end_a_message_or_a_property() -> None:
    finding = FINDING._replace(path="a:b,c%.md", message="50% 甲\r\n::error::乙")

    assert written("github", finding) == (
        "::error file=a%3Ab%2Cc%25.md,line=3,col=7,title=F230::50%25 甲%0D%0A::error::乙\n"
    )


def test_a_finding_about_a_whole_file_is_shown_by_github_at_its_first_line() -> None:
    assert "line=1,col=1," in written("github", CELL._replace(line=0, column=0))


def test_sarif_has_what_its_schema_requires() -> None:
    report = json.loads(written("sarif", FINDING, FINDING._replace(line=0, column=0)))

    (run,) = report["runs"]
    driver = run["tool"]["driver"]
    first, second = run["results"]
    assert report["version"] == "2.1.0"
    assert report["$schema"].endswith("sarif-2.1.0.json")
    assert driver["name"] == "sitebuild"
    assert [one["id"] for one in driver["rules"]] == ["F230"]
    assert driver["rules"][0]["shortDescription"]["text"] == "勾稽关系不成立。"
    assert (first["ruleId"], first["level"]) == ("F230", "error")
    assert first["message"] == {"text": "勾稽关系不符：1≠2。"}
    place = first["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in second["locations"][0]["physicalLocation"]


def test_the_place_of_a_file_in_sarif_is_a_relative_uri() -> None:
    finding = FINDING._replace(path="content/附件 1#%.md")

    (run,) = json.loads(written("sarif", finding))["runs"]

    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "content/%E9%99%84%E4%BB%B6%201%23%25.md"


def test_a_fingerprint_stays_when_lines_move_and_changes_with_what_is_said() -> None:
    assert fingerprint(FINDING) == fingerprint(FINDING._replace(line=9, column=1))
    others = [
        FINDING,
        CELL,
        FINDING._replace(code="F231"),
        FINDING._replace(path="content/b.md"),
        FINDING._replace(message="勾稽关系不符：1≠3。"),
    ]
    assert len({fingerprint(one) for one in others}) == len(others)


def fingerprint(finding: Finding) -> Any:
    return json.loads(written("sarif", finding))["runs"][0]["results"][0]["partialFingerprints"][
        "finding/v1"
    ]


FINDINGS = st.builds(
    Finding,
    st.sampled_from(["F230", "X1"]),
    st.sampled_from(["error", "warning"]),
    st.text(max_size=9),
    st.integers(0, 9),
    st.integers(0, 9),
    st.text(max_size=30),
    st.none()
    | st.builds(CellAddress, st.text(max_size=3), st.text(max_size=3), st.text(max_size=3)),
)


@given(st.lists(FINDINGS, max_size=4))
def test_sarif_is_valid_against_the_schema_of_its_standard(findings: list[Finding]) -> None:
    accepts_sarif(json.loads(written("sarif", *findings)))


@given(st.lists(FINDINGS, max_size=3), st.sampled_from(FORMATS))
def test_any_findings_can_be_written_and_each_is_one_entry(
    findings: list[Finding], form: str
) -> None:
    report = written(form, *findings)

    if form == "json":
        assert len(json.loads(report)) == len(findings)
    elif form == "sarif":
        assert len(json.loads(report)["runs"][0]["results"]) == len(findings)
    elif form == "github":
        assert report.count("\n") == len(findings)
