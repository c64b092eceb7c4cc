"""content/site.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from systems import make_pipe

from site_builder.assembly.settings import read_settings
from site_builder.model.finding import Problem
from site_builder.model.site import Region, Settings


def read(folder: Path, yaml: str, base_url: str = "") -> tuple[Settings, tuple[Problem, ...]]:
    (folder / "site.yaml").write_text(yaml, "utf-8")
    return read_settings(folder, base_url)


def test_settings_are_read_as_they_are_written(tmp_path: Path) -> None:
    settings, problems = read(
        tmp_path,
        "title: 门户\norganizer: 某市\nbase_url: https://a.example/zwgk\n"
        "regions:\n  640500: 中卫市\n  640000: 宁夏\n",
    )

    assert not problems
    assert (settings.title, settings.organizer, settings.theme) == ("门户", "某市", "default")
    assert settings.base_url == "https://a.example/zwgk/"
    assert settings.regions == (Region("640000", "宁夏"), Region("640500", "中卫市"))


def test_the_address_of_the_command_line_goes_before_the_one_in_the_file(tmp_path: Path) -> None:
    yaml = "title: 门户\nbase_url: https://a.example/\n"
    settings, problems = read(tmp_path, yaml, "https://b.example")

    assert not problems
    assert settings.base_url == "https://b.example/"
    assert settings.digest != read(tmp_path, yaml)[0].digest


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://a.example",
            "http://a.example:8080/gk/",
            "https://10.1.2.3/",
            "https://[::1]:80/",
        ),
        *(
            "https://a.example/公开/",
            "https://a.example/%E5%85%AC/a.b_c~d!$&()*+,;=:@-/",
            "HTTPS://A.b",
        ),
    ],
)
def test_an_address_may_have_a_port_and_a_path(tmp_path: Path, address: str) -> None:
    settings, problems = read(tmp_path, f'title: 门户\nbase_url: "{address}"\n')

    assert not problems
    assert settings.base_url == f"{address.rstrip('/')}/"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "a.example",
            "ftp://a.example/",
            "https://a.example/?q",
            "https://u@a.example/",
            "https:/a",
        ),
        *(
            "https://a.example/#x",
            "https://a.example/'x",
            "https://a.example/<b>",
            "https://",
            "//a",
        ),
        *("https://a.example/a b", "https://a.example/\\x", "https://a.example//b.example/", "a"),
        *("https://a.example/../", "https://a.example/./a", "https://a.example/%", "https://-a/"),
        *("https://a..example/", "https://a.example:99999/", "https://a.example:/", "https://:80/"),
        *("https://a.example/%2e%2e/a", "https://a.example/%00"),
        *("javascript:alert(1)//https://a", "https://[::1", "https://a.example/^", "https://a/`"),
        *(
            "https://a.example\u3000/",
            "https://[gggg]/",
            "https://a.example/%2f/",
            "https://a.b/%5C",
        ),
    ],
)
def test_an_address_that_is_none_is_reported_where_it_stands(tmp_path: Path, address: str) -> None:
    _, (there,) = read(tmp_path, f"title: 门户\nbase_url: {address}\n")
    _, (typed,) = read(tmp_path, "title: 门户\n", address)

    assert (there.rule.name, there.line, there.column) == ("base_url_not_valid", 2, 11)
    assert (typed.rule.name, typed.line, typed.column) == ("base_url_not_valid", 0, 0)


@pytest.mark.parametrize(
    "address",
    [
        'https://e.cn/"><a/href="javascript:alert(1)">x</a><i/a="',
        *(
            "https://a.cn/\udcff",
            "https://a.cn/\0",
            "https://a.cn/\n",
            "https://a.cn/\t",
            "https://a/\u202e",
            "https://a/\u200b",
        ),
    ],
)
def test_an_address_that_only_a_command_line_can_hold_is_reported(
    tmp_path: Path, address: str
) -> None:
    _, problems = read(tmp_path, "title: 门户\n", address)

    assert [what.rule.name for what in problems] == ["base_url_not_valid"]


@pytest.mark.parametrize(
    ("yaml", "rules"),
    [
        ("", ["required_key_missing"]),
        ("organizer: 某市\n", ["required_key_missing"]),
        ("- a\n", ["header_is_not_a_mapping"]),
        ("title: 门户\ntilte: x\n", ["unknown_key"]),
        ("title: 门户\nregions: 中卫市\n", ["regions_not_valid"]),
        ("title: 门户\nregions:\n  6405: 中卫市\n  640500:\n", ["regions_not_valid"] * 2),
        ("title: 门户\ntitle: 门户\n", ["duplicate_key"]),
        ("title：门户\n", ["fullwidth_colon"]),
    ],
)
def test_wrong_settings_are_reported(tmp_path: Path, yaml: str, rules: list[str]) -> None:
    assert [what.rule.name for what in read(tmp_path, yaml)[1]] == rules


def test_missing_settings_are_reported(tmp_path: Path) -> None:
    settings, problems = read_settings(tmp_path)

    assert settings == Settings("")
    assert [what.rule.name for what in problems] == ["settings_missing"]


def unreadable(folder: Path) -> tuple[str, str]:
    """The rule and the reason with which settings that are there cannot be read."""
    settings, (what,) = read_settings(folder)
    assert settings == Settings("")
    return what.rule.name, what.values["why"]


def test_settings_that_are_no_regular_file_are_not_called_missing(tmp_path: Path) -> None:
    pipe, below, link = [tmp_path / name / "site.yaml" for name in ("pipe", "folder", "link")]
    for file in (pipe, below, link):
        file.parent.mkdir()
    make_pipe(pipe)
    below.mkdir()
    link.symlink_to("/dev/zero")

    for file in (pipe, below, link):
        assert unreadable(file.parent) == ("settings_unreadable", "不是普通文件")


def test_settings_larger_than_any_are_not_read(tmp_path: Path) -> None:
    with (tmp_path / "site.yaml").open("wb") as file:
        file.truncate(2_000_000_000)

    assert unreadable(tmp_path) == ("settings_unreadable", "超过1 MB")
