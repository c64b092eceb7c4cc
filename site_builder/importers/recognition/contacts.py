"""The contact data of an agency in the text of its report."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.importers.recognition.outline import CHAPTER
from site_builder.model.manuscript import Block, Paragraph
from site_builder.text.patterns import regex

Contacts = tuple[tuple[str, str], ...]

_LABELS = {
    "address": r"(?:办公|联系|通讯|通信|单位|机构|邮寄)?地\s*址",
    "postcode": r"邮\s*政?\s*编\s*码?",
    "phone": r"(?<!举报)(?<!监督)(?<!投诉)(?:联系|办公|咨询)?电\s*话(?:号码)?",
    "fax": r"传\s*真(?:号码|电话)?",
    "email": r"(?:电子)?(?:邮|信)\s*箱(?:地址)?|电子邮件|E-?mail",
    "hours": r"(?:办公|工作|受理|接待)时间",
}
_EACH = "|".join(f"(?P<{key}>{label})" for key, label in _LABELS.items())
# 电话/传真：… holds two.
_LABEL = regex(rf"(?i)(?:{_EACH})(?P<more>\s*[/、（(]\s*传\s*真\s*[）)]?)?\s*[:：为]\s*")
_VALUES = {
    "postcode": regex(r"\d(?:\s?\d){5}(?!\d)"),
    "phone": regex(r"[+(（]?\d[\d\s()（）\-—–－转]*\d"),
    "fax": regex(r"[+(（]?\d[\d\s()（）\-—–－转]*\d"),
    "email": regex(r"(?a)[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "hours": regex(r"[^。；;）)]+"),
}
_ADDRESS_END = regex(r"[。；;]")
_WEBSITE = regex(r"(?ai)(?:https?://|www\.)[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[\w./%-]*)?")
_NARROW = str.maketrans("０１２３４５６７８９—–－（）", "0123456789---()")
_NUMBERS = {"postcode", "phone", "fax"}


def find_contacts(body: tuple[Block, ...]) -> Contacts:
    """Return the contact data in the opening or, what is missing there, in the last chapter."""
    chapters = [n for n, block in enumerate(body) if _is_chapter(block)]
    if not chapters:
        return tuple(_contacts(body))
    opening = body[: chapters[0] + 2]  # some reports begin with the heading of the first chapter
    found = dict(_contacts(body[chapters[-1] :])) | dict(_contacts(opening))
    order = [*_LABELS, "website"]
    return tuple(sorted(found.items(), key=lambda item: order.index(item[0])))


def _is_chapter(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "heading" and block.level == CHAPTER


def _contacts(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """Yield contact data, each once."""
    seen: set[str] = set()
    for block in blocks:
        text = block.text if isinstance(block, Paragraph) else ""
        for key, value in _in_text(text):
            if value and key not in seen:
                seen.add(key)
                yield key, value


def _in_text(text: str) -> Iterator[tuple[str, str]]:
    labels = [*_LABEL.finditer(text)]
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        key = next(key for key in _LABELS if label[key])
        value = _value(key, text[label.end() : end], number + 1 < len(labels))
        yield key, value
        if label["more"]:
            yield "fax", value
    if website := _WEBSITE.search(text):
        yield "website", website[0]


def _value(key: str, text: str, is_followed: bool) -> str:
    """Return the value that a label has in the text up to the next one."""
    if key == "address":
        return _address(text, is_followed)
    found = _VALUES[key].match(text)
    if not found:
        return ""
    return "".join(found[0].translate(_NARROW).split()) if key in _NUMBERS else found[0].strip()


def _address(text: str, is_followed: bool) -> str:
    """Return an address: up to the next label, or up to the comma if there is none, without a
    bracket that closes what was opened before it."""
    text = _ADDRESS_END.split(text, maxsplit=1)[0]
    if not is_followed:
        text = text.replace(",", "，").split("，", maxsplit=1)[0]
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "（(") - (sign in "）)")
        if depth < 0:
            text = text[:at]
            break
    return text.strip().rstrip("，,、；; ")
