"""The rule about marks `# 待核对`, which an import writes."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.document import Document
from site_builder.model.finding import Violation


@rule(
    "W209",
    "这一格是导入时推定的，或者没有读出来；请对照原件，改正或确认以后，删去“# 待核对”。",
    "warning",
)
def left_to_check(document: Document) -> Iterator[Violation]:
    """导入时推定的数还没有核对。

    原件里一行少了或多了格，由勾稽关系推定各数属于哪一格；推定不了的，照空白写。两种都在行末写着
    “# 待核对”，是不是与原件一样，只有人能看出来。对照原件以后，删去这几个字，警告就没有了。

    Bad:
        -- 2023年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            行政规范性文件:
              现行有效件数: 2  # 待核对
              其余: 0
            其余: 0
        ---
        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        ---
        statistics:
          主动公开政府信息情况:
            行政规范性文件:
              现行有效件数: 2  # 已核对
              其余: 0
            其余: 0
        ---
        （正文：六个部分）
    """
    yield from (Violation(document.path, line, column) for line, column in document.to_check)


TO_CHECK_RULES = (left_to_check,)
