"""Percentages that cannot be."""

from __future__ import annotations

import pytest

from rules.prose.reports import disagreeing

WRONG_RATES = (
    ("R106", "收到来信12件，办结11件，办结率100%。"),
    ("R106", "收到咨询30件，答复29件，答复率为98%。"),
    ("R106", "公开信息200条，其中动态50条，占20%。"),
    ("R106", "公开信息200条，其中动态50条，占总数的35.0%。"),
    ("R106", "收到来信12件，按期答复12件，按期答复率99%。"),
    ("R109", "按期答复率达到110%。"),
    ("R109", "群众满意率为１０００％。"),
    ("R109", "动态信息占比120%。"),
)


@pytest.mark.parametrize(("code", "text"), WRONG_RATES)
def test_a_percentage_that_cannot_be_is_found(code: str, text: str) -> None:
    assert disagreeing(text) == {code}


RATES_TO_LEAVE = (
    "收到来信12件，办结11件，办结率91.67%。",
    "收到来信12件，办结11件，办结率91.6%。",
    "收到来信12件，办结11件，办结率92%。",
    "收到来信12件，办结12件，办结率、满意率均为100%。",
    "公开信息200条，其中动态50条，占25%。",
    "公开信息200条，其中动态50条，占25%，公告30条，占15%。",
    "收到来信12件，全部办结，满意率100%。",
    "网站访问量同比增长120%。",
    "年度任务完成率105%。",
    "收到来信12件，较去年增加4件，办结率100%。",
    "约收到来信12件，办结11件，办结率95%。",
)


@pytest.mark.parametrize("text", RATES_TO_LEAVE)
def test_a_percentage_that_may_be_right_is_left(text: str) -> None:
    assert disagreeing(text) == set()
