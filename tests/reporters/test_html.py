"""The report for people who do not read terminals."""

from __future__ import annotations

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.finding import CellAddress, Finding
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
