"""The process that reads a PDF: takes it from the standard input, and writes the manuscript and the
remarks, or the reason why it cannot be read, to the standard output."""

from __future__ import annotations

import logging
import pickle
import sys

from site_builder.importers.formats.pdf.document import read_document
from site_builder.importers.imported import UnreadableFileError
from site_builder.model.limits import LARGEST_PDF_MEMORY, LONGEST_READING


def _limit() -> None:
    """Let this process take no more memory and time than a PDF may, where the system can say so."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {
        resource.RLIMIT_DATA: LARGEST_PDF_MEMORY,
        resource.RLIMIT_CPU: LONGEST_READING,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        hard = resource.getrlimit(kind)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, hard))


def main() -> None:
    """Read a PDF."""
    _limit()
    logging.disable()  # pdfminer warns of every oddity
    try:
        found: object = read_document(sys.stdin.buffer.read())
    except UnreadableFileError as error:
        found = str(error)
    sys.stdout.buffer.write(pickle.dumps(found))


if __name__ == "__main__":
    main()
