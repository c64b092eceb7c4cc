"""Makes the pages about rules from their docstrings, for a terminal or as Markdown files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from site_builder.lint.rule import Family
from site_builder.model.rule import SEVERITY_WORDS, Rule

_EXAMPLES: tuple[tuple[Literal["Bad", "Good"], str], ...] = (
    ("Bad", "错误的写法"),
    ("Good", "正确的写法"),
)
_HOW_TO_READ = """\
# 规则

检查结果里的每一条都有代码，例如 F230。这里一类一页，写明每条规则的要求、依据和正误例子。

在命令行里也能查看：`sitebuild explain F230`。

这个文件夹由 `make handbook` 从程序中的规则生成，不手工修改。

## 例子怎样读

每个例子都放进一个没有问题的小网站里检查，所以只写出有关的部分。

- `-- content/pages/example.md --` 以下是这个文件的内容。
- 文件名后面可以写编码（`gb18030`、`utf-16`、`utf-8-sig`）、换行（`crlf`）；`absent` 表示没有它。
- `-- 专页 --` 就是 `content/pages/example.md`，信息栏里有标题。
- `-- 2023年度报告 --` 就是 `content/agencies/zhongwei-kjj/reports/2023.md`，信息栏里有标题。
- 2019年度起的报告，信息栏里还有三张统计表，填的都是0。
- 这两种简写后面又写信息栏的，只写增加的和不同的项，没有写到的表都是0。
- `（正文：六个部分）` 代表一份没有问题的报告正文，`（六个部分）` 代表其中的六个部分。
- 没有写文件名的统计表，是2023年度报告信息栏里 `statistics` 的内容，没有写到的表也都是0。
- `\\u200b` 代表一个看不见的字符，`\\xff` 代表一个不是文字的字节。
- 文字写不出来的，例如文件太大，用一句话说明。
"""


def page(rule: Rule) -> str:
    """Return the page of a rule, as `sitebuild explain` prints it."""
    lines = [f"{rule.code}（{_degree(rule)}）{rule.summary}", ""]
    lines += [rule.reason, ""] if rule.reason else []
    for title, example in _examples(rule):
        lines += [f"{title}：", *(f"    {line}" for line in example.splitlines()), ""]
    return "\n".join(lines)


def handbook(families: tuple[Family, ...]) -> dict[str, str]:
    """Return the files of the handbook about rules, by name: an index, and a page for each
    family."""
    pages = {f"{family.name}.md": _family_page(family) for family in families}
    return {"README.md": _index(families), **pages}


def _index(families: tuple[Family, ...]) -> str:
    lines = [_HOW_TO_READ]
    for family in families:
        lines += [f"## [{family.title}]({family.name}.md)", ""]
        lines += ["| 代码 | 程度 | 内容 |", "| --- | --- | --- |"]
        for rule in family.rules:
            link = f"[{rule.code}]({family.name}.md#{rule.code.lower()})"
            lines += [f"| {link} | {_degree(rule)} | {rule.summary} |"]
        lines += [""]
    return "\n".join(lines)


def _family_page(family: Family) -> str:
    lines = [f"# {family.title}", "", "例子怎样读，见[规则](README.md#例子怎样读)。", ""]
    for rule in family.rules:
        lines += [f"## {rule.code}", "", *_markdown(rule)]
    return "\n".join(lines)


def markdown(rule: Rule) -> str:
    """Return the page of a rule as Markdown, without a heading."""
    return "\n".join(_markdown(rule))


def _markdown(rule: Rule) -> Iterator[str]:
    yield from (f"**{rule.summary}**（{_degree(rule)}）", "")
    if rule.reason:
        yield from (rule.reason, "")
    for title, example in _examples(rule):
        fence = "````" if "```" in example else "```"
        yield from (f"{title}：", "", f"{fence}text", *example.splitlines(), fence, "")


def _degree(rule: Rule) -> str:
    """Return the severity of a rule in Chinese, and whether it is an error that can be waived."""
    return SEVERITY_WORDS[rule.severity] + ("，可豁免" if rule.waivable else "")


def _examples(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the examples of a rule, each with its title."""
    for kind, title in _EXAMPLES:
        for example in rule.examples(kind):
            yield title, example
