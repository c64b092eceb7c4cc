"""Converts old Office files with LibreOffice, where it is installed: without macros, and in a
folder with a profile of its own, which is deleted afterwards."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from site_builder.content.regular_file import read_regular
from site_builder.importers.formats.child_process import TooSlowError, run
from site_builder.importers.imported import UnreadableFileError
from site_builder.model.limits import LARGEST_CONVERTED, LONGEST_CONVERSION

_TARGETS = {
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt"), ".docx"),
    **dict.fromkeys((".xls", ".et", ".ods"), ".xlsx"),
}
_FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
_PROGRAMS = ("soffice", "libreoffice")
# What LibreOffice must not do, as its profile says it.
_SETTINGS = {
    "Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "Writer/Content/Update": {"Link": "2"},  # never
    "Calc/Content/Update": {"Link": "2"},
}
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items'
    ' xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
)
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)


def converted(data: bytes, suffix: str) -> tuple[bytes, str]:
    """Return an old Office file as .docx or .xlsx, and which of the two it is; `suffix` says what
    the file is: `.doc`, `.wps`, `.rtf`, `.odt`, `.xls`, `.et` or `.ods`. Raise
    UnreadableFileError, also where LibreOffice is missing."""
    target = _TARGETS[suffix]
    how = f"请在 Word、Excel 或 WPS 里打开，另存为 {target} 再导入"
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnreadableFileError(f"是 {suffix} 文件，本机没有 LibreOffice，不能转换：{how}")
    with tempfile.TemporaryDirectory(prefix="sitebuild-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        made = folder / "out" / f"file{target}"
        (folder / f"file{suffix}").write_bytes(data)
        _write_profile(folder / "profile")
        command = (
            *(program, "--headless", "--norestore", "--nolockcheck", "--convert-to"),
            *(_FILTERS[target], "--outdir", str(made.parent), str(folder / f"file{suffix}")),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        )
        try:
            run(command, b"", LONGEST_CONVERSION)
        except TooSlowError as error:
            why = f"LibreOffice 转换超过 {LONGEST_CONVERSION} 秒，停下了：{how}"
            raise UnreadableFileError(why) from error
        except OSError as error:
            raise UnreadableFileError(f"LibreOffice 启动不了（{error.strerror}）：{how}") from error
        try:
            return read_regular(made, LARGEST_CONVERTED), target
        except OSError as error:
            raise UnreadableFileError(f"LibreOffice 转换不了这个 {suffix} 文件：{how}") from error


def _write_profile(folder: Path) -> None:
    """Write a profile in which macros do not run and links are not followed."""
    items = "".join(
        _ITEM.format(path=path, name=name, value=value)
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    (folder / "user").mkdir(parents=True)
    file = folder / "user" / "registrymodifications.xcu"
    file.write_text(_PROFILE.format(items=items), "utf-8")
