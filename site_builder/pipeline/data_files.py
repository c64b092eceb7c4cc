"""Makes the files of data of a site without its pages, for the command that exports them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

from site_builder.content.urls import DATA, workbook_data_url
from site_builder.exporters.statistics_workbook import to_xlsx
from site_builder.incremental.cache import Cache
from site_builder.model.portal import Portal
from site_builder.model.product import Output
from site_builder.pages import KINDS, data, data_region, year
from site_builder.pages.data_region import statistics_in
from site_builder.pages.kind import plan, with_inputs
from site_builder.pages.portal import PortalPlan
from site_builder.pipeline.jobs import RenderJob
from site_builder.pipeline.portal_pages import portal_jobs
from site_builder.pipeline.rendering import NOTHING, RenderContext
from site_builder.pipeline.results import RenderResult

_KINDS = (data.KIND, data_region.KIND, year.KIND)


def data_files(
    render: Callable[[RenderContext, RenderJob], RenderResult],
    context: RenderContext,
    portal: Portal,
    cache: Cache,
) -> Iterator[Output]:
    """Yield the files that a build puts into the folder of data, but for its page; and for each
    year an Excel file, unless xlsxwriter is missing."""
    source = PortalPlan(portal, context.settings)
    pages = with_inputs(plan(_KINDS, source), KINDS, source)
    for job in portal_jobs(pages, source, NOTHING, cache):
        for output in render(context, job).outputs:
            if output.path.startswith(f"{DATA}/") and not output.path.endswith(".html"):
                yield output
    try:
        yield from _workbooks(source, cache)
    except ModuleNotFoundError:
        return


def _workbooks(source: PortalPlan, cache: Cache) -> Iterator[Output]:
    for number in source.portal.years:
        agencies = [one for one in source.agencies if number in dict(one.tables)]
        parts = cache.parts([one.name for one in agencies], "figures", number)
        reports = [
            statistics_in(part, number, agency.region)
            for agency, part in zip(agencies, parts, strict=True)
        ]
        if reports:
            made = to_xlsx(reports, f"{number}年政府信息公开工作年度报告统计数")
            yield Output(workbook_data_url(number), made, sha256(made).hexdigest())
