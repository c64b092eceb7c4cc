"""LibreOffice Calc as another program that opens, computes and saves workbooks."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
needs_calc = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="needs LibreOffice, which is not installed"
)


def converted(data: bytes, folder: Path, *formats: str) -> bytes:
    """A workbook saved in these formats, one after the other; the last one is .xlsx."""
    file = folder / "book.xlsx"
    file.write_bytes(data)
    for number, one in enumerate(formats):
        out = folder / f"{number}"
        _convert(file, one, out)
        file = out / f"book.{one.partition(':')[0]}"
    return file.read_bytes()


def computed(data: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """What the cells of each sheet show in LibreOffice, which computes formulas without a value."""
    (folder / "book.xlsx").write_bytes(data)
    _convert(folder / "book.xlsx", _CSV, folder / "csv")
    return {
        file.stem.removeprefix("book-"): [*csv.reader(file.read_text("utf-8").splitlines(True))]
        for file in (folder / "csv").glob("*.csv")
    }


def _convert(file: Path, form: str, out: Path) -> None:
    profile = f"-env:UserInstallation={(out.parent / 'profile').as_uri()}"
    words = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(out),
        str(file),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
