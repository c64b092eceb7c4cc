"""The report for people who do not read terminals."""

from __future__ import annotations

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.finding import CellAddress, Finding, Repair
from site_builder.model.limits import MOST_ENTRIES
from site_builder.reporters.html import to_html
from site_builder.rules import RULES

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")))
FINDINGS = st.builds(
    Finding,
    code=st.sampled_from([rule.code for rule in RULES]),
    severity=st.sampled_from(["error", "warning"]),
    path=TEXTS,
    line=st.integers(0, 999),
    column=st.integers(0, 999),
    message=TEXTS,
    cell=st.none() | st.builds(CellAddress, TEXTS, TEXTS, TEXTS),
)


@given(st.lists(FINDINGS, max_size=5))
def test_whatever_is_found_becomes_a_valid_page_that_says_it_all(findings: list[Finding]) -> None:
    page = html5lib.HTMLParser(strict=True).parse(to_html(findings, RULES))

    words = "".join(page.itertext())
    for finding in findings:
        assert finding.code in words
        assert "".join(finding.message.split()) in "".join(words.split())


def test_equal_findings_are_one_entry_and_of_very_many_the_rest_is_counted() -> None:
    colon = Finding("Y111", "error", "a.md", 3, 6, "甲乙丙。", repair=Repair(3, 6, "：", ": "))
    colons = [colon._replace(line=n) for n in range(3, 61)]
    others = [Finding("L105", "error", "b.md", n, 1, str(n)) for n in range(1000)]

    text = to_html([*colons, *others], RULES)

    assert text.count("甲乙丙。") == 1
    assert "共58处，可用 --fix 改正：第3、4、5" in text
    assert text.count("<li ") == MOST_ENTRIES
    assert f"另有 {1001 - MOST_ENTRIES} 处没有列出" in text
    assert "错误 1058，警告 0" in text
