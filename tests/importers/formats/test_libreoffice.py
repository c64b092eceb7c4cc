"""Old Office files are converted by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from office_files import Looks, Said, as_word, sample_report

from site_builder.importers.formats import child_process
from site_builder.importers.formats.libreoffice import converted
from site_builder.importers.formats.word.read import read_word
from site_builder.importers.imported import UnreadableFileError
from site_builder.model.manuscript import Paragraph

needs_libreoffice = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)


def old(data: bytes, suffix: str, folder: Path) -> bytes:
    """A Word file as an old one."""
    (folder / "a.docx").write_bytes(data)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", suffix, "--outdir", str(folder), str(folder / "a.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / f"a.{suffix}").read_bytes()


@needs_libreoffice
def test_an_old_word_file_keeps_its_text_and_leaves_no_folder(tmp_path: Path) -> None:
    report = sample_report(2021)
    before = {*Path(tempfile.gettempdir()).glob("sitebuild-*")}

    data, suffix = converted(old(as_word(report, Looks(numbered=True)), "doc", tmp_path), ".doc")

    manuscript, _ = read_word(data)
    assert suffix == ".docx"
    assert [one.text for one in manuscript.blocks if isinstance(one, Paragraph)] == [
        piece.number + piece.text for piece in report if isinstance(piece, Said)
    ]
    assert {*Path(tempfile.gettempdir()).glob("sitebuild-*")} <= before


@needs_libreoffice
def test_what_libreoffice_cannot_read_says_how_to_save_it() -> None:
    with pytest.raises(UnreadableFileError, match=r"另存为 \.xlsx"):
        converted(b"PK\x03\x04" + bytes(600), ".ods")


@pytest.mark.parametrize(("suffix", "target"), [(".wps", ".docx"), (".et", ".xlsx")])
def test_without_libreoffice_it_is_said_how_to_save_the_file(
    suffix: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(UnreadableFileError, match=f"没有 LibreOffice.*另存为 {target}"):
        converted(b"", suffix)


def test_a_program_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    script = f"(sleep 60; echo late > {tmp_path}/late) & echo $! > {tmp_path}/child; wait"

    with pytest.raises(child_process.TooSlowError):
        child_process.run(("sh", "-c", script), b"", 1)

    child = (tmp_path / "child").read_text().strip()
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


MACRO = """<?xml version="1.0"?><script:module xmlns:script="http://openoffice.org/2000/script"
 script:name="A" script:language="StarBasic">Sub Main
Open "{file}" For Output As #1
Close #1
End Sub</script:module>"""
LIBRARY = """<?xml version="1.0"?><library:{kind} xmlns:library="http://openoffice.org/2000/library"
 {name}>{inner}</library:{kind}>"""
CONTENT = """<?xml version="1.0"?><office:document-content office:version="1.3"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"><office:scripts><office:event-listeners>
<script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:type="simple"
 xlink:href="vnd.sun.star.script:Standard.A.Main?language=Basic&amp;location=document"/>
</office:event-listeners></office:scripts><office:body><office:text><text:p>甲<draw:frame><draw:image
 xlink:href="{address}" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>
</office:text></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0"?><m:manifest m:version="1.3"
 xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entries}</m:manifest>"""


def hostile(macro_writes: Path, address: str) -> bytes:
    """An OpenDocument text with a macro that runs when it is opened, and a linked picture."""
    media = "application/vnd.oasis.opendocument.text"
    element = '<library:element library:name="A"/>'
    listed = '<library:library library:name="Standard" library:link="false"/>'
    own = 'library:name="Standard" library:readonly="false" library:passwordprotected="false"'
    parts = {
        "mimetype": media,
        "content.xml": CONTENT.format(address=address),
        "Basic/script-lc.xml": LIBRARY.format(kind="libraries", name="", inner=listed),
        "Basic/Standard/script-lb.xml": LIBRARY.format(kind="library", name=own, inner=element),
        "Basic/Standard/A.xml": MACRO.format(file=macro_writes),
    }
    entry = '<m:file-entry m:full-path="{}" m:media-type="{}"/>'
    entries = entry.format("/", media) + "".join(
        entry.format(name, "text/xml") for name in parts if name != "mimetype"
    )
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(entries=entries))
    return made.getvalue()


@needs_libreoffice
def test_no_macro_runs_and_nothing_is_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"

        data, _ = converted(hostile(tmp_path / "ran", address), ".odt")

        with pytest.raises(BlockingIOError):  # nobody called
            server.accept()
    texts = [one.text for one in read_word(data)[0].blocks if isinstance(one, Paragraph)]
    assert texts == ["甲"]
    assert not (tmp_path / "ran").exists()
