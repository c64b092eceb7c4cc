"""Rules about what `catalogue.yaml` consists of."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "J101",
    "目录里没有一个公开事项；请在“items:”下面一项一项写，每项从“- 序号: 1”写起，"
    "还没有目录就删去这个文件。",
)
def catalogue_is_empty() -> None:
    """目录里没有公开事项。

    机关文件夹里的 catalogue.yaml 是政务公开目录，照标准目录的十栏写。

    Bad:
        -- content/agencies/zhongwei-kjj/catalogue.yaml --
        title: 中卫市科学技术局政务公开目录
    Good:
        -- content/agencies/zhongwei-kjj/catalogue.yaml absent --
    """


@problem_rule("J102", "目录里没有“{key}”这一项{hint}")
def catalogue_key_unknown() -> None:
    """目录里写了不认识的项。

    目录只有四项：items（公开事项），以及可以不写的 title（名称）、draft（写 true 的是草稿，
    不发布）和 columns（与标准目录不同的栏）。columns 里只有公开渠道和载体、公开对象、公开方式、
    公开层级、其他、二级事项。

    Bad:
        -- 目录第1项 --
        公开层级: [县级]
        -- content/agencies/zhongwei-kjj/catalogue.yaml --
        column: {}
        items:
          - 序号: 1
            一级事项: 机构信息
            二级事项: 机构职能
            公开内容（要素）: 职能、地址、联系方式
            公开依据: 《中华人民共和国政府信息公开条例》
            公开时限: 及时公开
            公开主体: 中卫市科学技术局
            公开渠道和载体: [政府网站]
            公开对象: [全社会]
            公开方式: [主动]
            公开层级: [县级]
    Good:
        -- 目录第1项 --
        公开层级: [县级]
    """


@problem_rule("J103", "“{key}”在这里要写成{expected}。")
def catalogue_value_not_valid() -> None:
    """目录里的值不是应有的形式。

    文字一栏写一段文字，选项一栏写列表，如 [政府网站, 两微一端]。

    Bad:
        -- 目录第1项 --
        公开内容（要素）: [职能, 地址]
    Good:
        -- 目录第1项 --
        公开内容（要素）: 职能、地址
    """


@problem_rule(
    "J104", "目录里没有“{column}”这一栏{hint}本机关自己的栏请写进文件开头 columns 的“其他”。"
)
def column_unknown() -> None:
    """公开事项多了一栏。

    标准目录是十栏，其中公开事项分一级、二级。本机关的目录还有别的栏（如“五公开”），先在 columns
    的“其他”里写明。

    Bad:
        -- 目录第1项 --
        五公开: 服务公开
    Good:
        -- 目录第1项 --
        公开时限: 实时公开
    """


@problem_rule(
    "J105",
    "“{column}”里没有“{choice}”这个选项，{hint}几个选项写成列表；"
    "本机关的目录有这个选项，就写进文件开头 columns 的“{column}”。",
)
def choice_unknown() -> None:
    """目录里选了没有的选项。

    公开渠道和载体、公开对象、公开方式、公开层级只能从标准目录的选项里选。本机关的目录有别的选项
    （如公开层级是市级，渠道有投资项目在线审批监管平台），在 columns 里把这一栏的全部选项写一遍。
    选项后面可以加说明，如“特定群众（申请人）”。

    Bad:
        -- 目录第1项 --
        公开渠道和载体: [政府网战]
    Good:
        -- 目录第1项 --
        公开渠道和载体: [政府网站, 其他（宣传册）]
    """


@problem_rule("J106", "“{column}”写了“同上”，但这是第一个公开事项，上面没有；请写明内容。")
def same_as_nothing() -> None:
    """第一个公开事项写了“同上”。

    Bad:
        -- 目录第1项 --
        公开依据: 同上
    Good:
        -- 目录第1项 --
        公开依据: 《中华人民共和国政府信息公开条例》
    """


@problem_rule(
    "J107",
    "序号“{text}”不能用；请写数字，也可以带字母、点和短横线，如 1、0505、1.2、A-3。",
)
def item_number_not_valid() -> None:
    """公开事项没有序号，或序号不能用作网址。

    每个公开事项有自己的网页，网址里有它的序号；文件也用序号说明自己属于哪个事项。

    Bad:
        -- content/agencies/zhongwei-kjj/catalogue.yaml --
        items:
          - 序号: 第一项
            一级事项: 机构信息
            二级事项: 机构职能
            公开内容（要素）: 职能、地址、联系方式
            公开依据: 《中华人民共和国政府信息公开条例》
            公开时限: 及时公开
            公开主体: 中卫市科学技术局
            公开渠道和载体: [政府网站]
            公开对象: [全社会]
            公开方式: [主动]
            公开层级: [县级]
    Good:
        -- 目录第1项 --
        公开时限: 及时公开
    """


@problem_rule("J108", "序号{number}在第{first}行已经用过；两个公开事项不能用同一个序号。")
def item_number_twice() -> None:
    """两个公开事项用了同一个序号。

    字母大小写不同也算同一个，因为有的系统不分大小写。

    Bad:
        -- 目录第1项 --
        公开时限: 及时公开
        - 序号: 1
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


# What may still be wrong in the items of a draft.
UNFINISHED_RULES = (
    catalogue_is_empty,
    choice_unknown,
    same_as_nothing,
    item_number_not_valid,
    item_number_twice,
)
CATALOGUE_FILE_RULES = (
    catalogue_is_empty,
    catalogue_key_unknown,
    catalogue_value_not_valid,
    column_unknown,
    choice_unknown,
    same_as_nothing,
    item_number_not_valid,
    item_number_twice,
)
