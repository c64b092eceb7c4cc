"""Rules about the file of all addresses that were ever published."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "W204",
    "发布过的地址“{url}”上现在没有网页，会变成404{near}改了名的，在新文件的信息栏里写 "
    "redirect_from: [{url}]；撤下的，写 withdrawn；确实不再保留的，从这里删去这一行。",
)
def address_lost() -> None:
    """发布过的地址没有网页了。

    别的网站、收藏夹和搜索引擎都记着发布过的地址。content/addresses.txt 一行一个，记下这些地址；
    其中每一个都要仍是网页，或者转到新地址，或者说明已撤下、已归档。

    Bad:
        -- content/addresses.txt --
        agencies/zhongwei-kjj/2017/
    Good:
        -- content/addresses.txt --
        agencies/zhongwei-kjj/2017/
        agencies/zhongwei-kjj/2023/
        -- 专页 --
        ---
        redirect_from: [agencies/zhongwei-kjj/2017/]
        ---
        正文。
    """


@problem_rule(
    "W205",
    "“{text}”不是本站网页的地址；从网站首页所在的文件夹写起，如 agencies/zhongwei-kjj/2018/。",
)
def noted_address_not_valid() -> None:
    """发布过的地址写法不对。

    Bad:
        -- content/addresses.txt --
        https://www.example.gov.cn/agencies/zhongwei-kjj/2023/
    Good:
        -- content/addresses.txt --
        # 发布过的地址
        agencies/zhongwei-kjj/2023/
        agencies/zhongwei-kjj/index.html
    """


ADDRESS_RULES = (address_lost, noted_address_not_valid)
