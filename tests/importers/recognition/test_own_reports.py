"""The reports of the demonstration site, as other files may have them, are found as they are."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from importers.recognition.manuscripts import draft, headings, shown

CONTENT = Path(__file__).parents[3] / "content" / "agencies"
REPORTS = {path.parts[-3]: path for path in sorted(CONTENT.glob("*/reports/*.md"))}
SHORTEST = 60  # characters of a paragraph that is cut
END = "。；：！？”）》"  # behind these nobody can tell that something was cut


class Own(NamedTuple):
    """A report as it is written: its title, and its paragraphs with their marks."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def plain(self) -> list[str]:
        """The paragraphs without marks of headings and bold type."""
        return [re.sub(r"^#+ ", "", text).replace("**", "") for text in self.paragraphs]


def own(path: Path) -> Own:
    """Read a report of the site."""
    _, header, body = path.read_text("utf-8").split("---\n", 2)
    title = re.search(r"title: (.*)", header)
    assert title
    paragraphs: list[str] = []
    for text in re.split(r"\n\s*\n", body.strip()):
        lines = [line.strip() for line in text.split("\n")]
        if lines[0].startswith("|"):
            rows = (line.strip("|").split("|") for line in lines if "---" not in line)
            paragraphs.append("\n".join("|".join(map(str.strip, row)) for row in rows))
        elif lines[0].startswith(("- ", "#")):
            paragraphs += lines
        else:
            paragraphs.append("".join(lines))
    return Own(title[1], tuple(paragraphs))


@pytest.mark.parametrize("path", REPORTS.values(), ids=REPORTS)
def test_a_report_with_its_styles_is_the_same(path: Path) -> None:
    report = own(path)

    found = draft("\n".join((f"# {report.title}", *report.paragraphs)))

    assert shown(found.body) == "\n".join(report.paragraphs)
    assert found.title == report.title
    assert found.remarks.lost == ()


@pytest.mark.parametrize("path", REPORTS.values(), ids=REPORTS)
def test_the_headings_of_a_report_without_styles_are_found(path: Path) -> None:
    report = own(path)

    found = draft("\n".join((report.title, *report.plain)))

    assert headings(found) == [text for text in report.paragraphs if text.startswith("#")]


@pytest.mark.parametrize("path", REPORTS.values(), ids=REPORTS)
def test_a_paragraph_that_a_page_cuts_anywhere_is_whole_again(path: Path) -> None:
    report = own(path)
    plain = report.plain
    long = [
        n
        for n, text in enumerate(plain)
        if len(text) > SHORTEST and "|" not in text and text[0] != "-"
    ]
    whole = shown(draft("\n".join((report.title, *plain))).body)
    chance = random.Random(report.title)
    for _ in range(20):
        at = chance.choice(long)
        text = plain[at]
        place = chance.choice([n for n in range(25, len(text) - 5) if text[n - 1] not in END])
        cut = [*plain[:at], text[:place], text[place:], *plain[at + 1 :]]

        found = draft("\n".join((report.title, *cut)))

        assert shown(found.body) == whole, f"{text[:place][-10:]}|{text[place:][:10]}"
