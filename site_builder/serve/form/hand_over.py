"""What belongs to a document that is handed over, and what is to be known before."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from site_builder.assembly.attachments import listed_files
from site_builder.build import CONTENT
from site_builder.model.document import Document, Scalar
from site_builder.model.finding import Finding
from site_builder.serve.form.git import changed, is_tracked, why_not
from site_builder.serve.form.subject import Subject, check_way


def files_of(source: Path, subject: Subject, document: Document) -> tuple[str, ...]:
    """Return the file of a document and the attachments that it links to or lists, as far as they
    are there, relative to the project."""
    linked = (link.path for link in document.links if link.path and not link.path.endswith(".md"))
    paths = dict.fromkeys((subject.path, *sorted({*linked, *listed_files(document)})))
    return tuple(f"{CONTENT}/{path}" for path in paths if _is_there(source / CONTENT, path))


def handing_over(
    source: Path, subject: Subject, document: Document, findings: Iterable[Finding]
) -> dict[str, Any]:
    """Return the files that would be committed, why git cannot (or an empty text), what is not yet
    finished, and a message for the commit."""
    files = files_of(source, subject, document)
    why = why_not(source)
    due = changed(source, files) if not why else ()
    title = document.header.get("title")
    name = title.text if isinstance(title, Scalar) else subject.path
    verb = "修改" if not why and is_tracked(source, subject.file) else "新增"
    return {
        "why": f"{why}，不能提交；可以下载交付包。" if why else "",
        "files": due or files,
        "warnings": [*warnings(document, findings)],
        "message": f"{verb}《{name}》",
    }


def warnings(document: Document, findings: Iterable[Finding]) -> Iterable[str]:
    """Yield what should be looked at before a document is handed over."""
    count = Counter(one.severity for one in findings if not one.waived)
    if count["error"]:
        yield f"还有 {count['error']} 处错误，这样发布不了。"
    if count["warning"]:
        yield f"还有 {count['warning']} 处警告，请看过。"
    if document.unfilled:
        yield f"还有 {len(document.unfilled)} 处写着“（填写）”。"
    draft = document.header.get("draft")
    if isinstance(draft, Scalar) and draft.text.strip() == "true":
        yield "还是草稿，不会发布；定稿以后请去掉“草稿”再交付。"


def _is_there(content: Path, path: str) -> bool:
    """Whether a regular file is at a path below the content folder, and no link leads there."""
    try:
        check_way(content, path)
        return stat.S_ISREG((content / path).lstat().st_mode)
    except OSError:
        return False
