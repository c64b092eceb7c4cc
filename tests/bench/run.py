"""What a build costs, beside the same work done with the bare libraries in the same run.

    make bench                     500 reports
    PYTHONPATH=tests python -m bench.run 2000 5    agencies × years

The peer reads the same files with `yaml.CSafeLoader`, renders the body with an untouched
markdown-it-py and the tables with a Jinja loop, and writes one page a report: no findings, no
line numbers, no index, no links checked, nothing verified.
"""

from __future__ import annotations

import gc
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import yaml
from jinja2 import Environment
from markdown_it import MarkdownIt

from bench import corpus
from site_builder.assemble import assemble
from site_builder.forms import load_forms
from site_builder.lint import check
from site_builder.parse import parse
from site_builder.plan import plan
from site_builder.read import read
from site_builder.render import render
from site_builder.rules import RULES
from site_builder.settings import read_settings
from site_builder.theme import find_theme
from site_builder.verify import verify
from site_builder.write import stage

T = TypeVar("T")

TABLE = """<table>{% for row, cells in table.items() %}<tr><th>{{ row }}</th>
{% if cells is mapping %}{% for name, cell in cells.items() %}<td>{{ cell }}</td>{% endfor %}
{% else %}<td>{{ cells }}</td>{% endif %}</tr>{% endfor %}</table>"""
PEER = "<!DOCTYPE html><title>{{ title }}</title>{{ body }}{% for table in tables %}" + TABLE
PEER += "{% endfor %}"


def main(agencies: int = 100, years: int = 5) -> None:
    """Print CPU milliseconds a report for each stage, for the whole, and for the peer."""
    gc.disable()  # as the command line does
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        reports = corpus.make(folder / "project", agencies, years)
        print(
            f"{reports} reports, Python {platform.python_version()}, one process; CPU time each\n"
        )
        stages = _ours(folder)
        peer = _timed(lambda: _peer(folder))
        whole = sum(seconds for _, seconds in stages)
        for name, seconds in stages:
            print(f"  {name:<10}{seconds / reports * 1000:7.2f} ms")
        needed = sum(seconds for name, seconds in stages if name in {"parse", "render+write"})
        print(f"  {'whole':<10}{whole / reports * 1000:7.2f} ms")
        print(f"  {'peer':<10}{peer / reports * 1000:7.2f} ms\n")
        print(
            f"parse, render and write: {needed / peer:.2f} × the peer; whole: {whole / peer:.2f} ×"
        )
    print(f"import of the command line: {_import('site_builder.cli'):.0f} ms over bare Python")


def _ours(folder: Path) -> list[tuple[str, float]]:
    project = folder / "project"
    stages: list[tuple[str, float]] = []

    def step(name: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        result = work()
        stages.append((name, time.process_time() - start))
        return result

    settings, _ = read_settings(project / "content")
    theme, _ = find_theme(settings.theme, project)
    if theme is None:
        raise SystemExit("no theme")
    content = step("read", lambda: read(project / "content"))
    documents = step("parse", lambda: parse(content.sources))
    forms = load_forms()
    today = date(2026, 11, 21)
    site = step("assemble", lambda: assemble(settings, forms, content, documents, today))
    findings = step("check", lambda: check(site, RULES))
    pages = step("plan", lambda: plan(site))
    outputs = render(pages, site, theme)
    staged = step("render+write", lambda: stage(outputs, {}, folder / "ours"))
    faults = step("verify", lambda: verify(staged.folder))
    if findings or faults:
        raise SystemExit(f"the corpus should be clean: {findings[:3]} {faults[:3]}")
    return stages


def _peer(folder: Path) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    template = Environment(autoescape=False).from_string(PEER)
    out = folder / "peer"
    out.mkdir()
    for number, file in enumerate(sorted(folder.glob("project/content/agencies/*/reports/*.md"))):
        _, header, body = file.read_text("utf-8").split("---\n", 2)
        values = yaml.load(header, Loader=yaml.CSafeLoader)
        tables = values.get("statistics", {}).values()
        html = template.render(title=values["title"], body=parser.render(body), tables=tables)
        (out / f"{number}.html").write_text(html, "utf-8")


def _timed(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _wall(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def _import(module: str) -> float:
    """Milliseconds that importing a module adds to starting Python, best of seven."""

    def best(code: str) -> float:
        return min(_wall(code) for _ in range(7)) * 1000

    return best(f"import {module}") - best("pass")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
