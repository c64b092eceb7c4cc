"""Rules about the targets of links and images."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "L101",
    "链接“{text}”不安全；只能链接到 http://、https://、mailto:、tel: 或站内的文件。",
)
def unsafe_link() -> None:
    """链接不安全。

    有的开头（javascript:、data:）能在读者的浏览器里运行程序；带 @ 的网址能冒充别的网站；
    以 // 开头的网址会离开本站。

    Bad:
        -- 专页 --
        [查看](javascript:alert(1))
    Bad:
        -- 专页 --
        [银行](http://www.bank.example@evil.example/)
    Good:
        -- 专页 --
        [中国政府网](https://www.gov.cn/)、[邮箱](mailto:office@example.gov.cn)
    """


@problem_rule("L102", "链接“{text}”指到内容文件夹之外；请把文件放进来，再链接到它。")
def link_outside() -> None:
    """链接指到内容文件夹之外。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [名单](../../list.txt)
    Good:
        -- content/pages/list.txt --
        名单
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [名单](list.txt)
    """


@problem_rule("L103", "图片“{text}”在别的网站上；请下载下来，与本文件放在一起。")
def image_from_elsewhere() -> None:
    """图片在别的网站上。

    别的网站撤下图片，这里就是空的；读者的访问记录也会泄露给它。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        ![流程图](https://www.example.com/chart.png)
    Good:
        -- content/pages/chart.png --
        \\x89PNG
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        ![流程图](chart.png)
    """


@problem_rule("L104", "这里的链接没有写指向哪里；请在括号里写上地址，或去掉方括号。")
def empty_link() -> None:
    """链接没有地址。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [名单](#)
    Good:
        -- content/pages/list.txt --
        名单
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        [名单](list.txt)
    """


@problem_rule(
    "L108", "“{text}”不是链接，会原样显示成文字；要做成链接，请写成“{right}”。", "warning"
)
def almost_a_link() -> None:
    """像链接，却成了文字。

    链接写成 `[文字](地址)`：方括号、圆括号都是半角，中间不空格；地址里有空格的，用尖括号括起来。

    Bad:
        -- 专页 --
        详见[统计表]（list.txt）。
    Bad:
        -- 专页 --
        详见【统计表】(list.txt)。
    Bad:
        -- 专页 --
        详见[统计表](统计 表.xlsx)。
    Good:
        -- content/pages/list.txt --
        名单
        -- 专页 --
        详见[统计表](list.txt)、《办法》[2023]（修订）、【注】（见下文）。
    """


LINK_RULES = (
    unsafe_link,
    link_outside,
    image_from_elsewhere,
    empty_link,
    almost_a_link,
)
