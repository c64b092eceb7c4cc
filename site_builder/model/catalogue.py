"""The 政务公开目录 of an agency in the ten-column standard form of the 26 pilot fields."""

from __future__ import annotations

from typing import NamedTuple

# The columns of the standard form by the fields of an item, in the order of the form.
TEXT_COLUMNS = (
    ("number", "序号"),
    ("matter", "一级事项"),
    ("sub_matter", "二级事项"),
    ("content", "公开内容（要素）"),
    ("basis", "公开依据"),
    ("time_limit", "公开时限"),
    ("publisher", "公开主体"),
)
CHOICE_COLUMNS = (
    ("channels", "公开渠道和载体"),
    ("audience", "公开对象"),
    ("means", "公开方式"),
    ("levels", "公开层级"),
)

_OPENING, _CLOSING = ("（", "("), ("）", ")")


class CatalogueItem(NamedTuple):
    """A 公开事项, one row of the form, with “同上” resolved.

    `number` is its 序号 as written, `matter` and `sub_matter` its 一级事项 and 二级事项, `content`
    公开内容（要素）, `basis` 公开依据, `time_limit` 公开时限, `publisher` 公开主体. `channels`,
    `audience`, `means` and `levels` are the choices made in 公开渠道和载体, 公开对象, 公开方式 and
    公开层级; a choice may have a note, as in `特定群众（申请人）`. `others` are the values of local
    columns, by their labels. `line` is its place in the file, 0 if it has none.
    """

    number: str
    matter: str = ""
    sub_matter: str = ""
    content: str = ""
    basis: str = ""
    time_limit: str = ""
    publisher: str = ""
    channels: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    line: int = 0

    @property
    def name(self) -> str:
        """The name of the item: its 二级事项, or else its 一级事项."""
        return self.sub_matter or self.matter

    def chosen(self, column: str, choice: str) -> str:
        """Return a choice as it was made in a column, with its note; the empty string if it was
        not made. `column` is the name of a field."""
        made: tuple[str, ...] = getattr(self, column)
        return next(
            (one for one in made if one == choice or choice_name(one, (choice,)) == choice), ""
        )


def choice_name(choice: str, names: tuple[str, ...]) -> str:
    """Return a choice without its note: `其他` of `其他（热线）`. `names` are those of the form,
    which may have brackets of their own, as may the note."""
    if choice in names or choice[-1:] not in _CLOSING:
        return choice
    named = (one for one in names if choice.removeprefix(one).lstrip()[:1] in _OPENING)
    known = max((one for one in named if choice.startswith(one)), key=len, default="")
    begin = max(choice.rfind("（"), choice.rfind("("))
    return known or (choice[:begin].rstrip() if begin > 0 else choice)


class CatalogueForm(NamedTuple):
    """The columns of a catalogue: the choices that 公开渠道和载体, 公开对象, 公开方式 and 公开层级
    offer, in the order of the form, and the labels of local columns. A form without levels has no
    公开层级, one without `sub_matters` no 二级事项."""

    channels: tuple[str, ...] = (
        "政府网站",
        "政府公报",
        "两微一端",
        "发布会/听证会",
        "广播电视",
        "纸质媒体",
        "公开查阅点",
        "政务服务中心",
        "便民服务站",
        "入户/现场",
        "社区/企事业单位/村公示栏（电子屏）",
        "精准推送",
        "其他",
    )
    audience: tuple[str, ...] = ("全社会", "特定群众")
    means: tuple[str, ...] = ("主动", "依申请公开")
    levels: tuple[str, ...] = ("县级", "乡级")
    others: tuple[str, ...] = ()
    sub_matters: bool = True


class Catalogue(NamedTuple):
    """A catalogue: its form, its items, and its title if it has one of its own. A draft is not
    published."""

    form: CatalogueForm
    items: tuple[CatalogueItem, ...]
    title: str = ""
    is_draft: bool = False
