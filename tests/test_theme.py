"""Themes: found, extended, and digested with all that they include."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import folder
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError

from site_builder.theme import Theme, find_theme

OWN = """\
-- themes/own/theme.yaml --
extends: default
-- themes/own/templates/page.html --
{% extends "default/page.html" %}
-- themes/own/static/own.css --
:root { --sb-main: #000 }
-- themes/own/static/site.css --
p {}
-- themes/own/static/.hidden --
x
"""


def found(where: Path, text: str = OWN, name: str = "own") -> Theme:
    folder(where, text)
    theme, unread = find_theme(name, where)
    assert theme
    assert not unread
    return theme


def test_our_own_theme_is_found_from_anywhere(tmp_path: Path) -> None:
    theme, unread = find_theme("default", tmp_path)

    assert theme
    assert not unread
    assert [one.name for one in theme.folders] == ["default"]


def test_a_theme_of_a_site_holds_only_what_differs(tmp_path: Path) -> None:
    theme = found(tmp_path)

    assert theme.name == "own"
    assert [one.name for one in theme.folders] == ["own", "default"]
    environment = theme.environment()
    assert environment.get_template("page.html").filename == str(
        tmp_path / "themes/own/templates/page.html"
    )
    assert environment.get_template("home.html").filename
    assert environment.get_template("default/page.html").filename


def test_the_nearest_static_file_wins_and_hidden_ones_stay_at_home(tmp_path: Path) -> None:
    files = dict(found(tmp_path).static())

    assert files["assets/own.css"] == tmp_path / "themes/own/static/own.css"
    assert files["assets/site.css"] == tmp_path / "themes/own/static/site.css"
    assert "assets/.hidden" not in files
    assert list(files) == sorted(files)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-- themes/own/theme.yaml --\nextends: own\n",
        "-- themes/own/theme.yaml --\nextends: gone\n",
        "-- themes/own/templates/a.html --\nx\n",
    ],
    ids=["nothing", "itself", "unknown", "no manifest"],
)
def test_a_theme_that_cannot_be_found_is_reported(tmp_path: Path, text: str) -> None:
    folder(tmp_path, text)

    theme, (what,) = find_theme("own", tmp_path)

    assert theme is None
    assert what.rule == "theme_unknown"


def test_two_themes_that_extend_each_other_are_reported(tmp_path: Path) -> None:
    folder(
        tmp_path,
        "-- themes/a/theme.yaml --\nextends: b\n-- themes/b/theme.yaml --\nextends: a\n",
    )

    assert find_theme("a", tmp_path)[0] is None


@pytest.mark.parametrize("name", ["..", "../own", "/etc", "own/..", "."])
def test_a_theme_is_named_and_not_a_path(tmp_path: Path, name: str) -> None:
    folder(tmp_path, OWN + "-- theme.yaml --\nx: y\n-- themes/theme.yaml --\nx: y\n")

    assert find_theme(name, tmp_path)[0] is None


def test_templates_escape_what_they_show_and_stop_at_an_unknown_name(tmp_path: Path) -> None:
    environment = found(tmp_path).environment()

    assert environment.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        environment.from_string("{{ nothing }}").render()


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
        ("static/new.css", True),
        ("templates/other.html", False),
    ],
)
def test_a_digest_changes_with_all_that_a_template_is_made_of(
    tmp_path: Path, edit: str, changes: bool
) -> None:
    before = found(tmp_path, OWN + INCLUDES).digests(["page.html"])

    after = found(tmp_path, f"-- themes/own/{edit} --\n新\n").digests(["page.html"])

    assert (after != before) is changes


# ---------------------------------------------------------------- compiled templates

PAGE = {"title": "甲"}
SMALL = """\
-- themes/small/theme.yaml --
name: 小
-- themes/small/templates/home.html --
{% include "partials/title.html" %}。
-- themes/small/templates/partials/title.html --
<h1>{{ title }}</h1>
"""


def rendered(theme: Theme, compiled: Path) -> str:
    return theme.environment(compiled).get_template("home.html").render(PAGE)


def test_templates_are_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme, compiled = found(tmp_path, SMALL, "small"), tmp_path / "compiled"
    first = rendered(theme, compiled)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(Environment, "compile", refuse)

    assert first == "<h1>甲</h1>。"
    assert rendered(theme, compiled) == first
    assert len(list(compiled.iterdir())) == 2
    with pytest.raises(AssertionError, match="compiled again"):
        theme.environment().get_template("home.html")


def test_a_template_that_changed_is_compiled_again(tmp_path: Path) -> None:
    theme, compiled = found(tmp_path, SMALL, "small"), tmp_path / "compiled"
    rendered(theme, compiled)

    folder(tmp_path, "-- themes/small/templates/partials/title.html --\n<h2>{{ title }}</h2>\n")

    assert rendered(theme, compiled) == "<h2>甲</h2>。"


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
    theme, compiled = found(here, SMALL, "small"), here / "compiled"
    first = rendered(theme, compiled)
    for file in compiled.iterdir():
        data = bytearray(file.read_bytes())
        data[at % len(data)] ^= change
        file.write_bytes(data[: at % len(data)] if cut else data)

    assert rendered(theme, compiled) == first
    assert rendered(theme, compiled) == first


def test_a_compiled_template_in_the_place_of_another_is_not_used(tmp_path: Path) -> None:
    theme, compiled = found(tmp_path, SMALL, "small"), tmp_path / "compiled"
    first = rendered(theme, compiled)
    one, other = sorted(compiled.iterdir())
    one.write_bytes(other.read_bytes())

    assert rendered(theme, compiled) == first


def test_where_compiled_templates_cannot_be_kept_pages_are_drawn_all_the_same(
    tmp_path: Path,
) -> None:
    theme = found(tmp_path, SMALL, "small")
    (tmp_path / "file").write_text("x")

    for place in (tmp_path / "file", tmp_path / "gone/compiled", Path("/proc/compiled")):
        assert rendered(theme, place) == "<h1>甲</h1>。"
