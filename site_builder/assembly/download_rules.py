"""Rules about the files in other formats that readers can download (`downloads` in site.yaml)."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule("C140", "年度报告不能下载成“{text}”{hint}可以写 {known}。")
def download_not_known() -> None:
    """要提供下载的格式写得不对。

    `downloads` 列出年度报告页面上供下载的格式，如 `[docx, pdf]`；不写就没有。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        downloads: [word]
        regions:
          640500: 中卫市
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        downloads: [docx]
        regions:
          640500: 中卫市
    """


@problem_rule("C141", "这台机器不能生成供下载的 {text}：{why}；装不了的，请从 downloads 里删去它。")
def download_library_missing() -> None:
    """缺少生成下载文件的程序包。

    PDF 由 WeasyPrint 生成，另外要系统里的 Pango 和中文字体；Excel 由 XlsxWriter 生成。它们都不在
    基本的安装里。

    Bad:
        site.yaml 里写着 downloads: [pdf]，而没有装 sitebuild[pdf]。
    Good:
        运行 pip install 'sitebuild[pdf]' 以后再生成网站。
    """


@problem_rule("C142", "这份报告的 {text} 没能生成：{why}。")
def download_not_made() -> None:
    """一份报告的下载文件没能生成。

    字体里没有的字印不出来，只会变成方框，所以不生成。装上有这个字的字体，或从 site.yaml 的
    `downloads` 里删去这种格式。

    Bad:
        site.yaml 里写着 downloads: [pdf]，报告里有一个这台机器的字体都没有的字。
    Good:
        这台机器装着 fonts-noto-cjk 之类的中文字体。
    """


DOWNLOAD_RULES = (download_not_known, download_library_missing, download_not_made)
