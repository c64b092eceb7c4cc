"""Metadata blocks of portals (索引号, 文号, 生成日期, …) and lines such as 发布时间：… 来源：…"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.dates import moment
from site_builder.importers.recognition.noise import text_of
from site_builder.importers.recognition.runs import squeezed
from site_builder.model.manuscript import Block, Grid, Paragraph, Run
from site_builder.text.patterns import regex

FEWEST_LABELS = 3  # of a metadata block
LONGEST_LINE = 300  # characters of one of its lines
AGENCY = "agency"  # the body that published the text: no key, because its folder says so
TITLE = "title"
DAY = "day"  # on which it was signed or published, which of the two is not said

# The labels of portals, with the key of the header that holds their value; empty if none does.
LABELS = {
    "索引号": "index_number",
    "信息索引号": "index_number",
    "文号": "document_number",
    "发文字号": "document_number",
    "文件编号": "document_number",
    "发文文号": "document_number",
    "生成日期": "generated",
    "生成时间": "generated",
    "成文日期": "signed",
    "成文时间": "signed",
    "印发日期": "signed",
    "发文日期": "signed",
    "发布日期": "published",
    "发布时间": "published",
    "公开日期": "published",
    "公开时间": "published",
    "发稿时间": "published",
    "发表日期": "published",
    "发表时间": "published",
    "时间": "published",
    "日期": DAY,
    "公开方式": "openness",
    "公开属性": "openness",
    "公开形式": "openness",
    "公开类别": "openness",
    "责任部门": "department",
    "责任科室": "department",
    "主题分类": "topic",
    "体裁分类": "genre",
    "体裁": "genre",
    "文种": "genre",
    "有效性": "validity",
    "时效性": "validity",
    "内容概述": "summary",
    "标题": TITLE,
    "名称": TITLE,
    "信息名称": TITLE,
    "所属机构": AGENCY,
    "发布机构": AGENCY,
    "发文机关": AGENCY,
    "发布单位": AGENCY,
    "发文单位": AGENCY,
    "信息来源": AGENCY,
    "发布来源": AGENCY,
    "文章来源": AGENCY,
    "来源": AGENCY,
    "组配分类": "",
    "信息分类": "",
    "服务对象": "",
    "公开对象": "",
    "公开范围": "",
    "公开时限": "",
    "关键词": "",
    "主题词": "",
    "有效期": "",
    "生效日期": "",
    "废止日期": "",
    "作者": "",
    "责任编辑": "",
    "编辑": "",
    "浏览次数": "",
    "浏览量": "",
    "阅读次数": "",
    "点击数": "",
    "点击次数": "",
    "访问量": "",
    "字体": "",
    "字号": "",
}
# Names of meta tags that mean the same.
_TAGS = {"PubDate": "published", "ContentSource": AGENCY, "ArticleTitle": TITLE, "title": TITLE}
_MOMENTS = {"generated", "published", "signed", DAY}

_NAMES = "|".join(r"\s*".join(name) for name in sorted(LABELS, key=lambda name: (-len(name), name)))
_LABEL = regex(
    rf"(?:(?<=\s)|^|(?<=[|｜【\[（(；;]))({_NAMES})(?:\s*[:：]|\s+|$)|({_NAMES})\s*[:：]"
    r"|(?<=\s)([\u4e00-\u9fff]{2,6})[:：]"
)
_FIRST = regex(rf"[|｜【\[（(●•\s]*(?:{_NAMES})\s*(?:[:：]|\s|$)")
_ONLY_LABELS = regex(rf"(?:(?:{_NAMES})\s*[:：]?[\s|]*)+")
_SIGNS = " \t\n\u3000|｜【】[]"


class Values(NamedTuple):
    """What metadata say: the values of a header by key, and the names of the body that published
    the text."""

    header: tuple[tuple[str, str], ...] = ()
    agencies: tuple[str, ...] = ()
    title: str = ""


def with_day(values: dict[str, str], signed: date | None) -> tuple[tuple[str, str], ...]:
    """Return the values of a header in which a day of which it is not said what it is of is that of
    publication, unless the paper was `signed` on it."""
    day = values.pop(DAY, "")
    if day and (signed is None or day[:10] != signed.isoformat()):
        values.setdefault("published", day)
    return tuple(values.items())


class Metadata(NamedTuple):
    """A metadata block: the first index behind it, its labels, its values, and the remarks."""

    end: int
    labels: frozenset[str]
    values: Values
    remarks: Remarks

    @property
    def is_of_a_page(self) -> bool:
        """Whether a page of a portal begins with it."""
        return len(self.labels) >= FEWEST_LABELS and any(
            LABELS[label] in {"index_number", "document_number", "generated", "openness"}
            for label in self.labels
        )


def metadata_at(blocks: tuple[Block, ...], start: int) -> Metadata | None:
    """Return the metadata that begin at the index `start`, or None if there are none."""
    pairs: list[tuple[str, str, str]] = []
    taken: list[Remark] = []
    end, waiting = start, False
    while end < len(blocks):
        found = _pairs(blocks[end])
        if found:
            pairs += [(label, value, blocks[end].place) for label, value in found]
            waiting = found == [(squeezed(text_of(blocks[end])).rstrip(":："), "")]
        elif waiting and _is_value(blocks[end]):
            waiting = False
            label, _, place = pairs[-1]
            pairs[-1] = label, text_of(blocks[end]).strip(), place
        else:
            break
        taken.append(Remark(blocks[end].place, text_of(blocks[end]), "写进了信息栏"))
        end += 1
    if not pairs:
        return None
    values, lost = _values(pairs)
    labels = frozenset(label for label, _, _ in pairs if label in LABELS)
    return Metadata(end, labels, values, Remarks(lost=lost, taken=tuple(taken)))


def from_facts(facts: tuple[tuple[str, str], ...]) -> Values:
    """Return what a file says about itself beside its text."""
    named = ((squeezed(name), value.strip()) for name, value in facts)
    keys = ((_TAGS.get(name, LABELS.get(name, "")), value) for name, value in named)
    return _sorted([(key, value) for key, value in keys if key and value])[0]


def _pairs(block: Block) -> list[tuple[str, str]]:
    """Return the labels of a block with their values, or nothing if it is no line of metadata."""
    if isinstance(block, Grid):
        return _in_cells(block)
    if not isinstance(block, Paragraph) or len(block.text) > LONGEST_LINE:
        return []
    text = block.text.strip()
    if not _FIRST.match(text) and not _ONLY_LABELS.fullmatch(text):
        return []
    found = [*_LABEL.finditer(text)]
    if not found or (len(found) == 1 and not text[found[0].start() : found[0].end()].strip()):
        return []
    if len(found) == 1 and not _has_colon(found[0][0]) and found[0].end() < len(text):
        return []  # 标题 and a space begin a sentence as well as a line of metadata
    return [
        (squeezed(one[1] or one[2] or one[3]), text[one.end() : end].strip(_SIGNS))
        for one, end in zip(found, [*(o.start() for o in found[1:]), len(text)], strict=True)
    ]


def _in_cells(grid: Grid) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for cell in grid.cells:
        text = cell.text.strip()
        label = squeezed(text).rstrip(":：")
        if label in LABELS:
            pairs.append((label, ""))
        elif found := _pairs(Paragraph((Run(text),))):
            pairs += found
        elif pairs and not pairs[-1][1]:
            pairs[-1] = pairs[-1][0], text
        elif text:
            pairs.append((label, ""))
    known = [label for label, _ in pairs if label in LABELS]
    return pairs if len(known) >= max(FEWEST_LABELS, len(pairs) / 2) else []


def _has_colon(text: str) -> bool:
    return text.rstrip().endswith((":", "："))


def _is_value(block: Block) -> bool:
    """Whether a block can be the value of a label that stands alone in the line above."""
    return isinstance(block, Paragraph) and len(block.text.strip()) <= LONGEST_LINE // 5


def _values(pairs: list[tuple[str, str, str]]) -> tuple[Values, tuple[Remark, ...]]:
    """Return the values of labels, and what no key holds."""
    values, left = _sorted([(LABELS.get(label, ""), value) for label, value, _ in pairs])
    lost = (
        Remark(pairs[n][2], f"{pairs[n][0]}：{pairs[n][1]}", "信息栏里没有这一项，或已写有别的值")
        for n in left
    )
    return values, tuple(lost)


def _sorted(pairs: list[tuple[str, str]]) -> tuple[Values, list[int]]:
    """Return values by key, and the numbers of the pairs that say something which none holds."""
    header: dict[str, str] = {}
    agencies: list[str] = []
    title = ""
    left: list[int] = []
    for number, (key, value) in enumerate(pairs):
        if not value:
            continue
        read = moment(value) if key in _MOMENTS else value if key == "summary" else squeezed(value)
        if key == AGENCY:
            agencies.append(value)
        elif key == TITLE and not title:
            title = squeezed(value)
        elif key and key != TITLE and read and header.setdefault(key, read) == read:
            continue
        else:
            left.append(number)
    if "signed" in header:
        header["signed"] = header["signed"][:10]
    return Values(tuple(header.items()), tuple(agencies), title), left
