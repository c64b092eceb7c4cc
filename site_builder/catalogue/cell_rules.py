"""Rules about the numbers and the cells of catalogue items."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "J110",
    "序号{before}后面应是{expected}，写成了{number}；请查是否漏了一项，或改正序号。",
    "warning",
)
def number_gap() -> None:
    """公开事项的序号不连续。

    只在所有序号都是整数时检查；0505、1.2 这样的编号自成体系，不检查。

    Bad:
        -- 目录第1项 --
        公开时限: 及时公开
        - 序号: 3
          一级事项: 机构信息
          二级事项: 领导信息
          公开内容（要素）: 姓名、职务、分工
          公开依据: 同上
          公开时限: 同上
          公开主体: 同上
          公开渠道和载体: 同上
          公开对象: 同上
          公开方式: 同上
          公开层级: 同上
    Good:
        -- 目录第1项 --
        公开时限: 及时公开
    """


@problem_rule("J111", "这个公开事项没有写“{column}”；请补上，与上一项相同就写“同上”。", "warning")
def cell_missing() -> None:
    """公开事项有一栏没有写。

    标准目录每一栏都要填。目录没有二级事项的，在 columns 里写“二级事项: false”。

    Bad:
        -- 目录第1项 --
        公开内容（要素）:
    Good:
        -- 目录第1项 --
        公开内容（要素）: 职能、地址
    """


@problem_rule("J112", "“{column}”一个也没有选；请从{choices}里选。", "warning")
def choice_missing() -> None:
    """公开事项有一栏一个也没有选。

    公开渠道和载体、公开对象、公开方式、公开层级都至少选一个。目录没有公开层级一栏的，在 columns
    里写“公开层级: []”。

    Bad:
        -- 目录第1项 --
        公开方式: []
    Good:
        -- 目录第1项 --
        公开方式: [主动, 依申请公开]
    """


@problem_rule(
    "J113", "公开对象同时选了{made}；面向全社会就不再限于特定群众，请只选一个。", "warning"
)
def audience_not_one() -> None:
    """公开对象选了不止一个。

    Bad:
        -- 目录第1项 --
        公开对象: [全社会, 特定群众]
    Good:
        -- 目录第1项 --
        公开对象: [特定群众（申请人）]
    """


@problem_rule(
    "J114",
    "公开依据里没有书名号；请写法律法规或文件的全称，如《中华人民共和国政府信息公开条例》。",
    "warning",
)
def basis_without_title() -> None:
    """公开依据没有写明是哪一部法规或哪一份文件。

    Bad:
        -- 目录第1项 --
        公开依据: 政府信息公开条例
    Good:
        -- 目录第1项 --
        公开依据: 【行政法规】《中华人民共和国政府信息公开条例》
    """


@problem_rule(
    "J115",
    "公开依据引用的是令第492号；条例已于2019年5月15日修订施行，现为国务院令第711号，请核对条文序号后改正。",
    "warning",
)
def old_ordinance() -> None:
    """公开依据引用了修订前的条例。

    修订后的条文序号变了：旧条例第九条至第十二条规定的主动公开内容，现在是第十九条至第二十一条。

    Bad:
        -- 目录第1项 --
        公开依据: 《中华人民共和国政府信息公开条例》（国务院令第492号）第九条
    Good:
        -- 目录第1项 --
        公开依据: 《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条
    """


CATALOGUE_CELL_RULES = (
    number_gap,
    cell_missing,
    choice_missing,
    audience_not_one,
    basis_without_title,
    old_ordinance,
)
