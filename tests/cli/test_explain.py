"""`explain`: one rule, several, a family, all; and codes that no rule has."""

from __future__ import annotations

import pytest

from site_builder.cli import main as cli
from site_builder.rules import RULES


def explained(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The exit code, and what is printed on both streams."""
    return cli.main(["explain", *words]), *capsys.readouterr()


def test_several_rules_are_explained_one_after_the_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = explained(capsys, "f202", "F230")

    assert (code, err) == (0, "")
    first, second = (explained(capsys, one)[1] for one in ("F202", "F230"))
    assert out == f"{first}\n{second}"


@pytest.mark.parametrize("typed", ["F", "f", "F2", "x"])
def test_a_family_is_listed(capsys: pytest.CaptureFixture[str], typed: str) -> None:
    code, out, _ = explained(capsys, typed)

    listed = [line.split()[0] for line in out.splitlines() if "  " in line]
    assert code == 0
    assert sorted(listed) == sorted(one.code for one in RULES if one.code.startswith(typed.upper()))


def test_a_family_has_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(capsys, "F202", "M")[1].split("\n\n")[-1].startswith("正文、链接和图片\nM101")


@pytest.mark.parametrize(
    ("typed", "near"),
    [("F23O", "F230"), ("f2300", "F230"), ("MI01", "M101"), ("F2O2,F230", "F202")],
)
def test_a_code_that_no_rule_has_is_answered_with_the_nearest_one(
    capsys: pytest.CaptureFixture[str], typed: str, near: str
) -> None:
    code, out, err = explained(capsys, typed)

    assert (code, out) == (2, "")
    assert f"，是不是“{near}”？输入 sitebuild explain 看全部规则" in err


def test_all_unknown_codes_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = explained(capsys, "F230", "ZZZ", "QQQ")

    assert (code, out) == (2, "")
    assert [line.split("”")[0] for line in err.splitlines()] == [
        "没有代码为“ZZZ",
        "没有代码为“QQQ",
    ]
