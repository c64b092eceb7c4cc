"""The least that Python can do with the bare libraries: one page a report, and nothing else.

    python bare_pages.py SOURCE OUTPUT

It reads a header with `yaml.CSafeLoader`, renders a body with an untouched markdown-it-py and the
tables with a Jinja loop.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import yaml
from jinja2 import Environment
from markdown_it import MarkdownIt

PAGE = """<!DOCTYPE html>
<title>{{ title }}</title>
{{ body }}
{% for name, table in tables.items() %}<table><caption>{{ name }}</caption>
{% for row, cells in table.items() %}<tr><th>{{ row }}</th>
{% if cells is mapping %}{% for cell in cells.values() %}<td>{{ cell }}</td>{% endfor %}
{% else %}<td>{{ cells }}</td>{% endif %}</tr>{% endfor %}</table>
{% endfor %}"""


def main(source: Path, output: Path) -> None:
    """Make the pages of the reports in `source`."""
    gc.disable()  # as our command line does
    parser = MarkdownIt("commonmark")
    template = Environment(autoescape=False).from_string(PAGE)
    for path in sorted(source.glob("content/agencies/*/reports/*.md")):
        _, header, text = path.read_text("utf-8").split("---\n", 2)
        values = yaml.load(header, Loader=yaml.CSafeLoader)
        tables = values.get("statistics", {})
        html = template.render(title=values["title"], body=parser.render(text), tables=tables)
        page = output / "agencies" / path.parent.parent.name / path.stem / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(html, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
