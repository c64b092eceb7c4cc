"""Rules about the former addresses of documents."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "W200",
    "“redirect_from”（原地址）里的“{text}”不是本站网页的地址；从网站首页所在的文件夹写起，"
    "如 agencies/zhongwei-kjj/2018/，只用字母、数字、- 和 _，不写域名、开头的 / 和问号后面的部分。",
)
def former_address_not_valid() -> None:
    """原地址写法不对。

    原地址上会留一个转到新地址的网页，所以要写成本站里的地址：以 / 结尾的文件夹，或 .html、.htm
    的网页。域名、开头的 /、..、? 和 # 都不属于这样的地址；附件的原地址留不了网页。

    Bad:
        -- 专页 --
        ---
        redirect_from: [https://www.example.gov.cn/old/]
        ---
        正文。
    Bad:
        -- 专页 --
        ---
        redirect_from: [/old/]
        ---
        正文。
    Bad:
        -- 专页 --
        ---
        redirect_from: [../old/]
        ---
        正文。
    Bad:
        -- 专页 --
        ---
        redirect_from: [old/index.html?id=1]
        ---
        正文。
    Bad:
        -- 专页 --
        ---
        redirect_from: [files/list.pdf]
        ---
        正文。
    Good:
        -- 专页 --
        ---
        redirect_from: [pages/old/, xxgk/202301/t20230101_1.html]
        ---
        正文。
    """


@problem_rule(
    "W201",
    "“redirect_from”（原地址）里的“{url}”现在是一个网页，不能再转走；请删去这一项，"
    "或者先给现在的网页改名。",
)
def former_address_is_a_page() -> None:
    """原地址上有网页。

    一个地址要么是网页，要么转到别处。两份文件互相写对方的地址，也是这样。

    Bad:
        -- 专页 --
        ---
        redirect_from: [agencies/zhongwei-kjj/]
        ---
        正文。
    Bad:
        -- content/pages/a.md --
        ---
        title: 甲
        redirect_from: [pages/b/]
        ---
        正文。
        -- content/pages/b.md --
        ---
        title: 乙
        redirect_from: [pages/a/]
        ---
        正文。
    Bad:
        -- 专页 --
        ---
        redirect_from: [pages/example/index.html]
        ---
        正文。
    Good:
        -- 专页 --
        ---
        redirect_from: [agencies/kjj/]
        ---
        正文。
    """


@problem_rule(
    "W202",
    "“redirect_from”（原地址）里的“{url}”，“{other}”也写了；一个地址只能转到一处，请删去一个。",
)
def former_address_twice() -> None:
    """一个原地址写了两次。

    Bad:
        -- content/pages/a.md --
        ---
        title: 甲
        redirect_from: [pages/old/]
        ---
        正文。
        -- content/pages/b.md --
        ---
        title: 乙
        redirect_from: [pages/old/index.html]
        ---
        正文。
    Good:
        -- content/pages/a.md --
        ---
        title: 甲
        redirect_from: [pages/old-a/]
        ---
        正文。
        -- content/pages/b.md --
        ---
        title: 乙
        redirect_from: [pages/old-b/]
        ---
        正文。
    """


@problem_rule(
    "W203",
    "“redirect_from”（原地址）里的“{url}”，已经有文件“{other}”占着；请删去这一项，或者给文件改名。",
)
def former_address_is_a_file() -> None:
    """原地址被附件占着。

    Bad:
        -- 专页 --
        ---
        redirect_from: [files/list.pdf/]
        ---
        见[名单](/files/list.pdf)。
        -- content/files/list.pdf --
        %PDF
    Good:
        -- 专页 --
        ---
        redirect_from: [files/list/]
        ---
        见[名单](/files/list.pdf)。
        -- content/files/list.pdf --
        %PDF
    """


@problem_rule(
    "W207",
    "“redirect_from”（原地址）里的“{url}”在 Windows 上存不下：“{name}”不能作文件夹或文件的名称；"
    "在 Windows 上生成网站的，请删去这一项。",
    "warning",
)
def former_address_refused_by_windows() -> None:
    """Windows 上不能有这个原地址。

    con、nul、aux、prn、com1、lpt1 等是设备的名称，以点结尾的名称也存不下。

    Bad:
        -- 专页 --
        ---
        redirect_from: [old/con/]
        ---
        正文。
    Good:
        -- 专页 --
        ---
        redirect_from: [old/content/]
        ---
        正文。
    """


@problem_rule(
    "W208",
    "“redirect_from”（原地址）里的“{url}”，与网站里的文件夹“{folder}”只差大小写；"
    "在 Windows 和 macOS 上这是同一个文件夹，请改成一样的写法。",
    "warning",
)
def former_address_by_case() -> None:
    """原地址所在的文件夹与别的只差大小写。

    Bad:
        -- 专页 --
        ---
        redirect_from: [Pages/old/]
        ---
        正文。
    Good:
        -- 专页 --
        ---
        redirect_from: [pages/old/]
        ---
        正文。
    """


REDIRECT_RULES = (
    former_address_not_valid,
    former_address_is_a_page,
    former_address_twice,
    former_address_is_a_file,
    former_address_refused_by_windows,
    former_address_by_case,
)
