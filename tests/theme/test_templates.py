"""Templates: read once, digested with all that they include."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Scenario, theme_in
from jinja2 import TemplateNotFound, UndefinedError
from texts import OWN_THEME

from site_builder.theme.templates import Templates
from site_builder.theme.theme_error import ThemeError


def found(where: Path, text: str = OWN_THEME, name: str = "own") -> Templates:
    return theme_in(where, text, name).templates()


def test_templates_escape_what_they_show_and_stop_at_an_unknown_name(tmp_path: Path) -> None:
    environment = found(tmp_path).environment()

    assert environment.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        environment.from_string("{{ nothing }}").render()


def test_templates_that_were_read_do_not_change(tmp_path: Path) -> None:
    before = found(tmp_path)
    known = before.digest, before.digests(["page.html"]), before.stylesheet

    more = "-- themes/own/styles/own.css --\nx\n-- themes/own/templates/page.html --\n新\n"
    after = found(tmp_path, more)

    assert (before.digest, before.digests(["page.html"]), before.stylesheet) == known
    assert after.digest != before.digest
    assert after.stylesheet.data.endswith(b"\nx\n")
    assert after.environment().get_template("page.html").render() == "新"


@pytest.mark.parametrize("edit", ["templates/page.html", "templates/other.html", "styles/own.css"])
def test_all_of_it_has_one_digest(tmp_path: Path, edit: str) -> None:
    before = found(tmp_path)

    assert found(tmp_path).digest == before.digest
    assert found(tmp_path, f"-- themes/own/{edit} --\n新\n").digest != before.digest


def test_a_template_in_another_encoding_is_an_error_that_says_where(tmp_path: Path) -> None:
    found(tmp_path)
    file = tmp_path / "themes/own/templates/page.html"
    file.write_bytes("<p>\n年报".encode("gbk"))
    templates = found(tmp_path, "")

    for read in (templates.environment().get_template, lambda name: templates.digests([name])):
        with pytest.raises(ThemeError) as raised:
            read("page.html")
        assert (raised.value.file, raised.value.line) == (str(file), 2)
        assert "不是 UTF-8" in raised.value.why
    with pytest.raises(TemplateNotFound):
        templates.environment().get_template("gone.html")


INCLUDES = """\
-- themes/own/templates/page.html --
{% include "part.html" %}
-- themes/own/templates/part.html --
{% import "macro.html" as m %}
-- themes/own/templates/macro.html --
{% macro a() %}{% endmacro %}
-- themes/own/templates/other.html --
x
"""


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        ("templates/page.html", True),
        ("templates/part.html", True),
        ("templates/macro.html", True),
        ("styles/own.css", True),
        ("templates/other.html", False),
    ],
)
def test_a_digest_changes_with_all_that_a_template_is_made_of(
    tmp_path: Path, edit: str, changes: bool
) -> None:
    before = found(tmp_path, OWN_THEME + INCLUDES).digests(["page.html"])

    after = found(tmp_path, f"-- themes/own/{edit} --\n新\n").digests(["page.html"])

    assert (after != before) is changes


def test_a_page_without_its_template_is_an_error_of_the_theme(tmp_path: Path) -> None:
    alone = "-- themes/own/theme.yaml --\nname: 空\n-- themes/own/templates/a.html --\nx\n"
    templates = found(tmp_path, alone)

    for names, missing in ((["page.html"], "page.html"), (["a.html"], "statutory-table.html")):
        with pytest.raises(ThemeError) as raised:
            templates.digests(names)
        assert (raised.value.file, raised.value.line) == (
            str(tmp_path / "themes/own/theme.yaml"),
            1,
        )
        assert missing in raised.value.why


def test_nothing_compiled_is_kept_that_somebody_could_change(site: Scenario) -> None:
    """A build would run it."""
    site.build()
    site.build("-- content/index.md --\n---\ntitle: 甲\n---\n")

    kept = {path.name for path in (site.root / ".sitebuild").rglob("*") if path.is_file()}
    assert kept == {".gitignore", "cache.db", "last.json"}
    assert found(site.root).environment().bytecode_cache is None
