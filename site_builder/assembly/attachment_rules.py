"""Rules about `attachments:` of a header."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "P120",
    "attachments（附件）要写成列表：一行一个，行首写短横线并空一格，后面是文件名；另写标题的，"
    "用 file 写文件名，用 title 写标题。",
)
def attachments_not_a_list() -> None:
    """附件清单写得不对。

    每项是文件名，或者 file（文件）和 title（标题）。文件名从本文件所在的文件夹算起。

    Bad:
        -- content/pages/list.pdf --
        %PDF
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: list.pdf
        ---
        见[名单](list.pdf)。
    Good:
        -- content/pages/list.pdf --
        %PDF
        -- content/pages/example.md --
        ---
        title: 示例
        attachments:
          - file: list.pdf
            title: 补贴名单
        ---
        正文。
    """


@problem_rule(
    "P121",
    "附件“{text}”不是本机关文件夹里的附件；请把文件放到这份文件旁边，或在正文里用链接指向它。",
)
def attachment_of_elsewhere() -> None:
    """附件清单里是别处的文件。

    清单只列与文件放在一起的附件；别的机关的文件、网址和网页，在正文里写链接。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: ["https://www.example.gov.cn/list.pdf"]
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        见[补贴名单](https://www.example.gov.cn/list.pdf)。
    """


@problem_rule("P122", "附件“{text}”找不到{hint}请核对文件名和大小写，或把文件放到这份文件旁边。")
def attachment_not_found() -> None:
    """附件清单里的文件不存在。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: [list.pdf]
        ---
        正文。
    Good:
        -- content/pages/list.pdf --
        %PDF
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: [list.pdf]
        ---
        正文。
    """


@problem_rule("P123", "附件“{text}”列了两次；请删去一次。")
def attachment_listed_twice() -> None:
    """同一个附件列了两次。

    Bad:
        -- content/pages/list.pdf --
        %PDF
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: [list.pdf, list.pdf]
        ---
        正文。
    Good:
        -- content/pages/list.pdf --
        %PDF
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: [list.pdf]
        ---
        正文。
    """


ATTACHMENT_RULES = (
    attachments_not_a_list,
    attachment_of_elsewhere,
    attachment_not_found,
    attachment_listed_twice,
)
