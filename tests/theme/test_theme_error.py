"""Whatever goes wrong in a template is said with its file and line, and is no bug of ours."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from conftest import TODAY, Scenario, silent

from site_builder.build import Built, build
from site_builder.theme.theme_error import ThemeError, errors_in

OWN = """\
-- content/site.yaml --
title: 门户
theme: own
regions:
  640500: 中卫市
-- themes/own/theme.yaml --
extends: default
"""
HOME = "themes/own/templates/home.html"
# What stands in the second line of a template.
MISTAKES = {
    "division by zero": "{{ 1 / 0 }}",
    "a wrong type": "{{ 1 + 'a' }}",
    "an unknown name": "{{ gone }}",
    "an unknown attribute": "{{ page.meta.gone.title }}",
    "an unknown filter": "{{ 1 | gone }}",
    "an unknown test": "{{ 1 is gone }}",
    "an unknown tag": "{% gone %}",
    "a block without an end": "{% if 1 %}",
    "a missing template": "{% include 'gone.html' %}",
    "itself": "{% include 'home.html' %}",
    "an argument too many": "{{ 'a'.upper(1) }}",
    "a function that is none": "{{ page.meta.title() }}",
    "a value that is none": "{{ range(1, 2, 0) }}",
    "an argument that html does not take": "{{ html(5) }}",
    "an unknown name as an argument": "{{ html(gone) }}",
    "a number too large": "{{ 2.0 ** 99999 }}",
    "no memory": "{{ 'a' * 10 ** 15 }}",
    "an encoding": "{{ 'é'.encode('ascii') }}",
    "an endless macro": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "a macro with a wrong argument": "{% macro a() %}{% endmacro %}{{ a(1) }}",
    "a loop over a number": "{% for one in 5 %}{% endfor %}",
    "an index that is none": "{{ [].pop() }}",
    "a format": "{{ '%d' | format('a') }}",
    "a parent that is none": "{{ super() }}",
}
WITHOUT_LINE = {
    "loops within loops": "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
    "half a character": "{{ '%c' | format(55296) }}",
    "a number with too many digits": "{{ " + "9" * 5000 + " }}",
    "brackets within brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
}


def built(site: Scenario, template: str, jobs: int = 1) -> Built:
    site.lay(f"{OWN}-- {HOME} --\n{template}")
    return build(site.root, site.root / "public", today=TODAY, progress=silent, jobs=jobs)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_template_is_found_at_its_line(site: Scenario, mistake: str) -> None:
    result = built(site, f"<p>\n{MISTAKES[mistake]}\n")

    (what,) = result.findings
    assert result.stopped == "settings"
    assert (what.code, what.path, what.line) == ("C109", HOME, 2)
    assert not (site.root / "public").exists()


@pytest.mark.parametrize("mistake", WITHOUT_LINE)
def test_a_mistake_without_a_line_is_found_in_its_file(site: Scenario, mistake: str) -> None:
    result = built(site, f"<p>\n{WITHOUT_LINE[mistake]}\n")

    (what,) = result.findings
    assert (what.code, what.path, what.line) == ("C109", HOME, 0)


def test_a_mistake_in_a_partial_is_found_there(site: Scenario) -> None:
    path = "themes/own/templates/partials/breadcrumb.html"
    site.lay(f"-- {path} --\n\n\n{{{{ 1 / 0 }}}}\n")

    (what,) = built(site, '{% extends "default/home.html" %}').findings

    assert (what.path, what.line) == (path, 3)
    assert "ZeroDivisionError：division by zero" in what.message


def test_a_table_with_other_cells_than_its_form_is_a_mistake_of_the_theme(site: Scenario) -> None:
    site.lay("-- themes/own/templates/partials/statutory-table.html --\n<table></table>\n")

    (what,) = built(site, '{% extends "default/home.html" %}').findings

    assert "statutory-table.html" in what.message


def test_a_style_sheet_in_another_encoding_is_found_at_its_line(site: Scenario) -> None:
    site.lay(f"{OWN}styles: [own.css]\n-- themes/own/styles/own.css --\n/* */\n/* \\xc4\\xea */\n")

    (what,) = site.build().findings

    assert (what.code, what.path, what.line) == ("C109", "themes/own/styles/own.css", 2)


def test_a_long_reason_is_cut_to_what_can_be_printed(site: Scenario) -> None:
    (what,) = built(site, "{{ ('\\x1b[31m甲\\n' * 10**5).gone() }}").findings

    assert what.message.isprintable()
    assert len(what.message) < 300


def test_an_error_in_a_template_is_the_same_from_another_process(tmp_path: Path) -> None:
    error = ThemeError("a.html", 3, "甲")

    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        found = pool.submit(pickle.loads, pickle.dumps(error)).result()

    assert (found.file, found.line, found.why) == ("a.html", 3, "甲")


def test_an_interruption_is_no_mistake_of_a_template() -> None:
    with pytest.raises(KeyboardInterrupt), errors_in("a.html"):
        raise KeyboardInterrupt
