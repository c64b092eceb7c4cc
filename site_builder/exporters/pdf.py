"""A manuscript as a PDF file: tagged for screen readers (PDF/UA-1), with its fonts in it.

weasyprint is imported here only: it is in the extra `pdf`, and needs Pango, a library of the
system. It sees our own HTML and nothing else: whatever it asks for is refused, but the pictures of
the manuscript. The same manuscript makes the same bytes, with the same fonts.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from site_builder.exporters.pdf_html import PICTURE, to_html
from site_builder.exporters.pdf_tags import mark_captions
from site_builder.model.manuscript import Manuscript, Picture

MISSING = "写 PDF 文件需要 WeasyPrint：请运行 pip install 'sitebuild[pdf]'"
PANGO_MISSING = (
    "WeasyPrint 需要系统里的 Pango：Debian、Ubuntu、统信、麒麟用 "
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk，"
    "别的系统看 https://doc.courtbouillon.org/weasyprint/"
)
_MOST_SHOWN = 20  # characters without a font


class PdfError(Exception):
    """A PDF file cannot be made; the text says why, and what to do."""


def to_pdf(manuscript: Manuscript) -> bytes:
    """Return a PDF file. Raise PdfError without weasyprint or Pango, or if a character of the text
    is in no font of this machine."""
    weasyprint = _weasyprint()
    pictures = [one for one in manuscript.blocks if isinstance(one, Picture)]
    fetcher = _fetcher({f"{PICTURE}{number}": one.data for number, one in enumerate(pictures)})
    with _collected_warnings() as missing:
        document = weasyprint.HTML(
            string=to_html(manuscript), base_url=PICTURE, url_fetcher=fetcher
        )
        data: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1", finisher=lambda _, pdf: mark_captions(pdf, manuscript)
        )
    if missing:
        shown = "".join(dict.fromkeys(missing))[:_MOST_SHOWN]
        raise PdfError(
            f"这台机器的字体里没有这些字：{shown}；请安装中文字体，如 apt install fonts-noto-cjk"
        )
    return data


def check_pdf() -> None:
    """Raise PdfError if no PDF file can be made on this machine, or none with Chinese text."""
    from site_builder.model.manuscript import Paragraph, Run

    to_pdf(Manuscript((Paragraph((Run("中文，字体。"),)),)))


def _weasyprint() -> Any:
    try:
        import weasyprint
    except ModuleNotFoundError as error:
        raise PdfError(MISSING) from error
    except OSError as error:
        raise PdfError(PANGO_MISSING) from error
    return weasyprint


def _fetcher(pictures: Mapping[str, bytes]) -> Any:
    """Return what fetches the pictures, by address, and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Pictures(URLFetcher):  # type: ignore[misc]  # has no types
        def fetch(self, url: str, headers: object = None) -> Any:
            if url not in pictures:
                raise ValueError(url)
            return URLFetcherResponse(url, pictures[url])

    return Pictures()


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """Collect the characters for which weasyprint finds no font, as it logs them."""
    missing: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if str(record.msg).startswith(".notdef") and record.args:
                missing.append(str(next(iter(record.args))))

    logger, collector = logging.getLogger("weasyprint"), Collector()
    logger.addHandler(collector)
    try:
        yield missing
    finally:
        logger.removeHandler(collector)
