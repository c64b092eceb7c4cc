"""Rules about encodings, and characters that do not belong in a published text."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "T101",
    "文件是 GB18030（国标）编码，本软件只读 UTF-8；请用编辑器“另存为”UTF-8，"
    "或运行 iconv -f GB18030 -t UTF-8。",
)
def gb18030() -> None:
    """文件是国标编码（GB18030、GBK、GB2312）。

    软件不猜编码：猜错一次，网上就是一页乱码。

    Bad:
        -- content/pages/example.md gb18030 --
        ---
        title: 示例
        ---
        中卫市科学技术局政府信息公开工作说明。
    Good:
        -- content/pages/example.md utf-8-sig --
        ---
        title: 示例
        ---
        中卫市科学技术局政府信息公开工作说明。
    """


@problem_rule(
    "T102", "文件是 UTF-16（Windows 的“Unicode”）编码，本软件只读 UTF-8；请用编辑器“另存为”UTF-8。"
)
def utf16() -> None:
    """文件是 UTF-16 编码。

    Bad:
        -- content/pages/example.md utf-16 --
        ---
        title: 示例
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        正文。
    """


@problem_rule(
    "T103", "文件从第 {offset} 字节起读不出来，可能复制或下载时损坏了；请换一份完好的 UTF-8 文件。"
)
def broken_utf8() -> None:
    r"""文件不是完好的 UTF-8。

    Bad:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        政府信息公开工作说明\xe6\x94
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        政府信息公开工作说明。
    """


@problem_rule(
    "T104",
    "这里像是乱码，原文可能是“{meant}”；请对照原件重新录入，或找回没有转错编码的文件。",
    "warning",
)
def garbled_text() -> None:
    """文字像是转错编码的乱码。

    UTF-8 的文字当作国标编码打开再保存，就成了这样。

    Bad:
        -- 专页 --
        鏀垮簻淇℃伅璇存槑
    Good:
        -- 专页 --
        政府信息说明
    """


@problem_rule("T105", "这里有一个看不见的控制字符（{character}），网页不能显示；请删去。")
def control_character() -> None:
    r"""文字里有控制字符。

    多半是从 PDF 或旧系统复制来的。

    Bad:
        -- 专页 --
        收到申请\u00073件。
    Good:
        -- 专页 --
        收到申请3件。
    """


@problem_rule("T106", "这里有一个看不见的字符（{character}），会使检索、复制和显示出错；请删去。")
def invisible_character() -> None:
    r"""文字里有看不见的字符。

    零宽空格使“政府”检索不到；改变书写方向的字符能让 12 显示成 21。

    Bad:
        -- 专页 --
        收到申请\u202e12\u202c件。
    Good:
        -- 专页 --
        收到申请12件。
    """


@problem_rule(
    "T107",
    "“{shown}”（{character}）不是通用的字，别人的电脑上显示不出来；请换成通用的字。",
    "warning",
)
def private_character() -> None:
    r"""文字里有自造字或未定义的字符。

    人名、地名的生僻字常用自造字（专用区），换一台电脑就看不见；Unicode 多已收入正式的字。

    Bad:
        -- 专页 --
        联系人：王\ue863。
    Good:
        -- 专页 --
        联系人：王䶮。
    """


@problem_rule(
    "T108", "“{shown}”（{character}）是部首或兼容字形，看着一样却检索不到；{meant}", "warning"
)
def compatibility_character() -> None:
    r"""文字里有部首或兼容字形。

    从 PDF 复制的文字里，“工”“人”常是部首字形（⼯ U+2F2F），看着一样，检索、朗读都会出错。

    Bad:
        -- 专页 --
        政府信息公开\u2f2f作
    Good:
        -- 专页 --
        政府信息公开工作
    """


@problem_rule("T110", "文件是空的；请写上内容，或删去这个文件。")
def empty_file() -> None:
    """文件里什么也没有。

    Bad:
        -- content/pages/example.md --
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
    """


@problem_rule("T111", "文件超过 {limit} 兆字节；图片和表格请作为附件，正文请分成几个文件。")
def file_too_large() -> None:
    """文件太大。

    一份年度报告的文字不过几十千字节；几兆字节的多半是误放的附件，或文字里嵌了图片。

    Bad:
        content/pages/example.md 有 5 兆字节。
    Good:
        content/pages/example.md 有 20 千字节，附件放在它旁边。
    """


@problem_rule(
    "T112",
    "这里是两份修改合并时留下的冲突记号“{mark}”；"
    "<<<<<<< 到 ======= 是一种写法，======= 到 >>>>>>> 是另一种，请留下一种，删去这三行记号。",
)
def merge_conflict() -> None:
    """文件里有合并冲突的记号。

    两个人改了同一处，Git 合并时把两种写法都留在文件里，用七个小于号、等号、大于号隔开。
    选定之前，不知道哪一种是对的，所以整个文件都不读。

    Bad:
        -- 专页 --
        <<<<<<< HEAD
        收到申请3件。
        =======
        收到申请4件。
        >>>>>>> other
    Good:
        -- 专页 --
        收到申请4件。
    """


@problem_rule(
    "T113", "文件有{lines}行，超过{limit}行；请检查是不是误贴了内容，表格和数据请作为附件。"
)
def too_many_lines() -> None:
    """文件的行数太多。

    一份年度报告不过几百行；几万行的多半是误贴的数据。

    Bad:
        （几万行的文件）
    Good:
        （几百行的文件，数据作为附件）
    """


TEXT_RULES = (
    gb18030,
    utf16,
    broken_utf8,
    garbled_text,
    control_character,
    invisible_character,
    private_character,
    compatibility_character,
    empty_file,
    file_too_large,
    merge_conflict,
    too_many_lines,
)
