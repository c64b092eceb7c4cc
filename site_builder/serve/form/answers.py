"""What the form of a file is answered with: its page, and what its script asks for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from site_builder.editing.body import readable
from site_builder.editing.cannot_edit import CannotEditError
from site_builder.editing.form_table import FormBalance, Verdict, recompute, table_for_form
from site_builder.forms.versions import load_forms
from site_builder.lint.runner import describe
from site_builder.model.document import Document, Scalar
from site_builder.model.rule import SEVERITY_WORDS
from site_builder.model.source import Source
from site_builder.model.table import Form
from site_builder.parsing.decode import decode
from site_builder.parsing.document import parse
from site_builder.publish.staging import rewrite
from site_builder.serve.desk_templates import desk_templates
from site_builder.serve.form.changes import made, read_changes
from site_builder.serve.form.hand_over import files_of, handing_over
from site_builder.serve.form.lines import changed_lines
from site_builder.serve.form.package import Handout, pack
from site_builder.serve.form.page import as_values, form_page, package_name
from site_builder.serve.form.places import placed
from site_builder.serve.form.slips import slip_in
from site_builder.serve.form.subject import (
    Subject,
    contents_of,
    read_subject,
    subject_of,
)
from site_builder.serve.handler import Refused
from site_builder.text.disk_errors import reason

if TYPE_CHECKING:
    from site_builder.serve.session import Session

_STARTING = "项目还没有读完，请稍等再试。"

Asked = dict[str, Any]
Value = dict[str, Any]


@dataclass
class Answers:
    """The answers about the files of the project in `source`; `token` shows that a page is ours."""

    source: Path
    token: str

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """All versions of the statutory tables."""
        return load_forms()

    def page(self, session: Session, path: str) -> str:
        """Return the page of the form of the file at a path below the content folder."""
        subject, data = self._opened(path)
        try:
            contents = contents_of(subject, data, self.forms)
        except CannotEditError as error:
            return self._unreadable(session, subject, data, str(error))
        try:
            before = session.before(subject.file, data) if subject.year else None
        except LookupError:
            raise Refused(503, _STARTING) from None
        page = form_page(subject, contents, _parsed(subject, data), self.forms, before)
        values = as_values(contents, decode(data, subject.path)[0])
        template = desk_templates().get_template("form.html")
        return template.render(page=page, token=self.token, data=_in_a_page(values))

    def _unreadable(self, session: Session, subject: Subject, data: bytes, why: str) -> str:
        """Return the page in place of the form of a file that cannot be read."""
        try:
            found = session.try_text(subject.file, data)
        except LookupError:
            found = ()
        template = desk_templates().get_template("form_unreadable.html")
        return template.render(path=subject.file, why=why, findings=found, words=SEVERITY_WORDS)

    def figures(self, _: Session | None, asked: Asked) -> Value:
        """Return what totals and balances come to with the texts of a `table`, and the slips."""
        subject = _subject(asked)
        texts, name = asked.get("texts"), asked.get("table")
        version = str(asked.get("version"))
        form = next((f for f in self.forms if (f.name, str(f.first_year)) == (name, version)), None)
        if form is None or not isinstance(texts, list) or not subject.year:
            raise Refused(400)
        table = table_for_form(form, None, None)
        if len(texts) != len(table.figures) or not all(_is_text(one) for one in texts):
            raise Refused(400)
        found = recompute(form, texts)
        slips = [
            slip_in(text or "", figure.kind)
            for text, figure in zip(texts, table.figures, strict=True)
        ]
        return {
            "computed": found.computed,
            "slips": [slip and {"message": slip.message, "meant": slip.meant} for slip in slips],
            "verdicts": [
                {
                    "state": verdict.state,
                    "words": _words(balance, verdict),
                }
                for balance, verdict in zip(table.balances, found.verdicts, strict=True)
            ],
        }

    def compare(self, _: Session | None, asked: Asked) -> Value:
        """Return the lines that differ between two texts of a file."""
        before, after = asked.get("before"), asked.get("after")
        if not isinstance(before, str) or not isinstance(after, str):
            raise Refused(400)
        return {"lines": changed_lines(before, after)}

    def attempt(self, session: Session, asked: Asked) -> Value:
        """Return what would be found in the file with these changes, and its page."""
        subject, data = self._as_it_was(asked)
        new = self._changed(subject, data, asked)
        try:
            shown = session.preview(subject.file, new)
            findings = self._tried(session, subject, new)
        except LookupError:
            return {"findings": [], "page": "", "problem": _STARTING}
        page = shown.data.decode("utf-8", "replace") if shown else ""
        problem = shown.problem if shown else "这个文件现在没有网页。"
        return {"findings": findings, "page": page, "problem": problem}

    def save(self, _: Session, asked: Asked) -> Value:
        """Write the changes into the file, if it is the one that the form was opened with, and if
        it can be read after them."""
        subject, data = self._as_it_was(asked)
        new = self._changed(subject, data, asked)
        if problems := readable(new, subject.path):
            first = next(describe(problems))
            raise Refused(422, f"没有保存：改了以后文件会读不懂。{first.message}")
        if new != data:
            try:
                rewrite(self.source / subject.file, new)
            except OSError as error:
                raise Refused(500, f"没有保存：{reason(error)}。") from None
        return self._values(subject, new)

    def handover(self, session: Session, asked: Asked) -> Value:
        """Return what is to be known before the file is handed over."""
        subject, data = self._opened_by(asked)
        document = _parsed(subject, data)
        try:
            findings = session.try_text(subject.file, data)
        except LookupError:
            raise Refused(503, _STARTING) from None
        return handing_over(self.source, subject, document, findings)

    def committed_files(self, asked: Asked) -> tuple[str, ...]:
        """Return the files to be committed, relative to the project, if the file is still the one
        that the form shows."""
        subject, data = self._as_it_was(asked)
        return files_of(self.source, subject, _parsed(subject, data))

    def place(self, asked: Asked) -> Path:
        """Return where the file is on the disk."""
        return self.source / _subject(asked).file

    def package(self, session: Session, asked: Asked, into: IO[bytes]) -> None:
        """Write a package of the file for the office."""
        subject, data = self._opened_by(asked)
        document = _parsed(subject, data)
        title = document.header.get("title")
        try:
            shown = session.preview(subject.file, data)
            findings = session.try_text(subject.file, data)
        except LookupError:
            raise Refused(503, _STARTING) from None
        handout = Handout(
            package_name(subject),
            title.text if isinstance(title, Scalar) else subject.path,
            files_of(self.source, subject, document),
            subject.url,
            shown.data if shown else b"",
            findings,
        )
        try:
            pack(session, self.source, handout, into)
        except OSError as error:
            raise Refused(500, f"交付包没有做成：{reason(error)}。") from None

    def _opened(self, path: str) -> tuple[Subject, bytes]:
        subject = subject_of(path)
        if subject is None:
            raise Refused(404, "这个地址没有可以填写的文件。")
        try:
            return subject, read_subject(self.source, subject)
        except FileNotFoundError:
            raise Refused(404, f"没有 {subject.file} 这个文件。") from None
        except OSError as error:
            raise Refused(422, f"{subject.file} 打不开：{reason(error)}。") from None

    def _opened_by(self, asked: Asked) -> tuple[Subject, bytes]:
        return self._opened(_subject(asked).path)

    def _as_it_was(self, asked: Asked) -> tuple[Subject, bytes]:
        """Return a file if it still is the one that the form was opened with."""
        subject, data = self._opened_by(asked)
        if sha256(data).hexdigest() != asked.get("base"):
            raise Conflict(self._values(subject, data))
        return subject, data

    def _changed(self, subject: Subject, data: bytes, asked: Asked) -> bytes:
        try:
            changes = read_changes(asked.get("changes"))
        except ValueError:
            raise Refused(400) from None
        try:
            return made(data, subject, self.forms, changes)
        except CannotEditError as error:
            raise Refused(422, str(error)) from None

    def _values(self, subject: Subject, data: bytes) -> Value:
        try:
            contents = contents_of(subject, data, self.forms)
        except CannotEditError as error:
            raise Refused(422, f"文件在别处被改过，现在读不懂：{error}") from None
        return as_values(contents, decode(data, subject.path)[0])

    def _tried(self, session: Session, subject: Subject, data: bytes) -> list[Value]:
        found = session.try_text(subject.file, data)
        return placed(found, subject, _parsed(subject, data), self.forms)


class Conflict(Exception):  # noqa: N818  # it is an answer
    """The file is not the one that the form was opened with; `values` are what it holds now."""

    def __init__(self, values: Value) -> None:
        super().__init__()
        self.values = values


def _words(balance: FormBalance, verdict: Verdict) -> str:
    """Return what is wrong with a balance, in Chinese; an empty text if nothing is."""
    if verdict.state != "fails":
        return ""
    sums = f"前者是 {verdict.left}，后者是 {verdict.right}，差 {verdict.gap}。"
    return f"{balance.sentence.rstrip('。')}；{sums}"


def _subject(asked: Asked) -> Subject:
    path = asked.get("path")
    subject = subject_of(path) if isinstance(path, str) else None
    if subject is None:
        raise Refused(400)
    return subject


def _parsed(subject: Subject, data: bytes) -> Document:
    (document,) = parse((Source(subject.path, data, sha256(data).hexdigest()),))
    return document


def _in_a_page(value: Value) -> str:
    """Return a value as JSON that can stand in a page."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)
