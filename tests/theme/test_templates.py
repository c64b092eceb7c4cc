"""Templates: read once, digested with all that they include, compiled once."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import theme_in
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateNotFound, TemplateRuntimeError, UndefinedError
from texts import OWN_THEME

from site_builder.theme.templates import Templates


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

    with pytest.raises(TemplateRuntimeError, match=r"page\.html 第2行：不是 UTF-8"):
        templates.environment().get_template("page.html")
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


PAGE = {"title": "甲"}
SMALL = """\
-- themes/small/theme.yaml --
name: 小
-- themes/small/templates/home.html --
{% include "partials/title.html" %}。
-- themes/small/templates/partials/title.html --
<h1>{{ title }}</h1>
"""


def rendered(templates: Templates, compiled: Path) -> str:
    return templates.environment(compiled).get_template("home.html").render(PAGE)


def test_templates_are_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates, compiled = found(tmp_path, SMALL, "small"), tmp_path / "compiled"
    first = rendered(templates, compiled)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(Environment, "compile", refuse)

    assert first == "<h1>甲</h1>。"
    assert rendered(templates, compiled) == first
    assert len(list(compiled.iterdir())) == 2
    with pytest.raises(AssertionError, match="compiled again"):
        templates.environment().get_template("home.html")


def test_a_template_that_changed_is_compiled_again(tmp_path: Path) -> None:
    compiled = tmp_path / "compiled"
    before = found(tmp_path, SMALL, "small")
    rendered(before, compiled)

    edit = "-- themes/small/templates/partials/title.html --\n<h2>{{ title }}</h2>\n"
    after = found(tmp_path, edit, "small")

    assert rendered(after, compiled) == "<h2>甲</h2>。"
    assert rendered(before, compiled) == "<h1>甲</h1>。", "it was read before"


def test_templates_of_one_name_in_two_themes_are_two(tmp_path: Path) -> None:
    other = SMALL.replace("small", "other").replace("h1>", "h3>")
    small, large = found(tmp_path, SMALL, "small"), found(tmp_path, other, "other")

    for _ in range(2):
        assert rendered(small, tmp_path / "compiled") == "<h1>甲</h1>。"
        assert rendered(large, tmp_path / "compiled") == "<h3>甲</h3>。"


@given(st.integers(0, 10**6), st.integers(1, 255), st.booleans())
def test_a_damaged_compiled_template_is_not_used(
    tmp_path_factory: pytest.TempPathFactory, at: int, change: int, cut: bool
) -> None:
    here = tmp_path_factory.mktemp("damaged")
    templates, compiled = found(here, SMALL, "small"), here / "compiled"
    first = rendered(templates, compiled)
    for file in compiled.iterdir():
        data = bytearray(file.read_bytes())
        data[at % len(data)] ^= change
        file.write_bytes(data[: at % len(data)] if cut else data)

    assert rendered(templates, compiled) == first
    assert rendered(templates, compiled) == first


def test_a_compiled_template_in_the_place_of_another_is_not_used(tmp_path: Path) -> None:
    templates, compiled = found(tmp_path, SMALL, "small"), tmp_path / "compiled"
    first = rendered(templates, compiled)
    one, other = sorted(compiled.iterdir())
    one.write_bytes(other.read_bytes())

    assert rendered(templates, compiled) == first


def test_pages_are_rendered_even_if_compiled_templates_cannot_be_kept(
    tmp_path: Path,
) -> None:
    templates = found(tmp_path, SMALL, "small")
    (tmp_path / "file").write_text("x")

    for place in (tmp_path / "file", tmp_path / "gone/compiled", Path("/proc/compiled")):
        assert rendered(templates, place) == "<h1>甲</h1>。"
