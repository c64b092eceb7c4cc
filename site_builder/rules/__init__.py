"""The rule book: every rule, in the order of the handbook. Written by hand; a code is never used
twice, and the code of a rule that is gone stays here as a comment.

The docstring of a rule is its page: what it is about in one line, why, and then its examples.
An example is laid over a small site without a fault (tests/conftest.py), so that it shows only
what matters:

- `-- content/pages/example.md --` begins a file; behind the name may stand the encoding
  (`gb18030`, `utf-16`, `utf-8-sig`), `crlf`, or `absent` for a file taken away.
- `-- 专页 --` begins that page with its title in the header.
- `-- 2023年度报告 --` begins the report of that year, `agencies/zhongwei-kjj/reports/2023.md`,
  with a header without a fault: the title and, from 2019 on, the three tables with nothing but
  zeros. A header that follows a short name says what is added or different, `statistics` last.
- A text that names no file is a part of the statistics of the report of 2023.
- `（正文：六个部分）` stands for a body without a fault, `（六个部分）` for its chapters alone.
- `\\u200b` stands for a character that cannot be seen, `\\xff` for a byte.

What no text can show, such as a symbolic link, is told in words.
"""

from __future__ import annotations

from site_builder.assembly.agency_rules import AGENCY_RULES
from site_builder.assembly.header_rules import HEADER_RULES
from site_builder.assembly.settings_rules import SETTINGS_RULES
from site_builder.content.file_rules import FILE_RULES
from site_builder.lint.rule import Family
from site_builder.lint.waiver_rules import WAIVER_RULES
from site_builder.model.rule import Rule
from site_builder.parsing.body_rules import BODY_RULES
from site_builder.parsing.front_matter_rules import FRONT_MATTER_RULES
from site_builder.parsing.link_rules import LINK_RULES
from site_builder.parsing.text_rules import TEXT_RULES
from site_builder.parsing.yaml_rules import YAML_RULES
from site_builder.publish.site_rules import PUBLISHED_RULES
from site_builder.rules.copying.copies import COPY_RULES
from site_builder.rules.dates.dates import DATE_RULES
from site_builder.rules.dates.years import YEAR_RULES
from site_builder.rules.header.agencies import AGENCY_NAME_RULES
from site_builder.rules.header.title import TITLE_RULES
from site_builder.rules.language.wording import LANGUAGE_RULES
from site_builder.rules.markdown.links import LINK_GRAPH_RULES
from site_builder.rules.privacy.privacy import PRIVACY_RULES
from site_builder.rules.prose.against_tables import PROSE_RULES
from site_builder.rules.prose.channels import CHANNEL_RULES
from site_builder.rules.prose.rates import RATE_RULES
from site_builder.rules.prose.restated import RESTATED_RULES
from site_builder.rules.prose.totals import PARTS_RULES
from site_builder.rules.publishing.metadata import METADATA_RULES
from site_builder.rules.publishing.publishing import PUBLISHING_RULES
from site_builder.rules.structure.chapters import STRUCTURE_RULES
from site_builder.rules.structure.numbering import NUMBERING_RULES
from site_builder.rules.structure.opening import REPORT_TEXT_RULES
from site_builder.rules.tables.balances import BALANCE_RULES
from site_builder.rules.tables.figures import FIGURE_RULES
from site_builder.rules.tables.money import MONEY_RULES
from site_builder.rules.tables.shape import TABLE_RULES
from site_builder.rules.tables.year_on_year import CARRIED_RULES

FAMILIES = (
    Family(
        "source",
        "文件和编码",
        (
            *FILE_RULES,  # P: files and folders
            *TEXT_RULES,  # T: encodings and characters
        ),
    ),
    Family(
        "header",
        "信息栏",
        (
            *FRONT_MATTER_RULES,  # Y: the lines around a header
            *YAML_RULES,  # Y: how it is written
            *HEADER_RULES,  # H: what a header says
            *TITLE_RULES,  # H: the title in it
            *WAIVER_RULES,  # H: the waivers in it
        ),
    ),
    Family(
        "markdown",
        "正文、链接和图片",
        (
            *BODY_RULES,  # M: Markdown
            *LINK_RULES,  # L: links and images, where they may lead
            *LINK_GRAPH_RULES,  # L: and whether they do
        ),
    ),
    Family(
        "site",
        "网站设置和机关",
        (
            *SETTINGS_RULES,  # C: site.yaml
            *AGENCY_RULES,  # A: agencies
            *AGENCY_NAME_RULES,  # A: their names
        ),
    ),
    Family(
        "tables",
        "统计表",
        (
            *TABLE_RULES,  # F: statutory tables, their shape
            *FIGURE_RULES,  # F: what their cells say
            *MONEY_RULES,  # F: sums of money
            *BALANCE_RULES,  # F: 勾稽关系
            *CARRIED_RULES,  # F: a year against the year before
        ),
    ),
    Family(
        "structure",
        "报告的结构",
        (
            *STRUCTURE_RULES,  # S: chapters
            *NUMBERING_RULES,  # S: how they are numbered
            *REPORT_TEXT_RULES,  # S: title, opening, what may not be left out or in
        ),
    ),
    Family(
        "dates",
        "日期和年份",
        (
            *DATE_RULES,  # D: dates
            *YEAR_RULES,  # D: years in the text of a report
        ),
    ),
    Family(
        "prose",
        "正文中的数据",
        (
            *PROSE_RULES,  # R: the prose of a report and its tables
            *PARTS_RULES,  # R: totals and their parts
            *CHANNEL_RULES,  # R: the channels of a total
            *RATE_RULES,  # R: percentages
            *RESTATED_RULES,  # R: what is told twice; R108, the period, is D108
        ),
    ),
    Family("language", "用语和标点", LANGUAGE_RULES),  # G: wording and marks of official documents
    Family("copying", "照抄", COPY_RULES),  # K: text copied from other reports
    Family("privacy", "个人信息和秘密", PRIVACY_RULES),  # X: personal data and secrets
    Family(
        "publishing",
        "发布",
        (
            *PUBLISHING_RULES,  # W: what inspections of sites count
            *METADATA_RULES,  # W: 索引号 and the other register data
            *PUBLISHED_RULES,  # V: the finished site
        ),
    ),
)

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.rules)
