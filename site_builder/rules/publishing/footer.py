"""The rule about what a government site has to say of itself in its footer (国办发〔2017〕47号)."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.site import Settings


def missing_parts(settings: Settings) -> tuple[str, ...]:
    """Return what the footer of a government site has to name and these settings do not, in Chinese
    with the key; the site map is always there."""
    required = (
        ("党政机关网站标识（mark_url）", settings.mark_url),
        ("“我为政府网站找错”入口（mistakes_url）", settings.mistakes_url),
        ("网站标识码（site_id）", settings.site_id),
        ("主办单位（organizer）", settings.organizer),
        ("联系方式（contact）", settings.contact),
        ("ICP备案编号（icp）", settings.icp),
        ("公安机关备案编号（police）", settings.police),
    )
    return tuple(name for name, value in required if not value)


@rule("W190", "政府网站的页脚还缺{labels}；请在 site.yaml 里写上。", "warning")
def footer_incomplete(settings: Settings) -> Iterator[Violation]:
    """政府网站的页脚不全。

    写了标识码（site_id）的就是政府网站。全站页面的底部功能区要列明党政机关网站标识、“我为政府网站
    找错”入口、网站标识码、主办单位和联系方式、ICP备案编号、公安机关备案标识、站点地图（国办发
    〔2017〕47号）；缺了要扣分（国办秘函〔2019〕19号）。站点地图由程序生成，不用写。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        site_id: 6405000001
        organizer: 中卫市人民政府办公室
        regions:
          640500: 中卫市
        -- 2023年度报告 --
        ---
        published: 2024-01-26
        ---
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
    missing = missing_parts(settings)
    if settings.site_id and missing:
        yield Violation("site.yaml", labels="、".join(missing))


FOOTER_RULES = (footer_incomplete,)
