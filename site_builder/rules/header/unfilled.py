"""The rule about marks `（填写）`, which say that a document is not finished."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Site


@rule(
    "H150",
    "这里还没有填写；请写上内容，连括号一起换掉，没有要写的就删去；没有写完的，先留作草稿。",
)
def left_unfilled(site: Site) -> Iterator[Violation]:
    """要发布的文件里还有没填的地方。

    sitebuild init 和 sitebuild new 写的新文件，要由人来写的地方都有“（填写）”的记号；草稿里还有
    几处，sitebuild check 会数出来，发布之前要全部填好。“（填写：电话）”、半角括号的“(填写)”和
    “〔填写〕”“【填写】”“[填写]”也是记号，写在代码里、信息栏的注释里也算。“（填写申请表）”没有
    冒号，不是记号。

    Bad:
        -- 专页 --
        联系电话：（填写）。
    Bad:
        -- 专页 --
        ---
        summary: （填写：一句话概述）
        ---
        正文。
    Bad:
        -- 专页 --
        ---
        summary: # (填写)
        ---
        正文。
    Bad:
        -- 目录第1项 --
        公开内容（要素）: （填写）
    Good:
        -- 专页 --
        ---
        draft: true
        ---
        联系电话：（填写）。
    Good:
        -- 专页 --
        当面申请（填写申请表）的，当场登记。
    """
    for path, places in site.unfilled:
        if path not in site.unfinished:
            yield from (Violation(path, line, column) for line, column in places)


UNFILLED_RULES = (left_unfilled,)
