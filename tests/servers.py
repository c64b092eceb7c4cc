"""Web servers that run with the configurations in `docs/deploy/`, adapted as these say.

Neither server is installed for the tests: where one is missing, its tests are skipped, by name.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

DEPLOY = Path(__file__).parent.parent / "docs/deploy"
MODULES = Path("/usr/lib/apache2/modules")
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
PATIENCE = 20  # seconds that a server has to answer

NGINX = """\
daemon off;
pid {run}/pid;
error_log {run}/errors;
events {{}}
http {{
    access_log off;
    client_body_temp_path {run};
    proxy_temp_path {run};
    fastcgi_temp_path {run};
    uwsgi_temp_path {run};
    scgi_temp_path {run};
    include {sample};
}}
"""
APACHE = """\
ServerRoot {run}
ServerName localhost
PidFile {run}/pid
Mutex file:{run}
ErrorLog {run}/errors
Listen 127.0.0.1:{port}
{modules}
TypesConfig /dev/null
<Directory />
    Require all denied
</Directory>
Include {sample}
"""
NEEDED = "mpm_event authz_core alias deflate dir filter headers mime rewrite"


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server(NamedTuple):
    """A running server; `place` is the path below which it shows a site."""

    port: int
    place: str

    @property
    def url(self) -> str:
        """The address of the site."""
        return f"http://127.0.0.1:{self.port}{self.place}"

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path of the host, as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers=named)
        answer = connection.getresponse()
        known = {name.lower(): value for name, value in answer.getheaders()}
        found = Answer(answer.status, known, answer.read())
        connection.close()
        return found


def free_port() -> int:
    """A port of this machine that nothing listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(kind: str, site: Path, place: str, port: int) -> Iterator[Server]:
    """Show a copy of a site below a path with the sample configuration of `nginx` or `apache`. A
    faulty configuration fails the test with its message."""
    program = shutil.which({"nginx": "nginx", "apache": "apache2"}[kind], path=PATH)
    if not program:
        pytest.skip(f"{kind} is not installed")
    with TemporaryDirectory() as folder:
        run = Path(folder)
        run.chmod(0o755)  # servers started by root run as somebody else
        copy = shutil.copytree(site, run / "site")
        command = [program, "-p", folder, "-c", str(_nginx(copy, run, place, port))]
        if kind == "apache":
            command = [program, "-f", str(_apache(copy, run, place, port)), "-D", "FOREGROUND"]
        tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert tested.returncode == 0, tested.stderr
        with (run / "said").open("w") as said:
            process = subprocess.Popen(command, stdout=said, stderr=said)
            try:
                _wait(process, port, run)
                yield Server(port, place)
            finally:
                process.terminate()
                process.wait(PATIENCE)


def adapted(sample: str, site: Path, place: str, port: int) -> str:
    """The text of a sample with what it says has to be changed: folder, path, port."""
    text = (DEPLOY / sample).read_text("utf-8")
    text = text.replace("/srv/gk/public/", f"{site}/")
    text = text.replace("/gk/", place).replace("^/gk$", f"^{place[:-1]}$")
    text = text.replace("location = /gk ", f"location = {place[:-1]} ")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
    return text.replace("<VirtualHost *:80>", f"<VirtualHost *:{port}>")


def _nginx(site: Path, run: Path, place: str, port: int) -> Path:
    sample = run / "sample"
    sample.write_text(adapted("nginx.conf", site, place, port), "utf-8")
    whole = run / "nginx.conf"
    whole.write_text(NGINX.format(run=run, sample=sample), "utf-8")
    return whole


def _apache(site: Path, run: Path, place: str, port: int) -> Path:
    sample = run / "sample"
    sample.write_text(adapted("apache.conf", site, place, port), "utf-8")
    modules = "\n".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in NEEDED.split()
    )
    whole = run / "apache.conf"
    whole.write_text(APACHE.format(run=run, sample=sample, port=port, modules=modules), "utf-8")
    return whole


def _wait(process: subprocess.Popen[bytes], port: int, run: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    errors = run / "errors"
    shown = errors.read_text("utf-8") if errors.exists() else ""
    raise AssertionError((run / "said").read_text("utf-8") + shown)
