"""Reports with a sentence to be checked."""

from __future__ import annotations

from conftest import Scenario

from site_builder.model.document import Document, Mapping, Paragraph
from site_builder.model.finding import Finding
from site_builder.model.site import Agency, Article, DocumentMetadata, Region, Report
from site_builder.rules.prose.against_tables import PROSE_RULES
from site_builder.rules.prose.channels import CHANNEL_RULES
from site_builder.rules.prose.rates import RATE_RULES
from site_builder.rules.prose.restated import RESTATED_RULES
from site_builder.rules.prose.totals import PARTS_RULES
from site_builder.text.plain_text import read_plain_text, read_report_context

RULES = (*PROSE_RULES, *PARTS_RULES, *CHANNEL_RULES, *RATE_RULES, *RESTATED_RULES)

# 12 new requests and 2 carried over; 12 done (8 disclosed, 1 in part, 2 refused,
# 1 not held), 2 left.
# 2 reviews, 1 + 1 suits. 1 document made, 2 ended, 5 in force.
FIGURES = """\
  主动公开政府信息情况:
    行政规范性文件:
      本年制发件数: 1
      本年废止件数: 2
      现行有效件数: 5
    其余: 0
  收到和处理政府信息公开申请情况:
    本年新收政府信息公开申请数量: {自然人: 12, 其余: 0}
    上年结转政府信息公开申请数量: {自然人: 2, 其余: 0}
    予以公开: {自然人: 8, 其余: 0}
    部分公开: {自然人: 1, 其余: 0}
    属于国家秘密: {自然人: 1, 其余: 0}
    属于三类内部事务信息: {自然人: 1, 其余: 0}
    本机关不掌握相关政府信息: {自然人: 1, 其余: 0}
    结转下年度继续办理: {自然人: 2, 其余: 0}
    其余: 0
  政府信息公开行政复议、行政诉讼情况:
    行政复议: {结果维持: 2, 其余: 0}
    未经复议直接起诉: {结果维持: 1, 其余: 0}
    复议后起诉: {尚未审结: 1, 其余: 0}
"""
NOTHING = """\
  主动公开政府信息情况: 0
  收到和处理政府信息公开申请情况: 0
  政府信息公开行政复议、行政诉讼情况: 0
"""


def written(sentence: str, statistics: str = FIGURES, more: str = "", year: int = 2023) -> str:
    """A report with a sentence in its first chapter, and `more` in a later one."""
    return f"""\
-- content/agencies/zhongwei-kjj/reports/{year}.md --
---
title: 中卫市科学技术局{year}年政府信息公开工作年度报告
statistics:
{statistics}---

## 一、总体情况

{sentence}

## 二、主动公开政府信息情况
## 三、收到和处理政府信息公开申请情况
## 四、政府信息公开行政复议、行政诉讼情况
## 五、存在的主要问题及改进情况

{more or "正文。"}

## 六、其他需要报告的事项

正文。
"""


def found(site: Scenario, text: str) -> list[Finding]:
    """The findings of our rules."""
    codes = {rule.code for rule in RULES}
    return [one for one in site.check(text) if one.code in codes]


def disagreeing(*texts: str, year: int = 2023) -> set[str]:
    """The codes found in paragraphs of a report that has no tables."""
    paragraphs = tuple(Paragraph(text, 10 + n, "（一）主动公开") for n, text in enumerate(texts))
    document = Document("a.md", "", Mapping((), 1, 1), paragraphs=paragraphs)
    article = Article("a.md", "a", "报告", (), (), "")
    agency = Agency("a", article, Region("640500", "中卫市"))
    report = Report(agency, year, article, DocumentMetadata(), (), ())
    context = read_report_context(report, read_plain_text(document), None)
    return {rule.code for rule in RULES for _ in rule.check(context)}
