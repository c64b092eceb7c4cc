"""Pictures in a PDF: those that are stored as JPEG are taken, others are said to be left out."""

from __future__ import annotations

from typing import Any

from site_builder.importers.formats.gathered import Gathered
from site_builder.model.limits import LARGEST_PICTURES
from site_builder.model.manuscript import Picture

_SUFFIXES = {"DCTDecode": "jpg", "DCT": "jpg", "JPXDecode": "jp2"}
_SMALLEST = 30  # points: a smaller one is a mark or a line
_WHOLE = 0.8  # of both sides of a page: the page is scanned


class Pictures:
    """Takes the pictures of pages in order, each once."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._seen: set[int] = set()
        self._size = 0

    def of(self, page: Any, place: str) -> tuple[tuple[float, Picture], ...]:
        """Return the pictures of a page of pdfplumber, each with how far down it is."""
        taken: list[tuple[float, Picture]] = []
        left = 0
        for one in page.images:
            stream = one["stream"]
            identity = stream.objid or id(stream)
            is_small = min(one["width"], one["height"]) < _SMALLEST
            is_page = one["width"] > page.width * _WHOLE and one["height"] > page.height * _WHOLE
            if identity in self._seen or is_page:
                continue
            self._seen.add(identity)
            filters = [str(name).strip("/'") for name, _ in stream.get_filters()]
            suffix = _SUFFIXES.get(filters[0]) if len(filters) == 1 else None
            data = stream.rawdata if suffix and not is_small else None
            if data is None or self._size + len(data) > LARGEST_PICTURES:
                left += 1
                continue
            self._size += len(data)
            name = f"{page.page_number}-{len(taken) + 1}.{suffix}"
            taken.append((one["top"], Picture(bytes(data), name, "", place)))
        if left:
            reason = f"{left} 幅图片取不出来，没有导入：请另存为文件，放进文件夹"
            self._gathered.lose(place, "", reason)
        return tuple(taken)
