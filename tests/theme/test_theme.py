"""Themes: found, extended, and digested with all that they include."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import theme_in
from systems import make_pipe
from texts import OWN_THEME, folder

from site_builder.assembly.settings_rules import style_missing, theme_file_not_usable
from site_builder.theme.theme import find_theme

pytestmark = pytest.mark.interpreter

OWN = f"""\
{OWN_THEME}\
-- themes/own/static/a.png --
x
-- themes/own/static/.hidden.png --
x
"""
LITTER = ("a.css~", "c.css.orig", "Thumbs.db", ".git/config", "#a#", "~$a.docx", "a.bak")
# A theme of its own that a second one extends.
TWO = """\
-- themes/base/theme.yaml --
styles: [a.css, b.css]
-- themes/base/styles/a.css --
a {}
-- themes/base/styles/b.css --
b {}
-- themes/base/styles/spare.css --
spare {}
-- themes/base/static/a.png --
x
-- themes/base/static/b.png --
x
-- themes/own/theme.yaml --
extends: base
styles: [c.css, b.css]
-- themes/own/styles/c.css --
c {}
-- themes/own/static/a.png --
y
-- themes/own/static/.hidden.png --
y
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
    files = dict(theme_in(tmp_path, TWO).static())

    assert files == {
        "assets/a.png": tmp_path / "themes/own/static/a.png",
        "assets/b.png": tmp_path / "themes/base/static/b.png",
    }
    assert list(files) == sorted(files)


def test_what_editors_and_systems_leave_behind_is_not_published(tmp_path: Path) -> None:
    text = "".join(f"-- themes/own/static/{name} --\nx\n" for name in LITTER)

    static = dict(theme_in(tmp_path, OWN + text).static())
    assert static.keys() - {"assets/favicon.ico", "assets/favicon.svg"} == {"assets/a.png"}


def test_style_sheets_come_in_the_order_listed_those_of_the_theme_extended_first(
    tmp_path: Path,
) -> None:
    theme = theme_in(tmp_path, TWO)

    assert [file.name for file in theme.styles] == ["a.css", "b.css", "c.css"]
    assert theme.templates().stylesheet.data == b"a {}\n\nb {}\n\nc {}\n"


def test_a_style_sheet_of_the_same_name_takes_the_place_of_the_other(tmp_path: Path) -> None:
    theme = theme_in(tmp_path, f"{TWO}-- themes/own/styles/a.css --\nmine {{}}\n")

    assert theme.templates().stylesheet.data == b"mine {}\n\nb {}\n\nc {}\n"


def test_our_own_style_sheets_are_in_that_of_a_theme_that_extends_ours(tmp_path: Path) -> None:
    ours, _ = find_theme("default", tmp_path)
    own = theme_in(tmp_path)

    assert ours
    assert own.styles[:-1] == ours.styles
    assert own.templates().stylesheet.data.startswith(ours.templates().stylesheet.data)


def test_the_name_of_the_style_sheet_changes_with_what_it_holds(tmp_path: Path) -> None:
    first = theme_in(tmp_path).templates().stylesheet
    again = theme_in(tmp_path).templates().stylesheet

    other = theme_in(tmp_path, "-- themes/own/styles/own.css --\np {}\n").templates().stylesheet

    assert re.fullmatch(r"assets/site\.[0-9a-f]{12}\.css", first.path)
    assert first == again
    assert first.path != other.path


def test_a_byte_order_mark_does_not_come_between_style_sheets(tmp_path: Path) -> None:
    theme = theme_in(tmp_path, f"{TWO}-- themes/own/styles/c.css utf-8-sig --\nc {{}}\n")

    assert theme.templates().stylesheet.data == b"a {}\n\nb {}\n\nc {}\n"


@pytest.mark.parametrize("listed", ["gone.css", "../styles/own.css", "/etc/passwd"])
def test_a_style_sheet_that_is_listed_and_not_there_is_reported(
    tmp_path: Path, listed: str
) -> None:
    folder(tmp_path, OWN_THEME.replace("[own.css]", f"[own.css, {listed}]"))

    theme, (what,) = find_theme("own", tmp_path)

    assert theme is None
    assert what.rule == style_missing
    assert dict(what.values) == {"theme": "own", "name": listed}


def test_links_are_followed_but_not_in_a_ring(tmp_path: Path) -> None:
    folder(tmp_path, "-- shared/metadata.html --\n甲\n-- shared/a.css --\np {}\n")
    folder(tmp_path, OWN)
    for place in ("templates/partials", "static/shared", "../../shared/ring"):
        (tmp_path / "themes/own" / place).symlink_to(tmp_path / "shared")

    theme = theme_in(tmp_path, "")

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


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("extends: default\nname：蓝\n", "fullwidth_colon", 2),
        ("extend: default\n", "unknown_key", 1),
        ("extends: [default]\n", "value_is_not_text", 1),
        ("extends: default\n- a\n", "bad_yaml", 2),
        ("styles: {a: b}\n", "value_is_not_a_list", 1),
        ("- extends\n", "header_is_not_a_mapping", 1),
        ("name: \\xc0\\xb6\n", "gb18030", 1),
    ],
)
def test_a_theme_yaml_that_is_wrong_is_reported_where_it_is_wrong(
    tmp_path: Path, text: str, rule: str, line: int
) -> None:
    folder(tmp_path, f"-- themes/own/theme.yaml --\n{text}")

    theme, (what, *_) = find_theme("own", tmp_path)

    assert theme is None
    assert (what.rule.name, what.path, what.line) == (rule, "themes/own/theme.yaml", line)


def test_a_theme_yaml_that_is_no_regular_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "themes/own").mkdir(parents=True)
    make_pipe(tmp_path / "themes/own/theme.yaml")

    theme, (what,) = find_theme("own", tmp_path)

    assert theme is None
    assert (what.rule, what.values["why"]) == (theme_file_not_usable, "不是普通文件")


@pytest.mark.parametrize("name", ["a" * 256, "甲" * 100, "a" * 5000])
def test_a_name_longer_than_any_file_has_is_unknown(tmp_path: Path, name: str) -> None:
    theme, (what,) = find_theme(name, tmp_path)

    assert theme is None
    assert what.rule.name == "theme_unknown"


def test_a_problem_of_one_file_of_a_theme_is_one_of_the_theme(tmp_path: Path) -> None:
    folder(tmp_path, OWN)
    make_pipe(tmp_path / "themes/own/templates/pipe.html")

    theme, (what,) = find_theme("own", tmp_path)

    assert theme is None
    assert what.path == "themes/own/templates/pipe.html"


@pytest.mark.parametrize("name", ["..", "../own", "/etc", "own/..", "."])
def test_a_theme_is_named_and_not_a_path(tmp_path: Path, name: str) -> None:
    folder(tmp_path, OWN + "-- theme.yaml --\nx: y\n-- themes/theme.yaml --\nx: y\n")

    assert find_theme(name, tmp_path)[0] is None
