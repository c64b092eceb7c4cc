"""Themes: found, extended, and digested with all that they include."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import OWN_THEME, folder, theme_in

from site_builder.theme.theme import find_theme

pytestmark = pytest.mark.interpreter

OWN = f"""\
{OWN_THEME}\
-- themes/own/static/site.css --
p {{}}
-- themes/own/static/.hidden.css --
x
"""


def test_our_own_theme_is_found_from_anywhere(tmp_path: Path) -> None:
    theme, problems = find_theme("default", tmp_path)

    assert theme
    assert not problems
    assert [one.name for one in theme.folders] == ["default"]


def test_a_theme_of_a_site_holds_only_what_differs(tmp_path: Path) -> None:
    theme = theme_in(tmp_path, OWN)

    assert theme.name == "own"
    assert [one.name for one in theme.folders] == ["own", "default"]
    files = theme.templates().files
    assert files["page.html"].file == str(tmp_path / "themes/own/templates/page.html")
    assert files["own/page.html"] == files["page.html"]
    assert files["default/home.html"] == files["home.html"]
    assert files["default/page.html"] != files["page.html"]


def test_the_nearest_static_file_wins_and_hidden_ones_stay_at_home(tmp_path: Path) -> None:
    theme = theme_in(tmp_path, OWN)
    files = dict(theme.static())

    assert files["assets/own.css"] == tmp_path / "themes/own/static/own.css"
    assert files["assets/site.css"] == tmp_path / "themes/own/static/site.css"
    assert "assets/.hidden.css" not in files
    assert theme.templates().stylesheets == ("assets/site.css", "assets/own.css")
    assert list(files) == sorted(files)


def test_links_are_followed_but_not_in_a_ring(tmp_path: Path) -> None:
    folder(tmp_path, "-- shared/metadata.html --\n甲\n-- shared/a.css --\np {}\n")
    theme = theme_in(tmp_path, OWN)
    for place in ("templates/partials", "static/shared", "../../shared/ring"):
        (tmp_path / "themes/own" / place).symlink_to(tmp_path / "shared")

    assert theme.templates().files["partials/metadata.html"].data == "甲\n".encode()
    assert dict(theme.static())["assets/shared/a.css"].read_text() == "p {}\n"


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
    assert what.rule.name == "theme_unknown"


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
