"""Rules about the targets of links and images."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from site_builder.lint.link_graph import DRAFT, LinkGraph
from site_builder.lint.rule import rule
from site_builder.model.document import Link
from site_builder.model.finding import Violation
from site_builder.text.labels import hint, nearest

FOOTNOTE = "fn"


@rule("L105", "{kind}“{text}”找不到{hint}请核对文件名和大小写；路径从本文件所在的文件夹算起。")
def link_to_nowhere(graph: LinkGraph) -> Iterator[Violation]:
    """链接或图片指向的文件不存在。

    站内不得有死链（国办发〔2017〕47号）。大小写不同就是两个文件。

    Bad:
        -- content/pages/list.txt --
        名单
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [名单](List.txt)
    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        ![流程图](chart.png)
    Good:
        -- content/pages/list.txt --
        名单
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [名单](list.txt)、[中卫市科技局](../agencies/zhongwei-kjj/index.md)
    """
    files = graph.attachments | graph.documents
    for path, link in graph.links:
        there = graph.attachments if link.image else files
        if link.path and link.path not in there:
            kind = "图片" if link.image else "链接"
            yield _violation(path, link, kind=kind, hint=_meant(link, path, there))


def _meant(link: Link, document: str, there: frozenset[str]) -> str:
    """Return a question in Chinese about the file that was probably meant, in the same folder or of
    the same name, or an empty text."""
    folder, name = posixpath.split(link.path.casefold())
    alike = [p for p in sorted(there) if {folder, name} & set(posixpath.split(p.casefold()))]
    start = posixpath.dirname(document)
    near = {posixpath.relpath(p, start).casefold(): posixpath.relpath(p, start) for p in alike}
    goal = posixpath.relpath(link.path, start)
    same = near.get(goal.casefold())
    return f"，是不是“{same}”？" if same else hint(goal, near.values())


@rule("L106", "链接“{text}”指向草稿；读者看不到草稿，请等它发布，或去掉链接。")
def link_to_draft(graph: LinkGraph) -> Iterator[Violation]:
    """链接指向草稿。

    Bad:
        -- content/pages/draft.md --
        ---
        title: 草稿
        draft: true
        ---
        正文。
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [草稿](draft.md)
    Good:
        -- content/pages/draft.md --
        ---
        title: 草稿
        draft: false
        ---
        正文。
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [草稿](draft.md)
    """
    for path, link in graph.links:
        if link.path in graph.anchors and graph.anchors[link.path] is DRAFT:
            yield _violation(path, link)


@rule("L107", "链接“{text}”指向的标题不存在{hint}请照那一页的标题写。")
def anchor_missing(graph: LinkGraph) -> Iterator[Violation]:
    """链接指向的标题不存在。

    `#` 后面写标题的文字，序号可写可不写。标题改了，指向它的链接也要改。

    Bad:
        -- 专页 --
        ## 一、公开范围
        见[公开范围](#公开的范围)。
    Good:
        -- 专页 --
        ## 一、公开范围
        见[公开范围](#公开范围)、[总体情况](../agencies/zhongwei-kjj/reports/2023.md#总体情况)。
    """
    for path, link in graph.links:
        goal = link.path or path
        ids = graph.anchors.get(goal, DRAFT) if goal in graph.documents else DRAFT
        if ids is DRAFT or not link.fragment or link.fragment.startswith(FOOTNOTE):
            continue
        if link.fragment not in ids:
            near = nearest(link.fragment, sorted(ids)).removeprefix("s-")
            question = f"，是不是“#{near}”？" if near else "。"
            yield _violation(path, link, hint=question)


def _violation(path: str, link: Link, **values: Any) -> Violation:
    goal = (link.path,) if link.path else ()
    return Violation(path, link.line, link.column, related=goal, text=link.written, **values)


LINK_GRAPH_RULES = (
    link_to_nowhere,
    link_to_draft,
    anchor_missing,
)
