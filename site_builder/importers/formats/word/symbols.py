"""Characters of fonts that hold symbols in place of letters (Wingdings), as Unicode has them."""

from __future__ import annotations

import unicodedata


def _table(codes: str, characters: str) -> dict[int, str]:
    return dict(zip(bytes.fromhex(codes), characters, strict=True))


_FONTS = {
    "wingdings": _table(
        "282A466C6D6E6F7071727374757677 9FA1A7A8ABD8E0E8F0FBFCFDFE",
        "☎✉☞●○■□□❑❒⬧⧫◆❖⬥•○▪□★➢→➔⇨✗✓☒☑",
    ),
    "wingdings 2": _table("4F505152535496 98A2A3A4A5AE", "✗✓☒☑☒☒●●■□▪□◆"),
    "symbol": _table("A3B0B1B3B4B7B8D7", "≤°±≥×•÷·"),
}
_UNASSIGNED = frozenset({"Co", "Cs", "Cn", "Cc"})  # private ones, and those that are no characters


def symbol(font: str, code: str) -> str:
    """Return the character that a font has at a code, in hexadecimal digits; nothing if it is not
    known. Codes of such fonts are in the private area from F000 as well."""
    try:
        number = int(code, 16)
        if table := _FONTS.get(font.lower()):
            return table.get(number & 0xFF, "")
        return "" if unicodedata.category(chr(number)) in _UNASSIGNED else chr(number)
    except (ValueError, OverflowError):
        return ""
