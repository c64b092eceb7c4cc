"""What disclosed documents are arranged by: their subject, their genre, and the item of the law
that prescribes their disclosure. Each value has a name, which headers use, and a slug for URLs."""

from __future__ import annotations

from typing import NamedTuple


class Facet(NamedTuple):
    """One value by which documents are arranged. `clause` is the item of the 条例 that it stands
    for, or empty."""

    slug: str
    name: str
    clause: str = ""


def facet(text: str, facets: tuple[Facet, ...]) -> Facet | None:
    """Return the facet with this name or clause, or None."""
    return next((one for one in facets if text and text in {one.name, one.clause}), None)


def topic(text: str, own: tuple[Facet, ...] = ()) -> Facet | None:
    """Return the topic of a document, or None if it is unknown. A second level may follow behind a
    backslash (综合政务\\政务公开); `own` are the topics that a site adds."""
    return facet(text.partition("\\")[0].strip(), (*own, *TOPICS))


# 国务院公文主题分类, the first level.
TOPICS = (
    Facet("state-council", "国务院组织机构"),
    Facet("general-affairs", "综合政务"),
    Facet("economy", "国民经济管理、国有资产监管"),
    Facet("finance", "财政、金融、审计"),
    Facet("land-energy", "国土资源、能源"),
    Facet("agriculture", "农业、林业、水利"),
    Facet("industry", "工业、交通"),
    Facet("trade", "商贸、海关、旅游"),
    Facet("market", "市场监管、安全生产监管"),
    Facet("construction", "城乡建设、环境保护"),
    Facet("science-education", "科技、教育"),
    Facet("culture", "文化、广电、新闻出版"),
    Facet("health-sport", "卫生、体育"),
    Facet("population", "人口与计划生育、妇女儿童工作"),
    Facet("personnel", "劳动、人事、监察"),
    Facet("justice", "公安、安全、司法"),
    Facet("civil-affairs", "民政、扶贫、救灾"),
    Facet("ethnic-religious", "民族、宗教"),
    Facet("foreign", "对外事务"),
    Facet("hong-kong-taiwan", "港澳台侨工作"),
    Facet("defence", "国防"),
    Facet("other", "其他"),
)
# The 15 文种 of official documents (党政机关公文处理工作条例 第八条).
GENRES = (
    Facet("jueyi", "决议"),
    Facet("jueding", "决定"),
    Facet("mingling", "命令（令）"),
    Facet("gongbao", "公报"),
    Facet("gonggao", "公告"),
    Facet("tonggao", "通告"),
    Facet("yijian", "意见"),
    Facet("tongzhi", "通知"),
    Facet("tongbao", "通报"),
    Facet("baogao", "报告"),
    Facet("qingshi", "请示"),
    Facet("pifu", "批复"),
    Facet("yian", "议案"),
    Facet("han", "函"),
    Facet("jiyao", "纪要"),
)
# 法定主动公开内容: 条例 第二十条 by its items, and 第二十一条.
CATEGORIES = (
    Facet("20-1", "行政法规、规章和规范性文件", "第二十条第（一）项"),
    Facet("20-2", "机关职能、机构设置和联系方式", "第二十条第（二）项"),
    Facet("20-3", "规划及相关政策", "第二十条第（三）项"),
    Facet("20-4", "统计信息", "第二十条第（四）项"),
    Facet("20-5", "行政许可和其他对外管理服务", "第二十条第（五）项"),
    Facet("20-6", "行政处罚和行政强制", "第二十条第（六）项"),
    Facet("20-7", "财政预算、决算", "第二十条第（七）项"),
    Facet("20-8", "行政事业性收费", "第二十条第（八）项"),
    Facet("20-9", "政府集中采购", "第二十条第（九）项"),
    Facet("20-10", "重大建设项目", "第二十条第（十）项"),
    Facet("20-11", "扶贫、教育、医疗、社会保障、促进就业", "第二十条第（十一）项"),
    Facet("20-12", "突发公共事件", "第二十条第（十二）项"),
    Facet("20-13", "监督检查", "第二十条第（十三）项"),
    Facet("20-14", "公务员招考", "第二十条第（十四）项"),
    Facet("20-15", "其他应当主动公开的信息", "第二十条第（十五）项"),
    Facet("21", "第二十一条规定的地方事项", "第二十一条"),
)
