"""The virtual environment of the peers that come from PyPI."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

REQUIREMENTS = Path(__file__).parent / "requirements.txt"


@dataclass(frozen=True)
class Tools:
    """A virtual environment."""

    folder: Path

    def program(self, name: str) -> str:
        """The path of a program in it."""
        return str(self.folder / "bin" / name)

    @property
    def packages(self) -> Path:
        """Where its packages lie."""
        (folder,) = self.folder.glob("lib/*/site-packages")
        return folder

    def version(self, package: str) -> str:
        """The version of a package in it."""
        return next(iter(distributions(name=package, path=[str(self.packages)]))).version


def install(folder: Path) -> Tools | None:
    """Install the peers into a new virtual environment; None where pip cannot."""
    tools = Tools(folder)
    subprocess.run((sys.executable, "-m", "venv", folder), check=True)
    pip = (tools.program("pip"), "--disable-pip-version-check", "install", "-qq")
    failed = subprocess.run((*pip, "-r", REQUIREMENTS), check=False).returncode
    return None if failed else tools
