"""The rule about the date that the report of a government site has to show."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Site


@rule(
    "S216", "报告没有成文日期，也没有发布日期；请写在信息栏的 signed 或 published 里。", "warning"
)
def report_without_a_date(site: Site) -> Iterator[Violation]:
    """年度报告没有日期。

    没有日期，读者不知道何时公布，也无从核对是不是按期公布。政府网站的内容页必须标明发布时间
    （国办发〔2017〕47号），没有标明的按未更新计（国办秘函〔2019〕19号）；所以只在 site.yaml 写了
    site_id（政府网站标识码）的网站核对。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        site_id: 6405000001
        organizer: 中卫市人民政府办公室
        contact: 0955-1234567
        icp: 宁ICP备00000000号
        police: 宁公网安备64050000000001号
        mark_url: https://bszs.conac.cn/sitename
        mistakes_url: https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=6405000001
        regions:
          640500: 中卫市
        -- 2023年度报告 --
        （正文：六个部分）
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        site_id: 6405000001
        organizer: 中卫市人民政府办公室
        contact: 0955-1234567
        icp: 宁ICP备00000000号
        police: 宁公网安备64050000000001号
        mark_url: https://bszs.conac.cn/sitename
        mistakes_url: https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=6405000001
        regions:
          640500: 中卫市
        -- 2023年度报告 --
        ---
        published: 2024-01-26
        ---
        （正文：六个部分）
    """
    for report in site.reports if site.settings.site_id else ():
        if not (report.metadata.signed or report.metadata.published):
            yield Violation(report.article.path, 1, 1)


REPORT_DATE_RULES = (report_without_a_date,)
