"""Rules about what disclosed documents say of each other: whether they are in force, what ended
them, and which agencies published them."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.model.portal import Portal
from site_builder.model.relations import ENDS
from site_builder.model.site import Reference, Site

_MOST_SHOWN = 10  # documents of a ring in a message


@rule(
    "W140",
    "没有代号为“{slug}”的机关；请写联合发布的机关在 agencies 下的文件夹名。",
)
def joint_agency_unknown(portal: Portal) -> Iterator[Violation]:
    """联合发布机构不存在。

    联合发布的文件在每个机关的栏目里都列出，所以写本站机关的代号；本站没有的机关写在正文里。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        agencies: [zhongwei-jyj]
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-jyj/index.md --
        ---
        title: 中卫市教育局
        region: 640500
        ---
        -- content/agencies/zhongwei-jyj/documents/rule.md --
        ---
        title: 办法
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        agencies: [zhongwei-jyj]
        ---
        正文。
    """
    names = {summary.name for summary in portal.summaries if summary.title}
    for summary in portal.summaries:
        for one in summary.outgoing.joint:
            if one.slug not in names:
                yield Violation(one.path, *one.place, slug=one.slug[:60])


@rule(
    "W141",
    "写了废止或修改依据（ended_by），有效性却{what}；请写 validity: 废止、失效或已修改。",
)
def ended_but_in_force(site: Site) -> Iterator[Violation]:
    """有依据废止或修改，有效性却没有改。

    页面上同时写着“有效”和废止依据，读者不知道信哪个。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/new.md --
        ---
        title: 新办法
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/old.md --
        ---
        title: 旧办法
        validity: 有效
        ended_by: new.md
        ---
        正文。
    Bad:
        -- content/agencies/zhongwei-kjj/documents/new.md --
        ---
        title: 新办法
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/old.md --
        ---
        title: 旧办法
        ended_by: new.md
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/new.md --
        ---
        title: 新办法
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/old.md --
        ---
        title: 旧办法
        validity: 废止
        ended_by: new.md
        ---
        正文。
    """
    validity = {
        one.article.path: one.metadata.validity
        for collection in site.collections
        for one in collection.documents
    }
    for one in site.references:
        now = validity.get(one.source, "")
        if one.relation == "ended" and now in {"", "有效"}:
            what = f"是“{now}”" if now else "没有写"
            yield Violation(one.source, one.link.line, one.link.column, what=what)


@rule(
    "W142",
    "有效性是“{validity}”，没有写依据；请用 ended_by 写上是哪份文件，如 ended_by: new.md。",
    "warning",
)
def ended_by_nothing(site: Site) -> Iterator[Violation]:
    """失效、废止或修改没有写依据。

    读者要看现行的文件；写上以后两份文件的页面互相链接。依据不在本站的，写明豁免理由。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/old.md --
        ---
        title: 旧办法
        validity: 废止
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/new.md --
        ---
        title: 新办法
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/old.md --
        ---
        title: 旧办法
        validity: 废止
        ended_by: new.md
        ---
        正文。
    """
    documents = {document.path: document for document in site.documents}
    for collection in site.collections:
        for one in collection.documents:
            path, now = one.article.path, one.metadata.validity
            header = documents[path].header
            if now in ENDS and not header.get("ended_by"):
                yield Violation(path, *header.place("validity"), validity=now)


@rule(
    "W143",
    "废止或修改依据绕成一圈：{ring}；后出的文件才能废止或修改先出的，请改正其中一处。",
)
def endings_form_a_ring(portal: Portal) -> Iterator[Violation]:
    """几份文件互相废止。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/a.md --
        ---
        title: 甲办法
        validity: 废止
        ended_by: b.md
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/b.md --
        ---
        title: 乙办法
        validity: 废止
        ended_by: a.md
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/a.md --
        ---
        title: 甲办法
        validity: 废止
        ended_by: b.md
        ---
        正文。
        -- content/agencies/zhongwei-kjj/documents/b.md --
        ---
        title: 乙办法
        ---
        正文。
    """
    ends = {one.source: one for summary in portal.summaries for one in summary.outgoing.ends}
    done: set[str] = set()
    for start in sorted(ends):
        way = _way(start, ends, done)
        done |= {*way}
        if way and ends[way[-1]].link.path in way:
            ring = way[way.index(ends[way[-1]].link.path) :]
            first = min(ring)
            turn = ring.index(first)
            ring = [*ring[turn:], *ring[:turn]]
            link = ends[first].link
            named = (*ring, first) if len(ring) <= _MOST_SHOWN else (*ring[:_MOST_SHOWN], "……")
            others = tuple(ring[1:])
            yield Violation(first, link.line, link.column, related=others, ring=" → ".join(named))


def _way(start: str, ends: dict[str, Reference], done: set[str]) -> list[str]:
    """Return the documents on the way from one to what ended it, and so on, each once, without
    those that are done."""
    way: list[str] = []
    seen: set[str] = set()
    at = start
    while at in ends and at not in seen and at not in done:
        way.append(at)
        seen.add(at)
        at = ends[at].link.path
    return way


RELATION_RULES = (
    joint_agency_unknown,
    ended_but_in_force,
    ended_by_nothing,
    endings_form_a_ring,
)
