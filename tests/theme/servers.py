"""Servers with the configurations in `docs/deploy/`, on a port of this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "docs/deploy"
MIME = Path("/etc/nginx/mime.types")
PREFIX = "/a/b/c/"
PATIENCE = 20  # seconds until a server answers


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def program(*names: str) -> str:
    """Where one of some programs is; without it, a test is skipped, and says so."""
    found = next(filter(None, map(shutil.which, names)), "")
    if not found:
        pytest.skip(f"{names[0]} is not installed: its configuration was not tried")
    return found


def nginx_files(where: Path, public: Path, port: int) -> Path:
    """The configuration of nginx for a site in a folder, at PREFIX; returns the file."""
    own = (DEPLOY / "nginx.conf").read_text("utf-8")
    own = own.replace("/srv/gk/public", str(public)).replace("/gk/", PREFIX)
    own = own.replace("= /gk {", f"= {PREFIX[:-1]} {{").replace("listen 80;", f"listen {port};")
    own = own.replace("include mime.types", f"include {MIME}").replace(
        "listen ", "listen 127.0.0.1:"
    )
    (where / "site.conf").write_text(own, "utf-8")
    main = where / "nginx.conf"
    temporary = "".join(
        f"{kind}_temp_path {where}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main.write_text(
        f"daemon off;\nuser root;\npid {where}/pid;\nerror_log {where}/errors;\n"
        f"worker_processes 1;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}include {where}/site.conf;\n}}\n",
        "utf-8",
    )
    return main


@contextmanager
def nginx(where: Path, public: Path, port: int) -> Iterator[str]:
    """nginx with our configuration, while it runs; the base URL of the site."""
    own = program("nginx", "/usr/sbin/nginx")
    conf = nginx_files(where, public, port)
    with subprocess.Popen([own, "-c", str(conf), "-e", f"{where}/errors"]) as process:
        try:
            _wait(process, port)
            yield f"http://127.0.0.1:{port}{PREFIX}"
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the server refused its configuration"
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError
