"""Rules about the files and folders in content/, and their names."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule("P101", "“{path}”是指向别处的链接，不会发布；请把文件本身放到这里。")
def symbolic_link() -> None:
    """文件是指向别处的链接。

    符号链接（快捷方式）可能指到内容文件夹之外，会把不该公开的文件带到网上，所以一律不跟随。

    Bad:
        content/pages/attachment.pdf 是一个符号链接，指向 /home/user/attachment.pdf。
    Good:
        content/pages/attachment.pdf 就是文件本身。
    """


@problem_rule("P102", "“{path}”不是普通文件，已跳过；请从内容文件夹里移走。", "warning")
def not_a_file() -> None:
    """既不是普通文件，也不是文件夹。

    管道、套接字、设备没有可以发布的内容。

    Bad:
        content/pages/pipe 是一个命名管道。
    Good:
        content 里只有普通文件和文件夹。
    """


@problem_rule("P103", "“{path}”打不开：{why}。")
def file_unreadable() -> None:
    """文件或文件夹打不开。

    漏掉一个文件，网站就少一页而没有人知道，所以停下来。

    Bad:
        content/pages/example.md 的权限是 000。
    Good:
        content 里的文件都可以读取。
    """


@problem_rule(
    "P104",
    "“{path}”不会发布：文件名要以小写的 .md 结尾，不是“{ending}”；请改名为“{meant}”。",
)
def file_name_ending() -> None:
    """文件名的结尾像是 Markdown，却不是 .md。

    有的编辑器保存时在 .md 后面再加 .txt；文件夹里不显示扩展名时看不出来。

    Bad:
        -- content/pages/example.MD --
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
    "P105",
    "“{path}”不会发布：这一类文件（{ending}）不能作附件。请转成 PDF、Word、Excel 等，或移走。",
    "warning",
)
def file_not_published() -> None:
    """这一类文件不发布。

    可以作附件的有 pdf、doc、docx、wps、ofd、xls、xlsx、et、csv、txt、zip、rar、jpg、jpeg、
    png、gif、webp、mp3、mp4。网页、脚本和程序不能作附件：读者的浏览器会运行它们。

    Bad:
        -- content/pages/example.html --
        <p>正文。</p>
    Good:
        -- content/pages/list.txt --
        名单
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: [list.txt]
        ---
        正文。
    """


@problem_rule(
    "P106", "“{path}”与“{other}”的名称在有的电脑上分不开（只差大小写或编码写法）；请改掉一个。"
)
def names_clash() -> None:
    """两个文件的名称在有的系统上是同一个。

    Windows 和 macOS 不分大小写，两个文件会互相覆盖；同一个汉字名称也可能有两种编码写法。

    Bad:
        -- content/pages/list.txt --
        一
        -- content/pages/List.txt --
        二
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: [list.txt, List.txt]
        ---
        正文。
    Good:
        -- content/pages/list.txt --
        一
        -- content/pages/list-2.txt --
        二
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: [list.txt, list-2.txt]
        ---
        正文。
    """


@problem_rule(
    "P107",
    "“{path}”不在规定的位置，不会发布；网页放在 pages 里，机关的文件放在 agencies/机关代号 里，"
    "名称只用小写字母、数字和短横线。",
)
def file_in_no_place() -> None:
    """文件不在规定的位置，或名称不合要求。

    网址由文件的位置和名称而来。名称用小写字母、数字和短横线，网址才能原样抄写、打印和长期
    不变（国办发〔2017〕47号要求网址清晰、唯一）。年度报告的文件名是年份，如 2023.md。

    Bad:
        -- content/pages/示例.md --
        ---
        title: 示例
        ---
        正文。
    Bad:
        -- content/agencies/zhongwei-kjj/2023.md --
        ---
        title: 中卫市科学技术局2023年政府信息公开工作年度报告
        ---
        正文。
    Good:
        -- content/pages/example.md --
        ---
        title: 示例
        ---
        正文。
    """


@problem_rule("P108", "“{path}”与“{other}”会生成同一个网页（{url}）；请改掉一个文件名。")
def address_taken() -> None:
    """两个文件生成同一个网页。

    文件夹和文件名里的“/”“_”“.”在网址里都写成短横线。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/2023/notice.md --
        ---
        title: 通知
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/2023-notice.md --
        ---
        title: 通知
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/2023/notice.md --
        ---
        title: 通知
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/2023/notice-2.md --
        ---
        title: 又一个通知
        ---
        正文。
    """


@problem_rule("P109", "文件名“{path}”里有看不见或无法识别的字符，不会发布；请改文件名。")
def name_not_readable() -> None:
    r"""文件名里有看不见或无法识别的字符。

    在 Windows 上压缩、在别处解压的文件，汉字名称常会成为乱码。

    Bad:
        -- content/pages/list\u200b.txt --
        正文。
    Good:
        -- content/pages/list.txt --
        名单
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: [list.txt]
        ---
        正文。
    """


@problem_rule("P110", "“{path}”不会成为网页：名称不合要求；请改名为“{meant}”。")
def name_nearly_right() -> None:
    """网页的文件名差一点。

    年度报告的文件名是四位年份，如 2023.md；其他名称只用小写字母、数字和短横线。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/2022年报告.md --
        ---
        title: 中卫市科学技术局2022年政府信息公开工作年度报告
        ---
    Good:
        -- content/agencies/zhongwei-kjj/documents/2022-notice.md --
        ---
        title: 通知
        ---
        正文。
    """


@problem_rule(
    "P111", "“{path}”的内容是网页（开头是信息栏），名称却不以 .md 结尾；请改名为“{meant}”。"
)
def page_as_attachment() -> None:
    """网页的扩展名改掉了。

    改了扩展名，网页就没有了，信息栏里的内容还会作为附件公开，所以停下来。

    Bad:
        -- content/pages/example.txt --
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
    "P112",
    "“{path}”的网页要放在文件夹“{folder}”里，附件“{other}”却占用了这个名称；请改掉一个文件名。",
)
def place_taken_by_attachment() -> None:
    """网页的文件夹与附件同名。

    `pages/list.pdf.md` 的网页是 `pages/list.pdf/index.html`，旁边就不能再有 `pages/list.pdf`。

    Bad:
        -- content/pages/list.pdf --
        %PDF
        -- content/pages/list.pdf.md --
        ---
        title: 名单
        ---
        见[名单](list.pdf)。
    Good:
        -- content/pages/list.pdf --
        %PDF
        -- content/pages/list.md --
        ---
        title: 名单
        ---
        见[名单](list.pdf)。
    """


@problem_rule(
    "P113", "“{path}”的网址里有一段长于{limit}个字节，磁盘上存不下；请缩短文件夹或文件的名称。"
)
def address_too_long() -> None:
    """网址里有一段太长。

    公开文件的各级文件夹名连同文件名，在网址里合成一段。

    Bad:
        content/agencies/zhongwei-kjj/documents 下的各级文件夹名和文件名一共有300个字符。
    Good:
        content/agencies/zhongwei-kjj/documents/2023/notice.md
    """


@problem_rule("P114", "附件超过{limit} MB，不会发布；请压缩或拆分，或放到别处再写链接。")
def attachment_beyond_limit() -> None:
    """附件大得不能发布。

    Bad:
        content/pages/meeting.mp4 是一份2 GB的录像。
    Good:
        content/pages/meeting.mp4 有80 MB。
    """


@problem_rule(
    "W206",
    "“{path}”在 Windows 上存不下：“{name}”不能作文件名；请改名，不用尖括号、冒号、双引号、竖线、"
    "问号、星号和反斜杠（都指半角的），不以点或空格结尾，也不用 con、nul、aux、com1 等。",
    "warning",
)
def name_refused_by_windows() -> None:
    r"""Windows 上不能有这个文件名。

    用 Windows 的同事取不到这个文件，读者也下载不了叫这个名字的附件。con、nul 等是设备的名称，
    后面有扩展名（如 con.md）也不行。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/con.md --
        ---
        title: 通知
        ---
        正文。
    Bad:
        -- content/pages/a:b.pdf --
        %PDF
        -- content/pages/example.md --
        ---
        title: 示例
        attachments: ["a:b.pdf"]
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/content.md --
        ---
        title: 通知
        ---
        正文。
    """


# A document has a name that is nearly right; the right one is among the values.
MISNAMED = (file_name_ending, name_nearly_right, page_as_attachment)
FILE_RULES = (
    symbolic_link,
    not_a_file,
    file_unreadable,
    file_name_ending,
    file_not_published,
    names_clash,
    file_in_no_place,
    address_taken,
    name_not_readable,
    name_nearly_right,
    page_as_attachment,
    place_taken_by_attachment,
    address_too_long,
    attachment_beyond_limit,
    name_refused_by_windows,
)
