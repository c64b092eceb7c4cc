"""Rules about personal data and marks of secrecy in attachments, and in names of files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Site
from site_builder.model.source import Attachment
from site_builder.rules.privacy.marks import MARK_LENGTH, secret_mark_in
from site_builder.text.patterns import regex
from site_builder.text.pii import (
    Found,
    bank_cards,
    identity_numbers,
    mobile_numbers,
    passports,
)

_MOST_COUNTED = 1_000  # numbers in one attachment
Finder = Callable[[str], Iterator[Found]]
# A short line with a sign of a mark.
_MAY_BE_MARK = regex(r"(?m)^[^\n密公]{0,23}[密公][^\n]{0,23}$")


@rule("X108", "文件名里有公民身份证号“{shown}”；文件名也会公开，请改名。")
def identity_number_in_file_name(site: Site) -> Iterator[Violation]:
    """文件名里有身份证号。

    文件名就是网址的一部分。

    Bad:
        -- content/pages/11010519491231002X.txt --
        办理结果
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [办理结果](11010519491231002X.txt)
    Good:
        -- content/pages/result.txt --
        办理结果
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [办理结果](result.txt)
    """
    yield from _in_names(site, identity_numbers)


@rule("X111", "文件名里像有{kind}“{shown}”；文件名也会公开，请改名。", waivable=True)
def number_in_file_name(site: Site) -> Iterator[Violation]:
    """文件名里有手机号或银行卡号。

    Bad:
        -- content/pages/13812345678.txt --
        办理结果
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [办理结果](13812345678.txt)
    Good:
        -- content/pages/20230115103.txt --
        办理结果
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [办理结果](20230115103.txt)
    """
    yield from _in_names(site, mobile_numbers)
    yield from _in_names(site, bank_cards)


@rule("X109", "附件{place}有{kind}“{shown}”{more}；不得公开，请删去或遮盖后重新上传。")
def secret_in_attachment(site: Site) -> Iterator[Violation]:
    """附件里有身份证号或密级标志。

    名单类附件最容易漏看。能看的是文本（.txt、.csv）、Word（.docx）、Excel（.xlsx）和 PDF，隐藏的
    工作表、Word 的批注和 PDF 里色块盖住的字也看；扫描件、加密的 PDF、PDF 的批注和200页以后的各页、
    超过20 MB 的文件、图片和旧格式（.doc、.xls、.wps）看不了，请人工检查。

    Bad:
        -- content/pages/list.csv --
        姓名,身份证号
        张某,11010519491231002X
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [补贴名单](list.csv)
    Good:
        -- content/pages/list.csv --
        姓名,身份证号
        张某,110105**********2X
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [补贴名单](list.csv)
    """
    for attachment in site.attachments:
        yield from _in_attachment(attachment, identity_numbers)
        yield from _in_attachment(attachment, _marks)


@rule("X112", "附件{place}像有{kind}“{shown}”{more}；请删去或遮盖后重新上传。", waivable=True)
def number_in_attachment(site: Site) -> Iterator[Violation]:
    """附件里有手机号、银行卡号或护照号。

    能看的附件与 X109 相同。

    Bad:
        -- content/pages/list.csv --
        姓名,联系电话
        张某,13812345678
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [补贴名单](list.csv)
    Good:
        -- content/pages/list.csv --
        姓名,联系电话
        张某,138****5678
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [补贴名单](list.csv)
    """
    for attachment in site.attachments:
        for find in (mobile_numbers, bank_cards, passports):
            yield from _in_attachment(attachment, find)


def _in_names(site: Site, find: Finder) -> Iterator[Violation]:
    documents = (d.path for d in site.documents if d.path not in site.drafts)
    for path in (*documents, *(attachment.path for attachment in site.attachments)):
        for found in find(path):
            yield Violation(path, kind=found.kind, shown=found.shown)


def _in_attachment(attachment: Attachment, find: Finder) -> Iterator[Violation]:
    """Yield one violation for all numbers of a kind in an attachment."""
    all_found = ((span, found) for span in attachment.spans for found in find(span.text))
    first = next(all_found, None)
    if first:
        span, found = first
        count = 1 + sum(1 for _ in islice(all_found, _MOST_COUNTED))
        line = column = 0
        if span.line:
            line = span.line + span.text.count("\n", 0, found.start)
            column = found.start - span.text.rfind("\n", 0, found.start)
        yield Violation(
            attachment.path,
            line,
            column,
            place=span.place or f"第{line}行",
            kind=found.kind,
            shown=found.shown,
            more=_more(count),
        )


def _more(count: int) -> str:
    if count > _MOST_COUNTED:
        return f"等{_MOST_COUNTED}多处"
    return f"等{count}处" if count > 1 else ""


def _marks(text: str) -> Iterator[Found]:
    """Yield every mark of secrecy that is a line of its own."""
    for line in _MAY_BE_MARK.finditer(text):
        if len(line[0]) <= MARK_LENGTH and (mark := secret_mark_in(line[0])):
            yield Found("标志", line.start(), line.end(), mark)


PRIVATE_FILE_RULES = (
    identity_number_in_file_name,
    secret_in_attachment,
    number_in_file_name,
    number_in_attachment,
)
