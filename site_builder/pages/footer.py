"""The footer of all pages: what a government site says of itself (国办发〔2017〕47号)."""

from __future__ import annotations

import re
from typing import NamedTuple

from site_builder.content.urls import DATA_URL, SITE_MAP_URL
from site_builder.model.site import Settings
from site_builder.pages.view_models import MetadataItem, NavLink

_ICP_REGISTER = "https://beian.miit.gov.cn/"
_POLICE_REGISTER = "https://beian.mps.gov.cn/#/query/webSearch?code="


class Footer(NamedTuple):
    """The links of a footer, to pages of the site or to full addresses, and its facts."""

    links: tuple[NavLink, ...]
    facts: tuple[MetadataItem, ...]


def footer(settings: Settings) -> Footer:
    """Return the footer of a site: the site map, the data, and whatever its settings say."""
    links = (
        NavLink("站点地图", SITE_MAP_URL),
        NavLink("开放数据", DATA_URL),
        NavLink("党政机关网站标识", settings.mark_url),
        NavLink("我为政府网站找错", settings.mistakes_url),
    )
    police = _POLICE_REGISTER + "".join(re.findall("[0-9]+", settings.police))
    facts = (
        MetadataItem("主办单位", settings.organizer),
        MetadataItem("承办单位", settings.maintainer),
        MetadataItem("联系方式", settings.contact),
        MetadataItem("网站标识码", settings.site_id),
        MetadataItem("ICP备案编号", settings.icp, _ICP_REGISTER),
        MetadataItem("公安机关备案编号", settings.police, police),
    )
    return Footer(
        tuple(link for link in links if link.url), tuple(fact for fact in facts if fact.value)
    )
