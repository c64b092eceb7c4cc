"""The tree of a saved page, without what nobody sees: scripts, styles, comments, hidden parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from site_builder.importers.formats.decoding import decoded
from site_builder.importers.formats.web.archive import unpack
from site_builder.importers.formats.web.names import ARTICLE, TAGS
from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.model.limits import DEEPEST_TAGS, LARGEST_WEB_PAGE, LONGEST_WEB_PAGE, MOST_TAGS
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement, Tag

MISSING = "读取网页需要 beautifulsoup4：请运行 pip install 'sitebuild[office]'"
PAGE = "网页"  # the place of what is left out of all of it

_TAG = regex(r"<(/?)([A-Za-z][A-Za-z0-9:]*)([^<>]*)>")
# Elements without an end, or whose end may be left out.
_VOID = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option"),
    ]
)
_CHARSET = regex(rb"(?i)<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([a-z0-9_-]+)")
_PROLOGUE = regex(r"\s*<\?xml[^<>]*\?>")
_SAVED_FROM = regex(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_INLINE = regex(r"data:[^\s\"'<>()]{100,}")  # pictures and the like
_HEAD = 4_000
_CONTROL = regex("[\0-\x08\x0b\x0e-\x1f]")
_HIDDEN = regex(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b")
_SCRIPTS = ["script", "style", "template", "link", "meta", "base"]
_UNSEEN = {
    "noscript": "给没有脚本的浏览器看的文字，没有导入",
    "select": "选择框，没有导入",
    "button": "按钮，没有导入",
    "textarea": "输入框，没有导入",
    "iframe": "网页里嵌的另一个网页，没有导入",
    "object": "网页里嵌的程序或文件，没有导入",
    "embed": "网页里嵌的程序或文件，没有导入",
    "video": "视频，没有导入",
    "audio": "音频，没有导入",
    "svg": "矢量图，没有导入",
    "canvas": "脚本画的图，没有导入",
    "math": "公式，没有导入",
}
_HIDDEN_TEXT = "隐藏的文字（网页上看不见），没有导入"


class WebTree(NamedTuple):
    """A page: its tree, the address that it was saved from, or empty, and its pictures."""

    soup: BeautifulSoup
    address: str
    pictures: Mapping[str, bytes]


def read_tree(data: bytes) -> tuple[WebTree, Remarks]:
    """Return the tree of a page, and what was left out. Nothing is fetched or run, and entities are
    single characters. Raise UnreadableFileError."""
    if len(data) > LARGEST_WEB_PAGE:
        limit = LARGEST_WEB_PAGE // 1_000_000
        raise UnreadableFileError(f"网页超过 {limit} MB，没有读：请在浏览器里只保存正文")
    page = unpack(data)
    declared = [one.decode() for one in _CHARSET.findall(page.data[:_HEAD])]
    text, remarks = decoded(page.data, (*declared, page.encoding))
    text = _CONTROL.sub("", _PROLOGUE.sub("", text, count=1))
    if len(text) - sum(map(len, _INLINE.findall(text))) > LONGEST_WEB_PAGE:
        limit = LONGEST_WEB_PAGE // 10_000
        raise UnreadableFileError(f"网页不算图片超过 {limit} 万字，没有读：请在浏览器里只保存正文")
    _check_tags(text)
    try:
        from bs4 import BeautifulSoup, FeatureNotFound
    except ModuleNotFoundError as error:
        raise UnreadableFileError(MISSING) from error
    try:
        soup = BeautifulSoup(text or " ", "lxml")
    except FeatureNotFound as error:
        raise UnreadableFileError(MISSING) from error
    saved = _SAVED_FROM.search(text[:_HEAD])
    address = _address(soup, page.address or (saved[1] if saved else ""))
    return WebTree(soup, address, page.pictures), remarks


def without_unseen(soup: BeautifulSoup) -> Remarks:
    """Take out of a tree what nobody sees; return what it was, in a remark for each kind."""
    from bs4.element import CData, Comment, Declaration, Doctype, ProcessingInstruction

    kinds = (Comment, CData, Declaration, Doctype, ProcessingInstruction)
    notes = [one for one in soup.descendants if isinstance(one, kinds)]
    for note in notes:
        note.extract()
    scripts = soup.find_all(_SCRIPTS)
    counts = {name: sum(tag.name == name for tag in scripts) for name in ("script", "style")}
    for tag in scripts:
        tag.extract()
    texts: dict[str, list[str]] = {}
    for tag, why in [*_unseen(soup)]:
        said = texts.setdefault(why, [])
        said += [*tag.stripped_strings] or [str(tag.get("src") or tag.get("data") or "")]
        tag.extract()
    lost = [Remark(PAGE, " ".join(filter(None, said)), why) for why, said in texts.items()]
    if any(counts.values()):
        why = f"{counts['script']} 段脚本和 {counts['style']} 段样式，没有执行，也没有导入"
        lost.insert(0, Remark(PAGE, "", why))
    return Remarks(tuple(lost))


def names_of(tag: Tag) -> list[str]:
    """Return the id and the classes of an element, in lower case, without digits at their ends."""
    names = " ".join((*tag.get_attribute_list("id"), *tag.get_attribute_list("class"))).lower()
    return [name for one in names.split() if (name := one.rstrip("0123456789_-"))]


def article_weight(tag: Tag) -> int:
    """Return how surely an element holds the article, by its names."""
    weights = (ARTICLE.get(name, 0) for name in names_of(tag))
    return max(TAGS.get(tag.name, 0), *weights, 0)


def walk(root: PageElement) -> Iterator[tuple[PageElement, bool]]:
    """Yield the nodes of a tree in order, an element twice: when it begins, and, with True, when it
    ends. No recursion: pages are nested deeper than Python allows."""
    from bs4 import Tag

    stack: list[tuple[PageElement, bool]] = [(root, False)]
    while stack:
        node, is_end = stack.pop()
        yield node, is_end
        if isinstance(node, Tag) and not is_end:
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.contents))


def _unseen(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Yield the outermost elements that are not seen, with the reason why they are left out."""
    from bs4 import Tag

    inside = 0
    for node, is_end in walk(soup):
        if not isinstance(node, Tag):
            continue
        why = _UNSEEN.get(node.name) or (_HIDDEN_TEXT if _is_hidden(node) else "")
        if why and is_end:
            inside -= 1
        elif why:
            if not inside:
                yield node, why
            inside += 1


def _is_hidden(tag: Tag) -> bool:
    """Whether an element is hidden; scripts show some articles when the page is open."""
    is_hidden = tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))
    is_hidden = is_hidden or (tag.name == "input")
    return is_hidden and article_weight(tag) < max(ARTICLE.values())


def _address(soup: BeautifulSoup, saved: str) -> str:
    """Return the address that relative links of a page begin at, or the empty string."""
    found = soup.select_one("link[rel=canonical]")
    meta = soup.find("meta", attrs={"name": regex("(?i)^url$")})
    base = soup.find("base", href=True)
    known = [
        saved,
        str(found.get("href", "")) if found else "",
        str(meta.get("content", "")) if meta else "",
    ]
    address = next((one.strip() for one in known if is_web_address(one.strip())), "")
    return joined(address, str(base["href"])) or address if base else address


def is_web_address(address: str) -> bool:
    """Whether an address is complete, and of the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def joined(base: str, address: str) -> str:
    """Return an address in a page as a complete one, or the empty string if the page does not tell
    where it is from."""
    try:
        whole = urljoin(base, "".join(address.split()))
    except ValueError:
        return ""
    return whole if is_web_address(whole) or whole.startswith(("mailto:", "tel:")) else ""


def _check_tags(text: str) -> None:
    """Raise UnreadableFileError for a page with too many tags, or too many inside each other."""
    count, deepest, depth = 0, 0, 0
    open_tags: dict[str, int] = {}
    for match in _TAG.finditer(text):
        count += 1
        name = match[2].lower()
        if name in _VOID or match[3].endswith("/"):
            continue
        if not match[1]:
            open_tags[name] = open_tags.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        elif open_tags.get(name):
            open_tags[name] -= 1
            depth -= 1
    if count > MOST_TAGS or text.count("<") > MOST_TAGS * 2:
        raise UnreadableFileError(
            f"网页有超过 {MOST_TAGS:,} 个标签，没有读：请把正文复制到 Word 里，存为 .docx 再导入"
        )
    if deepest > DEEPEST_TAGS:
        raise UnreadableFileError(
            f"网页的标签套了超过 {DEEPEST_TAGS:,} 层，没有读："
            "请把正文复制到 Word 里，存为 .docx 再导入"
        )
