"""The pages of the rules: their docstrings, for a terminal or as one Markdown document."""

from __future__ import annotations

from typing import Literal

from site_builder.model.rule import SEVERITY_WORDS, Rule

_KINDS: tuple[tuple[Literal["Bad", "Good"], str], ...] = (
    ("Bad", "错误的写法"),
    ("Good", "正确的写法"),
)


def page(rule: Rule) -> str:
    """The page of one rule, as `explain` prints it."""
    lines = [f"{rule.code}（{SEVERITY_WORDS[rule.severity]}）{rule.summary}", ""]
    lines += [rule.reason, ""] if rule.reason else []
    for kind, title in _KINDS:
        for example in rule.examples(kind):
            lines += [f"{title}：", *(f"    {line}" for line in example.splitlines()), ""]
    return "\n".join(lines)


def document(rules: tuple[Rule, ...]) -> str:
    """All pages as one Markdown document."""
    lines = [
        "# 规则",
        "",
        "本页由 `make handbook` 从程序中的规则生成，不手工修改。"
        "每条规则也可用 `sitebuild explain 代码` 查看。",
        "",
        "| 代码 | 程度 | 内容 |",
        "| --- | --- | --- |",
        *(
            f"| [{r.code}](#{r.code.lower()}) | {SEVERITY_WORDS[r.severity]} | {r.summary} |"
            for r in rules
        ),
        "",
    ]
    for rule in rules:
        lines += [
            f"## {rule.code}",
            "",
            f"**{rule.summary}**（{SEVERITY_WORDS[rule.severity]}）",
            "",
        ]
        lines += [rule.reason, ""] if rule.reason else []
        for kind, title in _KINDS:
            for example in rule.examples(kind):
                fence = "````" if "```" in example else "```"
            lines += [f"{title}：", "", f"{fence}text", *example.splitlines(), fence, ""]
    return "\n".join(lines)


def _line(rule: Rule) -> str:
    """A rule in the table at the head of the document."""
    link = f"[{rule.code}](#{rule.code.lower()})"
    return f"| {link} | {SEVERITY_WORDS[rule.severity]} | {rule.summary} |"
