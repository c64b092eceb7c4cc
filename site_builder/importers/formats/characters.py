"""Characters that do not belong in a published text: what takes their place, and the remarks."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from site_builder.importers.imported import Remark, Remarks
from site_builder.text.patterns import regex

# Radicals for which Unicode gives no equal character, but PDF files have them instead of it.
_RADICALS = dict(
    zip(
        "⺒⺓⺟⺠⺫⺶⺸⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻯⻰⻳",
        "巳幺母民罒羊羊虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿竜龙龟",
        strict=True,
    )
)
# Angle brackets for mathematics, which Chromium prints instead of those around titles, among them.
_COMPATIBLE = regex("[\u2329\u232a\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_UNSEEN = regex(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_BREAKS = regex("[\x0b\x85\u2028\u2029]")


def tidy(text: str) -> str:
    """Return a text without invisible characters, with ordinary characters instead of radicals and
    compatibility ideographs, and with line feeds instead of other marks of a line break.
    Full-width digits and form feeds stay."""
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", _BREAKS.sub("\n", text))
    return _COMPATIBLE.sub(lambda match: _plain(match[0]), text)


def odd_characters(texts: Iterable[tuple[str, str]]) -> Remarks:
    """Return what `tidy` takes out of texts, and what it changes, as a remark for each kind of
    character. A text comes with its place; a remark has the place of the first character."""
    unseen: Counter[str] = Counter()
    changed: dict[str, None] = {}
    first: dict[str, str] = {}
    at = ""
    for place, text in texts:
        if text.isascii() and text.isprintable():
            continue
        for letter in _UNSEEN.findall(text):
            unseen[letter] += 1
            first.setdefault(letter, place)
        for letter in _COMPATIBLE.findall(text):
            if _plain(letter) != letter:
                changed.setdefault(letter)
                at = at or place
    lost = tuple(
        Remark(first[letter], letter, f"看不见的字符 U+{ord(letter):04X}，删去了（{count} 处）")
        for letter, count in sorted(unseen.items())
    )
    if not changed:
        return Remarks(lost)
    pairs = " ".join(f"{letter}→{_plain(letter)}" for letter in sorted(changed))
    return Remarks(lost, (Remark(at, pairs, "部首或兼容字形，改成了普通的字"),))


def _plain(letter: str) -> str:
    return _RADICALS.get(letter) or unicodedata.normalize("NFKC", letter)
