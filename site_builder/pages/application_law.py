"""What the law says of applications for information, for the pages of every agency.

《中华人民共和国政府信息公开条例》（国令第711号）, in force since 2019-05-15; the fees are those of
《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）, in force since 2021-01-01.
"""

from __future__ import annotations

from typing import NamedTuple


class Paragraph(NamedTuple):
    """What one article of the law says."""

    text: str
    article: str


class Fee(NamedTuple):
    """A step of the tariff: a range of applications or pages, and the fee."""

    range: str
    fee: str


class Tariff(NamedTuple):
    """One of the two standards by which the fee is computed."""

    name: str
    unit: str
    fees: tuple[Fee, ...]


HOW = (
    Paragraph(
        "向行政机关的政府信息公开工作机构提出，采用包括信件、数据电文在内的书面形式；"
        "书面形式确有困难的，可以口头提出，由受理申请的工作机构代为填写。",
        "第二十九条",
    ),
    Paragraph(
        "申请应当包括：申请人的姓名或者名称、身份证明、联系方式；"
        "申请公开的政府信息的名称、文号或者便于行政机关查询的其他特征性描述；"
        "申请公开的政府信息的形式要求，包括获取信息的方式、途径。",
        "第二十九条",
    ),
    Paragraph(
        "申请内容不明确的，行政机关自收到申请之日起7个工作日内一次性告知补正；"
        "答复期限自收到补正的申请之日起计算。",
        "第三十条",
    ),
)
DEADLINES = (
    Paragraph("能够当场答复的，当场答复。", "第三十三条"),
    Paragraph(
        "不能当场答复的，自收到申请之日起20个工作日内答复；需要延长的，经政府信息公开工作机构"
        "负责人同意并告知申请人，延长的期限最长不超过20个工作日。",
        "第三十三条",
    ),
    Paragraph("征求第三方和其他机关意见所需时间，不计算在上述期限内。", "第三十三条"),
    Paragraph(
        "当面提交的，以提交之日为收到申请之日；以需要签收的邮寄方式提交的，以签收之日为收到申请之日；"
        "以平常信函等无需签收的邮寄方式提交的，和通过互联网渠道或者传真提交的，"
        "以双方确认之日为收到申请之日。",
        "第三十一条",
    ),
)
FEES = (
    Paragraph(
        "提供政府信息不收取费用；但申请的数量、频次明显超过合理范围的，可以收取信息处理费。",
        "第四十二条",
    ),
)
TARIFFS = (
    Tariff(
        "按件计收",
        "同一申请人一个自然月内累计申请",
        (
            Fee("10件以下（含10件）", "不收费"),
            Fee("11至30件（含30件）的部分", "每件100元"),
            Fee("31件以上的部分", "以10件为一档，每增加一档，每件增加100元"),
        ),
    ),
    Tariff(
        "按量计收",
        "一件申请的页数（A4及以下纸张的单面为1页）",
        (
            Fee("30页以下（含30页）", "不收费"),
            Fee("31至100页（含100页）的部分", "每页10元"),
            Fee("101至200页（含200页）的部分", "每页20元"),
            Fee("201页以上的部分", "每页40元"),
        ),
    ),
)
TARIFF_NOTE = (
    "依据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。"
    "每件申请只按其中一种标准计收，超额的部分分段计算。"
)
REMEDIES = (
    Paragraph(
        "认为行政机关在政府信息公开工作中侵犯其合法权益的，可以向上一级行政机关或者政府信息公开"
        "工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼。",
        "第五十一条",
    ),
)
