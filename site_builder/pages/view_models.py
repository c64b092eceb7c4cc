"""What a template sees: one frozen view a page kind, everything sorted, worded and addressed."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.content.urls import DISCLOSED, REPORTS
from site_builder.model.document import Heading
from site_builder.model.site import Waiver
from site_builder.model.table import RenderedTable


class NavLink(NamedTuple):
    """Words that may lead somewhere; `url` is from the root of the site, or empty."""

    text: str
    url: str = ""
    note: str = ""


class MetadataItem(NamedTuple):
    """A labelled value, as in a metadata block."""

    label: str
    value: str
    url: str = ""


class Column(NamedTuple):
    """A column of a government site, as its 栏目标签 name it (国办发〔2017〕47号 附件)."""

    name: str
    kind: str
    description: str
    keywords: str


HOME_COLUMN = Column("首页", "首页", "各机关历年年度报告的索引", "政府信息公开,年度报告")
ABOUT_COLUMN = Column("网站说明", "概况信息", "关于本站的说明", "政府信息公开,网站说明")
DUTIES_COLUMN = Column(
    "机构职能", "机构职能", "机关的职能、联系方式和公开内容", "机构职能,政府信息公开"
)
REPORTS_COLUMN = Column(
    REPORTS, "信息公开年报", "政府信息公开工作年度报告", "政府信息公开,年度报告,统计表"
)
DOCUMENTS_COLUMN = Column(DISCLOSED, "政策文件", "机关主动公开的文件", "政府信息公开,公开文件")
CATALOGUE_COLUMN = Column(
    "政务公开目录", "信息公开目录", "各机关已公开信息的目录", "政府信息公开,公开目录,索引号"
)


class PageMeta(NamedTuple):
    """What every page has."""

    title: str
    crumbs: tuple[NavLink, ...]
    column: Column
    summary: str = ""
    published: str = ""
    source: str = ""


class Text(NamedTuple):
    """A page that is a text: its body, its table of contents, its metadata block."""

    meta: PageMeta
    body: tuple[str | RenderedTable, ...]
    contents: tuple[Heading, ...]
    metadata: tuple[MetadataItem, ...] = ()
    earlier: NavLink | None = None
    later: NavLink | None = None
    waivers: tuple[Waiver, ...] = ()


class AgencyRow(NamedTuple):
    """One agency in a table of agencies: its cells run parallel to the table's columns."""

    agency: NavLink
    cells: tuple[NavLink, ...]


class Listing(NamedTuple):
    """One entry of a list of documents."""

    title: NavLink
    index_number: str
    document_number: str
    day: str
    openness: str


class Part(NamedTuple):
    """One statutory part of a catalogue."""

    name: str
    entries: tuple[Listing, ...]


class Plain(NamedTuple):
    """A page with nothing but its own words, or a list of addresses."""

    meta: PageMeta
    addresses: tuple[str, ...] = ()
