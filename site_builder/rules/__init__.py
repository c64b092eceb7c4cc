"""The rule book: all rules, in the order of the handbook.

The lists are written by hand. A code is never used twice; the code of a retired rule stays here as
a comment.

The docstring of a rule is its page: a line that names the fault, the reason, and examples. The
files of an example are added to a small site without findings (tests/texts.py), so that it
contains only what concerns the rule:

- `-- content/pages/example.md --` begins a file. The name may be followed by the encoding
  (`gb18030`, `utf-16`, `utf-8-sig`), by `crlf`, or by `absent` if the file must not exist.
- `-- 专页 --` begins that page, with its title in the header.
- `-- 2023年度报告 --` begins the report on that year, `agencies/zhongwei-kjj/reports/2023.md`, with
  a valid header: the title and, from 2019 on, the three tables, filled with zeros. A header after
  one of these two short names contains only additions and differences, `statistics` last.
- `-- 目录第1项 --` begins the catalogue of that agency, whose document fulfils all its items: cells
  of the first item that differ from those of one without findings, and more items, each from its
  `- 序号:` on.
- `content/site.yaml` says `coverage: selected` unless it says something else.
- A text without a file name is part of the `statistics` of the report on 2023.
- `（正文：六个部分）` is a body without findings, `（六个部分）` are its chapters only.
- `\\u200b` is an invisible character, `\\xff` a byte.

If an example cannot be written as text, such as a symbolic link, a sentence describes it.
"""

from __future__ import annotations

from site_builder.assembly.agency_rules import AGENCY_RULES
from site_builder.assembly.attachment_rules import ATTACHMENT_RULES
from site_builder.assembly.document_rules import DOCUMENT_RULES
from site_builder.assembly.download_rules import DOWNLOAD_RULES
from site_builder.assembly.header_rules import HEADER_RULES
from site_builder.assembly.history_rules import HISTORY_RULES, RECORD_RULES
from site_builder.assembly.hold_back_rules import HOLD_BACK_RULES
from site_builder.assembly.redirect_rules import REDIRECT_RULES
from site_builder.assembly.reference_rules import REFERENCE_RULES
from site_builder.assembly.settings_rules import SETTINGS_RULES
from site_builder.catalogue.cell_rules import CATALOGUE_CELL_RULES
from site_builder.catalogue.file_rules import CATALOGUE_FILE_RULES
from site_builder.content.address_rules import ADDRESS_RULES
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
from site_builder.rules.catalogue.fulfilment import FULFILMENT_RULES
from site_builder.rules.copying.copies import COPY_RULES
from site_builder.rules.dates.dates import DATE_RULES
from site_builder.rules.dates.years import YEAR_RULES
from site_builder.rules.header.agencies import AGENCY_NAME_RULES
from site_builder.rules.header.title import TITLE_RULES
from site_builder.rules.header.unfilled import UNFILLED_RULES
from site_builder.rules.language.wording import LANGUAGE_RULES
from site_builder.rules.markdown.links import LINK_GRAPH_RULES
from site_builder.rules.markdown.tables import TEXT_TABLE_RULES
from site_builder.rules.privacy.attachments import PRIVATE_FILE_RULES
from site_builder.rules.privacy.privacy import PRIVACY_RULES
from site_builder.rules.prose.against_tables import PROSE_RULES
from site_builder.rules.prose.channels import CHANNEL_RULES
from site_builder.rules.prose.rates import RATE_RULES
from site_builder.rules.prose.restated import RESTATED_RULES
from site_builder.rules.prose.totals import PARTS_RULES
from site_builder.rules.publishing.attachments import PUBLISHED_FILE_RULES
from site_builder.rules.publishing.classification import CLASSIFICATION_RULES
from site_builder.rules.publishing.document_types import DOCUMENT_TYPE_RULES
from site_builder.rules.publishing.expected import EXISTENCE_RULES, EXPECTED_REPORT_RULES
from site_builder.rules.publishing.footer import FOOTER_RULES
from site_builder.rules.publishing.index_numbers import INDEX_NUMBER_RULES
from site_builder.rules.publishing.metadata import METADATA_RULES
from site_builder.rules.publishing.publishing import PUBLISHING_RULES
from site_builder.rules.publishing.relations import RELATION_RULES
from site_builder.rules.publishing.to_check import TO_CHECK_RULES
from site_builder.rules.structure.chapters import STRUCTURE_RULES
from site_builder.rules.structure.numbering import NUMBERING_RULES
from site_builder.rules.structure.opening import REPORT_TEXT_RULES
from site_builder.rules.structure.report_date import REPORT_DATE_RULES
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
            *FILE_RULES,  # P, W: files and folders
            *ATTACHMENT_RULES,  # P: lists of attachments
            *TEXT_RULES,  # T: encodings and characters
        ),
    ),
    Family(
        "header",
        "信息栏",
        (
            *FRONT_MATTER_RULES,  # Y: the lines around a header
            *YAML_RULES,  # Y: its syntax
            *HEADER_RULES,  # H: its values
            *HOLD_BACK_RULES,  # H: what is public, and from when to when
            *UNFILLED_RULES,  # H: what is still to be written
            *HISTORY_RULES,  # H: corrections, withdrawals, review records
            *DOCUMENT_RULES,  # H: forms and lists that those of documents follow
            *REFERENCE_RULES,  # H: other documents and agencies that it names
            *TITLE_RULES,  # H: its title
            *WAIVER_RULES,  # H: its waivers
        ),
    ),
    Family(
        "markdown",
        "正文、链接和图片",
        (
            *BODY_RULES,  # M: Markdown
            *TEXT_TABLE_RULES,  # M: tables that are none
            *LINK_RULES,  # L: the syntax of links and images
            *LINK_GRAPH_RULES,  # L: their targets
        ),
    ),
    Family(
        "site",
        "网站设置和机关",
        (
            *SETTINGS_RULES,  # C: site.yaml
            *DOWNLOAD_RULES,  # C: what it offers for download
            *AGENCY_RULES,  # A: agencies
            *AGENCY_NAME_RULES,  # A: their names
            *EXISTENCE_RULES,  # A: when they exist
        ),
    ),
    Family(
        "tables",
        "统计表",
        (
            *TABLE_RULES,  # F: the shape of statutory tables
            *FIGURE_RULES,  # F: their cells
            *MONEY_RULES,  # F: sums of money
            *BALANCE_RULES,  # F: 勾稽关系
            *CARRIED_RULES,  # F: a year compared with the year before
        ),
    ),
    Family(
        "structure",
        "报告的结构",
        (
            *STRUCTURE_RULES,  # S: chapters
            *NUMBERING_RULES,  # S: their numbers
            *REPORT_TEXT_RULES,  # S: title, opening, missing and forbidden text
            *REPORT_DATE_RULES,  # S: the date of a report
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
            *PROSE_RULES,  # R: the prose of a report compared with its tables
            *PARTS_RULES,  # R: totals and their parts
            *CHANNEL_RULES,  # R: the channels of a total
            *RATE_RULES,  # R: percentages
            *RESTATED_RULES,  # R: figures that are stated twice; R108, the period, is D108
        ),
    ),
    Family(
        "catalogue",
        "政务公开目录",
        (
            *CATALOGUE_FILE_RULES,  # J: the parts of catalogue.yaml
            *CATALOGUE_CELL_RULES,  # J: numbers and cells of its items
            *FULFILMENT_RULES,  # J: the documents that fulfil them
        ),
    ),
    Family("language", "用语和标点", LANGUAGE_RULES),  # G: wording and marks of official documents
    Family("copying", "照抄", COPY_RULES),  # K: text copied from other reports
    Family(
        "privacy",
        "个人信息和秘密",
        (
            *PRIVACY_RULES,  # X: personal data and secrets in documents
            *PRIVATE_FILE_RULES,  # X: in attachments and names
        ),
    ),
    Family(
        "publishing",
        "发布",
        (
            *PUBLISHING_RULES,  # W: indicators of site inspections
            *PUBLISHED_FILE_RULES,  # W: attachments
            *EXPECTED_REPORT_RULES,  # W: missing reports
            *METADATA_RULES,  # W: metadata of documents; W116 is H140 and holds back
            *INDEX_NUMBER_RULES,  # W: 索引号
            *CLASSIFICATION_RULES,  # W: what they are arranged by
            *DOCUMENT_TYPE_RULES,  # W: interpretations, consultations, answers
            *RELATION_RULES,  # W: what they say of each other
            *RECORD_RULES,  # W: corrections and review records against the document
            *FOOTER_RULES,  # W: the footer of a government site
            *REDIRECT_RULES,  # W: former addresses
            *ADDRESS_RULES,  # W: addresses that were published
            *TO_CHECK_RULES,  # W: what an import concluded
            *PUBLISHED_RULES,  # V: the finished site
        ),
    ),
)

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.rules)
