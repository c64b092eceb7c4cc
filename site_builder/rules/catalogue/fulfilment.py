"""Rules that compare a catalogue with what the agency has disclosed (目录内容与公开信息一致)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from site_builder.catalogue.time_limit import working_days
from site_builder.lint.rule import rule
from site_builder.model.catalogue import CatalogueItem
from site_builder.model.document import Node, Scalar, Sequence
from site_builder.model.finding import Violation
from site_builder.model.site import Article, Collection, DisclosedDocument, DocumentMetadata, Site
from site_builder.text.labels import hint

_WORKDAYS = 5  # of a week
# Public holidays are not known. No two months have more of them on working days.
_HOLIDAYS = 10


@rule(
    "J120",
    "公开主体“{publisher}”里没有本机关的全称“{name}”；由本机关公开的请写全称，"
    "由别的机关公开的请核对是否属于本机关的目录。",
    "warning",
)
def publisher_is_not_the_agency(site: Site) -> Iterator[Violation]:
    """公开主体不是本机关的全称。

    写“街道办事处”“相关审批部门”，读者不知道找谁。

    Bad:
        -- 目录第1项 --
        公开主体: 科技局
    Good:
        -- 目录第1项 --
        公开主体: 中卫市科学技术局、中卫市财政局
    """
    for collection in site.collections:
        name = collection.agency.name
        for item in _items(collection):
            if item.publisher and name and name not in item.publisher:
                yield Violation(
                    _path(collection), item.line, 1, publisher=item.publisher[:40], name=name
                )


@rule(
    "J121",
    "目录第{number}项“{name}”还没有公开一份信息；请在属于它的文件、报告或机关页的信息栏里写"
    "“items: [{number}]”，还没有的请公开。",
    "warning",
)
def item_without_document(site: Site) -> Iterator[Violation]:
    """目录里的公开事项没有对应的信息。

    目录承诺公开的，网站上要找得到。文件、年度报告、机关页都可以用 items 写明自己属于哪些事项；
    草稿、未到上线日期的和撤下的不算，归档的算。

    Bad:
        -- 目录第1项 --
        公开时限: 及时公开
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        ---
    Good:
        -- 目录第1项 --
        公开时限: 及时公开
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        items: [1]
        ---
    """
    for collection in site.collections:
        used = {number for article in _articles(collection) for number in article.items}
        for item in _items(collection):
            if item.number not in used:
                name = item.name[:40]
                yield Violation(_path(collection), item.line, 1, number=item.number, name=name)


@rule(
    "J122",
    "没有写属于目录里的哪一项；请在信息栏里写“items: [序号]”，目录里没有的请先补进目录。",
    "warning",
)
def document_under_no_item(site: Site) -> Iterator[Violation]:
    """机关有目录，文件却不属于其中任何一项。

    公开的信息都要列入目录（条例第十二条）。年度报告和机关页可以不写；归档的文件不检查。

    Bad:
        -- 目录第1项 --
        公开时限: 及时公开
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        ---
        正文。
    Good:
        -- 目录第1项 --
        公开时限: 及时公开
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        items: [1]
        ---
        正文。
    """
    for collection in site.collections:
        if _items(collection):
            for one in collection.documents:
                if not one.article.items and not one.article.archived:
                    related = (_path(collection),)
                    yield Violation(one.article.path, 1, 1, related=related)


@rule("J123", "本机关的目录里没有序号“{number}”{hint}")
def item_unknown(site: Site) -> Iterator[Violation]:
    """文件写的目录序号，目录里没有。

    序号照本机关目录（catalogue.yaml）的“序号”一栏写，0505 不能写成 505。

    Bad:
        -- 目录第1项 --
        公开时限: 及时公开
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        items: [1, 2]
        ---
        正文。
    Good:
        -- 目录第1项 --
        公开时限: 及时公开
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        items: [1]
        ---
        正文。
    """
    for collection in site.collections:
        known = [item.number for item in _items(collection)]
        hints: dict[str, str] = dict.fromkeys(known, "")
        for path, node in _written(site, _articles(collection)) if known else ():
            number = node.text.strip()
            if number not in hints:
                hints[number] = hint(number, known)
            if hints[number]:
                place, cause = (node.line, node.column), (_path(collection),)
                meant = hints[number]
                yield Violation(path, *place, related=cause, number=number[:40], hint=meant)


@rule(
    "J124",
    "items 没有用：这里没有政务公开目录；请先在机关的文件夹里建 catalogue.yaml，或删去 items。",
)
def items_without_catalogue(site: Site) -> Iterator[Violation]:
    """写了目录序号，却没有目录。

    items 是机关的文件、年度报告和机关页在本机关目录里的序号；首页和 pages 里的网页不属于机关。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        items: [1]
        ---
        正文。
    Bad:
        -- 专页 --
        ---
        items: [1]
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        ---
        正文。
    """
    for path, node in _written(site, site.articles):
        yield Violation(path, node.line, node.column)
    for collection in site.collections:
        if not collection.catalogue:
            for path, node in _written(site, _articles(collection)):
                yield Violation(path, node.line, node.column, related=(_path(collection),))


@rule(
    "J125",
    "按目录第{number}项“{limit}”，{made}形成的信息最迟应在{latest}前后公开（未计法定节假日），"
    "实际{published}才发布；请核对日期。",
    "warning",
)
def disclosed_late(site: Site) -> Iterator[Violation]:
    """发布晚于目录自己写的公开时限。

    只检查以工作日计的时限，从成文日期（或生成日期，取较晚的）算起。周末不算工作日；法定节假日和
    调休各年不同，不计算，所以放宽10个工作日，仍然晚的才报。写“及时公开”“实时公开”的不检查。

    Bad:
        -- 目录第1项 --
        公开时限: 自信息形成或者变更之日起20个工作日内
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        items: [1]
        signed: 2024-03-04
        published: 2024-05-06
        ---
        正文。
    Good:
        -- 目录第1项 --
        公开时限: 自信息形成或者变更之日起20个工作日内
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        items: [1]
        signed: 2024-03-04
        published: 2024-04-10
        ---
        正文。
    """
    headers = {one.path: one.header for one in site.documents}
    for collection in site.collections:
        limits = {
            item.number: (item, days)
            for item in _items(collection)
            if (days := working_days(item.time_limit)) is not None
        }
        for document in collection.documents:
            path = document.article.path
            for item, made, latest in _broken(document, limits):
                yield Violation(
                    path,
                    *headers[path].place("published"),
                    related=(_path(collection),),
                    number=item.number,
                    limit=item.time_limit[:40],
                    made=made.isoformat(),
                    latest=latest.isoformat(),
                    published=str(document.metadata.published),
                )


def _items(collection: Collection) -> tuple[CatalogueItem, ...]:
    return collection.catalogue.items if collection.catalogue else ()


def _path(collection: Collection) -> str:
    return f"agencies/{collection.agency.slug}/catalogue.yaml"


def _articles(collection: Collection) -> Iterator[Article]:
    """Yield the articles of an agency that may fulfil items, archived ones among them."""
    yield collection.agency.article
    yield from (report.article for report in collection.reports)
    yield from (document.article for document in collection.documents)


def _written(site: Site, articles: Iterable[Article]) -> Iterator[tuple[str, Scalar]]:
    """Yield the numbers in the headers of articles, each with the path of its document."""
    headers = {one.path: one.header for one in site.documents}
    for article in articles:
        for node in _numbers(headers[article.path].get("items")) if article.items else ():
            yield article.path, node


def _numbers(node: Node | None) -> tuple[Scalar, ...]:
    nodes = node.items if isinstance(node, Sequence) else (node,)
    return tuple(one for one in nodes if isinstance(one, Scalar) and one.text.strip())


def _broken(
    document: DisclosedDocument, limits: Mapping[str, tuple[CatalogueItem, int]]
) -> Iterator[tuple[CatalogueItem, date, date]]:
    """Yield the items that a document was disclosed too late for, with the day on which it was made
    and the last day for its disclosure."""
    made, published = _made(document.metadata), document.metadata.published
    if made and published:
        for item, days in (limits[one] for one in document.article.items if one in limits):
            if published > after_working_days(made, days + _HOLIDAYS):
                yield item, made, after_working_days(made, days)


def _made(metadata: DocumentMetadata) -> date | None:
    """Return the later of the days on which a document was signed and generated."""
    try:
        generated = date.fromisoformat(metadata.generated[:10])
    except ValueError:
        return metadata.signed
    return max(generated, metadata.signed or generated)


def after_working_days(day: date, count: int) -> date:
    """Return the day that is so many working days after another; every Monday to Friday is one."""
    start = day - timedelta(max(day.weekday() - _WORKDAYS + 1, 0))  # a weekend counts as its Friday
    weeks, rest = divmod(start.weekday() + count, _WORKDAYS)
    return start + timedelta(weeks * 7 + rest - start.weekday())


FULFILMENT_RULES = (
    publisher_is_not_the_agency,
    item_without_document,
    document_under_no_item,
    item_unknown,
    items_without_catalogue,
    disclosed_late,
)
