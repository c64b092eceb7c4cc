"""Page kinds, one module each: their pages, the inputs and the view of a page, the template and the
label. A new kind is one module, one template and one line here."""

from __future__ import annotations

from site_builder.pages import (
    across,
    agency,
    agency_list,
    application_form,
    apply,
    catalogue_index,
    catalogue_item,
    catalogue_table,
    corrections,
    data,
    data_region,
    document,
    feed,
    free_page,
    home,
    not_found,
    redirect,
    redirect_map,
    report,
    robots,
    site_map,
    sitemap,
    sitemap_index,
    withdrawn,
    year,
)
from site_builder.pages.kind import PageKind

# Pages about all agencies, in the order in which they are counted and rendered.
PORTAL_KINDS: tuple[PageKind, ...] = (
    home.KIND,
    year.KIND,
    across.KIND,
    catalogue_index.KIND,
    data.KIND,
    data_region.KIND,
    site_map.KIND,
    not_found.KIND,
    robots.KIND,
    sitemap_index.KIND,
    sitemap.KIND,
    redirect_map.KIND,
    feed.KIND,
)
# Pages of one partition.
PARTITION_KINDS: tuple[PageKind, ...] = (
    free_page.KIND,
    agency.KIND,
    report.KIND,
    document.KIND,
    agency_list.KIND,
    apply.KIND,
    application_form.KIND,
    catalogue_table.KIND,
    catalogue_item.KIND,
    corrections.KIND,
    withdrawn.KIND,
    redirect.KIND,
    feed.AGENCY_KIND,
)
KINDS = {kind.template: kind for kind in (*PORTAL_KINDS, *PARTITION_KINDS)}
