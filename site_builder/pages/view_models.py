"""The parts of views, which templates show as they are: sorted, worded and with addresses."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.content.urls import DISCLOSED, REPORTS
from site_builder.model.document import Heading
from site_builder.model.site import Waiver
from site_builder.model.table import RenderedTable


class NavLink(NamedTuple):
    """A text that may be a link. `url` is relative to the root of the site; it is empty if there is
    no link."""

    text: str
    url: str = ""
    note: str = ""


class MetadataItem(NamedTuple):
    """A value with a label, as in a metadata block; or, with an empty value, several `links`."""

    label: str
    value: str
    url: str = ""
    links: tuple[NavLink, ...] = ()


class Column(NamedTuple):
    """The 栏目标签 of a column of a government site (国办发〔2017〕47号 附件)."""

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
MAP_COLUMN = Column("站点地图", "概况信息", "本站的栏目和各机关的入口", "站点地图,网站导航")


class PageMeta(NamedTuple):
    """The title, the breadcrumb and everything else that every page has. `moved_to` is the address
    to which the page at a former address leads."""

    title: str
    crumbs: tuple[NavLink, ...]
    column: Column
    summary: str = ""
    published: str = ""
    source: str = ""
    moved_to: str = ""


class CorrectionItem(NamedTuple):
    """A correction: the day, what was corrected and why; if known, the place in a statutory table,
    and the texts before and after. `id` is its anchor."""

    id: str
    day: str
    what: str
    why: str
    place: str = ""
    change: str = ""


class History(NamedTuple):
    """When a document was first published, when it was changed last, and its corrections."""

    first: str
    latest: str
    corrections: tuple[CorrectionItem, ...]


class Text(NamedTuple):
    """A page with a text: its body, its table of contents, its metadata block,
    links to the attachments that it lists, the reasons why errors in it are waived, and the
    documents that it is `related` to. `archived` is the day since which it is out of date, or
    empty; `history` its corrections."""

    meta: PageMeta
    body: tuple[str | RenderedTable, ...]
    contents: tuple[Heading, ...]
    metadata: tuple[MetadataItem, ...] = ()
    earlier: NavLink | None = None
    later: NavLink | None = None
    waivers: tuple[Waiver, ...] = ()
    attachments: tuple[NavLink, ...] = ()
    reasons: tuple[str, ...] = ()
    archived: str = ""
    history: History | None = None
    related: tuple[MetadataItem, ...] = ()


class FeedEntry(NamedTuple):
    """An entry of a feed: the title and address of a document, the latest day that it names, the
    day of publication if known (ISO), its summary, and the agency."""

    title: str
    url: str
    day: str
    published: str
    summary: str
    author: str


class AgencyRow(NamedTuple):
    """An agency in a table of agencies, with a cell for each column."""

    agency: NavLink
    cells: tuple[NavLink, ...]


class ReportItem(NamedTuple):
    """A report in a list; `mark` says that it was late, or that its dates are not known."""

    link: NavLink
    mark: str = ""


class Listing(NamedTuple):
    """An entry in a list of documents."""

    title: NavLink
    index_number: str
    document_number: str
    day: str
    openness: str


class Part(NamedTuple):
    """A statutory part of a catalogue."""

    name: str
    entries: tuple[Listing, ...]


class Plain(NamedTuple):
    """A page with a text from its template, or a list of addresses."""

    meta: PageMeta
    addresses: tuple[str, ...] = ()
