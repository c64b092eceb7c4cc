"""A page of the handbook that is followed to the letter."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page

HANDBOOK = Path(__file__).parents[2] / "docs/handbook"
PICTURES = HANDBOOK / "pictures"
LARGEST = 120_000  # bytes of a picture
TALLEST = 620  # pixels of a picture
WIDTH = 1280
MOST = 8  # pictures
_BLOCK = re.compile(r"(?ms)^```\w+\n(.*?)^```$")
_QUOTED = re.compile(r"“([^”]+)”|`([^`\n]+)`")
_PICTURE = re.compile(r"!\[([^\]]+)\]\(pictures/([\w-]+\.png)\)")
# What a page says beside its text: what is in its fields, and what is said to those who hear it.
_BESIDE = """() => [...document.querySelectorAll("input, select, textarea, [aria-label], [title]")]
  .flatMap(one => [one.value, one.placeholder, one.title, one.ariaLabel]).filter(Boolean)"""


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


class Followed:
    """A page of the handbook, chapter by chapter. What it quotes must be done or come to be seen in
    the chapter; its pictures are taken anew if wanted."""

    def __init__(self, page: str, takes_pictures: bool) -> None:
        text = (HANDBOOK / page).read_text("utf-8")
        self.pictures = _PICTURE.findall(text)
        _, *parts = re.split(r"(?m)^## (.+)$", text)
        self._chapters = dict(zip(parts[::2], parts[1::2], strict=True))
        self._takes_pictures = takes_pictures
        self._taken: list[str] = []
        self._text, self._seen, self._heading = "", "", ""
        self._missing: list[tuple[str, str]] = []
        self._left = [*self._chapters]

    def begin(self, heading: str) -> None:
        """Begin the next chapter."""
        self._finish()
        assert self._left, heading
        assert self._left.pop(0) == heading
        self._heading, self._text, self._seen = heading, self._chapters[heading], ""

    def end(self) -> None:
        """See that everything quoted was done or seen, that no chapter is left, and that there was
        every picture."""
        self._finish()
        assert self._missing == [], self._missing
        assert self._left == []
        assert [name for _, name in self.pictures] == self._taken

    def _finish(self) -> None:
        quoted = [a or b for a, b in _QUOTED.findall(_BLOCK.sub("", self._text))]
        missing = [one for one in quoted if _squeezed(one) not in self._seen]
        self._missing += [(self._heading, one) for one in missing]

    def done(self, words: str) -> str:
        """Return words that the chapter tells to type, to click, or to look at."""
        assert _squeezed(words) in _squeezed(self._text), words
        self._seen += _squeezed(words) + "\n"
        return words

    def saw(self, *texts: str) -> None:
        """Note texts that are seen."""
        self._seen += "".join(_squeezed(text) + "\n" for text in texts)

    def look(self, page: Page) -> None:
        """Note all that a page says."""
        self.saw(page.locator("body").inner_text(), *page.evaluate(_BESIDE))

    def picture(self, name: str, page: Page, first: Locator, last: Locator) -> None:
        """Take a picture from the top of one element to the bottom of another, over the full width,
        if pictures are wanted."""
        self._taken.append(f"{name}.png")
        if not self._takes_pictures:
            return
        first.evaluate(
            "node => window.scrollTo(0, node.getBoundingClientRect().top + scrollY - 80)"
        )
        top, bottom = first.bounding_box(), last.bounding_box()
        assert top
        assert bottom
        height = min(bottom["y"] + bottom["height"] - top["y"] + 24, TALLEST)
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(
            path=PICTURES / f"{name}.png",
            clip={"x": 0, "y": max(top["y"] - 12, 0), "width": WIDTH, "height": height},
        )
