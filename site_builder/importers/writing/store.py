"""Writes made files into a content folder, and never over what somebody else wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Literal, NamedTuple

from site_builder.content.regular_file import NotRegularError, TooLargeError, read_regular
from site_builder.content.urls import address
from site_builder.importers.imported import UnreadableFileError
from site_builder.importers.writing.made import Made, MadeFile
from site_builder.model.document import Scalar
from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.model.source import Source
from site_builder.parsing.document import parse
from site_builder.publish.staging import rewrite

State = Literal["absent", "same", "other"]


class Stored(NamedTuple):
    """The paths under content/ of the files that were written, and of those that were there already
    with the same bytes."""

    written: tuple[str, ...] = ()
    same: tuple[str, ...] = ()

    def __add__(self, other: object) -> Stored:
        """Return the paths of both, in order."""
        if not isinstance(other, Stored):
            return NotImplemented
        return Stored(self.written + other.written, self.same + other.same)


def store(content: Path, made: Made, *, force: bool) -> Stored:
    """Write a page and the files beside it into the folder `content`. Raise UnreadableFileError,
    before anything is written, if another page is there, unless `force` is set, or if no file can
    be there."""
    files = (*made.beside, made.page)
    states = {one.path: state_of(content, one) for one in files}
    if states[made.page.path] == "other" and not force:
        said = f"content/{made.page.path} 已经有了，与这个文件不同，没有动它；要换掉，加 --force"
        if address(made.page.path).role == "report":
            said += "；只把正文或表放进去，加 --into"
        raise UnreadableFileError(said)
    new = [one for one in files if states[one.path] != "same"]
    for one in new:
        place = content / one.path
        place.parent.mkdir(parents=True, exist_ok=True)
        rewrite(place, one.data)
    written = {one.path for one in new}
    paths = [one.path for one in (made.page, *made.beside)]
    return Stored(
        tuple(path for path in paths if path in written),
        tuple(path for path in paths if path not in written),
    )


def state_of(content: Path, file: MadeFile) -> State:
    """Return what is at the place of a file. Raise UnreadableFileError if no file can be there."""
    place = content / file.path
    for parent in place.relative_to(content).parents:
        folder = content / parent
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise UnreadableFileError(f"{folder} 不是文件夹，里面不能放 {place.name}")
    try:
        return "same" if read_regular(place, len(file.data)) == file.data else "other"
    except FileNotFoundError:
        return "absent"
    except TooLargeError:
        return "other"
    except NotRegularError as error:
        raise UnreadableFileError(f"{place} 不是普通文件") from error


def under_free_name(content: Path, made: Made, taken: Iterable[str] = ()) -> Made:
    """Return a document under a path that is free: no other document has it, or its address, and
    it is not `taken`. The place of an earlier import of the same document is free."""
    addresses = {*_addresses(content, made.page.path), *map(_address, taken)}
    title = _title(made.page.data)
    stem = made.page.path.removesuffix(".md")
    for number in count(1):
        path = f"{stem}-{number}.md" if number > 1 else made.page.path
        page = MadeFile(path, made.page.data)
        state = state_of(content, page)
        if state == "same" or (state == "absent" and _address(path) not in addresses):
            return made._replace(page=page)
        if state == "other" and path not in taken and _title_at(content / path) == title:
            return made._replace(page=page)
    raise AssertionError


def _addresses(content: Path, path: str) -> Iterator[str]:
    """Yield the addresses of the documents of the agency whose document is at `path`."""
    folder = content / "agencies" / path.split("/")[1] / "documents"
    for file in sorted(folder.rglob("*.md")):
        yield _address(file.relative_to(content).as_posix())


def _address(path: str) -> str:
    return address(path).url


def _title_at(place: Path) -> str | None:
    try:
        return _title(read_regular(place, LARGEST_MARKDOWN))
    except OSError:
        return None


def _title(data: bytes) -> str:
    (document,) = parse((Source("", data, ""),))
    title = document.header.get("title")
    return title.text.strip() if isinstance(title, Scalar) else ""
