"""The title of a report and what stands around it: the head of the paper, a byline, a day in
brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.dates import day
from site_builder.importers.recognition.metadata import Metadata, Values, metadata_at
from site_builder.importers.recognition.noise import text_of
from site_builder.importers.recognition.numbering import is_title, numbering
from site_builder.importers.recognition.runs import squeezed
from site_builder.model.manuscript import Block, Paragraph
from site_builder.text.patterns import regex

FARTHEST = 40  # blocks in which the title is looked for
MOST_LINES = 4  # of a title
LONGEST = 80  # characters of a title
LONGEST_BEFORE = 40  # characters of a line above the title that is no text
MOST_BEHIND = 4  # lines between the title and the text

IS_REPORT = regex(
    r".*(?:公开|年度).*(?:年度报告|年报|工作报告)(?:[（(].{1,12}[）)])?|.*公开.*年度.*(?:总结|情况)"
)
_SUFFIX = (
    "局|委|委员会|厅|办|办公室|办公厅|院|镇|乡|街道|街道办|办事处|政府|所|校|学校|学院|大学|中学|小学|幼儿园|中心|会"
    "|处|队|支队|大队|总队|站|公司|部|署|行|馆|社|医院|管委会|指挥部|联社|集团|县|区|市"
)
_ORGAN = regex(rf"[\u4e00-\u9fff（）()·、]{{2,40}}?(?:{_SUFFIX})(?:[（(][^（）()]{{1,20}}[）)])?")
_NAMED = regex(
    r"(?:关于)?(?:(?:(?:19|20)\d\d|[一二][〇零○ＯO0九][〇零○ＯO0一二三四五六七八九]{2})年度?)?(?:关于)?"
    r"(?P<name>[^0-9]*?)(?:关于)?"
    r"(?:(?:19|20)\d\d|[一二][〇零○ＯO0九][〇零○ＯO0一二三四五六七八九]{2}年|政府信息|政务公开|政务信息|信息公开|年度)"
)
_GENRE = regex(
    r"(?:通知|通告|公告|公报|函|意见|答复|批复|办法|方案|决定|决议|报告|纪要|请示|规定|规则|细则|规划|计划|清单|目录|指南|制度|解读|公示"
    r"|名单|预算|决算|总结|说明|简介|职责|职能|情况)(?:[（(].{1,12}[）)])?$"
)
_BEGINS = regex(r"关于|.{2,30}关于")
_NUMBER = regex(r"[\u4e00-\u9fff]{2,14}[〔\[［【（(](?:19|20)\d\d[〕\]］】）)]第?\d{1,5}号")
_YEAR_ALONE = regex(r"[（(](?:19|20)\d\d年度?[）)]")


class Head(NamedTuple):
    """The beginning of a file: the title, empty if none was found; what its metadata say, and the
    day below the title; the blocks without all this."""

    title: str
    place: str
    values: Values
    dated: date | None
    blocks: tuple[Block, ...]
    remarks: Remarks


class Span(NamedTuple):
    """The lines from `start` to before `end`."""

    start: int
    end: int


FindTitle = Callable[[list[str], frozenset[str]], Span | None]


def is_organ(text: str) -> bool:
    """Whether a text has the shape of the name of a body, such as 海原县科学技术局."""
    return bool(_ORGAN.fullmatch(squeezed(text)))


def named_in(title: str) -> str:
    """Return the name of the body in a title, or the empty string."""
    found = _NAMED.match(squeezed(title))
    return found["name"].strip("（）()《》“”") if found else ""


def read_head(blocks: tuple[Block, ...], names: frozenset[str], find: FindTitle) -> Head:
    """Return the beginning of a file, whose title `find` finds. `names` are the names of all known
    agencies."""
    first, metadata = _first_metadata(blocks)
    span = _marked(blocks[:FARTHEST]) or find([_line(b) for b in blocks[:FARTHEST]], names)
    if span is None:
        rest = blocks if metadata is None else blocks[:first] + blocks[metadata.end :]
        values = metadata.values if metadata else Values()
        remarks = metadata.remarks if metadata else Remarks()
        return Head("", "", values, None, rest, remarks)
    before = _before(blocks[: span.start])
    behind = _behind(blocks, span.end, names)
    values, remarks = _together(before.values, behind.values), before.remarks + behind.remarks
    if find is report_title and (again := _second(blocks, span, behind.end, names)):
        remarks += Remarks(lost=tuple(_of_the_page(blocks[span.start : span.end])))
        span, dated = again, behind.dated
        behind = _behind(blocks, span.end, names)
        behind = behind._replace(dated=behind.dated or dated)
        values, remarks = _together(values, behind.values), remarks + behind.remarks
    lines = blocks[span.start : span.end]
    title = "".join(squeezed(text_of(line)) for line in lines)
    rest, repeated = _without_repeated(before.blocks + blocks[behind.end :], title, lines)
    return Head(title, lines[0].place, values, behind.dated, rest, remarks + repeated)


def _second(
    blocks: tuple[Block, ...], first: Span, start: int, names: frozenset[str]
) -> Span | None:
    """Return where another title of a report stands below the one of the page."""
    lines = [_line(block) for block in blocks[start : start + MOST_LINES]]
    again = report_title(lines, names)
    here = "".join(squeezed(text_of(block)) for block in blocks[first.start : first.end])
    if again is None or again.start or "".join(lines[: again.end]) == here:
        return None
    return Span(start, start + again.end)


def _of_the_page(lines: tuple[Block, ...]) -> Iterator[Remark]:
    for line in lines:
        yield Remark(line.place, text_of(line), "网页的标题，以正文的标题为准")


def _first_metadata(blocks: tuple[Block, ...]) -> tuple[int, Metadata | None]:
    """Return the metadata block of the file itself, where it has one, and its index."""
    for index in range(min(len(blocks), MOST_BEHIND)):
        found = metadata_at(blocks, index)
        if found and found.is_of_a_page:
            return index, found
    return 0, None


def _marked(blocks: tuple[Block, ...]) -> Span | None:
    """Return where the title stands that the file itself marks as one."""
    marks = [isinstance(block, Paragraph) and block.role == "title" for block in blocks]
    if True not in marks:
        return None
    start = marks.index(True)
    return Span(start, marks.index(False, start) if False in marks[start:] else len(marks))


def report_title(lines: list[str], names: frozenset[str]) -> Span | None:
    """Return where the title of a report stands in the first lines of a file, of which those that
    cannot be of a title are empty: the first lines, up to four, that make one, with those above
    that name its body."""
    for last in range(len(lines)):
        if lines[last] and numbering(lines[last]):
            return None  # the first chapter
        for start in range(last, max(last - MOST_LINES, -1), -1):
            if not lines[start]:
                break
            if _is_report_title("".join(lines[start : last + 1])):
                end = last + 1
                end += end < len(lines) and bool(_YEAR_ALONE.fullmatch(lines[end]))
                return Span(_with_name(lines, start, end, names), end)
    return None


def document_title(lines: list[str], names: frozenset[str]) -> Span | None:
    """Return where the title of any other paper stands: the first lines that end with a word such
    as 通知, else the first line that may be one."""
    for last, line in enumerate(lines):
        if _GENRE.search(line) and is_title(line[-45:]):
            start = last
            while start and not _BEGINS.match("".join(lines[start : last + 1])):
                if not lines[start - 1] or _NUMBER.fullmatch(lines[start - 1]):
                    break
                start -= 1
            return Span(_with_name(lines, start, last + 1, names), last + 1)
    first = next((n for n, line in enumerate(lines) if line and is_title(line)), None)
    return None if first is None else Span(first, first + 1)


def _is_report_title(text: str) -> bool:
    return 0 < len(text) <= LONGEST and is_title(text[-45:]) and bool(IS_REPORT.fullmatch(text))


def _line(block: Block) -> str:
    """Return a block as a line that may be of a title, or the empty string."""
    if not isinstance(block, Paragraph) or block.role not in {"text", "title", "heading"}:
        return ""
    line = squeezed(block.text)
    is_sentence = any(sign in line for sign in "。；！") or line.endswith(("：", ":"))
    return line if len(line) <= LONGEST and not is_sentence else ""


def _with_name(lines: list[str], start: int, end: int, names: frozenset[str]) -> int:
    """Return where a title begins whose body may be named in the lines above."""
    if named_in("".join(lines[start:end])):
        return start
    while start and end - start < MOST_LINES and _names_a_body(lines[start - 1], names):
        start -= 1
    return start


def _names_a_body(line: str, names: frozenset[str]) -> bool:
    return line in names or is_organ(line)


class _Around(NamedTuple):
    end: int
    values: Values
    dated: date | None
    blocks: tuple[Block, ...]
    remarks: Remarks


def _before(blocks: tuple[Block, ...]) -> _Around:
    """Return what stands above the title: a metadata block, the number of the paper, and the rest,
    which is left out if it is no text."""
    values, remarks = Values(), Remarks()
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if found := metadata_at(blocks, index):
            values, remarks = _together(values, found.values), remarks + found.remarks
            index = found.end
            continue
        line = squeezed(text_of(block))
        if _NUMBER.fullmatch(line):
            values = _together(values, Values((("document_number", line),)))
            taken = Remark(block.place, text_of(block), "写进了信息栏：document_number")
            remarks += Remarks(taken=(taken,))
        elif isinstance(block, Paragraph) and len(line) <= LONGEST_BEFORE and is_title(line):
            lost = Remark(block.place, block.text, "标题前面的文字，不是正文")
            remarks += Remarks(lost=(lost,))
        else:
            kept.append(block)
        index += 1
    return _Around(index, values, None, tuple(kept), remarks)


def _behind(blocks: tuple[Block, ...], start: int, names: frozenset[str]) -> _Around:
    """Return what stands below the title: a byline, the body and the day, each in its own line."""
    values, remarks = Values(), Remarks()
    dated: date | None = None
    index = start
    while index < min(len(blocks), start + MOST_BEHIND):
        block = blocks[index]
        if found := metadata_at(blocks, index):
            values, remarks = _together(values, found.values), remarks + found.remarks
            index = found.end
            continue
        line = squeezed(text_of(block)) if isinstance(block, Paragraph) else ""
        if at := day(line):
            dated = at
            why = Remark(block.place, line, "标题下面的日期当作成文日期")
            remarks += Remarks(guesses=(why,))
            reason = "写进了信息栏：signed"
        elif line and line in names:
            reason = "机关名称，已在标题和文件夹里"
        else:
            break
        remarks += Remarks(taken=(Remark(block.place, text_of(block), reason),))
        index += 1
    return _Around(index, values, dated, (), remarks)


def _together(one: Values, other: Values) -> Values:
    """Return the values of both; the first that names a key is believed."""
    header = dict(other.header) | dict(one.header)
    agencies = one.agencies + other.agencies
    return Values(tuple(header.items()), agencies, one.title or other.title)


def _without_repeated(
    blocks: tuple[Block, ...], title: str, lines: tuple[Block, ...]
) -> tuple[tuple[Block, ...], Remarks]:
    """Return the text without lines that repeat the title, as the heads of pages do."""
    torn = [squeezed(text_of(line)) for line in lines]
    kept: list[Block] = []
    lost: list[Remark] = []
    index = 0
    while index < len(blocks):
        here = blocks[index : index + len(torn)]
        whole = isinstance(blocks[index], Paragraph) and squeezed(text_of(blocks[index])) == title
        again = [squeezed(text_of(block)) for block in here] == torn
        count = 1 if whole else len(torn) if again else 0
        lost += (Remark(b.place, text_of(b), "重复的标题") for b in here[:count])
        if not count:
            kept.append(blocks[index])
        index += count or 1
    return tuple(kept), Remarks(lost=tuple(lost))
