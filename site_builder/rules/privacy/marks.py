"""Finds marks of secrecy or internal use; each is a short line of its own."""

from __future__ import annotations

from site_builder.text.patterns import regex
from site_builder.text.plain_text import PlainText

MARK_LENGTH = 24
_SECRET_LETTERS = regex("[密公]")
_SECRET = regex(
    r"[（(【\[]?(?:密级[:：]?)?(?:绝密|机密|秘密)[★☆＊](?!启用前)[^，。；★]{0,8}[）)】\]]?"
    r"|[（(【\[]?(?:此件|此文件?|本件|公开(?:属性|方式|选项)[:：])(?:不予|不宜|不)公开[）)】\]]?。?"
)
# Each begins with a character, for a quick search.
_SIGNS_OF_MARK = (regex(r"密(?<=[绝机秘\s]密)"), regex(r"不\s*[予宜]?\s*公\s*开"))
_SECRET_AT_HEAD = regex(r"(?:密级[:：]?)?(?:绝密|机密|秘密)(?:[0-9０-９]{1,2}年|长期)?")
_INTERNAL = "内部(?:资料|文件|材料|刊物|使用|传阅|参考)"
_INTERNAL_ALONE = regex(rf"[（(【\[]?(?:仅供)?{_INTERNAL}[）)】\]]?[!！。]?")
_INTERNAL_KEPT = regex(
    rf"[（(【\[]?{_INTERNAL}[，,、·]?(?:请?注意保存|妥善保管|(?:严禁|请勿|不得)外传|严禁翻印|注意保密)"
    r"[）)】\]]?[!！。]?"
)
_SPACES = regex(r"\s+")
_DECLASSIFIED = "解密"


def may_be_secret(plain: PlainText) -> bool:
    """Return whether a document may contain a mark of secrecy; a quick prefilter."""
    return any(sign.search(plain.everything) for sign in _SIGNS_OF_MARK)


def declassified(plain: PlainText) -> bool:
    """Return whether a document says that it is declassified."""
    return any(_DECLASSIFIED in block.text for block in plain.blocks)


def secret_mark_in(line: str, at_head: bool = False) -> str:
    """Return a line without spaces if it is a mark of secrecy, else an empty text."""
    mark = _SPACES.sub("", line) if _SECRET_LETTERS.search(line) else ""
    is_mark = _SECRET.fullmatch(mark) or (at_head and _SECRET_AT_HEAD.fullmatch(mark))
    return mark if is_mark else ""


def internal_mark_in(line: str, at_head: bool) -> str:
    """Return a line without spaces if it is a mark of internal use, else an empty text."""
    mark = _SPACES.sub("", line) if "内部" in line else ""
    is_mark = _INTERNAL_KEPT.fullmatch(mark) or (at_head and _INTERNAL_ALONE.fullmatch(mark))
    return mark if is_mark else ""
