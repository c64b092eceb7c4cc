"""How a document is related to another one that its header names, and what pages call that."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.model.site import Related


class Relation(NamedTuple):
    """A relation: its `key`, and the labels of the named document on the page of the one that names
    it (`there`), and of this one on the page of the named document (`back`). If `of_validity`, it
    concerns whether a document is in force."""

    key: str
    there: str
    back: str
    of_validity: bool = False


JOINT = "joint"
RELATIONS = (
    Relation("repealed", "废止依据", "本文件废止了", of_validity=True),
    Relation("lapsed", "失效依据", "因本文件失效", of_validity=True),
    Relation("amended", "修改依据", "本文件修改了", of_validity=True),
    Relation("ended", "废止或修改依据", "本文件废止或修改了", of_validity=True),
    Relation("interprets", "解读的文件", "政策解读"),
    Relation("result", "采纳情况", "征集意见"),
    Relation(JOINT, "联合发布", ""),
)
_BY_KEY = {one.key: one for one in RELATIONS}
# Those of a document and the one that ended or changed it.
ENDINGS = frozenset(one.key for one in RELATIONS if one.of_validity)
# By the validity of the document that was ended or changed.
ENDS = {"废止": "repealed", "失效": "lapsed", "已修改": "amended"}


def relation_of(related: Related) -> Relation:
    """Return the relation of a document and what its page shows of it."""
    return _BY_KEY[related.relation]


def label(related: Related) -> str:
    """Return the label under which a page shows what its document is related to."""
    relation = relation_of(related)
    return relation.there if related.is_named else relation.back
