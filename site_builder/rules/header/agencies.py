"""Rules about all agencies of a portal."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.portal import Portal


@rule("A103", "“{name}”这个名称，{other} 也在用；同一机关请合到一个文件夹里，不同机关请写全称。")
def agencies_of_one_name(portal: Portal) -> Iterator[Violation]:
    """两个机关的名称相同。

    同一机关分在两处，每一处都像少了报告；不同机关要用规范全称，读者才分得清。

    Bad:
        -- content/agencies/zhongwei-kj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        ---
        -- content/agencies/zhongwei-kj/guide.md --
        ---
        title: 政府信息公开指南
        ---
        正文。
    Good:
        -- content/agencies/shapotou-kjj/index.md --
        ---
        title: 中卫市沙坡头区科学技术局
        region: 640500
        ---
        -- content/agencies/shapotou-kjj/guide.md --
        ---
        title: 政府信息公开指南
        ---
        正文。
    """
    seen: dict[str, str] = {}
    for summary in portal.summaries:
        if summary.title in seen:
            other = seen[summary.title]
            yield Violation(summary.path, 1, 1, related=(other,), name=summary.title, other=other)
        if summary.title:
            seen.setdefault(summary.title, summary.path)


AGENCY_NAME_RULES = (agencies_of_one_name,)
