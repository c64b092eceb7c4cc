"""Parses a Markdown source into a `Document`: header, chapters, headings and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from site_builder.model.document import Document
from site_builder.model.finding import Problem
from site_builder.model.source import Source
from site_builder.parsing.body import read_body
from site_builder.parsing.decode import decode
from site_builder.parsing.fast_blocks import split_blocks
from site_builder.parsing.front_matter import FrontMatter, split_front_matter
from site_builder.parsing.text_rules import empty_file
from site_builder.parsing.yaml_nodes import EMPTY
from site_builder.text.check_marks import to_check
from site_builder.text.fill_marks import unfilled

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def parse(sources: Iterable[Source]) -> tuple[Document, ...]:
    """Parse Markdown sources, in order. No document depends on another."""
    parser = cache(_make_parser)
    return tuple(parse_one(source, parser) for source in sources)


def _make_parser() -> MarkdownIt:
    # Imported only if needed, because it is slow to import and plain text does without it.
    from site_builder.parsing.markdown import make_parser

    return make_parser()


def parse_one(source: Source, parser: Callable[[], MarkdownIt]) -> Document:
    """Parse one Markdown source; problems with it are in `problems` of the result. `parser` is
    called only if the body contains markup."""
    text, faults = decode(source.data, source.path)
    if not text.strip():
        return _unread(source, faults or (Problem(empty_file, source.path),))
    front = split_front_matter(text, source.path)
    if not front.readable:
        return _unread(source, _sure(faults, front))
    problems = [*faults, *front.problems]
    read = read_body(split_blocks(front.body), source.path, front.body_line, parser, problems)
    return Document(
        path=source.path,
        digest=source.digest,
        header=front.header,
        chapters=read.chapters,
        headings=read.headings,
        paragraphs=read.paragraphs,
        links=read.links,
        shown=read.shown,
        problems=tuple(problems),
        body_line=front.body_line,
        complete=read.complete,
        unfilled=unfilled(text),
        to_check=to_check(text, front.body_line),
    )


def _unread(source: Source, problems: tuple[Problem, ...]) -> Document:
    return Document(
        source.path, source.digest, EMPTY, problems=problems, header_read=False, complete=False
    )


def _sure(faults: tuple[Problem, ...], front: FrontMatter) -> tuple[Problem, ...]:
    """Return what is certain about a file whose header could not be read, and that it could not.

    Warnings may be waived in the header, and a repair in a file without one may change something
    else than it says. A faulty character that is the reason is reported once.
    """
    errors = [fault for fault in faults if fault.rule.severity == "error"]
    if not front.found:
        errors = [error.without_repair() for error in errors]
    there = {(error.line, error.column) for error in errors}
    return (*errors, *(one for one in front.problems if (one.line, one.column) not in there))
