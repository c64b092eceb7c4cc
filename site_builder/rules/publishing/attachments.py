"""Rules about attachments: files that do not open, are too large or are not used.

Source: 国办秘函〔2019〕19号.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.link_graph import forgotten, kept_back
from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.limits import LARGEST_SEARCHED
from site_builder.model.portal import PartitionSummary, Portal
from site_builder.model.site import Site
from site_builder.model.source import Attachment

# The first bytes of files, by extension. New Office files are ZIP archives, old ones are OLE files;
# programs open both under either extension.
_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06"), (b"\xd0\xcf\x11\xe0",)
_BEGINS = {
    ".pdf": ("PDF", (b"%PDF",)),
    ".png": ("PNG 图片", (b"\x89PNG",)),
    ".jpg": ("JPEG 图片", (b"\xff\xd8\xff",)),
    ".jpeg": ("JPEG 图片", (b"\xff\xd8\xff",)),
    ".gif": ("GIF 图片", (b"GIF8",)),
    ".zip": ("ZIP 压缩包", _ZIP),
    ".docx": ("Word 文件", _ZIP),
    ".xlsx": ("Excel 文件", _ZIP),
    ".ofd": ("OFD 文件", _ZIP),
}
_KNOWN = (
    ("PDF", (b"%PDF",)),
    ("图片", (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")),
    ("旧格式的 Word 或 Excel 文件", _OLE),
    ("网页", (b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML")),
    ("压缩包或新格式的 Word、Excel 文件", _ZIP),
    ("RAR 压缩包", (b"Rar!",)),
)


@rule("W104", "附件是空文件（0字节）；请重新上传。", "warning")
def attachment_empty(site: Site) -> Iterator[Violation]:
    """附件是空文件。

    Bad:
        -- content/pages/list.txt --
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [名单](list.txt)
    Good:
        -- content/pages/list.txt --
        名单
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [名单](list.txt)
    """
    for attachment in site.attachments:
        if not attachment.size:
            yield Violation(attachment.path)


@rule(
    "W115", "附件的扩展名是 {ending}，内容却{real}；读者会打不开，请另存为正确的格式。", "warning"
)
def attachment_is_something_else(site: Site) -> Iterator[Violation]:
    """附件的内容与扩展名不符。

    多半是直接改了扩展名，或者上传时把出错的网页存了下来。

    Bad:
        -- content/pages/list.pdf --
        <html>找不到文件</html>
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [名单](list.pdf)
    Good:
        -- content/pages/list.pdf --
        %PDF-1.7
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [名单](list.pdf)
    """
    for attachment in site.attachments:
        ending = "." + attachment.path.rpartition(".")[2]
        name, begins = _BEGINS.get(ending.lower(), ("", ()))
        if attachment.size and begins and not attachment.head.startswith(begins):
            yield Violation(attachment.path, ending=ending, real=_really(attachment, name))


def _really(attachment: Attachment, name: str) -> str:
    for known, begins in _KNOWN:
        if attachment.head.startswith(begins):
            return f"是{known}"
    return f"不是 {name}" if name[0].isascii() else f"不是{name}"


@rule("W105", "附件有{size} MB，太大了；请压缩或拆分到20 MB以内。", "warning")
def attachment_too_large(site: Site) -> Iterator[Violation]:
    """附件太大。

    手机上下载不动。扫描件宜用文字版代替，既小，又能检索。

    Bad:
        content/pages/list.pdf 是一份25 MB的扫描件。
    Good:
        content/pages/list.pdf 是由 Word 导出的，1 MB。
    """
    for attachment in site.attachments:
        if attachment.size > LARGEST_SEARCHED:
            yield Violation(attachment.path, size=f"{attachment.size / 1e6:.0f}")


@rule(
    "W130",
    "“{path}”不会发布：没有公开的文件链接到它，也没有列在 attachments 里；请在用到它的文件里写上，"
    "或把它移走。",
    "warning",
)
def attachment_not_used(portal: Portal) -> Iterator[Violation]:
    """附件没有公开的文件用到它。

    只发布公开的文件链接到、或在信息栏 attachments 里列出的附件；仅仅放在文件夹里的，可能是底稿
    或误放的，不发布。只有草稿用到的不报；同一机关的文件还有错误时也先不报，因为还不知道它们用到
    哪些附件。

    Bad:
        -- content/pages/list.txt --
        名单
    Good:
        -- content/pages/list.txt --
        名单
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: [list.txt]
        ---
        正文。
    """
    spare, unpublished = forgotten(portal), kept_back(portal)
    for summary in portal.summaries if spare else ():
        if not _has_errors(summary, unpublished):
            yield from (Violation(path) for path in summary.unused if path in spare)


def _has_errors(summary: PartitionSummary, unpublished: frozenset[str]) -> bool:
    """Whether there are errors in a partition that no document waives, other than those about
    attachments that are not published."""
    waived = {
        (file, waiver.code) for path, waiver in summary.waivers for file in (path, *waiver.files)
    }
    errors = (one for one in summary.findings if one.severity == "error")
    return any((one.path, one.code) not in waived and one.path not in unpublished for one in errors)


@rule(
    "W131",
    "附件里的文字太多，没有全部查过个人信息；请拆分附件，或人工检查后写明豁免理由。",
    "warning",
    unless=attachment_too_large,
)
def attachment_not_searched(site: Site) -> Iterator[Violation]:
    """附件没有查完。

    附件要查有没有身份证号、手机号等；展开后超过32 MB、文字超过800万字或10万行的只查前面一部分，
    PDF 只查前200页。

    Bad:
        content/pages/list.xlsx 展开后有100 MB。
    Good:
        content/pages/list.xlsx 展开后有2 MB。
    """
    for attachment in site.attachments:
        if not attachment.whole:
            yield Violation(attachment.path)


PUBLISHED_FILE_RULES = (
    attachment_empty,
    attachment_too_large,
    attachment_not_searched,
    attachment_not_used,
    attachment_is_something_else,
)
