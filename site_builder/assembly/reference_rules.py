"""Rules about what the header of a disclosed document names: other documents, other agencies."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "H130",
    "“{key}”（{label}）写的“{text}”不是本站的公开文件；请写那份文件的路径，如 notice.md。",
)
def reference_to_no_document() -> None:
    """所指的不是公开文件。

    解读的文件、废止依据等要在两份文件的页面上互相链接，所以写本站公开文件（.md）的路径，
    从本文件所在的文件夹算起；以 / 开头的从 content 算起。网页、附件、年度报告写在正文里。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/old.md --
        ---
        title: 旧办法
        validity: 废止
        ended_by: https://www.example.gov.cn/new.html
        ---
        正文。
    Bad:
        -- content/agencies/zhongwei-kjj/documents/old.md --
        ---
        title: 旧办法
        validity: 废止
        ended_by: 新办法
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/new.md --
        ---
        title: 新办法
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/old.md --
        ---
        title: 旧办法
        validity: 废止
        ended_by: new.md
        ---
        正文。
    """


@problem_rule("H131", "“{key}”（{label}）指向了本文件自己；请写另一份文件，或删去这一项。")
def reference_to_itself() -> None:
    """文件把自己写成了依据。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/old.md --
        ---
        title: 旧办法
        validity: 废止
        ended_by: old.md
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/old.md --
        ---
        title: 旧办法
        validity: 有效
        ---
        正文。
    """


@problem_rule("H132", "“{key}”（{label}）里“{text}”写了两次；请删去一个。")
def named_twice() -> None:
    """同一个机关或文件写了两次。

    Bad:
        -- content/agencies/zhongwei-jyj/index.md --
        ---
        title: 中卫市教育局
        region: 640500
        ---
        -- content/agencies/zhongwei-jyj/documents/rule.md --
        ---
        title: 办法
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        agencies: [zhongwei-jyj, zhongwei-jyj]
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-jyj/index.md --
        ---
        title: 中卫市教育局
        region: 640500
        ---
        -- content/agencies/zhongwei-jyj/documents/rule.md --
        ---
        title: 办法
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        agencies: [zhongwei-jyj]
        ---
        正文。
    """


@problem_rule("H133", "“agencies”（联合发布机构）里的“{text}”就是本机关；只写其他机关。")
def own_agency_named() -> None:
    """联合发布机构里写了本机关。

    文件放在哪个机关的文件夹里，就是哪个机关的；联合发布机构只写另外几个机关的代号。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        agencies: [zhongwei-kjj]
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        ---
        正文。
    """


REFERENCE_RULES = (
    reference_to_no_document,
    reference_to_itself,
    named_twice,
    own_agency_named,
)
