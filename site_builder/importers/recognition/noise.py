"""What surrounds a text without belonging to it: buttons of a portal, page numbers, a table of
contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.runs import squeezed
from site_builder.model.manuscript import Block, Grid, Paragraph
from site_builder.text.patterns import regex

LONGEST_BUTTON = 60  # characters of a line that is no text
LONGEST_ENTRY = 60  # characters of a line in a table of contents
FEWEST_ENTRIES = 3  # of a table of contents that is not called so

_BUTTON = (
    r"打印(?:本页|此页|页面|文章)?|关闭(?:本页|窗口|页面)?|收藏(?:本页)?|分享(?:到|至)?|返回(?:顶部|首页|列表)?|字[号体]"
    r"|大|中|小|我要纠错|纠错|下载(?:word|pdf)(?:版|文件)?|附件下载|相关(?:链接|文档|文章|附件|稿件|阅读)"
    r"|微信|微博|新浪微博|朋友圈|空间|无障碍(?:浏览|阅读)?|长者模式|关怀版|首页|网站地图"
)
_BUTTONS = regex(rf"(?i)(?:[\[【（(|｜/:：<>]*(?:{_BUTTON})[\]】）)|｜/:：<>]*)+")
_REST = regex(
    r"(?i)(?:扫一?扫.{0,30}|用?微信扫.{0,30}|手机(?:扫|查看).{0,20}|分享[到至].{0,30}"
    r"|(?:您)?(?:当前|现在|所在)的?(?:所在)?位置.{0,50}|首页[>/＞»›\-].{1,50}"
    r"|(?:浏览|点击|阅读|访问)(?:次数|数|量|率)[:：]?\d*次?|上一[篇条页].{0,50}|下一[篇条页].{0,50}"
    r"|(?:责任编辑|编辑|审核|校对|初审|复审|终审|录入)[:：].{0,20}"
    r"|.{0,30}版权所有.{0,20}|(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])ICP备.{0,30})"
)
_PAGE_NUMBER = regex(r"[-—–－·]+\d{1,3}[-—–－·]+|第\d{1,3}页(?:[,，/]?共\d{1,3}页)?")
_IS_OPEN = regex(r"[（(【\[]?[此本]件(?:主动|依申请|不予|删减后)?公开(?:发布)?[）)】\]]?")
_CONTENTS = {"目录", "目次", "contents"}
_LEADER = regex(r"(.*?)(?:[.．…·。‥]{2,}|\t| {2,}|\u3000+|-{3,})[ \u3000]*[-（(]?\d{1,3}[-）)]?\s*")
_PAGE = regex(r"\s*[-（(]?\d{1,3}[-）)]?\s*$")


def without_noise(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Remarks]:
    """Return a text without a table of contents, page numbers and buttons."""
    lost = dict(_contents(blocks))
    for index, block in enumerate(blocks):
        if index not in lost and isinstance(block, Paragraph) and (why := _noise(block)):
            lost[index] = why
    kept = tuple(block for index, block in enumerate(blocks) if index not in lost)
    remarks = (
        Remark(blocks[index].place, text_of(blocks[index]), why)
        for index, why in sorted(lost.items())
    )
    return kept, Remarks(lost=tuple(remarks))


def text_of(block: Block) -> str:
    """Return the text of a block: cells of a grid are separated by tabs, rows by line feeds."""
    if isinstance(block, Paragraph):
        return block.text
    if not isinstance(block, Grid):
        return block.alt
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return "\n".join("\t".join(row) for row in rows.values())


def openness_of(text: str) -> str:
    """Return the 公开方式 that a line such as （此件公开发布） declares, or the empty string."""
    line = squeezed(text)
    if not _IS_OPEN.fullmatch(line):
        return ""
    words = ("依申请公开", "不予公开", "删减后公开")
    return next((word for word in words if word in line), "主动公开")


def _noise(paragraph: Paragraph) -> str:
    """Return why a paragraph is no text, or the empty string if it is one."""
    line = squeezed(paragraph.text)
    if len(line) > LONGEST_BUTTON or any(_leads_to_file(run.link) for run in paragraph.runs):
        return ""
    if _PAGE_NUMBER.fullmatch(line):
        return "页码"
    if _BUTTONS.fullmatch(line) or _REST.fullmatch(line):
        return "网页上的按钮和说明，不是正文"
    return ""


def _leads_to_file(link: str) -> bool:
    last = link.partition("?")[0].rpartition("/")[2].lower()
    return last.endswith((".doc", ".docx", ".xls", ".xlsx", ".pdf", ".zip", ".rar", ".wps", ".et"))


def _contents(blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a table of contents, each with the reason why it is left out."""
    texts = [squeezed(block.text) if isinstance(block, Paragraph) else "" for block in blocks]
    times = Counter(texts)
    run: list[int] = []
    names: set[str] = set()
    called = False
    for index, block in enumerate(blocks):
        if texts[index].lower() in _CONTENTS and not run:
            run, called = [index], True
        elif _is_entry(block, times, called) and texts[index] not in names:
            run.append(index)
        else:
            yield from _entries(run, called)
            run, called, names = [], False, set()
        names.add(texts[index])
    yield from _entries(run, called)


def _entries(run: list[int], called: bool) -> Iterator[tuple[int, str]]:
    if len(run) >= FEWEST_ENTRIES - called:
        yield from ((index, "目录，页码在网页上没有意义") for index in run)


def _is_entry(block: Block, times: Counter[str], called: bool) -> bool:
    """Whether a block is a line of a table of contents: it ends with dots and a number, or, under
    the word 目录, says what is said once more below."""
    if isinstance(block, Grid):
        last = {cell.row: cell.text for cell in block.cells}
        return called and bool(last) and all(_PAGE.fullmatch(text) for text in last.values())
    if not isinstance(block, Paragraph) or len(block.text) > LONGEST_ENTRY:
        return False
    if _LEADER.fullmatch(block.text):
        return called or "…" in block.text or ".." in block.text or "··" in block.text
    name = squeezed(_PAGE.sub("", block.text))
    return called and bool(name) and times[name] > (name == squeezed(block.text))
