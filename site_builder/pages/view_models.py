"""The parts of views, which templates show as they are: sorted, worded and with addresses."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.content.urls import APPLY, DISCLOSED, GUIDE, REPORTS, RULES
from site_builder.model.document import Heading
from site_builder.model.site import Waiver
from site_builder.model.table import RenderedTable


class NavLink(NamedTuple):
    """A text that may be a link. `url` is relative to the root of the site; it is empty if there is
    no link."""

    text: str
    url: str = ""
    note: str = ""


class DataLink(NamedTuple):
    """A link to a file of data: its type in words, and its size; `media_type` is the type for
    programs."""

    text: str
    url: str
    note: str
    media_type: str


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
GUIDE_COLUMN = Column(
    GUIDE, "信息公开指南", "政府信息公开工作机构和获取信息的方式", "政府信息公开,公开指南"
)
RULES_COLUMN = Column(RULES, "政策文件", "政府信息公开的制度", "政府信息公开,公开制度")
APPLY_COLUMN = Column(
    APPLY, "依申请公开", "怎么申请、向谁申请、收费和答复期限", "政府信息公开,依申请公开,申请表"
)
REPORTS_COLUMN = Column(
    REPORTS, "信息公开年报", "政府信息公开工作年度报告", "政府信息公开,年度报告,统计表"
)
DOCUMENTS_COLUMN = Column(DISCLOSED, "政策文件", "机关主动公开的文件", "政府信息公开,公开文件")
CATALOGUE_COLUMN = Column(
    "政务公开目录", "信息公开目录", "各机关已公开信息的目录", "政府信息公开,公开目录,索引号"
)
DATA_COLUMN = Column(
    "开放数据", "数据开放", "年度报告的统计数，供下载和再利用", "开放数据,统计数据,CSV,JSON"
)
MAP_COLUMN = Column("站点地图", "概况信息", "本站的栏目和各机关的入口", "站点地图,网站导航")


class Subject(NamedTuple):
    """What a page is about, for programs: its type and properties in the words of schema.org."""

    type: str = "WebPage"
    properties: tuple[tuple[str, str], ...] = ()


class PageMeta(NamedTuple):
    """The title, the breadcrumb and everything else that every page has. Of a page with a document,
    `published` is the moment (`2024-01-26 09:30`), `dated` says of what; `source` who published it,
    `keywords` its keywords with commas between. `moved_to` is the address to which the page at a
    former address leads."""

    title: str
    crumbs: tuple[NavLink, ...]
    column: Column
    summary: str = ""
    published: str = ""
    source: str = ""
    dated: str = ""
    keywords: str = ""
    about: Subject = Subject()
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
    links to the attachments that it lists, the reasons why errors in it are waived, the documents
    that it is `related` to, and links to documents that are `alike`: they have something in common
    with it. `archived` is the day since which it is out of date, or empty; `history` its
    corrections; `downloads` are links to the text in other formats, and `files` the files that
    belong to the page, each with its path."""

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
    alike: tuple[NavLink, ...] = ()
    downloads: tuple[NavLink, ...] = ()
    data: tuple[DataLink, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()


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


class AgencyGroup(NamedTuple):
    """The agencies of one region in a table of agencies."""

    name: str
    rows: tuple[AgencyRow, ...]


class ReportItem(NamedTuple):
    """A report in a list; `mark` says that it was late, or that its dates are not known."""

    link: NavLink
    mark: str = ""


class Listing(NamedTuple):
    """An entry in a list of documents or reports; `mark` says what is special about it: that it was
    late, or that another agency published it."""

    title: NavLink
    index_number: str
    document_number: str
    day: str
    mark: str = ""


class Group(NamedTuple):
    """Entries of a list under a heading; the heading may be empty."""

    name: str
    entries: tuple[Listing, ...]


class Links(NamedTuple):
    """Links under a heading, such as the values of a facet."""

    name: str
    links: tuple[NavLink, ...]


class Plain(NamedTuple):
    """A page with a text from its template, or a list of addresses."""

    meta: PageMeta
    addresses: tuple[str, ...] = ()
