"""The self-assessment of a site by 国办秘函〔2019〕19号, as far as the content shows it.

The indicators that fail a site are quoted from the notice. Of those that cost points it is known
for some only what one fault costs; for the others a usual number is assumed, and marked as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from site_builder.content.urls import DISCLOSED, HOME_FILE
from site_builder.model.finding import Finding
from site_builder.model.inspection import ColumnState, Sheet, SheetItem, Verdict
from site_builder.model.portal import Portal
from site_builder.model.rule import Rule
from site_builder.model.site import Settings
from site_builder.parsing.link_rules import LINK_RULES
from site_builder.rules.language.typos import frequent_slip
from site_builder.rules.markdown.links import LINK_GRAPH_RULES
from site_builder.rules.privacy.attachments import PRIVATE_FILE_RULES
from site_builder.rules.privacy.privacy import PRIVACY_RULES
from site_builder.rules.publishing.expected import report_missing
from site_builder.rules.publishing.footer import missing_parts
from site_builder.rules.publishing.publishing import column_is_empty, image_without_words

_TWO_WEEKS, _HALF_A_YEAR = timedelta(days=14), timedelta(days=183)
_MOST_OLD, _MOST_STALE, _MOST_EMPTY = 5, 10, 5  # as many fail a site
_HOME = f"content/{HOME_FILE}"
_BY_HAND = "只看内容看不出，请人工检查"


def inspect_site(portal: Portal, settings: Settings, findings: Sequence[Finding]) -> Sheet:
    """Return the sheet of a site on the day of its portal; `findings` are all about it. Those that
    are waived do not count."""
    counted = [one for one in findings if not one.waived]
    return Sheet(
        tuple(_vetoes(portal, counted)),
        (*_content(portal, counted), *_functions(settings, counted)),
    )


def _vetoes(portal: Portal, findings: list[Finding]) -> Iterator[SheetItem]:
    """Yield the indicators any of which fails a site."""
    private = _count(findings, (*PRIVACY_RULES, *PRIVATE_FILE_RULES))
    yield SheetItem(
        "安全、泄密事故等严重问题",
        "没有严重表述错误、泄露国家秘密、有害内容、被篡改、伪造发稿日期",
        f"个人信息、密级标志等{private}处；其余{_BY_HAND}",
        "需核实" if private else "不能自动检查",
    )
    yield _by_hand("站点无法访问", "1周内每天访问20次以上，打不开的不到5%")
    columns = [column for summary in portal.summaries for column in summary.state.columns]
    newest = max((column.newest for column in columns), default="")
    yield SheetItem(
        "首页不更新",
        "2周内有更新",
        f"最新一条：{newest}" if newest else "没有一条写明发布时间",
        _passes(_is_fresh(newest, portal.today, _TWO_WEEKS)),
    )
    old = int(not _is_fresh(_newest(columns, DISCLOSED), portal.today, _HALF_A_YEAR))
    yield SheetItem(
        "栏目不更新（一）",
        f"2周内未更新的动态类、6个月内未更新的政策文件类一级栏目不到{_MOST_OLD}个",
        f"政策文件类（{DISCLOSED}）{old}个；本站没有动态类栏目",
        _passes(old < _MOST_OLD),
    )
    missing = _count(findings, (report_missing,))
    stale = missing + sum(
        1
        for column in columns
        if column.name == DISCLOSED
        and column.entries
        and not _is_fresh(column.newest, portal.today, _HALF_A_YEAR)
    )
    yield SheetItem(
        "栏目不更新（二）",
        f"应更新但长期未更新的栏目不到{_MOST_STALE}个",
        f"{stale}个（缺年报的机关{missing}个，6个月没有新文件的机关{stale - missing}个）",
        _passes(stale < _MOST_STALE),
    )
    empty = _count(findings, (column_is_empty,))
    yield SheetItem(
        "栏目不更新（三）",
        f"空白栏目不到{_MOST_EMPTY}个",
        f"{empty}个机关没有内容",
        _passes(empty < _MOST_EMPTY),
    )
    yield _by_hand("互动回应差", "有网上咨询建言渠道，3个月内回应留言")
    yield _by_hand("服务不实用", "提供办事服务，办事指南要素齐全")


def _content(portal: Portal, findings: list[Finding]) -> Iterator[SheetItem]:
    """Yield the indicators of the content that cost points."""
    states = [summary.state for summary in portal.summaries if summary.title]
    newest = _newest((one for state in states for one in state.columns), DISCLOSED)
    fresh = _is_fresh(newest, portal.today, _HALF_A_YEAR)
    yield SheetItem(
        "政策文件",
        "6个月内有更新，未更新的扣5分",
        f"最新一份：{newest}" if newest else "没有写明发布时间的文件",
        "合格" if fresh else "扣分",
        0 if fresh else 5,
    )
    bare = sum(not state.has_duties for state in states)
    yield _item("机构职能", "各机关有机构职能", bare, (1, 5), "{}个机关没有写")
    loose = sum(state.loose_interpretations for state in states)
    yield _item("政策解读", "解读与文件相互关联", loose, (1, 5), "{}份解读没有写所解读的文件")
    undated = sum(state.undated for state in states)
    yield _item("内容页标签", "写明发布时间（PubDate）", undated, (0.2, 5), "{}篇没有写发布时间")
    images = _count(findings, (image_without_words,))
    yield _item("信息无障碍", "图片有替代文字", images, (0.1, 5), "{}幅图片没有说明")
    slips = _count(findings, (frequent_slip,))
    yield _item("错别字", "没有错别字", slips, (0.1, 5), "{}处常见错别字")


def _functions(settings: Settings, findings: list[Finding]) -> Iterator[SheetItem]:
    """Yield the indicators of the site and its pages that cost points."""
    dead = _codes((*LINK_RULES, *LINK_GRAPH_RULES))
    links = [finding.path for finding in findings if finding.code in dead]
    home, found = links.count(_HOME), "{}个站内链接有错"
    yield _item("首页链接", "打得开", home, (1, 10), found)
    others = len(links) - home
    yield _item("其他页面链接", "打得开", others, (0.1, 10), found)
    yield _by_hand("外部链接", "打得开，不指向商业广告")
    parts = [part.partition("（")[0] for part in missing_parts(settings)]
    yield _item("网站标识", "页脚列明各项", len(parts), (1, 10), f"缺{'、'.join(parts)}")
    tags = {"SiteDomain": settings.base_url, "SiteIDCode": settings.site_id}
    lacking = [name for name, value in tags.items() if not value]
    yield _item(
        "网站标签", "每页有名称、域名和标识码", len(lacking), (1, 5), f"缺{'、'.join(lacking)}"
    )
    yield SheetItem("位置导航", "栏目页和内容页都有", "由程序生成，每页都有", "合格", 0)
    yield _by_hand("搜索、办事服务、互动交流", "功能可用")
    yield _by_hand("域名、IPv6、兼容性", "符合规范")


def _item(
    name: str, requirement: str, faults: int, cost: tuple[float, float], found: str
) -> SheetItem:
    """Return an indicator; `cost` is about what each fault costs, and the most that all of them
    do: the notice is not quoted here, so these are estimates."""
    each, most = cost
    shown = found.format(faults) if faults else "没有发现问题"
    lost = round(min(faults * each, most), 1)
    return SheetItem(name, requirement, shown, "扣分" if faults else "合格", lost, estimated=True)


def _by_hand(name: str, requirement: str) -> SheetItem:
    return SheetItem(name, requirement, _BY_HAND, "不能自动检查")


def _passes(good: bool) -> Verdict:
    return "合格" if good else "不合格"


def _is_fresh(day: str, today: date, within: timedelta) -> bool:
    """Whether a day (ISO) is not longer ago than so long; one that is not known counts as long
    ago."""
    return bool(day) and today - date.fromisoformat(day) <= within


def _newest(columns: Iterable[ColumnState], name: str) -> str:
    return max((column.newest for column in columns if column.name == name), default="")


def _codes(rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset(rule.code for rule in rules)


def _count(findings: Iterable[Finding], rules: Iterable[Rule]) -> int:
    codes = _codes(rules)
    return sum(finding.code in codes for finding in findings)
