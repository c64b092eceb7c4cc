"""The command `addresses`."""

from __future__ import annotations

import argparse
import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from site_builder.build import CONTENT as CONTENT_FOLDER
from site_builder.build import check
from site_builder.cli.language import say
from site_builder.cli.outcome import CONTENT, DONE, SETTINGS, USAGE, Outcome
from site_builder.cli.summary import counts, report, without_content
from site_builder.cli.terminal import progress
from site_builder.content.addresses import ADDRESSES, read_addresses, shortened, written
from site_builder.content.regular_file import read_regular
from site_builder.content.urls import is_promised
from site_builder.lint.waivers import count_unwaived
from site_builder.model.limits import LARGEST_ADDRESSES
from site_builder.publish.staging import rewrite

_WRITTEN = "{file} 添上了 {count} 个地址。"


def note_addresses(options: argparse.Namespace, today: date) -> Outcome:
    """List the addresses of pages that the file of addresses lacks, or add them to it. A site with
    errors is not published, so its addresses are not noted."""
    if missing := without_content(options.source):
        return Outcome(USAGE, messages=(missing,))
    with progress(options.quiet, options.verbose) as show:
        jobs = os.cpu_count() or 1
        checked = check(options.source, today, show, jobs=jobs, with_addresses=True)
    errors = tuple(one for one in checked.findings if one.severity == "error")
    if checked.stopped or count_unwaived(errors, strict=False)[0]:
        result = f"{report(errors, options.source)}{counts(errors, strict=False)}\n"
        return Outcome(SETTINGS if checked.stopped else CONTENT, result)
    file = options.source / CONTENT_FOLDER / ADDRESSES
    known = read_addresses(_bytes(file))
    new = sorted(
        shortened(url) for url in checked.addresses - known.urls.keys() if is_promised(url)
    )
    if not options.write:
        return Outcome(DONE, "".join(f"{url}\n" for url in new))
    data = written(known, new)
    if data != _bytes(file):
        rewrite(file, data)
    return Outcome(DONE, "" if options.quiet else f"{say(_WRITTEN, file=file, count=len(new))}\n")


def _bytes(file: Path) -> bytes:
    with suppress(FileNotFoundError):
        return read_regular(file, LARGEST_ADDRESSES)
    return b""
