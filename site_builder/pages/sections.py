"""The sections of a disclosure platform (国办公开办函〔2019〕61号), in the order of the notice: for
each agency, and for all agencies together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.urls import (
    APPLY,
    DISCLOSED,
    GUIDE,
    REPORTS,
    RULES,
    section_folder,
)
from site_builder.fingerprint import digest
from site_builder.model.agency_kinds import INSTITUTIONS
from site_builder.model.site import Agency, Collection
from site_builder.pages.paging import page_url
from site_builder.pages.parts import is_listed
from site_builder.pages.view_models import (
    APPLY_COLUMN,
    DOCUMENTS_COLUMN,
    GUIDE_COLUMN,
    REPORTS_COLUMN,
    RULES_COLUMN,
    Column,
    NavLink,
)


class Section(NamedTuple):
    """A section: its folder (`key`), its name, its 栏目标签, the measure word of what it holds, and
    what it is for."""

    key: str
    name: str
    column: Column
    unit: str
    purpose: str


GUIDE_SECTION = Section("guide", GUIDE, GUIDE_COLUMN, "份", "各机关的信息怎么分类、怎么查、找谁问")
RULES_SECTION = Section("rules", RULES, RULES_COLUMN, "件", "各机关公开政府信息所依据的制度")
DOCUMENTS_SECTION = Section(
    "documents",
    DISCLOSED,
    DOCUMENTS_COLUMN,
    "件",
    "条例第二十条、第二十一条规定主动公开的信息",
)
REPORTS_SECTION = Section(
    "reports", REPORTS, REPORTS_COLUMN, "份", "各机关历年的政府信息公开工作年度报告"
)
APPLY_SECTION = Section("apply", APPLY, APPLY_COLUMN, "", "没有主动公开的信息，怎么申请、向谁申请")
SECTIONS = (GUIDE_SECTION, RULES_SECTION, DOCUMENTS_SECTION, REPORTS_SECTION, APPLY_SECTION)
BY_PART = {one.name: one for one in SECTIONS}
BY_KEY = {one.key: one for one in SECTIONS}


def section_link(section: Section, agency: str = "") -> NavLink:
    """Return a link to a section of an agency, or of all agencies."""
    return NavLink(section.name, page_url(section_folder(section.key, agency), 1))


def section_crumb(section: Section, agency: str, has_page: bool) -> NavLink:
    """Return a section of an agency for a breadcrumb: a link if it has a page, and else its name.
    It has none if everything in it is archived."""
    return section_link(section, agency) if has_page else NavLink(section.name)


def crumb_input(crumb: NavLink) -> tuple[str, str]:
    """Return the input of a page that shows its section in its breadcrumb."""
    return "所在栏目", digest(crumb)


def takes_applications(agency: Agency) -> bool:
    """Whether anybody can apply to an agency for information. 公共企事业单位 disclose by rules of
    their own (条例第五十五条), which are not known here."""
    return agency.kind not in INSTITUTIONS


def section_sizes(collection: Collection) -> Iterator[tuple[Section, int]]:
    """Yield the sections of an agency that have a page, in their order, with the number of entries
    in each. Documents published jointly with others are counted too."""
    parts = [one.part for one in collection.documents if is_listed(one.article)]
    sizes = {
        GUIDE_SECTION: parts.count(GUIDE),
        RULES_SECTION: parts.count(RULES),
        DOCUMENTS_SECTION: parts.count(DISCLOSED) + len(collection.joint),
        REPORTS_SECTION: sum(is_listed(one.article) for one in collection.reports),
        APPLY_SECTION: int(takes_applications(collection.agency)),
    }
    return ((section, size) for section, size in sizes.items() if size)
