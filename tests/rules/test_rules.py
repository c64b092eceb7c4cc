"""The rule book: every rule's bad example is found by that rule alone, every good one by none."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from conftest import TODAY, Scenario, codes, silent
from systems import case_sensitive, posix
from texts import page

from site_builder.build import build
from site_builder.lint.rule import Check
from site_builder.lint.runner import describe
from site_builder.model.rule import Rule
from site_builder.publish.paths import state_of
from site_builder.publish.site_check import verify
from site_builder.publish.state import ASIDE
from site_builder.rules import RULES

# What no text can show: kinds of files, sizes, and a finished site.
SPOILT = {f"V10{number}" for number in range(1, 10)}
IN_WORDS = {
    *("P101", "P102", "P103", "P113", "P114", "T111", "T113", "M107", "M109", "C105", "C107"),
    *("C109", "C141", "C142", "W105", "V120", "W131", *SPOILT),
}


# Their bad examples are not to be had on every system.
SOMEWHERE = {"P106": case_sensitive, "W206": posix}


def _examples(kind: Literal["Bad", "Good"]) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{number}", marks=SOMEWHERE.get(rule.code, ()))
        for rule in RULES
        for number, example in enumerate(rule.examples(kind), 1)
        if rule.code not in IN_WORDS
    ]


@pytest.mark.parametrize(("rule", "example"), _examples("Bad"))
def test_a_bad_example_is_found_by_its_rule_alone(rule: Rule, example: str, site: Scenario) -> None:
    findings = site.check(example)
    assert codes(findings) == {rule.code}, findings


@pytest.mark.parametrize(("rule", "example"), _examples("Good"))
def test_a_good_example_is_found_by_no_rule(rule: Rule, example: str, site: Scenario) -> None:
    assert not codes(site.check(example))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_a_page_in_the_handbook(rule: Rule) -> None:
    assert rule.summary.endswith("。")
    assert rule.examples("Bad")
    assert rule.examples("Good")
    in_words = rule.code in IN_WORDS
    statistics = rule.code.startswith("F")
    for example in rule.examples("Bad") + rule.examples("Good"):
        assert statistics or example.startswith("-- ") is not in_words


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_message_is_a_sentence_in_full_width_punctuation(rule: Rule) -> None:
    assert rule.says.endswith(("。", "{advice}", "{meant}", "{hint}"))
    assert not set(rule.says) & set(",;!\"'")


def test_codes_and_names_are_given_once() -> None:
    assert not [code for code, times in Counter(r.code for r in RULES).items() if times > 1]
    assert not [name for name, times in Counter(r.name for r in RULES).items() if times > 1]


def test_every_rule_there_is_stands_in_the_book() -> None:
    assert {rule for _, rule in _known()} == set(RULES)


def test_what_a_stage_cannot_read_is_reported_by_one() -> None:
    """A rule that checks nothing itself is used by a module that is not one of rules."""
    used = {rule for module, rule in _known() if "rules" not in re.split("[._]", module)}

    assert {rule for rule in RULES if not isinstance(rule, Check)} <= used


def _known() -> Iterator[tuple[str, Rule]]:
    """Every rule that a module of the program makes or imports, with the name of the module."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("site_builder."):
            yield from ((name, one) for one in vars(module).values() if isinstance(one, Rule))


# What is put before the main part of a page, and its encoding.
_ADDED = {
    "V104": ("不公开", "utf-8"),
    "V105": ("<script>1</script>", "utf-8"),
    "V106": ('<img src="//a.example/b">', "utf-8"),
    "V107": ('<a href="gone.html">x</a>', "utf-8"),
    "V108": ("<p title='<b>'></p>", "utf-8"),
    "V109": ("<p></p>", "gb18030"),
}


def _spoilt(public: Path, code: str) -> None:
    match code:
        case "V101":
            (public / "manifest.json").unlink()
        case "V102":
            (public / "list.txt").write_text("名单", "utf-8")
        case "V103":
            (public / "404.html").unlink()
        case "V120":
            public.rename(state_of(public) / ASIDE)
        case _:
            added, encoding = _ADDED[code]
            html = (public / "index.html").read_text("utf-8")
            (public / "index.html").write_text(html.replace("<main", f"{added}<main"), encoding)


@pytest.mark.parametrize("code", sorted(code for code in IN_WORDS if code[0] == "V"))
def test_a_spoilt_site_is_found_out(code: str, site: Scenario) -> None:
    assert not site.build().stopped
    public = site.root / "public"
    assert not verify(public)
    _spoilt(public, code)
    findings = tuple(describe(verify(public)))
    assert codes(findings) - {"V104"} == {code} - {"V104"}
    assert code in codes(findings)


def test_fragments_without_an_address_are_found(site: Scenario) -> None:
    built = build(site.root, site.root / "public", today=TODAY, progress=silent, fragments=True)
    assert codes(built.findings) == {"C105"}


def test_a_waiver_takes_a_warning_away_but_not_an_error(site: Scenario) -> None:
    header = "title: 示例\nwaivers:\n  M101: 照录原件\n  L104: 照录原件\n"
    findings = site.check(page("# 一\n[名单](#)\n", header))
    assert codes(findings) == {"L104"}
    assert [finding.waived for finding in findings if finding.code == "M101"] == ["照录原件"]
