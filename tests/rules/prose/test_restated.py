"""One figure stated in two ways."""

from __future__ import annotations

import pytest
from conftest import Scenario

from rules.prose.reports import disagreeing, found, written

TWICE = (
    ("2023年，本局共主动公开政府信息152条。", "全年主动公开信息125条。"),
    ("全年公开信息135条。", "2023年共公开信息153条。"),
    ("2023年收到政府信息公开申请5件。", "全年未收到政府信息公开申请。"),
    ("全年收到信息公开申请5件。", "本年受理政府信息公开申请六件。"),
    ("现行有效规范性文件3件。", "截至2023年底，现行有效的规范性文件为4件。"),
    ("2023年，主动公开政府信息1,520条。", "全年主动公开政府信息1502条。"),
)


@pytest.mark.parametrize("texts", TWICE)
def test_one_figure_stated_in_two_ways_is_found(texts: tuple[str, str]) -> None:
    assert disagreeing(*texts) == {"R107"}


def test_chapters_on_problems_and_plans_are_not_compared_with_the_year(site: Scenario) -> None:
    more = "以往工作中，2023年收到政府信息公开申请13件。"

    assert found(site, written("正文。", more=more)) == []
    assert [one.code for one in found(site, written(more))] == ["R101"]


ONCE = (
    ("2023年，本局共主动公开政府信息152条。", "全年主动公开信息152条。"),
    ("2023年主动公开政府信息152条。", "2022年主动公开政府信息125条。"),
    ("全年主动公开政府信息152条。", "全年通过网站主动公开政府信息125条。"),
    ("全年主动公开政府信息152条。", "全年公开信息160条。"),
    ("全年主动公开政府信息152条。", "办公室全年主动公开政府信息12条。"),
    ("全年主动公开政府信息152条。", "上半年，主动公开政府信息60条。"),
    ("2023年收到政府信息公开申请5件。", "2023年收到网上政府信息公开申请3件。"),
    ("全年主动公开政府信息约150条。", "全年主动公开政府信息152条。"),
)


@pytest.mark.parametrize("texts", ONCE)
def test_two_figures_of_different_scope_are_left(texts: tuple[str, str]) -> None:
    assert disagreeing(*texts) == set()
