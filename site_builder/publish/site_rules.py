"""Rules about the finished site. Their examples cannot be content files."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "V101", "“{path}”不是 sitebuild 生成的网站（没有 manifest.json）；请核对文件夹的位置。"
)
def not_a_site() -> None:
    """文件夹不是 sitebuild 生成的网站。

    Bad:
        核对一个没有 manifest.json 的文件夹。
    Good:
        核对 sitebuild build 生成的 public 文件夹。
    """


@problem_rule(
    "V120",
    "“{path}”不在：sitebuild 被强行中止时，旧网站已移开，新网站还没有就位；"
    "请再运行一次 sitebuild build，会先把旧网站放回原处。",
)
def site_is_aside() -> None:
    """换上新网站的一刻被中止，网站不在原处。

    只在不能一步交换两个文件夹的文件系统上会发生；旧网站完整地留在旁边的
    .public.sitebuild/old 里。

    Bad:
        用两次改名交换网站，两次之间断了电。
    Good:
        再运行一次 sitebuild build。
    """


@problem_rule(
    "V102",
    "网站里多出“{path}”，它不是 sitebuild 生成的；请移走，或用 sitebuild build --clean 重新生成。",
)
def file_not_in_manifest() -> None:
    """网站里多出一个文件。

    多出的文件没有经过检查，可能是误放的，也可能是别人放的。

    Bad:
        生成之后，有人把 list.xlsx 直接放进了 public。
    Good:
        附件放在 content 里，由 sitebuild 发布。
    """


@problem_rule("V103", "网站里少了“{path}”；请用 sitebuild build --clean 重新生成，或重新上传。")
def file_gone() -> None:
    """网站里少了一个文件。

    Bad:
        上传中断，public 里少了几个网页。
    Good:
        manifest.json 里的文件都在。
    """


@problem_rule(
    "V104", "“{path}”生成之后被改过；请改 content 里的原文，再用 sitebuild build --clean 重新生成。"
)
def file_changed() -> None:
    """网站里的文件被改过。

    直接改网页，下次生成时就没有了；不明的改动也可能是网站被篡改。

    Bad:
        有人在 public/index.html 里直接改了一个数。
    Good:
        在 content 里改，再运行 sitebuild build。
    """


@problem_rule(
    "V105", "“{path}”里有会运行或会变样的代码“{text}”；内容不会带来这种代码，请检查主题。"
)
def active_content() -> None:
    """网站里有脚本、内嵌样式或内嵌网页。

    门户的安全策略（CSP）不许运行页面里的脚本；内容里的代码一律作文字显示，有也只能来自主题。
    写在注释里的也算：旧的浏览器会运行其中一些。数据块（application/ld+json、application/json）
    不是脚本，可以有。脚本文件（.js）现在的主题都用不到，也不发布。

    Bad:
        主题的模板里写了一段 script，或一个 javascript: 开头的链接。
    Good:
        主题只用 assets 里的样式文件。
    """


@problem_rule(
    "V106", "“{path}”会向别的网站索取“{text}”；请把它放到主题的 static 文件夹或 content 里。"
)
def outside_request() -> None:
    """网页要从别的网站取图片、样式或字体。

    政务内网取不到；在外网，读者的访问记录会泄露给别的网站。

    Bad:
        主题的模板从字体网站取字体。
    Good:
        字体放在主题的 static 文件夹里。
    """


@problem_rule("V107", "“{path}”里的链接“{text}”没有去处；请检查主题的模板，或向 sitebuild 报告。")
def dead_link_on_page() -> None:
    """生成的网页里有死链。

    内容里的死链由 L105 等规则查出；这里查的是模板和程序写出的链接。

    Bad:
        主题的模板链接到一个没有的网页。
    Good:
        每个链接都通到一个网页、一个附件，或页内的一处。
    """


@problem_rule(
    "V108",
    "“{path}”里“{text}”这个标签写得不清楚，浏览器会读成不同的样子；"
    "请检查主题的模板：引号要成对，文字、属性值和数据块里的 < 要转义。",
)
def unclear_markup() -> None:
    """标签写得不清楚，看不出浏览器会读成什么。

    引号不成对，或属性值里有没有转义的 <，各种浏览器就会读成不同的标签，核对也就不可靠了。
    文字和属性值里的 < 写成 &lt;，数据块（JSON）里的写成反斜杠加 u003c；模板的 {{ … }} 会自动转义。

    Bad:
        主题的模板里写了 <a title="<b>">，或 <a href="a.html> 少一个引号。
    Good:
        <a title="&lt;b&gt;">，引号成对。
    """


@problem_rule(
    "V109", "“{path}”不是 UTF-8 编码的文字（“{text}”）；请检查主题，把这个文件另存为 UTF-8。"
)
def not_utf8() -> None:
    """网页或样式表不是 UTF-8 编码，或声明了别的编码。

    浏览器照别的编码读出来的是另一些字，另一些标签，核对就不可靠了。

    Bad:
        主题的模板里写了 <meta charset="gbk">。
    Good:
        主题的模板里写了 <meta charset="utf-8">，文件也是这种编码。
    """


PUBLISHED_RULES = (
    not_a_site,
    site_is_aside,
    file_not_in_manifest,
    file_gone,
    file_changed,
    active_content,
    outside_request,
    dead_link_on_page,
    unclear_markup,
    not_utf8,
)
