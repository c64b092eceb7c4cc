"""The packages that are published: what is in them, and that they are enough to work with."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.metadata import Metadata
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from site_builder import __version__

REPO = Path(__file__).parent.parent
NAME = f"sitebuild-{__version__}"


def build(source: Path, to: Path, *targets: str) -> None:
    """Build packages from a folder, without a network."""
    flags = [word for target in targets for word in ("-t", target)]
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(to), *flags]
    subprocess.run(command, cwd=source, check=True, capture_output=True)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both packages."""
    folder = tmp_path_factory.mktemp("packages")
    build(REPO, folder, "sdist", "wheel")
    return folder


@pytest.fixture(scope="module")
def unpacked(packages: Path) -> Path:
    """What the source package holds."""
    with tarfile.open(packages / f"{NAME}.tar.gz") as archive:
        for member in archive:
            if file := archive.extractfile(member):
                place = packages / member.name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(file.read())
    return packages / NAME


def wheel_files(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def wheel_of(packages: Path) -> Path:
    return packages / f"{NAME}-py3-none-any.whl"


def test_the_metadata_is_valid_and_known_to_every_index(packages: Path) -> None:
    files = wheel_files(wheel_of(packages))

    metadata = Metadata.from_email(files[f"{NAME}.dist-info/METADATA"], validate=True)

    assert metadata.name == "sitebuild"
    assert str(metadata.version) == __version__
    assert metadata.metadata_version == "2.4"
    assert metadata.license_expression == "MIT"
    assert metadata.description_content_type == "text/markdown"
    assert (metadata.description or "").startswith("# sitebuild")
    assert str(metadata.requires_python) == ">=3.11"


def test_both_packages_say_the_same(packages: Path, unpacked: Path) -> None:
    files = wheel_files(wheel_of(packages))

    assert (unpacked / "PKG-INFO").read_bytes() == files[f"{NAME}.dist-info/METADATA"]


def test_the_wheel_holds_the_program_and_its_themes_and_nothing_else(packages: Path) -> None:
    names = [*wheel_files(wheel_of(packages))]

    assert {name.split("/")[0] for name in names} == {"site_builder", f"{NAME}.dist-info"}
    ours = {
        path.relative_to(REPO).as_posix()
        for path in (REPO / "site_builder").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    themes = {
        f"site_builder/{path.relative_to(REPO).as_posix()}"
        for path in (REPO / "themes").rglob("*")
        if path.is_file()
    }
    assert {one for one in names if one.startswith("site_builder/")} == ours | themes


def test_the_source_package_holds_what_the_wheel_is_built_from_and_little_else(
    unpacked: Path,
) -> None:
    assert {path.name for path in unpacked.iterdir()} == {
        ".gitignore",
        "CHANGELOG.md",
        "LICENSE",
        "PKG-INFO",
        "README.en.md",
        "README.md",
        "SECURITY.md",
        "pyproject.toml",
        "site_builder",
        "themes",
    }


def test_the_source_package_gives_the_same_wheel(
    packages: Path, unpacked: Path, tmp_path: Path
) -> None:
    build(unpacked, tmp_path, "wheel")

    assert wheel_files(wheel_of(tmp_path)) == wheel_files(wheel_of(packages))


def test_the_version_is_written_in_one_place() -> None:
    written = [
        path.relative_to(REPO).as_posix()
        for path in (REPO / "pyproject.toml", *(REPO / "site_builder").rglob("*.py"))
        if re.search(rf"\b{re.escape(__version__)}\b", path.read_text("utf-8"))
    ]

    assert written == ["site_builder/__init__.py"]


def locked() -> list[str]:
    """The names of the packages that are locked for those who build sites."""
    text = (REPO / "requirements/site.lock").read_text("utf-8")
    lines = re.findall(r"(?m)^([\w.-]+)==\S+(?: ; (.+?))? \\$", text)
    requirements = [Requirement(f"{name}; {when}" if when else name) for name, when in lines]
    return [one.name for one in requirements if not one.marker or one.marker.evaluate()]


@pytest.fixture(scope="module")
def installed(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment with the wheel and the locked packages, and no others."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=False)
    programs = folder / "bin"
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "--isolated"]
    install = ["install", "--quiet", "--no-index", "--no-deps", "--no-compile"]
    subprocess.run([*pip, *install, str(wheel_of(packages))], check=True, capture_output=True)
    (theirs,) = folder.glob("lib/python*/site-packages")
    wanted = {canonicalize_name(name) for name in locked()}
    (ours,) = Path(sys.prefix).glob("lib/python*/site-packages")
    for info in ours.glob("*.dist-info"):
        if canonicalize_name(info.name.split("-")[0]) in wanted:
            record = (info / "RECORD").read_text("utf-8").splitlines()
            for name in {line.split("/")[0].split(",")[0] for line in record} - {"..", ""}:
                if (ours / name).exists() and not (theirs / name).exists():
                    (theirs / name).symlink_to(ours / name)
    return programs


def run(program: Path, *words: str, within: Path) -> str:
    """What a program prints; it knows nothing of this repository."""
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(program), *words],
        cwd=within,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_installed_wheel_starts_a_project_checks_it_and_builds_its_site(
    installed: Path, tmp_path: Path
) -> None:
    sitebuild = installed / "sitebuild"

    run(sitebuild, "init", "portal", within=tmp_path)
    run(sitebuild, "check", "--strict", within=tmp_path / "portal")
    run(sitebuild, "build", within=tmp_path / "portal")
    run(sitebuild, "verify", "public", within=tmp_path / "portal")

    assert (tmp_path / "portal/public/index.html").is_file()


def test_an_installed_wheel_is_the_program_that_runs(installed: Path, tmp_path: Path) -> None:
    code = "import site_builder; print(site_builder.__file__)"

    assert str(installed.parent) in run(installed / "python", "-c", code, within=tmp_path)
    for command in (
        [installed / "sitebuild", "--version"],
        [installed / "python", "-m", "site_builder", "--version"],
    ):
        program, *words = map(str, command)
        assert run(Path(program), *words, within=tmp_path) == f"sitebuild {__version__}\n"


def test_an_installed_wheel_needs_no_extra_to_say_what_it_lacks(
    installed: Path, tmp_path: Path
) -> None:
    run(installed / "sitebuild", "init", "portal", within=tmp_path)
    (tmp_path / "a.xlsx").write_bytes(b"PK")

    done = subprocess.run(
        [installed / "sitebuild", "import", "../a.xlsx", "--agency", "danwei"],
        cwd=tmp_path / "portal",
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
