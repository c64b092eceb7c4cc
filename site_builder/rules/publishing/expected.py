"""Rules about the reports that an agency should have."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.forms.deadline import due, expected_years
from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.portal import Portal
from site_builder.model.site import Agency, Report, Site

MOST_NAMED = 5


@rule(
    "W108",
    "“{agency}”缺{years}年的年度报告（{last}年的期限到{due}）；请补上。机关何时成立、撤销写在 "
    "established、abolished 里；只选收一部分报告的网站，在 site.yaml 里写 coverage: selected。",
    "warning",
)
def report_missing(portal: Portal) -> Iterator[Violation]:
    """缺年度报告。

    年度报告要在期限内公布（条例第四十九条、第五十条）。机关从第一份报告那一年起，到期限已过的
    最近一年，年年应有报告。公共企事业单位，条例没有规定期限，到次年年底还没有的才报。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        coverage: full
        regions:
          640500: 中卫市
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        coverage: full
        regions:
          640500: 中卫市
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        abolished: 2024-03-20
        ---
    """
    for summary in () if portal.is_selected else portal.summaries:
        held = {*summary.years}
        missing = [year for year in expected_years(summary.body, portal.today) if year not in held]
        if missing:
            reports = summary.path.replace("index.md", "reports")
            named = "、".join(map(str, missing[-MOST_NAMED:]))
            more = f"等{len(missing)}" if len(missing) > MOST_NAMED else ""
            yield Violation(
                summary.path,
                1,
                1,
                related=tuple(f"{reports}/{year}.md" for year in missing),
                agency=summary.title,
                years=named + more,
                last=str(missing[-1]),
                due=due(missing[-1], summary.body.kind).isoformat(),
            )


@rule("A105", "撤销日期{abolished}不在成立日期{established}之后；请核对。")
def abolished_before_established(site: Site) -> Iterator[Violation]:
    """机关还没有成立就撤销了。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        established: 2024-03-20
        abolished: 2004-03-20
        ---
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        established: 2004-03-20
        abolished: 2024-03-20
        ---
    """
    headers = {document.path: document.header for document in site.documents}
    for agency in site.agencies:
        if not _is_in_order(agency):
            path = agency.article.path
            yield Violation(
                path,
                *headers[path].place("abolished"),
                established=str(agency.established),
                abolished=str(agency.abolished),
            )


def _is_in_order(agency: Agency) -> bool:
    """Whether an agency was set up before it was dissolved, as far as is known."""
    established, abolished = agency.established, agency.abolished
    return established is None or abolished is None or established < abolished


@rule(
    "A106",
    "这是{year}年的报告，机关信息栏却写着{event}；请核对日期，报告属于别的机关的，移到那里。",
    "warning",
)
def report_of_no_agency(report: Report) -> Iterator[Violation]:
    """报告所说的那一年，机关还没有成立，或者已经撤销。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        established: 2024-03-20
        ---
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        established: 2023-03-20
        ---
    """
    established, abolished = report.agency.established, report.agency.abolished
    event = ""
    if established and report.year < established.year:
        event = f"{established}成立"
    elif abolished and report.year > abolished.year:
        event = f"{abolished}撤销"
    if event and _is_in_order(report.agency):
        yield Violation(report.article.path, 1, 1, year=str(report.year), event=event)


EXPECTED_REPORT_RULES = (report_missing,)
EXISTENCE_RULES = (abolished_before_established, report_of_no_agency)
